"""A plane through the end of a network's own run: its loss as a surface, and the run drawn on it.

Of all its parameters two directions are kept: random ones, as long as the network's weights are, or those in
which the run went farthest. What lies outside the plane is not seen; how much of the run that is, is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.errors import UnknownNameError
from nn_core.losses import Loss
from nn_core.network import Network
from nn_core.surfaces.base import Surface
from nn_core.surfaces.directions import main_directions, random_directions
from nn_core.surfaces.loss_slice import direction_slice

KINDS = ("main", "random")
FARTHEST_PARAMETER = 1e6
"""A run is looked at as long as no parameter is larger."""
MARGIN = 0.4
"""What the picture shows beyond the run on each side, as a share of the run's extent."""
LEAST = {"main": 0.05, "random": 1.0}
"""Half the width of the picture at least. Random directions are as long as the weights, so 1 is far."""
AWAY = 0.6
"""How far toward a corner of the picture a race over random directions starts: there is room around it."""


@dataclass(frozen=True, eq=False)
class RunPlane:
    """The plane θ = θ* + x d₁ + y d₂, θ* being the end of a run.

    Attributes
    ----------
    surface : Surface
        The loss over the plane. With main directions it starts where the run began, as far as the plane
        shows that, with random ones at a distance from its end.
    origin : FloatArray, shape (n_parameters,)
        θ*.
    directions : FloatArray, shape (2, n_parameters)
        d₁ and d₂.
    points : FloatArray, shape (rows, 2)
        The run's own path, projected: for each θ the point of the plane that is nearest.
    losses : FloatArray, shape (rows,)
        The run's own losses: where θ lies outside the plane, not those of the surface below it.
    explained_share : float
        How much of the run's way the plane shows: of the sum of squared distances from its end. 0 to 1.
    """

    surface: Surface
    origin: FloatArray
    directions: FloatArray
    points: FloatArray
    losses: FloatArray
    explained_share: float


def run_plane(
    network: Network,
    data: tuple[npt.ArrayLike, npt.ArrayLike],
    loss: Loss | str,
    run: tuple[FloatArray, FloatArray],
    kind: Literal["main", "random"] | str,
    rng: np.random.Generator,
) -> RunPlane:
    """The plane of a run.

    Parameters
    ----------
    network : Network
        Its architecture; one network of dense layers.
    data : (inputs, targets)
    loss : Loss or str
    run : (thetas, losses)
        θ along the run, (rows, n_parameters), and the loss of each, (rows,). What comes after a parameter
        above a million, or after numbers that are none, is left out.
    kind : {"main", "random"}
        Which directions.
    rng : np.random.Generator
        Draws random ones.

    Raises
    ------
    UnknownNameError
        If the directions are of no such kind.
    ShapeError, NotFiniteError, RangeError
        If network, data, loss and run do not fit each other.

    Reference: Li, Xu, Taylor, Studer and Goldstein (2018), sections 4 and 7.
    """
    if kind not in KINDS:
        raise UnknownNameError("directions", kind, KINDS)
    kept = rows_to_show(*run)
    thetas, losses = run[0][kept], run[1][kept]
    end = network.with_parameters(thetas[-1])
    directions = main_directions(thetas)[0] if kind == "main" else random_directions(end, rng)
    points, share = projected(thetas - thetas[-1], directions)
    low, high = frame(points, LEAST[kind])
    # Random directions show next to nothing of where the run began
    start = tuple(points[0].tolist()) if kind == "main" else (AWAY * low[0], AWAY * high[1])
    surface = replace(direction_slice(end, *data, loss, directions), low=low, high=high, start=start)
    return RunPlane(surface, end.parameters, directions, points, losses, share)


def rows_to_show(thetas: FloatArray, losses: FloatArray) -> npt.NDArray[np.int64]:
    """The rows up to where a number is too large or none; of fewer than three, the last again."""
    with np.errstate(invalid="ignore"):
        is_small = (np.abs(thetas) <= FARTHEST_PARAMETER).all(axis=-1) & np.isfinite(losses)
    rows = len(thetas) if is_small.all() else max(1, int(is_small.argmin()))
    return np.minimum(np.arange(max(rows, 3)), rows - 1)


def projected(ways: FloatArray, directions: FloatArray) -> tuple[FloatArray, float]:
    """(x, y) of each way from the end, and the share of their squares that lies in the plane."""
    found = np.linalg.lstsq(directions.T, ways.T, rcond=None)[0]
    points: FloatArray = np.ascontiguousarray(found.T)
    total = float((ways**2).sum())
    missed = float(((ways - points @ directions) ** 2).sum())
    return points, 1.0 - missed / total if total else 0.0


def frame(points: FloatArray, least: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """The corners of a square picture that holds the run, its end (0, 0) among it."""
    low, high = points.min(axis=0), points.max(axis=0)
    x, y = 0.5 * (low + high)
    half = max(least, (0.5 + MARGIN) * float((high - low).max()))
    return (float(x) - half, float(y) - half), (float(x) + half, float(y) + half)
