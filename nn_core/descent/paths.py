"""Paths down a surface, step by step, for looking at: one optimizer's, or those of several in a race."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.descent.walking import walking
from nn_core.errors import NotFiniteError, RangeError, ShapeError
from nn_core.optimizers import Optimizer
from nn_core.pauses import without_pauses
from nn_core.surfaces import Surface

LEFT = 1000.0
"""A path has left when its loss is more than so many times that of its start …"""
LEAST_START = 1e-3
"""… which counts for at least so much."""


@dataclass(frozen=True, eq=False)
class DescentPath:
    """Where an optimizer went. Row 0 is the start, row t what step t led to; all read-only.

    There are steps + 1 rows, or fewer if the path ended: ``left_at`` + 1 of them if it left, ``diverged_at``
    if it left the finite numbers at that step. No row holds a NaN or an infinity.

    Attributes
    ----------
    points : FloatArray, shape (rows, 2)
    losses : FloatArray, shape (rows,)
    gradients : FloatArray, shape (rows, 2)
        What the optimizer is given at each point: ∂f/∂θ, and the noise where there is any. In the last row
        of all, from which no step is taken, without noise.
    changes : FloatArray, shape (rows, 2)
        Δθ that led to each point; 0 for the start.
    moments : mapping of str to FloatArray, each (rows, 2)
        The optimizer's moments after each step.
    diverged_at : int or None
        The first step whose point, loss or gradient is not finite.
    left_at : int or None
        The first step whose loss is above the bound of the race.
    """

    points: FloatArray
    losses: FloatArray
    gradients: FloatArray
    changes: FloatArray
    moments: Mapping[str, FloatArray]
    diverged_at: int | None
    left_at: int | None = None


def descend(surface: Surface, start: npt.ArrayLike, optimizer: Optimizer, steps: int) -> DescentPath:
    """Lets one optimizer walk down the surface; the path ends early only if it diverges.

    Parameters
    ----------
    surface : Surface
    start : array, shape (2,)
        θ to start from.
    optimizer : Optimizer
        Made for 2 parameters; it is advanced.
    steps : int
        How many, 0 or more.

    Raises
    ------
    ShapeError, NotFiniteError, RangeError
        As in ``race``.
    """
    return race(surface, start, [optimizer], steps, farthest=np.inf)[0]


def race(
    surface: Surface,
    start: npt.ArrayLike,
    optimizers: Sequence[Optimizer],
    steps: int,
    *,
    noise: FloatArray | None = None,
    farthest: float | None = None,
) -> list[DescentPath]:
    """Lets several optimizers walk down the surface from one start, all a step at a time.

    Parameters
    ----------
    surface : Surface
    start : array, shape (2,)
        θ to start from.
    optimizers : sequence of Optimizer
        Made for 2 parameters each; they are advanced.
    steps : int
        How many, 0 or more.
    noise : FloatArray, shape (steps, 2), optional
        What is added to the gradient at each step, the same for all.
    farthest : float, optional
        The loss beyond which a path has left. Left out: 1,000 times that of the start.

    Raises
    ------
    ShapeError
        If the start is no pair of numbers, or an optimizer is made for another number of parameters.
    NotFiniteError
        If the start, or the surface there, is not finite.
    RangeError
        If the number of steps is negative.
    """
    return without_pauses(racing(surface, start, optimizers, steps, noise=noise, farthest=farthest))


def racing(
    surface: Surface,
    start: npt.ArrayLike,
    optimizers: Sequence[Optimizer],
    steps: int,
    *,
    noise: FloatArray | None = None,
    farthest: float | None = None,
) -> Generator[None, None, list[DescentPath]]:
    """The same as ``race``, with a pause after every few steps."""
    point = checked_start(surface, start)
    if steps < 0:
        raise RangeError("steps", steps, "0 or more")
    for optimizer in optimizers:
        if optimizer.shape != (2,):
            raise ShapeError("parameters of the optimizer", optimizer.shape, "(2,)")
    bound = bound_of_leaving(surface, point) if farthest is None else farthest
    columns, moments = yield from walking(surface, point, optimizers, steps, noise)
    with np.errstate(all="ignore"):
        columns["losses"] = surface.value(columns["points"])
    return [
        cut({name: column[:, place] for name, column in columns.items()}, moments[place], bound)
        for place in range(len(optimizers))
    ]


def checked_start(surface: Surface, start: npt.ArrayLike) -> FloatArray:
    """A point of the plane at which the surface and its slope are finite."""
    point = np.array(start, dtype=np.float64)
    if point.shape != (2,):
        raise ShapeError("start", point.shape, "(2,)")
    with np.errstate(all="ignore"):
        seen = [point, surface.value(point), surface.gradient(point)]
    if not all(np.isfinite(each).all() for each in seen):
        raise NotFiniteError("start", point.tolist(), "a point where the surface is finite")
    return point


def bound_of_leaving(surface: Surface, start: FloatArray) -> float:
    """The loss from which on a path has left."""
    return LEFT * max(abs(float(surface.value(start))), LEAST_START)


def cut(columns: dict[str, FloatArray], moments: dict[str, FloatArray], bound: float) -> DescentPath:
    """A path as far as it goes: to the step with which it left, or up to the one where it diverged."""
    numbers = np.column_stack([*columns.values(), *moments.values()])
    diverged_at = first_of(~np.asarray(np.isfinite(numbers).all(axis=1)))
    left_at = first_of(columns["losses"][:diverged_at] > bound)
    rows = diverged_at if left_at is None else left_at + 1
    kept = {name: frozen(column[:rows]) for name, column in columns.items()}
    kept_moments = {name: frozen(moment[:rows]) for name, moment in moments.items()}
    return DescentPath(
        **kept,
        moments=MappingProxyType(kept_moments),
        diverged_at=diverged_at if left_at is None else None,
        left_at=left_at,
    )


def first_of(rows: npt.NDArray[np.bool_]) -> int | None:
    """The first row that is true."""
    found = np.flatnonzero(rows)
    return int(found[0]) if found.size else None


def frozen(column: FloatArray) -> FloatArray:
    """A read-only copy of its own."""
    kept = np.array(column, order="C")
    kept.flags.writeable = False
    return kept
