"""The reader: a text becomes a dataset, step by step, and every step says what it decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nn_core.activations import FloatArray
from nn_core.datasets.dataset import Dataset
from nn_core.datasets.tables.bounds import CSV_BOUNDS, CsvBounds
from nn_core.datasets.tables.columns import (
    Column,
    clean_name,
    columns_of,
    default_names,
    unique,
    with_marks,
)
from nn_core.datasets.tables.decision import Decision, counted, listed, shortened
from nn_core.datasets.tables.gaps import Gaps
from nn_core.datasets.tables.header import has_header
from nn_core.datasets.tables.numbers import GROUPING, has_mark, plain
from nn_core.datasets.tables.options import TableOptions
from nn_core.datasets.tables.rows import Row, Sheet, read_sheet
from nn_core.datasets.tables.selection import Selection, select
from nn_core.datasets.tables.targets import Targets, read_targets, shortened_class
from nn_core.datasets.tables.words import encoded, input_names, words_decision, words_of
from nn_core.errors import RangeError, ShapeError

PREVIEWED = 10
MARK_NAMES = {".": "point", ",": "comma"}


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
    places, left_out = complete_rows(selection)
    words = {column.position: words_of(column, places) for column in selection.inputs if not column.fits}
    targets = targets_of(selection, places, left_out, options, bounds)
    used = [used_column(column, words.get(column.position, ())) for column in selection.inputs]
    decisions = [
        *sheet.decisions,
        header,
        *renamed,
        *selection.decisions,
        left_out,
        *marks_decision(selection),
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


def rows_below(sheet: Sheet, is_header: bool, bounds: CsvBounds) -> list[Row]:
    """The rows below the header."""
    rows = sheet.rows[is_header:]
    if not 1 <= len(rows) <= bounds.rows:
        raise RangeError("rows", len(rows), f"1 to {bounds.rows}, besides the header")
    return rows


def names_of(first: Row, is_header: bool) -> tuple[list[str], list[Decision]]:
    """The names of the columns, and what was changed about them."""
    if not is_header:
        return [""] * len(first.cells), []
    names = unique([clean_name(cell) for cell in first.cells])
    changed = [
        f"{shortened(cell)} is called {name}"
        for cell, name in zip(first.cells, names, strict=True)
        if cell and cell != name
    ]
    return names, [Decision("names", names, f"{listed(changed)}.", "header")] if changed else []


def with_default_names(columns: list[Column], is_header: bool) -> list[Column]:
    """Without a header, x1, x2, …, y for the columns that hold something."""
    if is_header:
        return columns
    filled = [column.position for column in columns if not column.is_empty]
    if len(filled) < 2:
        raise ShapeError("columns", f"{len(filled)} that hold anything", "an input and a target")
    names = dict(zip(filled, default_names(len(filled)), strict=True))
    return [replace(column, name=names.get(column.position, "")) for column in columns]


def marked(selection: Selection, options: TableOptions, separator: str) -> Selection:
    """The same columns, those of numbers with their decimal marks."""
    both = with_marks([*selection.inputs, *selection.targets], options.decimal_mark, separator)
    count = len(selection.inputs)
    return replace(selection, inputs=both[:count], targets=both[count:])


def complete_rows(selection: Selection) -> tuple[list[int], Decision]:
    """The places of the rows that have all their values, and what became of the others.

    Raises
    ------
    RangeError
        There is none.
    """
    used = [*selection.inputs, *selection.targets]
    gaps = {column.position: column.gap_places() for column in used}
    missing = {place for places in gaps.values() for place in places}
    rows = len(used[0].cells)
    worst = max(used, key=lambda column: len(gaps[column.position]))
    if len(missing) == rows:
        came = f"no value in {len(gaps[worst.position])} of {counted(rows, 'row')}, so that no row is whole"
        raise RangeError(
            worst.title, came, "rows with a value in every column, or leave_out with this column"
        )
    return [place for place in range(rows) if place not in missing], gaps_decision(used, gaps, missing, worst)


def gaps_decision(
    used: Sequence[Column], gaps: dict[int, list[int]], missing: set[int], worst: Column
) -> Decision:
    """Which rows are left out, for something is missing."""
    if not missing:
        return Decision("missing", 0, "No value is missing.", "missing")
    said = []
    for place in sorted(missing)[:5]:
        column = next(each for each in used if place in gaps[each.position])
        cell = shortened(column.cells[place], 12) if column.cells[place] else "an empty cell"
        said.append(f"line {column.lines[place]} ({cell} in {shortened_class(column.name)})")
    names = [*said, *[""] * (len(missing) - len(said))]
    share = f"{len(missing)} of {counted(len(worst.cells), 'row')}"
    sentence = f"{share} left out, for a value is missing: {listed(names)}."
    most = len(gaps[worst.position])
    if 2 * most > len(worst.cells):
        sentence += f" {shortened_class(worst.name)} lacks {most}: without that column the rows could stay."
    return Decision("missing", len(missing), sentence, "missing")


def marks_decision(selection: Selection) -> list[Decision]:
    """Which decimal marks there are, what sets off thousands, and which signs were left out."""
    columns = [column for column in [*selection.inputs, *selection.targets] if column.fits]
    marks = {column.mark for column in columns if any(map(has_mark, column.counts))}
    said = []
    if len(marks) == 1:
        said.append(f"A {MARK_NAMES[next(iter(marks)) or '.']} is the decimal mark.")
    elif marks:
        for mark in (".", ","):
            names = listed([shortened_class(each.name) for each in columns if each.mark == mark])
            said.append(f"A {MARK_NAMES[mark]} is the decimal mark in {names}.")
    for column in columns:
        said += [*thousands_said(column), *unit_said(column)]
    value = next(iter(marks)) if len(marks) == 1 else None
    return [Decision("decimal_mark", value, " ".join(said), "decimal_mark", (".", ","))] if said else []


def thousands_said(column: Column) -> list[str]:
    """An example of a number whose thousands are set off."""
    mark = column.mark or "."
    signs = ("," if mark == "." else ".", "'", " ")
    cells = column.counts if any(sign in plain("".join(column.counts)) for sign in signs) else ()
    for cell in cells:
        bare = plain(column.bare(cell))
        if any(sign in bare for sign in signs):
            return [f"In {shortened_class(column.name)}, {cell} is {bare.translate(GROUPING[mark])}."]
    return []


def unit_said(column: Column) -> list[str]:
    """A sign that was left out."""
    if not column.unit:
        return []
    cell = next(iter(column.counts))
    return [f"In {shortened_class(column.name)}, {cell} was read as {column.bare(cell)}."]


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
    blocks = [
        encoded(each.column, places, each.words)
        if each.words
        else each.column.numbers(places, bounds)[:, np.newaxis]
        for each in used
    ]
    return np.column_stack(blocks)


def dataset_of(
    used: Sequence[UsedColumn],
    selection: Selection,
    targets: Targets,
    places: Sequence[int],
    bounds: CsvBounds,
) -> Dataset:
    """The examples."""
    names = tuple(unique([name for each in used for name in each.inputs]))
    return Dataset(
        task=targets.task,
        inputs=inputs_of(used, places, bounds),
        targets=targets.values,
        input_names=names,
        target_name=", ".join(column.name for column in selection.targets)[:100],
        target_names=tuple(column.name for column in selection.targets),
        class_names=targets.class_names,
    )


def in_order(used: Sequence[UsedColumn], selection: Selection) -> list[UsedColumn]:
    """All columns as they stand in the text."""
    others = [UsedColumn(column, "target") for column in selection.targets]
    others += [UsedColumn(column, "left out") for column in selection.left_out]
    return sorted([*used, *others], key=lambda each: each.column.position)
