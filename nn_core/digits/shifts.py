"""Images moved by some pixels: the same digit to us, other numbers on every input to a network.

A dense layer has a weight of its own for every pixel, so what it learns of one place it does not know of the
next. Copies that are moved teach it (data augmentation); a convolution knows by the way it is built.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isqrt

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite
from nn_core.datasets.dataset import Dataset
from nn_core.errors import RangeError, ShapeError

DIRECTIONS = {"right": (1, 0), "left": (-1, 0), "down": (0, 1), "up": (0, -1)}
"""By a pixel each: (x, y), y downwards."""


def shifted(images: npt.ArrayLike, right: int, down: int) -> FloatArray:
    """The images moved; what leaves at an edge is lost, and nothing comes in at the other.

    Parameters
    ----------
    images : array, shape (…, side²)
        Square images, row by row.
    right, down : int
        Pixels; less than the side, and negative for left and up.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        Naming the field.
    """
    given = as_finite("images", images)
    side = isqrt(given.shape[-1]) if given.ndim else 0
    if not side or side**2 != given.shape[-1]:
        raise ShapeError("images", given.shape, "(…, side²)")
    for field, pixels in (("right", right), ("down", down)):
        if isinstance(pixels, bool) or not isinstance(pixels, int) or abs(pixels) >= side:
            raise RangeError(field, repr(pixels), f"a whole number from {1 - side} to {side - 1}")
    square = given.reshape(*given.shape[:-1], side, side)
    moved = np.zeros_like(square)
    moved[..., to(down), to(right)] = square[..., to(-down), to(-right)]
    return moved.reshape(given.shape)


def to(pixels: int) -> slice:
    """Where the rows of an image come to lie that is moved by so many pixels."""
    return slice(pixels, None) if pixels >= 0 else slice(None, pixels)


def with_shifted_copies(
    dataset: Dataset, directions: Sequence[tuple[int, int]] = tuple(DIRECTIONS.values())
) -> Dataset:
    """The images as they are, and after them all of them moved in each direction.

    Parameters
    ----------
    dataset : Dataset
        Of square images.
    directions : sequence of (right, down)
        In pixels; by one pixel to each side if not given.
    """
    moved = [shifted(dataset.inputs, *direction) for direction in directions]
    return replace(
        dataset,
        inputs=np.concatenate([dataset.inputs, *moved]),
        targets=np.concatenate([dataset.targets] * (1 + len(moved))),
    )
