"""What is no digit: an empty sheet, a dot, a sheet full of ink. Any number for them would mean nothing."""

from __future__ import annotations

import numpy as np

from nn_core.activations import FloatArray
from nn_core.digits import INK, DrawnDigit
from panels.digits.data import PIXELS, SIDE

FULL = 0.75
"""The share of ink from which on no shape is left; the fullest digit of the data has 0.42."""
SMALLEST = 2
"""Pixels on a side: what fits into so many is a dot."""

WORDS = {
    "empty": "Nothing is drawn yet: there is nothing to read, and no probability would mean anything.",
    "dot": "That is a dot, with no shape to read: draw a digit with at least one stroke.",
    "full": "The sheet is full of ink, with no shape left to read: clear it and draw a digit.",
}


def problem_of(pixels: FloatArray, drawn: DrawnDigit | None) -> str | None:
    """Why there is nothing to read: ``"empty"``, ``"dot"``, ``"full"``; None for something to read."""
    if not pixels.any():
        return "empty"
    if pixels.sum() > FULL * INK * PIXELS:
        return "full"
    is_dot = drawn.is_dot if drawn else extent(pixels) <= SMALLEST
    return "dot" if is_dot else None


def extent(pixels: FloatArray) -> int:
    """The longer side of the box around all ink, in pixels."""
    places = np.argwhere(pixels.reshape(SIDE, SIDE) > 0.0)
    return int((np.ptp(places, axis=0) + 1).max())


def say_problem(problem: str) -> str:
    """The same in words."""
    return WORDS[problem]
