"""Which columns are used: those that hold something and say something of the next row too.

A column without a name that counts the rows is an index, which pandas and R write. One that counts them under
a name such as “id” tells the rows apart, and so does one with another word in each row: a network could learn
it by heart and would know nothing of a new row. Dates and times are neither numbers nor words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nn_core.datasets.tables.bounds import CsvBounds
from nn_core.datasets.tables.columns import Column, counts_rows
from nn_core.datasets.tables.decision import Decision, counted, listed, shortened_name
from nn_core.datasets.tables.numbers import looks_like_number
from nn_core.datasets.tables.options import ColumnName, TableOptions
from nn_core.datasets.tables.targets import MOSTLY, type_of
from nn_core.errors import FormatError, RangeError, ShapeError, UnknownNameError

UNNAMED = re.compile(r"(Unnamed: \d+)?")
OR_LEAVE_OUT = "or leave the column out"
NUMBERING = {"id", "index", "idx", "nr", "nr.", "no", "no.", "row", "#"}


@dataclass(frozen=True)
class Selection:
    """Inputs, targets, and what is left out.

    Attributes
    ----------
    inputs, targets, left_out : list of Column
    decisions : list of Decision
    """

    inputs: list[Column]
    targets: list[Column]
    left_out: list[Column]
    decisions: list[Decision]

    @property
    def used(self) -> list[Column]:
        """The inputs, then the targets."""
        return [*self.inputs, *self.targets]


def select(columns: Sequence[Column], options: TableOptions, bounds: CsvBounds) -> Selection:
    """The columns to use.

    Raises
    ------
    FormatError, RangeError, ShapeError, UnknownNameError
        A name or position that is none, words that cannot be inputs, or nothing left to learn from.
    """
    reasons: dict[int, str] = {}
    for column in columns:
        reasons |= useless(column)
    for column in find_all("leave_out", options.leave_out or (), columns):
        reasons[column.position] = "as chosen"
    rest = [column for column in columns if column.position not in reasons]
    targets = targets_among(columns, rest, options)
    for target in targets:
        reasons.pop(target.position, None)
    inputs = [column for column in rest if column not in targets]
    if options.leave_out is None:
        reasons |= telling_rows_apart(inputs, bounds)
        inputs = [column for column in inputs if column.position not in reasons]
    for column in inputs:
        check_input(column, bounds)
    if not inputs:
        raise ShapeError("columns", counted(len(rest), "column") + " in use", "an input besides the target")
    left_out = [column for column in columns if column.position in reasons]
    decisions = [left_out_decision(left_out, reasons)] if left_out else []
    return Selection(inputs, targets, left_out, [*decisions, target_decision(targets, rest, options)])


def useless(column: Column) -> dict[int, str]:
    """Why a column says nothing; empty where it may say something.

    Raises
    ------
    FormatError
        It has no name, but holds something.
    """
    if column.is_empty:
        return {column.position: "empty"}
    if not UNNAMED.fullmatch(column.name):
        return {}
    if counts_rows(column):
        return {column.position: "an index that counts the rows"}
    if column.name:
        return {}
    raise FormatError(f"line 1, column {column.position}", "''", "a name, for the column holds values")


def find_all(field: str, names: Sequence[ColumnName], columns: Sequence[Column]) -> list[Column]:
    """The columns that are named, or counted from 1."""
    return [find(field, name, columns) for name in names]


def find(field: str, name: ColumnName, columns: Sequence[Column]) -> Column:
    """The column of this name, or at this position."""
    for column in columns:
        if name == (column.name if isinstance(name, str) else column.position):
            return column
    allowed = [column.name for column in columns if column.name]
    if not isinstance(name, str):
        raise RangeError(field, name, f"the position of a column, 1 to {len(columns)}, or its name")
    raise UnknownNameError(field, name, allowed)


def targets_among(columns: Sequence[Column], rest: Sequence[Column], options: TableOptions) -> list[Column]:
    """The columns to predict: those chosen, or the last that is used."""
    target = options.target
    if target is None:
        if not rest:
            raise ShapeError("columns", "none that holds anything", "an input and a target")
        others = [column for column in rest if not column.holds_dates]
        return [others[-1] if len(others) > 1 else rest[-1]]
    names = [target] if isinstance(target, str | int) else list(target)
    found = find_all("target", names, columns)
    if len({column.position for column in found}) < max(len(names), 1):
        raise RangeError("target", repr(target), "one or more different columns")
    for column in found:
        if column.is_empty:
            raise RangeError("target", shortened_name(column.name), "a column that holds values")
    return found


def telling_rows_apart(inputs: Sequence[Column], bounds: CsvBounds) -> dict[int, str]:
    """Columns that only tell the rows apart, or when they were made, as long as others remain."""
    reasons: dict[int, str] = {}
    for column in inputs:
        if column.name.casefold() in NUMBERING and counts_rows(column):
            reasons[column.position] = "it counts the rows"
        elif column.holds_dates:
            reasons[column.position] = f"it holds dates or times such as {next(iter(column.counts))}"
        elif not is_meant_as_numbers(column) and len(column.counts) > bounds.words:
            reasons[column.position] = f"it holds {len(column.counts)} different words"
    return reasons if len(reasons) < len(inputs) else {}


def is_meant_as_numbers(column: Column) -> bool:
    """Whether its cells are numbers, or would be but for a slip."""
    if column.is_numbers or column.number_share >= MOSTLY:
        return True
    return all(map(looks_like_number, column.counts))


def check_input(column: Column, bounds: CsvBounds) -> None:
    """Raises where a column is neither numbers nor a few words."""
    if column.is_numbers:
        return
    if is_meant_as_numbers(column):
        error = column.no_number()
        raise type_of(error)(error.field, error.came, f"{error.allowed}; {OR_LEAVE_OUT}")
    if len(column.counts) > bounds.words:
        came = f"{len(column.counts)} different words"
        raise RangeError(column.title, came, f"at most {bounds.words}; {OR_LEAVE_OUT}")


def left_out_decision(left_out: Sequence[Column], reasons: dict[int, str]) -> Decision:
    """What is not used, and why."""
    said = [f"{name_of(column)} ({reasons[column.position]})" for column in left_out]
    names = [column.name or column.position for column in left_out]
    return Decision("left_out", names, f"Left out: {listed(said, 8)}.", "leave_out")


def name_of(column: Column) -> str:
    """The name, or where it stands."""
    return shortened_name(column.name) or f"column {column.position}"


def without_dates(targets: Sequence[Column], rest: Sequence[Column]) -> str:
    """What is said where columns of dates come after the target."""
    return " that holds no dates" if rest and rest[-1] not in targets else ""


def target_decision(targets: Sequence[Column], rest: Sequence[Column], options: TableOptions) -> Decision:
    """What is predicted."""
    names = [column.name for column in targets]
    why = "as chosen" if options.target is not None else "the last column" + without_dates(targets, rest)
    said = listed([shortened_name(name) for name in names], 10)
    sentence = f"Predicted: {said}, {why}."
    value = names[0] if len(names) == 1 else names
    return Decision("target", value, sentence, "target", tuple(column.name for column in rest))
