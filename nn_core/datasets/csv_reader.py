"""CSV, the second half: rows of cells become a dataset.

A table as learners have it: a column for each input, numbers throughout, and one column of what is to be
predicted, the last unless told otherwise, with numbers or with the names of classes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn_core.activations import FloatArray
from nn_core.datasets.csv_cells import NUMBER, written
from nn_core.datasets.csv_rows import CSV_BOUNDS, CsvBounds, CsvRow, read_rows
from nn_core.datasets.dataset import (
    TASKS,
    Dataset,
    as_targets,
    check_names,
    default_input_names,
    first_repeated,
    is_name,
)
from nn_core.errors import FormatError, NotFiniteError, RangeError, UnknownNameError

NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)
A_NUMBER = "a number, with a decimal point"


def read_csv(
    text: str,
    *,
    target: str | None = None,
    task: str | None = None,
    class_names: Sequence[str] | None = None,
    header: bool | None = None,
    delimiter: str | None = None,
    bounds: CsvBounds = CSV_BOUNDS,
) -> Dataset:
    """The dataset of a CSV text.

    Parameters
    ----------
    text : str
        At least 2 columns of equal length.
    target : str, optional
        The column to predict; the last if not given. Without a header the columns are x1, x2, …, y.
    task : str, optional
        ``"classification"`` or ``"regression"``. If not given: classification where the targets are words,
        or at most ``bounds.classes`` different whole numbers; else regression.
    class_names : sequence of str, optional
        The classes in order. If not given: labels that are numbers by size, words as they first appear.
    header : bool, optional
        Whether the first row holds names. If not given: it does if none of its cells is a number.
    delimiter : str, optional
        A comma, a semicolon or a tab; found out if not given.
    bounds : CsvBounds

    Raises
    ------
    FormatError, ShapeError, RangeError, NotFiniteError, UnknownNameError
        Naming line and column: ``"line 3, column 2 (width)"``.
    """
    check_choices(task, class_names, header)
    rows = read_rows(text, delimiter, bounds)
    has_header = header if header is not None else not any(map(is_number, rows[0].cells))
    table = Table(rows[has_header:], column_names(rows[0], has_header), bounds)
    if not 1 <= len(table.rows) <= bounds.rows:
        raise RangeError("rows", len(table.rows), f"1 to {bounds.rows}, besides the header")
    place = table.place_of(target)
    names, targets = table.targets(place, task, class_names)
    others = [column for column in range(len(table.names)) if column != place]
    return Dataset(
        task="classification" if names else "regression",
        inputs=np.column_stack([table.numbers(column) for column in others]),
        targets=targets,
        input_names=tuple(table.names[column] for column in others),
        target_name=table.names[place],
        class_names=names,
    )


def check_choices(task: object, class_names: object, header: object) -> None:
    """Raises unless they are among what can be chosen, and fit each other."""
    if task is not None and task not in TASKS:
        raise UnknownNameError("task", task, TASKS)
    if task == "regression" and class_names is not None:
        raise RangeError("class_names", repr(class_names), "None for regression")
    if header not in (None, True, False):
        raise RangeError("header", repr(header), "True, False or None")


@dataclass(frozen=True)
class Table:
    """The rows below the header, and the names of their columns."""

    rows: list[CsvRow]
    names: tuple[str, ...]
    bounds: CsvBounds

    def targets(
        self, column: int, task: str | None, class_names: Sequence[str] | None
    ) -> tuple[tuple[str, ...], FloatArray]:
        """The names of the classes, none for regression, and the targets."""
        if class_names is None and (task or self.likely_task(column)) == "regression":
            return (), self.numbers(column)[:, np.newaxis]
        labels = self.labels(column) if class_names is None else self.cells(column)
        names = (
            self.classes(labels, column) if class_names is None else check_names("class_names", class_names)
        )
        numbers = {name: number for number, name in enumerate(names)}
        for label, row in zip(labels, self.rows, strict=True):
            if label not in numbers:
                raise UnknownNameError(self.where(row, column), shortened(label), names)
        return names, as_targets([numbers[label] for label in labels], len(names))

    def place_of(self, target: str | None) -> int:
        """The column to predict."""
        if target is None:
            return len(self.names) - 1
        if target not in self.names:
            raise UnknownNameError("target", target, self.names)
        return self.names.index(target)

    def where(self, row: CsvRow, column: int) -> str:
        """A cell, for a message."""
        return f"line {row.line}, column {column + 1} ({self.names[column]})"

    def numbers(self, column: int) -> FloatArray:
        """A column of numbers."""
        return np.array([self.number(row, column) for row in self.rows])

    def cells(self, column: int) -> list[str]:
        """A column as it is written."""
        return [row.cells[column] for row in self.rows]

    def number(self, row: CsvRow, column: int) -> float:
        """A cell as a number."""
        cell = row.cells[column]
        self.check_there(row, column, A_NUMBER)
        if not NUMBER.fullmatch(cell):
            raise RangeError(self.where(row, column), shortened(cell), A_NUMBER)
        value = float(cell)
        if not math.isfinite(value):
            raise NotFiniteError(self.where(row, column), shortened(cell), "a finite number")
        if abs(value) > self.bounds.magnitude:
            limit = self.bounds.magnitude
            raise RangeError(self.where(row, column), shortened(cell), f"a number in [-{limit:g}, {limit:g}]")
        return value

    def check_there(self, row: CsvRow, column: int, allowed: str) -> None:
        """Raises if the cell is empty or stands for a value that is not there."""
        cell = row.cells[column]
        if not cell:
            raise FormatError(self.where(row, column), "an empty field", allowed)
        if NOT_FINITE.fullmatch(cell):
            raise NotFiniteError(self.where(row, column), cell, allowed)

    def likely_task(self, column: int) -> str:
        """What the target column looks like."""
        cells = set(self.cells(column))
        if not all(map(is_number, cells)):
            return "classification"
        values = {float(cell) for cell in cells}
        few_whole = len(values) <= self.bounds.classes and all(value.is_integer() for value in values)
        return "classification" if few_whole else "regression"

    def labels(self, column: int) -> list[str]:
        """The class that each row names; numbers written alike, so that 1.0 and 1 are both 1."""
        if all(map(is_number, self.cells(column))):
            return [written(number) for number in self.numbers(column).tolist()]
        for row in self.rows:
            self.check_there(row, column, "a number or the name of a class")
        return self.cells(column)

    def classes(self, labels: Sequence[str], column: int) -> tuple[str, ...]:
        """The different labels: numbers by size, words as they first appear."""
        names: dict[str, None] = {}
        for label, row in zip(labels, self.rows, strict=True):
            names[label] = None
            if not is_name(label):
                raise FormatError(self.where(row, column), shortened(label), "up to 100 printable characters")
            if len(names) > self.bounds.classes:
                came = f"{shortened(label)}, class {len(names)}"
                raise RangeError(self.where(row, column), came, f"at most {self.bounds.classes} classes")
        if len(names) < 2:
            came = f"only the class {shortened(labels[0])}"
            raise RangeError(f"column {column + 1} ({self.names[column]})", came, "2 or more classes")
        return tuple(sorted(names, key=float) if all(map(is_number, names)) else names)


def column_names(first: CsvRow, has_header: bool) -> tuple[str, ...]:
    """The header's names, or x1, x2, …, y."""
    if not has_header:
        return (*default_input_names(len(first.cells) - 1), "y")
    for column, name in enumerate(first.cells, 1):
        if not is_name(name):
            raise FormatError(
                f"line {first.line}, column {column}",
                shortened(name),
                "a name of 1 to 100 printable characters",
            )
    again = first_repeated(first.cells)
    if again is not None:
        raise RangeError(f"line {first.line}", f"{again!r} twice", "names that differ")
    return first.cells


def is_number(cell: str) -> bool:
    """Whether it reads as a number, a finite one or not."""
    return bool(NUMBER.fullmatch(cell) or NOT_FINITE.fullmatch(cell))


def shortened(cell: str) -> str:
    """The cell in quotes, so much of it as fits in a message."""
    return repr(cell if len(cell) <= 40 else cell[:39] + "…")
