"""Tables as people have them: a text with rows and columns becomes a dataset, and says how it was read.

Spreadsheets, measuring devices and textbooks write the same table in many ways. Each module settles one
question, from all of the rows, and writes down what it decided and which option changes that:

    decoding    which characters the bytes of a file mean
    dialect     what separates the columns
    rows        the rows, all equally long, each with its line in the text
    header      whether the first row holds names
    gaps        which cells hold nothing
    numbers     how a number is written, with either decimal mark
    columns     numbers or words
    names       what the columns are called
    marks       which mark is the decimal one, and which sets off thousands
    selection   which columns are used, and which are left out
    whole_rows  which rows have all their values
    words       words as inputs, one for each
    targets     what is to be predicted, and whether it is a class or a number
    reader      all of these in order: ``read_table``
    inputs      new rows, read as those were that a network has learned from: ``read_inputs``
"""

from nn_core.datasets.tables.bounds import CSV_BOUNDS, CsvBounds
from nn_core.datasets.tables.decision import Decision
from nn_core.datasets.tables.decoding import decoded
from nn_core.datasets.tables.inputs import InputColumn, NewRows, read_inputs
from nn_core.datasets.tables.options import TableOptions
from nn_core.datasets.tables.reader import Table, read_table

__all__ = [
    "CSV_BOUNDS",
    "CsvBounds",
    "Decision",
    "InputColumn",
    "NewRows",
    "Table",
    "TableOptions",
    "decoded",
    "read_inputs",
    "read_table",
]
