"""Photographed digits, as those of MNIST, in the form that the digits of UCI have: 8 × 8 counts of ink.

A network that is to read both, or what is drawn, has to get both in one form. The way is that of drawings:

    gray image → its ink → the box around it → enlarged to 32 × 32 dots → ink of each block of 4 × 4
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.digits.drawn import FIELD, Bitmap, counted
from nn_core.errors import ShapeError

HALF_DARK = 128
"""From this gray on, of 0 to 255, a pixel is ink."""


def reduced(images: npt.NDArray[np.uint8]) -> FloatArray:
    """The images as counts of ink, row by row; without any ink all counts are 0.

    Parameters
    ----------
    images : array of uint8, shape (samples, height, width)
        0 (paper) to 255 (ink).

    Returns
    -------
    FloatArray, shape (samples, 64)
        0 to 16.

    Raises
    ------
    ShapeError
        Anything else than images.
    """
    if images.ndim != 3:
        raise ShapeError("images", images.shape, "(samples, height, width)")
    counts = np.zeros((len(images), FIELD**2 // 16))
    for row, image in enumerate(images):
        counts[row] = counted(enlarged(image >= HALF_DARK)).ravel()
    return counts


def enlarged(ink: Bitmap) -> Bitmap:
    """The box around the ink, its longer side as long as the field, in the middle of 32 × 32 dots.

    Dot d lies over the image at middle + (d + ½ − 16) · longer side / 32, in pixels.
    """
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    field = np.zeros((FIELD, FIELD), dtype=bool)
    if not rows.size:
        return field
    longer = max(rows[-1] - rows[0], columns[-1] - columns[0]) + 1
    from_middle = (np.arange(FIELD) + 0.5 - FIELD / 2) * longer / FIELD
    down, right = (np.floor((at[0] + at[-1] + 1) / 2 + from_middle).astype(int) for at in (rows, columns))
    inside = [(at >= 0) & (at < size) for at, size in zip((down, right), ink.shape, strict=True)]
    field[np.ix_(*inside)] = ink[np.ix_(down[inside[0]], right[inside[1]])]
    return field
