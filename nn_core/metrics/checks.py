"""What the metrics are given, checked at the door: class numbers, yes and no, probabilities, counts."""

from __future__ import annotations

from numbers import Integral
from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite
from nn_core.errors import RangeError, ShapeError

IntArray = npt.NDArray[np.int64]

LARGEST_CLASS = 2**31 - 1


def checked_column(field: str, values: npt.ArrayLike, batch: int | None = None) -> FloatArray:
    """One finite number for each example, shape (batch,); at least one."""
    column = as_finite(field, values)
    if column.ndim != 1 or not column.size:
        raise ShapeError(field, column.shape, "(batch,), at least one example")
    if batch is not None and len(column) != batch:
        raise ShapeError(field, column.shape, f"({batch},)")
    return column


def checked_classes(
    field: str, values: npt.ArrayLike, *, classes: int | None = None, batch: int | None = None
) -> IntArray:
    """Class numbers, shape (batch,): whole, from 0, below ``classes`` where that is known."""
    column = checked_column(field, values, batch)
    largest = LARGEST_CLASS if classes is None else classes - 1
    wrong = column[(column < 0) | (column > largest) | (column != np.floor(column))]
    if wrong.size:
        allowed = "class numbers from 0" if classes is None else f"class numbers from 0 to {largest}"
        raise RangeError(field, wrong[0], allowed)
    return column.astype(np.int64)


def checked_probabilities(field: str, values: npt.ArrayLike, batch: int) -> FloatArray:
    """Probabilities, shape (batch,)."""
    column = checked_column(field, values, batch)
    wrong = column[(column < 0.0) | (column > 1.0)]
    if wrong.size:
        raise RangeError(field, wrong[0], "probabilities in [0, 1]")
    return column


def checked_count(field: str, value: Any, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``."""
    if isinstance(value, bool) or not isinstance(value, Integral) or not low <= int(value) <= high:
        raise RangeError(field, repr(value), f"a whole number from {low} to {high}")
    return int(value)


def checked_number(field: str, value: Any) -> float:
    """One finite number."""
    number = as_finite(field, value)
    if number.ndim:
        raise ShapeError(field, number.shape, "one number")
    return float(number)
