"""Arrays from outside, checked once at the door, so that nothing behind it has to ask again."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.errors import NotFiniteError, RangeError, ShapeError


def as_finite(field: str, values: npt.ArrayLike) -> FloatArray:
    """The values as a float64 array of their own.

    Raises
    ------
    ShapeError
        The rows have unequal lengths.
    RangeError
        They are not numbers: words, truth values, None.
    NotFiniteError
        One is a NaN or an infinity.
    """
    try:
        given = np.asarray(values)
    except ValueError as error:
        raise ShapeError(field, "rows of unequal length", "a rectangular array") from error
    if given.dtype.kind not in "iuf" and given.size:
        raise RangeError(field, f"values of type {given.dtype}", "numbers")
    array = np.array(given, dtype=np.float64)
    if not np.isfinite(array).all():
        raise NotFiniteError(field, array[~np.isfinite(array)].flat[0], "finite numbers only")
    return array


def leading_axes(field: str, *shapes: tuple[int, ...]) -> tuple[int, ...]:
    """The family axes that these leading shapes share.

    Raises
    ------
    ShapeError
        They do not fit each other.
    """
    try:
        return np.broadcast_shapes(*shapes)
    except ValueError as error:
        came = " and ".join(str(shape) for shape in shapes)
        raise ShapeError(field, came, "leading axes that fit each other") from error


def frozen_copy(array: FloatArray) -> FloatArray:
    """A read-only copy."""
    copy: FloatArray = array.copy()
    copy.setflags(False)  # type: ignore[call-arg]  # quicker than by its name, write
    return copy
