"""Targets: what is to be predicted, and whether it is the number of something or one of a few classes.

Words are classes. Whole numbers are, where few of them come again and again: numbers of which each comes once
are measured, not chosen. Cells that begin like numbers and are none (dates, ranges, units) are asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn_core.activations import FloatArray
from nn_core.datasets.csv_cells import written
from nn_core.datasets.dataset import as_targets, check_names, is_name
from nn_core.datasets.tables.bounds import CsvBounds
from nn_core.datasets.tables.columns import Column
from nn_core.datasets.tables.decision import Decision, counted, listed, shortened, shortened_name
from nn_core.datasets.tables.numbers import is_number, looks_like_number, value_of
from nn_core.datasets.tables.options import TableOptions
from nn_core.errors import FormatError, NudgeError, RangeError, ShapeError, UnknownNameError

MOSTLY = 0.5
"""A column of which at least this share are numbers is meant to hold numbers."""


@dataclass(frozen=True)
class Targets:
    """What is to be predicted.

    Attributes
    ----------
    task : str
    values : FloatArray, shape (rows, n_out)
    class_names : tuple of str
        Empty for regression.
    decision : Decision
    """

    task: str
    values: FloatArray
    class_names: tuple[str, ...]
    decision: Decision


def read_targets(
    columns: Sequence[Column], places: Sequence[int], options: TableOptions, bounds: CsvBounds
) -> Targets:
    """The targets of these rows.

    Raises
    ------
    FormatError, RangeError, NotFiniteError, UnknownNameError
        Naming line and column.
    """
    if len(columns) > 1:
        return several(columns, places, options, bounds)
    [column] = columns
    if options.class_names is not None:
        return named_classes(column, places, options.class_names)
    task, why = (options.task, "as chosen") if options.task else likely_task(column, places, bounds)
    if task == "regression":
        values = column.numbers(places, bounds)[:, np.newaxis]
        return Targets(task, values, (), task_decision(column, task, why))
    labels = labels_of(column, places, bounds)
    names = classes(labels, column, places, bounds)
    found = f"{why}: {listed([shortened_name(name) for name in names], 10)}"
    decision = task_decision(column, task, found)
    numbers = {name: number for number, name in enumerate(names)}
    return Targets(task, as_targets([numbers[label] for label in labels], len(names)), names, decision)


def several(
    columns: Sequence[Column], places: Sequence[int], options: TableOptions, bounds: CsvBounds
) -> Targets:
    """Several numbers for each row."""
    if options.task == "classification" or options.class_names is not None:
        raise ShapeError("target", counted(len(columns), "column"), "one column for classification")
    for column in columns:
        if not column.is_numbers:
            raise column.no_number()
    values = np.column_stack([column.numbers(places, bounds) for column in columns])
    names = listed([column.name for column in columns], 10)
    sentence = f"{names} are predicted as numbers: a regression with {len(columns)} outputs."
    return Targets("regression", values, (), Decision("task", "regression", sentence))


def task_decision(column: Column, task: str, why: str) -> Decision:
    """What is predicted, and why so."""
    what = "a number" if task == "regression" else "one of several classes"
    name = shortened_name(column.name)
    return Decision(
        "task",
        task,
        f"{name} is predicted as {what}, {why}.",
        "task",
        ("classification", "regression"),
    )


def likely_task(column: Column, places: Sequence[int], bounds: CsvBounds) -> tuple[str, str]:
    """What the target column looks like, and why.

    Raises
    ------
    RangeError, FormatError
        It is neither numbers nor words.
    """
    if not column.is_numbers:
        check_words(column)
        has_digits = all(any(map(str.isdigit, cell)) for cell in column.counts)
        return "classification", "for it holds words" + (" with digits in them" if has_digits else "")
    values = column.numbers(places, bounds).tolist()
    different = sorted(set(values))
    if not all(value.is_integer() for value in different):
        return "regression", "for not all of its numbers are whole"
    if different == [0.0, 1.0]:
        return "classification", "for its numbers are 0 and 1"
    if len(different) == len(values) and len(values) > 1:
        return "regression", "for each of its numbers comes once"
    if len(different) > bounds.classes:
        return "regression", f"for it holds {len(different)} different numbers"
    if not is_numbering(different) and 2 * len(different) > len(values):
        return "regression", "for few of its numbers come again"
    return "classification", "for few whole numbers come again and again"


def is_numbering(numbers: Sequence[float]) -> bool:
    """Whether they number classes: 0, 1, 2, … or 1, 2, 3, …."""
    return numbers[0] in (0.0, 1.0) and numbers[-1] - numbers[0] == len(numbers) - 1


def check_words(column: Column) -> None:
    """Raises where cells are meant as numbers, but are none."""
    hint = "; or say task: classification, where these are names of classes"
    is_like_numbers = all(map(looks_like_number, column.counts))
    if column.number_share >= MOSTLY or is_like_numbers:
        error = column.no_number()
        raise type_of(error)(error.field, error.came, error.allowed + hint)


def type_of(error: NudgeError) -> type[RangeError] | type[FormatError]:
    """The kind of an error that names a cell."""
    return FormatError if isinstance(error, FormatError) else RangeError


def labels_of(column: Column, places: Sequence[int], bounds: CsvBounds) -> list[str]:
    """The class that each row names; numbers written alike, so that 1.0 and 1 are both 1."""
    if column.is_numbers:
        return [written(number) for number in column.numbers(places, bounds).tolist()]
    return [column.cells[place] for place in places]


def named_classes(column: Column, places: Sequence[int], names: Sequence[str]) -> Targets:
    """The classes that were asked for, in their order."""
    allowed = check_names("class_names", names)
    numbers = {name: number for number, name in enumerate(allowed)}
    for place in places:
        if column.cells[place] not in numbers:
            raise UnknownNameError(column.where(place), shortened_name(column.cells[place]), allowed)
    labels = [numbers[column.cells[place]] for place in places]
    decision = task_decision(column, "classification", f"as chosen: {listed(list(allowed), 10)}")
    return Targets("classification", as_targets(labels, len(allowed)), allowed, decision)


def classes(
    labels: Sequence[str], column: Column, places: Sequence[int], bounds: CsvBounds
) -> tuple[str, ...]:
    """The different labels: numbers by size, words as they first appear."""
    names: dict[str, None] = {}
    for label, place in zip(labels, places, strict=True):
        names[label] = None
        if not is_name(label):
            raise FormatError(column.where(place), shortened(label), "up to 100 printable characters")
        if len(names) > bounds.classes:
            came = f"{shortened(label)}, class {len(names)}"
            raise RangeError(column.where(place), came, f"at most {bounds.classes} classes")
    if len(names) < 2:
        raise RangeError(column.title, f"only the class {shortened(labels[0])}", "2 or more classes")
    if all(map(is_number, names)):
        return tuple(sorted(names, key=lambda name: value_of(name, ".")))
    return tuple(names)
