"""What came of a path, from what happened on it; nothing is promised of longer ones."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.descent.paths import DescentPath, first_of
from nn_core.surfaces import Surface

TOLERANCE = 1e-6
"""What is left of the distance to a minimum, or of the slope, when a path has arrived."""
STEADY = 1e-3
"""By how little of itself the loss changes where it stays."""
RECENT = 10
"""The steps at the end of a path that are looked at."""
DIFFERENCE = 1e-5
"""The distance for second differences, as a share of the picture's width."""


def steps_to_minimum(surface: Surface, path: DescentPath) -> int | None:
    """The first step within a millionth of the start's distance to a minimum; None if there is none."""
    if not surface.minima:
        return None
    to_each = [path.points - minimum for minimum in surface.minima]
    # √(x² + y²) written out: np.linalg.norm takes three times as long over two columns
    distances = np.min([np.sqrt(x * x + y * y) for x, y in (ways.T for ways in to_each)], axis=0)
    return first_of(distances <= TOLERANCE * distances[0])


def curvatures_at(surface: Surface, points: FloatArray) -> FloatArray:
    """The eigenvalues of the Hessian at points (…, 2), shape (…, 2), from the small to the large one.

    Central differences of the gradient; NaN where the surface ends.
    """
    width = DIFFERENCE * (np.array(surface.high) - np.array(surface.low))
    sides = np.diag(width)
    middle = points[..., np.newaxis, :]
    with np.errstate(all="ignore"):
        # ∂gᵢ/∂θⱼ ≈ (gᵢ(θ + hⱼ) − gᵢ(θ − hⱼ)) / 2 hⱼ
        slopes = surface.gradient(middle + sides) - surface.gradient(middle - sides)
        hessian = slopes / (2.0 * width[:, np.newaxis])
    is_there = np.isfinite(hessian).all(axis=(-2, -1), keepdims=True)
    symmetric = np.where(is_there, 0.5 * (hessian + np.swapaxes(hessian, -2, -1)), 0.0)
    return np.where(is_there[..., 0], np.linalg.eigvalsh(symmetric), np.nan)


def verdict(surface: Surface, path: DescentPath, is_noisy: bool = False) -> str:
    """One word for a path.

    ``"diverged"``: it left the finite numbers; ``"left"``: its loss grew beyond the bound of the race;
    ``"arrived"``: it came within a millionth of its distance to a minimum that is known, or its slope did and
    the surface curves upward there; ``"saddle"``: its slope faded where the surface curves downward in a
    direction; ``"flat"``: its slope faded and the curvature says neither; ``"still"``: it no longer moves,
    though its slope has not faded, as where weight decay balances it; ``"bouncing"``: it turns around at each
    step and its loss stays; ``"rising"``: it ends above its start; ``"falling"``: it ends below.
    """
    if path.diverged_at is not None or path.left_at is not None:
        return "diverged" if path.left_at is None else "left"
    if steps_to_minimum(surface, path) is not None:
        return "arrived"
    if not is_noisy and has_stopped(path):
        return kind_of_rest(curvatures_at(surface, path.points[-1]))
    if not is_noisy and is_still(path):
        return "still"
    if not is_noisy and is_bouncing(path):
        return "bouncing"
    return "rising" if path.losses[-1] > path.losses[0] else "falling"


def has_stopped(path: DescentPath) -> bool:
    """Whether the slope at its end is a millionth of the steepest on its way."""
    sizes = np.linalg.norm(path.gradients, axis=-1)
    return bool(sizes[-1] <= TOLERANCE * sizes.max())


def is_still(path: DescentPath) -> bool:
    """Whether its last steps together are less than a millionth of its longest step."""
    lengths = np.linalg.norm(path.changes, axis=-1)
    if len(lengths) <= RECENT or not lengths.any():
        return False
    return bool(lengths[-RECENT:].sum() <= TOLERANCE * lengths.max())


def kind_of_rest(curvatures: FloatArray) -> str:
    """Where a path has come to rest, by the curvatures there."""
    if not np.isfinite(curvatures).all():
        return "flat"
    least = TOLERANCE * max(1.0, float(np.abs(curvatures).max()))
    if curvatures[0] < -least:
        return "saddle"
    return "arrived" if curvatures[0] > least else "flat"


def is_bouncing(path: DescentPath) -> bool:
    """Whether its last steps all turn back while the loss stays where it is."""
    changes, losses = path.changes[-RECENT:], path.losses[-RECENT:]
    if len(changes) < RECENT:
        return False
    turns: npt.NDArray[np.bool_] = (changes[1:] * changes[:-1]).sum(axis=-1) < 0.0
    return bool(turns.all() and np.ptp(losses) <= STEADY * max(abs(losses).max(), np.finfo(float).tiny))
