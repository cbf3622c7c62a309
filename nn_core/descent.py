"""Descent: an optimizer's way down a surface, step by step, for looking at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.errors import NotFiniteError, RangeError, ShapeError
from nn_core.optimizers import Optimizer
from nn_core.surfaces import Surface


@dataclass(frozen=True, eq=False)
class DescentPath:
    """Where an optimizer went. Row 0 is the start, row t what step t led to; all read-only.

    There are steps + 1 rows, or ``diverged_at`` of them if the path left the finite numbers at that step:
    no row holds a NaN or an infinity.

    Attributes
    ----------
    points : FloatArray, shape (rows, 2)
    losses : FloatArray, shape (rows,)
    gradients : FloatArray, shape (rows, 2)
        ∂f/∂θ at each point.
    changes : FloatArray, shape (rows, 2)
        Δθ that led to each point; 0 for the start.
    moments : mapping of str to FloatArray, each (rows, 2)
        The optimizer's moments after each step.
    diverged_at : int or None
        The first step whose point, loss or gradient is not finite.
    """

    points: FloatArray
    losses: FloatArray
    gradients: FloatArray
    changes: FloatArray
    moments: Mapping[str, FloatArray]
    diverged_at: int | None


def descend(surface: Surface, start: npt.ArrayLike, optimizer: Optimizer, steps: int) -> DescentPath:
    """Lets the optimizer walk down the surface.

    Parameters
    ----------
    surface : Surface
    start : array, shape (2,)
        θ to start from.
    optimizer : Optimizer
        Made for 2 parameters; it is advanced.
    steps : int
        How many, 0 or more. The path ends early if it diverges.

    Raises
    ------
    ShapeError
        If the start is no pair of numbers.
    NotFiniteError
        If the start, or the surface there, is not finite.
    RangeError
        If the number of steps is negative.
    """
    point = np.array(start, dtype=np.float64)
    if point.shape != (2,):
        raise ShapeError("start", point.shape, "(2,)")
    if steps < 0:
        raise RangeError("steps", steps, "0 or more")
    # A path may overflow: that is divergence, seen below. A moment may fade away: that is 0.
    with np.errstate(all="ignore"):
        rows = [measured(surface, point, optimizer)]
        if not is_finite(rows[0]):
            raise NotFiniteError("start", point.tolist(), "a point where the surface is finite")
        diverged_at = None
        for number in range(1, steps + 1):
            optimizer.step(point, rows[-1]["gradients"])
            row = measured(surface, point, optimizer)
            if not is_finite(row):
                diverged_at = number
                break
            rows.append(row)
    return collect(rows, diverged_at)


def measured(surface: Surface, point: FloatArray, optimizer: Optimizer) -> dict[str, FloatArray]:
    """Everything to be seen at one point of the way."""
    seen = {"points": point, "losses": surface.value(point), "gradients": surface.gradient(point)}
    seen["changes"] = optimizer.change
    return {name: np.array(value) for name, value in (seen | optimizer.moments).items()}


def is_finite(row: Mapping[str, FloatArray]) -> bool:
    """Whether every number in the row is finite."""
    return all(bool(np.isfinite(value).all()) for value in row.values())


def collect(rows: list[dict[str, FloatArray]], diverged_at: int | None) -> DescentPath:
    """The rows as columns."""
    columns = {name: np.stack([row[name] for row in rows]) for name in rows[0]}
    for column in columns.values():
        column.flags.writeable = False
    named = ("points", "losses", "gradients", "changes")
    points, losses, gradients, changes = (columns.pop(name) for name in named)
    return DescentPath(points, losses, gradients, changes, MappingProxyType(columns), diverged_at)
