"""From the strokes of a pen to the 64 numbers that the digits of UCI are made of, and every stage between.

A network knows digits in one form only: brought to one size, in the middle, and counted in blocks. What is
drawn has to take the same way, or it is something that the network has never seen. The stages:

    strokes → their box → the strokes on a field of 32 × 32 → dots with ink → ink of each block of 4 × 4

Reference: Alpaydin and Kaynak (1998), Optical Recognition of Handwritten Digits; Garris et al. (1994), NIST
Form-Based Handprint Recognition System, whose programs made the bitmaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite
from nn_core.errors import RangeError, ShapeError, UnknownNameError

FIELD = 32
"""Dots on a side of the field."""
BLOCK = 4
"""Dots on a side of a block: so 8 × 8 blocks of 16 dots."""
PEN = 4.0
"""Width of a stroke, in dots."""
PLACEMENTS = ("centered", "as_drawn")
SEGMENTS_AT_ONCE = 64

Bitmap = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class DrawnDigit:
    """A drawing and what becomes of it. Arrays are read-only.

    Attributes
    ----------
    box : FloatArray, shape (4,), or None
        Left, top, right and lower end of all points, as they were drawn; None where nothing is drawn.
    strokes : tuple of FloatArray, each of shape (points, 2)
        x and y on the field, in dots from its upper left corner.
    bitmap : array of bool, shape (32, 32)
        Where there is ink, row by row.
    pixels : FloatArray, shape (8, 8)
        How many of the 16 dots of each block have ink.
    """

    box: FloatArray | None
    strokes: tuple[FloatArray, ...]
    bitmap: Bitmap
    pixels: FloatArray

    @property
    def is_empty(self) -> bool:
        """Whether there is no ink at all."""
        return not self.bitmap.any()

    @property
    def is_dot(self) -> bool:
        """Whether all that was drawn is no larger than the pen is wide: there is no shape to enlarge."""
        return self.box is not None and extent(self.box) < PEN / FIELD


def drawn_digit(strokes: Sequence[npt.ArrayLike], placement: str = "centered") -> DrawnDigit:
    """The digit that these strokes make.

    Parameters
    ----------
    strokes : sequence of array, each of shape (points, 2)
        x from left to right and y from top to bottom, each from 0 to 1; one point is a dot.
    placement : str
        ``"centered"``: the box is enlarged, its proportions kept, until its longer side with the pen's width
        fills the field, and put in the middle. ``"as_drawn"``: the field is the sheet.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError, UnknownNameError
        Naming the stroke, or ``placement``.
    """
    if placement not in PLACEMENTS:
        raise UnknownNameError("placement", placement, PLACEMENTS)
    lines = tuple(checked(number, stroke) for number, stroke in enumerate(strokes, 1))
    box = box_of(lines)
    placed = tuple(centered(line, box) if placement == "centered" else FIELD * line for line in lines)
    bitmap = inked(placed)
    drawn = DrawnDigit(box, placed, bitmap, counted(bitmap))
    for array in (box, *placed, bitmap, drawn.pixels):
        if array is not None:
            array.flags.writeable = False
    return drawn


def checked(number: int, stroke: npt.ArrayLike) -> FloatArray:
    """The points of a stroke, if they lie on the sheet."""
    line = as_finite(f"stroke {number}", stroke)
    if line.ndim != 2 or line.shape[1] != 2 or not len(line):
        raise ShapeError(f"stroke {number}", line.shape, "(points, 2), at least 1")
    outside = line[(line < 0.0) | (line > 1.0)]
    if outside.size:
        raise RangeError(f"stroke {number}", outside[0], "x and y from 0 to 1")
    return line


def box_of(strokes: Sequence[FloatArray]) -> FloatArray | None:
    """Left, top, right and lower end of all points."""
    if not strokes:
        return None
    points = np.concatenate(strokes)
    box: FloatArray = np.concatenate([points.min(axis=0), points.max(axis=0)])
    return box


def extent(box: FloatArray) -> float:
    """The longer side of a box."""
    return float((box[2:] - box[:2]).max())


def centered(line: FloatArray, box: FloatArray | None) -> FloatArray:
    """32/2 + s (x − middle of the box), with s = (32 − pen) / longer side; a dot is put in the middle."""
    if box is None:
        return line
    longer = extent(box)
    scale = (FIELD - PEN) / longer if longer >= PEN / FIELD else FIELD
    placed: FloatArray = FIELD / 2 + scale * (line - (box[:2] + box[2:]) / 2)
    return placed


def inked(strokes: Sequence[FloatArray]) -> Bitmap:
    """The dots whose middle is within half the pen's width of a stroke."""
    bitmap = np.zeros((FIELD, FIELD), dtype=bool)
    starts = [line[:-1] if len(line) > 1 else line for line in strokes]
    ends = [line[1:] if len(line) > 1 else line for line in strokes]
    if not starts:
        return bitmap
    start, end = np.concatenate(starts), np.concatenate(ends)
    for first in range(0, len(start), SEGMENTS_AT_ONCE):
        part = slice(first, first + SEGMENTS_AT_ONCE)
        near = square_distances(start[part], end[part]) <= (PEN / 2) ** 2
        bitmap |= near.any(axis=0)
    return bitmap


def square_distances(start: FloatArray, end: FloatArray) -> FloatArray:
    """‖p − (s + t (e − s))‖² of each dot's middle p from each segment, (segments, 32, 32).

    t = (p − s)·(e − s) / ‖e − s‖², held between 0 and 1: the point of the segment that is nearest.
    """
    middle = np.arange(FIELD) + 0.5
    along = (end - start)[:, :, np.newaxis, np.newaxis]
    x = middle[np.newaxis, np.newaxis, :] - start[:, 0, np.newaxis, np.newaxis]
    y = middle[np.newaxis, :, np.newaxis] - start[:, 1, np.newaxis, np.newaxis]
    # Products of tiny steps may vanish
    with np.errstate(under="ignore"):
        length = np.square(along).sum(axis=1)
        t = (x * along[:, 0] + y * along[:, 1]) / np.where(length > 0.0, length, 1.0)
        t = np.clip(t, 0.0, 1.0)
        distances: FloatArray = np.square(x - t * along[:, 0]) + np.square(y - t * along[:, 1])
    return distances


def counted(bitmap: Bitmap) -> FloatArray:
    """The dots with ink in each block of 4 × 4: (8, 8), from 0 to 16."""
    blocks = bitmap.reshape(FIELD // BLOCK, BLOCK, FIELD // BLOCK, BLOCK)
    counts: FloatArray = blocks.sum(axis=(1, 3)).astype(np.float64)
    return counts
