"""A dataset: examples to learn from, as two arrays and the names of what stands in them.

Whatever it comes from, a formula, a file or points placed by hand, it is this one value, and
``train(network, dataset.inputs, dataset.targets)`` takes it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite
from nn_core.errors import RangeError, ShapeError, UnknownNameError

IntArray = npt.NDArray[np.int64]

TASKS = ("classification", "regression")
LONGEST_NAME = 100
# The zero-width non-joiner and joiner: part of Persian and Hindi words, and of emoji
JOINERS = dict.fromkeys((0x200C, 0x200D))


@dataclass(frozen=True, eq=False, kw_only=True)
class Dataset:
    """Examples, one a row. All arrays are read-only copies.

    Attributes
    ----------
    task : str
        ``"classification"`` or ``"regression"``.
    inputs : FloatArray, shape (samples, n_in)
        X.
    targets : FloatArray, shape (samples, n_out)
        y. For two classes one column, 1 for class 1; for k > 2 classes k columns with one 1 in each row;
        for regression the numbers themselves.
    input_names : tuple of str
        One for each column of ``inputs``.
    target_name : str
        What is to be predicted.
    target_names : tuple of str
        For regression, one for each column of ``targets``; ``(target_name,)`` if not given.
    class_names : tuple of str
        Class 0, class 1, …; empty for regression.
    input_units, target_units : tuple of str
        What the numbers of each column are measured in, "" for nothing known; all so if not given.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError, UnknownNameError
        An array or a list of names that does not fit the others.
    """

    task: str
    inputs: FloatArray
    targets: FloatArray
    input_names: tuple[str, ...]
    target_name: str = "y"
    class_names: tuple[str, ...] = ()
    target_names: tuple[str, ...] = ()
    input_units: tuple[str, ...] = ()
    target_units: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.task not in TASKS:
            raise UnknownNameError("task", self.task, TASKS)
        inputs, targets = as_finite("inputs", self.inputs), as_finite("targets", self.targets)
        check_table("inputs", inputs, "(samples, n_in)")
        check_table("targets", targets, f"({len(inputs)}, n_out)", len(inputs))
        if len(self.input_names) != inputs.shape[1]:
            raise ShapeError("input_names", f"{len(self.input_names)} names", f"{inputs.shape[1]}")
        for field in ("input_names", "class_names"):
            object.__setattr__(self, field, check_names(field, getattr(self, field)))
        object.__setattr__(self, "target_names", self.target_names or (self.target_name,))
        check_names("target_name", [*self.input_names, self.target_name])
        check_names("target_names", [*self.input_names, *self.target_names])
        for field, names in (("input_units", self.input_names), ("target_units", self.target_names)):
            units = getattr(self, field) or ("",) * len(names)
            if len(units) != len(names):
                raise ShapeError(field, f"{len(units)} units", f"{len(names)}, one for each name")
            object.__setattr__(self, field, units)
        check_targets(self.task, targets, self.class_names)
        for field, array in (("inputs", inputs), ("targets", targets)):
            array.flags.writeable = False
            object.__setattr__(self, field, array)

    @property
    def samples(self) -> int:
        """How many examples there are."""
        return len(self.inputs)

    @property
    def labels(self) -> IntArray:
        """The number of each example's class, shape (samples,); for classification only.

        Raises
        ------
        RangeError
            The targets are no classes.
        """
        if self.task != "classification":
            raise RangeError("task", repr(self.task), "classification, to have labels")
        one_column = self.targets.shape[1] == 1
        labels: IntArray = self.targets[:, 0].astype(np.int64) if one_column else self.targets.argmax(axis=1)
        return labels

    @property
    def class_counts(self) -> tuple[int, ...]:
        """How many examples each class has."""
        return tuple(np.bincount(self.labels, minlength=len(self.class_names)).tolist())

    def take(self, rows: npt.ArrayLike) -> Dataset:
        """The dataset of these rows, in this order.

        Parameters
        ----------
        rows : array of int, shape (n,)
            Places from 0, at least one.

        Raises
        ------
        RangeError
            They are no such places.
        """
        places = np.asarray(rows)
        allowed = f"a list of whole numbers in [0, {self.samples})"
        if places.ndim != 1 or places.dtype.kind not in "iu" or not places.size:
            raise RangeError("rows", f"{places.dtype} of shape {places.shape}", allowed)
        if places.min() < 0 or places.max() >= self.samples:
            raise RangeError("rows", places[(places < 0) | (places >= self.samples)][0], allowed)
        return replace(self, inputs=self.inputs[places], targets=self.targets[places])


def as_targets(labels: npt.ArrayLike, classes: int) -> FloatArray:
    """Targets for labels 0 … classes − 1: one column of 0 and 1 for two classes, else one column a class.

    Parameters
    ----------
    labels : array of int, shape (samples,)
    classes : int
        2 or more.
    """
    numbers = np.asarray(labels, dtype=np.int64)
    if classes == 2:
        return numbers[:, np.newaxis].astype(np.float64)
    rows: FloatArray = np.eye(classes)[numbers]
    return rows


def default_input_names(n_in: int) -> tuple[str, ...]:
    """x for one input, x1, x2, … for several."""
    return ("x",) if n_in == 1 else tuple(f"x{number}" for number in range(1, n_in + 1))


def check_table(field: str, array: FloatArray, expected: str, rows: int | None = None) -> None:
    """Raises ShapeError unless it has rows (this many) and columns, at least one of each."""
    if array.ndim != 2 or 0 in array.shape or (rows is not None and len(array) != rows):
        raise ShapeError(field, array.shape, f"{expected}, at least 1 of each")


def check_names(field: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names, if they can be read, drawn and told apart."""
    for name in names:
        if not is_name(name):
            allowed = f"1 to {LONGEST_NAME} printable characters without spaces around them"
            raise RangeError(field, repr(name)[: LONGEST_NAME + 10], allowed)
    again = first_repeated(names)
    if again is not None:
        raise RangeError(field, f"{again!r} twice", "names that differ")
    return tuple(names)


def is_name(name: object) -> bool:
    """Whether it is a word that can stand on an axis and in a CSV file."""
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME:
        return False
    seen = name.translate(JOINERS)
    return seen != "" and seen.isprintable() and name == name.strip()


def first_repeated(names: Iterable[str]) -> str | None:
    """The first name that was there before, or None."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None


def check_targets(task: str, targets: FloatArray, class_names: Sequence[str]) -> None:
    """Raises unless the targets are what the task and the classes ask for."""
    classes, columns = len(class_names), targets.shape[1]
    if task == "regression":
        if classes:
            raise ShapeError("class_names", f"{classes} names", "none for regression")
        return
    if classes < 2:
        raise ShapeError("class_names", f"{classes} names", "2 or more for classification")
    if columns != (1 if classes == 2 else classes):
        wanted = "1 column for 2 classes" if classes == 2 else f"{classes} columns for {classes} classes"
        raise ShapeError("targets", f"{columns} columns", wanted)
    wrong = targets[(targets != 0.0) & (targets != 1.0)]
    if wrong.size:
        raise RangeError("targets", wrong[0], "0 or 1")
    if classes > 2 and (targets.sum(axis=1) != 1.0).any():
        raise RangeError("targets", "a row without exactly one 1", "one 1 in each row")
