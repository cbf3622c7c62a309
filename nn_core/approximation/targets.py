"""Targets: functions on [−1, 1] for a network to come near to."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite
from nn_core.datasets.curves import CURVES, Curve
from nn_core.errors import RangeError, ShapeError

LOW, HIGH = -1.0, 1.0
Target = Callable[[FloatArray], FloatArray]


def sine(x: FloatArray) -> FloatArray:
    """f(x) = sin 2πx."""
    return np.sin(2.0 * np.pi * x)


def chirp(x: FloatArray) -> FloatArray:
    """f(x) = sin(2π u (1 + 2u)) with u = (x + 1) / 2: three waves, each shorter than the one before it."""
    u = (x + 1.0) / 2.0
    return np.sin(2.0 * np.pi * u * (1.0 + 2.0 * u))


def nielsen(x: FloatArray) -> FloatArray:
    """f(x) = 0.2 + 0.4 u² + 0.3 u sin 15u + 0.05 cos 50u with u = (x + 1) / 2.

    Reference: Nielsen (2015), *Neural Networks and Deep Learning*, chapter 4, on [0, 1].
    """
    u = (x + 1.0) / 2.0
    return 0.2 + 0.4 * np.square(u) + 0.3 * u * np.sin(15.0 * u) + 0.05 * np.cos(50.0 * u)


HALF_WAY = r"u = \tfrac{x + 1}{2}"
TARGETS: dict[str, Curve] = {
    curve.name: curve
    for curve in (
        Curve("sine", "Sine", sine, r"\sin 2 \pi x", "Smooth: two hills and two valleys."),
        CURVES["step"],
        CURVES["bump"],
        CURVES["sawtooth"],
        Curve(
            "chirp",
            "Chirp",
            chirp,
            rf"\sin 2 \pi u (1 + 2 u),\; {HALF_WAY}",
            "Waves that grow shorter: units are needed where it bends most.",
        ),
        Curve(
            "nielsen",
            "Nielsen’s curve",
            nielsen,
            rf"0.2 + 0.4 u^2 + 0.3 u \sin 15 u + 0.05 \cos 50 u,\; {HALF_WAY}",
            "Long waves and short ones at once.",
        ),
    )
}


def through_points(points: npt.ArrayLike) -> Target:
    """The function whose graph is the straight lines from point to point, flat beyond the first and the last.

    Parameters
    ----------
    points : array, shape (n, 2)
        [x, y], at least two, in any order, no two with the same x.

    Raises
    ------
    ShapeError, NotFiniteError, RangeError
        If they are no such points.
    """
    given = as_finite("points", points)
    if given.ndim != 2 or given.shape[0] < 2 or given.shape[1] != 2:
        raise ShapeError("points", given.shape, "(n, 2), at least two points")
    x, y = given[np.argsort(given[:, 0])].T
    if np.any(np.diff(x) == 0.0):
        twice = float(x[:-1][np.diff(x) == 0.0][0])
        raise RangeError("points", f"two with x = {twice:g}", "each x once: a function has one value there")
    return lambda at: np.interp(at, x, y)
