"""A surface that somebody types: read by a small grammar, differentiated by the rules of calculus."""

from __future__ import annotations

import numpy as np

from nn_core.activations import FloatArray
from nn_core.surfaces.base import Surface
from nn_core.surfaces.reader import MAX_DEPTH, MAX_LENGTH, parse

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "expression_surface", "parse"]


def expression_surface(
    text: str,
    low: tuple[float, float] = (-2.0, -2.0),
    high: tuple[float, float] = (2.0, 2.0),
    start: tuple[float, float] = (-1.8, 1.2),
) -> Surface:
    """A typed function as a surface; its minima are not known.

    Parameters
    ----------
    text : str
        As ``parse`` reads it.
    low, high, start : (float, float)
        The corners of its picture, and where to begin.

    Raises
    ------
    FormatError
        If the text is none of the grammar.
    """
    function = parse(text)

    def value(points: FloatArray) -> FloatArray:
        with np.errstate(all="ignore"):
            found: FloatArray = function.at(points[..., 0], points[..., 1]).value
        return found

    def gradient(points: FloatArray) -> FloatArray:
        with np.errstate(all="ignore"):
            dual = function.at(points[..., 0], points[..., 1])
        return np.stack([dual.along_x, dual.along_y], axis=-1)

    return Surface(
        name="expression",
        value=value,
        gradient=gradient,
        formula=function.latex(),
        lesson="A function of your own.",
        minima=(),
        low=low,
        high=high,
        start=start,
    )
