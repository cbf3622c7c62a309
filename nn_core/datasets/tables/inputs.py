"""New rows for a network that has learned from a table: read as that table was.

Columns are found by their names, or where there are none by their order. Words are those the network has
learned; another one is an error, not a zero.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nn_core.activations import FloatArray
from nn_core.datasets.tables.bounds import CSV_BOUNDS, CsvBounds
from nn_core.datasets.tables.columns import Column, columns_of
from nn_core.datasets.tables.decision import Decision, counted, listed, shortened_name
from nn_core.datasets.tables.gaps import Gaps
from nn_core.datasets.tables.header import has_header
from nn_core.datasets.tables.marks import marks_decision, with_marks
from nn_core.datasets.tables.names import names_of
from nn_core.datasets.tables.numbers import are_numbers
from nn_core.datasets.tables.options import TableOptions
from nn_core.datasets.tables.rows import read_sheet, rows_below
from nn_core.datasets.tables.selection import useless
from nn_core.datasets.tables.whole_rows import whole_rows
from nn_core.datasets.tables.words import as_inputs
from nn_core.errors import ShapeError


@dataclass(frozen=True)
class InputColumn:
    """A column of the table that was learned from.

    Attributes
    ----------
    name : str
    words : tuple of str
        Those that became inputs of their own; empty for numbers.
    """

    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewRows:
    """Rows to predict.

    Attributes
    ----------
    inputs : FloatArray, shape (rows, n_in)
    lines : list of int
        The line of each.
    decisions : list of Decision
    """

    inputs: FloatArray
    lines: list[int]
    decisions: list[Decision]


def read_inputs(
    text: object,
    columns: Sequence[InputColumn],
    options: TableOptions | None = None,
    bounds: CsvBounds = CSV_BOUNDS,
) -> NewRows:
    """The inputs of each row of a text that has no gap.

    Parameters
    ----------
    text : str
    columns : sequence of InputColumn
        What the network takes, in order. A text may have one column more, the target, at its end.
    options : TableOptions, optional
        Separator, decimal mark, header and missing words.
    bounds : CsvBounds

    Raises
    ------
    FormatError, ShapeError, RangeError, NotFiniteError, UnknownNameError
        Naming line and column.
    """
    options = options or TableOptions()
    separator = "\t" if is_single_column(text, len(columns)) and not options.separator else options.separator
    sheet = read_sheet(text, separator, bounds, fewest=1)
    gaps = Gaps(options.missing)
    is_header, header = has_header(sheet.rows, options.header, gaps)
    rows = rows_below(sheet, is_header, bounds)
    names, _ = names_of(sheet.rows[0], is_header)
    found, matched = match(columns_of(names, rows, gaps), columns, is_header)
    for column, wanted in zip(found, columns, strict=True):
        if not column.is_numbers and not wanted.words:
            raise column.no_number()
    found = with_marks(found, options.decimal_mark, sheet.separator)
    places, left_out = whole_rows(found)
    words = [column.words for column in columns]
    inputs = as_inputs(zip(found, words, strict=True), places, bounds)
    decisions = [*sheet.decisions, header, matched, left_out, *marks_decision(found)]
    return NewRows(inputs, [rows[place].line for place in places], decisions)


def is_single_column(text: object, count: int) -> bool:
    """Whether each line is one number, a comma in it being the decimal mark."""
    if count != 1 or not isinstance(text, str):
        return False
    lines = [line.strip() for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
    return are_numbers(lines) or are_numbers(lines[1:])


def match(
    table: Sequence[Column], columns: Sequence[InputColumn], is_header: bool
) -> tuple[list[Column], Decision]:
    """The column for each input: by its name where all names are there, else by its place.

    Raises
    ------
    ShapeError
        There are too few columns, or too many.
    """
    by_name = {column.name: column for column in table if column.name}
    if is_header and all(column.name in by_name for column in columns):
        found = [by_name[column.name] for column in columns]
        return found, matched_decision(table, found, "by their names")
    rest = [column for column in table if not (is_header and useless(column)) and not column.is_empty]
    if len(rest) not in (len(columns), len(columns) + 1):
        names = listed([shortened_name(column.name) for column in columns], 8)
        raise ShapeError(
            "columns", counted(len(rest), "column"), f"{len(columns)}, for {names}, in this order"
        )
    return rest[: len(columns)], matched_decision(table, rest[: len(columns)], "by their order")


def matched_decision(table: Sequence[Column], found: Sequence[Column], how: str) -> Decision:
    """Which columns were taken, and which were not."""
    positions = [column.position for column in found]
    rest = [column for column in table if column.position not in positions]
    said = f"Taken {how}: column {listed([str(place) for place in positions], 8)}."
    if rest:
        names = [shortened_name(column.name) or f"column {column.position}" for column in rest]
        said += f" Not used: {listed(names, 8)}."
    return Decision("columns", positions, said)
