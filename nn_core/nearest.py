"""How far new rows lie from all that a network has learned from.

A network answers wherever it is asked, and nothing in its answer says whether anything like it was ever seen.
The distance to the nearest training example does. How far is far, the examples say themselves: farther from
every one of them than any of them is from its nearest neighbor.

Reference: Knorr and Ng (1998), distance-based outliers; Ramaswamy, Rastogi and Shim (2000).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import ShapeError
from nn_core.metrics.checks import IntArray

DIFFERENCES_AT_ONCE = 1_000_000


def nearest(rows: FloatArray, examples: FloatArray) -> tuple[IntArray, FloatArray]:
    """For each row its nearest example, the first of several, and how far that is: √Σ (x − x′)².

    Parameters
    ----------
    rows : FloatArray, shape (n, n_in)
    examples : FloatArray, shape (m, n_in)
        At least one.

    Returns
    -------
    (IntArray, FloatArray), shape (n,) each
        Places among the examples, and distances.

    Raises
    ------
    ShapeError
        Naming ``rows`` or ``examples``.
    """
    check_shapes(rows, examples)
    places, squares = zip(*(nearest_of(part, examples) for part in slices(rows, examples)), strict=True)
    return np.concatenate(places), np.sqrt(np.concatenate(squares))


def widest_gap(examples: FloatArray) -> Iterator[float]:
    """The largest distance from an example to its nearest neighbor, so far: the last one told is of all.

    It is told part by part, since it takes a while where there are thousands. One example alone has no
    neighbor, and nothing is told.
    """
    check_shapes(examples, examples)
    largest, done = 0.0, 0
    for part in slices(examples, examples) if len(examples) > 1 else ():
        squares = squared_distances(part, examples)
        squares[np.arange(len(part)), done + np.arange(len(part))] = np.inf
        done += len(part)
        largest = max(largest, float(np.sqrt(squares.min(axis=1).max())))
        yield largest


def slices(rows: FloatArray, examples: FloatArray) -> Iterator[FloatArray]:
    """Some of the rows at a time, so that all their differences fit into memory."""
    step = max(1, DIFFERENCES_AT_ONCE // len(examples))
    return (rows[start : start + step] for start in range(0, len(rows), step))


def nearest_of(rows: FloatArray, examples: FloatArray) -> tuple[IntArray, FloatArray]:
    """Places among the examples, and squared distances."""
    squares = squared_distances(rows, examples)
    places = squares.argmin(axis=1)
    return places, squares[np.arange(len(rows)), places]


def squared_distances(rows: FloatArray, examples: FloatArray) -> FloatArray:
    """Of each row to each example, (rows, examples), input by input: what is equal has a distance of 0."""
    squares = np.zeros((len(rows), len(examples)))
    for mine, theirs in zip(rows.T, examples.T, strict=True):
        squares += np.square(np.subtract.outer(mine, theirs))
    return squares


def check_shapes(rows: FloatArray, examples: FloatArray) -> None:
    """Raises unless both are tables of as many inputs, and neither is empty."""
    if examples.ndim != 2 or 0 in examples.shape:
        raise ShapeError("examples", examples.shape, "(examples, inputs), at least 1 of each")
    if rows.ndim != 2 or rows.shape[1] != examples.shape[1] or len(rows) == 0:
        raise ShapeError("rows", rows.shape, f"(rows, {examples.shape[1]}), at least 1 row")
