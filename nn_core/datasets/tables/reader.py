"""The reader: a text becomes a dataset, step by step, and every step says what it decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nn_core.activations import FloatArray
from nn_core.datasets.dataset import Dataset
from nn_core.datasets.tables.bounds import CSV_BOUNDS, CsvBounds
from nn_core.datasets.tables.columns import Column, columns_of
from nn_core.datasets.tables.decision import Decision
from nn_core.datasets.tables.gaps import Gaps
from nn_core.datasets.tables.header import has_header
from nn_core.datasets.tables.marks import marks_decision, with_marks
from nn_core.datasets.tables.names import names_of, unique, with_default_names
from nn_core.datasets.tables.options import TableOptions
from nn_core.datasets.tables.rows import Row, read_sheet, rows_below
from nn_core.datasets.tables.selection import Selection, select
from nn_core.datasets.tables.targets import Targets, read_targets
from nn_core.datasets.tables.whole_rows import whole_rows
from nn_core.datasets.tables.words import as_inputs, input_names, words_decision, words_of
from nn_core.errors import RangeError, ShapeError

PREVIEWED = 10


@dataclass(frozen=True)
class UsedColumn:
    """A column as it was read.

    Attributes
    ----------
    column : Column
    role : str
        ``"input"``, ``"target"`` or ``"left out"``.
    words : tuple of str
        Those that became inputs of their own; empty for numbers.
    inputs : tuple of str
        The names of the inputs that it became.
    """

    column: Column
    role: str
    words: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table as it was read.

    Attributes
    ----------
    dataset : Dataset
    columns : list of UsedColumn
        In the order of the text.
    decisions : list of Decision
        What was decided, in order.
    lines : list of int
        The line of each example.
    header : tuple of str or None
        The names as they were written; None where there are none.
    first_rows : list of Row
        The first rows below the header, as they were written.
    """

    dataset: Dataset
    columns: list[UsedColumn]
    decisions: list[Decision]
    lines: list[int]
    header: tuple[str, ...] | None
    first_rows: list[Row]


def read_table(text: object, options: TableOptions | None = None, bounds: CsvBounds = CSV_BOUNDS) -> Table:
    """The dataset of a text, and how it was read.

    Parameters
    ----------
    text : str
        At least 2 columns.
    options : TableOptions, optional
    bounds : CsvBounds

    Raises
    ------
    FormatError, ShapeError, RangeError, NotFiniteError, UnknownNameError
        Naming line and column: ``"line 3, column 2 (width)"``.
    """
    options = options or TableOptions()
    sheet = read_sheet(text, options.separator, bounds)
    gaps = Gaps(options.missing, options.class_names)
    is_header, header = has_header(sheet.rows, options.header, gaps)
    rows = rows_below(sheet, is_header, bounds)
    names, renamed = names_of(sheet.rows[0], is_header)
    columns = with_default_names(columns_of(names, rows, gaps), is_header)
    selection = select(columns, options, bounds)
    selection = marked(selection, options, sheet.separator)
    places, left_out = whole_rows(selection.used)
    words = {column.position: words_of(column, places) for column in selection.inputs if not column.fits}
    targets = targets_of(selection, places, left_out, options, bounds)
    used = [used_column(column, words.get(column.position, ())) for column in selection.inputs]
    decisions = [
        *sheet.decisions,
        header,
        *renamed,
        *selection.decisions,
        left_out,
        *marks_decision(selection.used),
        *(words_decision(each.column, each.words) for each in used if each.words),
        targets.decision,
    ]
    return Table(
        dataset=dataset_of(used, selection, targets, places, bounds),
        columns=in_order(used, selection),
        decisions=decisions,
        lines=[rows[place].line for place in places],
        header=sheet.rows[0].cells if is_header else None,
        first_rows=rows[:PREVIEWED],
    )


def marked(selection: Selection, options: TableOptions, separator: str) -> Selection:
    """The same columns, those of numbers with their decimal marks."""
    both = with_marks(selection.used, options.decimal_mark, separator)
    count = len(selection.inputs)
    return replace(selection, inputs=both[:count], targets=both[count:])


def targets_of(
    selection: Selection, places: list[int], left_out: Decision, options: TableOptions, bounds: CsvBounds
) -> Targets:
    """The targets; what is wrong with them may come of rows that were left out."""
    try:
        return read_targets(selection.targets, places, options, bounds)
    except RangeError as error:
        if not left_out.value:
            raise
        raise RangeError(error.field, error.came, f"{error.allowed}. {left_out.sentence}") from error


def used_column(column: Column, words: tuple[str, ...]) -> UsedColumn:
    """An input column and the inputs that it becomes."""
    names = input_names(column, words) if words else [column.name]
    return UsedColumn(column, "input", words, tuple(names))


def inputs_of(used: Sequence[UsedColumn], places: Sequence[int], bounds: CsvBounds) -> FloatArray:
    """The inputs of these rows, (rows, n_in).

    Raises
    ------
    ShapeError
        Words make more inputs than there may be.
    """
    count = sum(len(each.inputs) for each in used)
    if count > bounds.columns - 1:
        raise ShapeError("inputs", f"{count}, words counted one by one", f"at most {bounds.columns - 1}")
    return as_inputs(((each.column, each.words) for each in used), places, bounds)


def dataset_of(
    used: Sequence[UsedColumn],
    selection: Selection,
    targets: Targets,
    places: Sequence[int],
    bounds: CsvBounds,
) -> Dataset:
    """The examples."""
    names = tuple(unique([name for each in used for name in each.inputs]))
    is_number = targets.task == "regression"
    return Dataset(
        task=targets.task,
        inputs=inputs_of(used, places, bounds),
        targets=targets.values,
        input_names=names,
        target_name=", ".join(column.name for column in selection.targets)[:100],
        target_names=tuple(column.name for column in selection.targets),
        class_names=targets.class_names,
        input_units=tuple("" if each.words else each.column.unit for each in used for _ in each.inputs),
        target_units=tuple(column.unit if is_number else "" for column in selection.targets),
    )


def in_order(used: Sequence[UsedColumn], selection: Selection) -> list[UsedColumn]:
    """All columns as they stand in the text."""
    others = [UsedColumn(column, "target") for column in selection.targets]
    others += [UsedColumn(column, "left out") for column in selection.left_out]
    return sorted([*used, *others], key=lambda each: each.column.position)
