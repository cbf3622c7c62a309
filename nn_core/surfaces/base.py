"""What all surfaces share: a value, a gradient, and what is known of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import RangeError


@dataclass(frozen=True, eq=False)
class Surface:
    """A loss of two parameters θ = (x, y).

    Attributes
    ----------
    name : str
        The name in code and JSON.
    value : callable
        f: points of shape (…, 2) ↦ losses of shape (…).
    gradient : callable
        ∂f/∂θ: points of shape (…, 2) ↦ gradients of shape (…, 2).
    formula : str
        f as LaTeX.
    lesson : str
        What it shows, one sentence.
    minima : tuple of (float, float)
        Every local minimum; empty where they are not known.
    low, high : (float, float)
        A good plotting range, lower left and upper right corner.
    start : (float, float)
        A good place to start from.
    largest_curvature : float or None
        λ, the largest eigenvalue of the Hessian where that is the same everywhere: plain SGD then
        converges if and only if η < 2 / λ. None where it changes from place to place.
    """

    name: str
    value: Callable[[FloatArray], FloatArray]
    gradient: Callable[[FloatArray], FloatArray]
    formula: str
    lesson: str
    minima: tuple[tuple[float, float], ...]
    low: tuple[float, float]
    high: tuple[float, float]
    start: tuple[float, float]
    largest_curvature: float | None = None

    def grid(self, resolution: int) -> tuple[FloatArray, FloatArray, FloatArray]:
        """The surface over its plotting range, for contours.

        Parameters
        ----------
        resolution : int
            Points along each axis, 2 or more.

        Returns
        -------
        x, y : FloatArray, shape (resolution,)
        z : FloatArray, shape (resolution, resolution)
            ``z[j][i]`` = f(x[i], y[j]).
        """
        if resolution < 2:
            raise RangeError("resolution", resolution, "2 or more")
        x = np.linspace(self.low[0], self.high[0], resolution)
        y = np.linspace(self.low[1], self.high[1], resolution)
        return x, y, self.value(np.stack(np.meshgrid(x, y), axis=-1))
