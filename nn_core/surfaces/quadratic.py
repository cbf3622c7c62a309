"""Surfaces of the same curvature everywhere: on these the limit of the learning rate is exact.

Along a direction of curvature λ one step of SGD multiplies the distance to the minimum by 1 − η λ, which
shrinks it if and only if η < 2 / λ. So the steepest direction sets the limit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn_core.activations import FloatArray
from nn_core.options import Option
from nn_core.surfaces.base import Surface

CURVATURES = Option(
    "curvatures", (1.0, 10.0), "λ₁ along x and λ₂ along y.", kind=tuple, length=2, low_allowed=False
)
RAVINE_CURVATURES = (1.0, 50.0)
RAVINE_ANGLE = np.pi / 6.0


def bowl(curvatures: Sequence[float] = (1.0, 10.0)) -> Surface:
    """f(x, y) = ½ (λ₁ x² + λ₂ y²): the model of every minimum seen from close by.

    Parameters
    ----------
    curvatures : (float, float)
        λ₁, λ₂ > 0. Plain SGD converges if and only if η < 2 / max(λ₁, λ₂).

    Raises
    ------
    RangeError, NotFiniteError
        If they are not two finite numbers above 0.
    """
    curvature = np.array(CURVATURES.check("bowl", curvatures), dtype=np.float64)
    return Surface(
        name="bowl",
        # ½ (λ₁ x² + λ₂ y²)
        value=lambda points: 0.5 * (points**2 @ curvature),
        # (λ₁ x, λ₂ y)
        gradient=lambda points: points * curvature,
        formula=r"\tfrac{1}{2} (\lambda_1 x^2 + \lambda_2 y^2)",
        lesson="The steeper direction limits the rate, the flatter one sets the pace.",
        minima=((0.0, 0.0),),
        low=(-2.0, -2.0),
        high=(2.0, 2.0),
        start=(-1.8, 1.2),
        largest_curvature=float(curvature.max()),
    )


# The ravine is a bowl turned by 30°: H = Rᵀ diag(1, 50) R.
ROTATION = np.array(
    [[np.cos(RAVINE_ANGLE), np.sin(RAVINE_ANGLE)], [-np.sin(RAVINE_ANGLE), np.cos(RAVINE_ANGLE)]]
)
RAVINE_HESSIAN: FloatArray = ROTATION.T @ np.diag(RAVINE_CURVATURES) @ ROTATION


def ravine_value(points: FloatArray) -> FloatArray:
    """f(θ) = ½ θᵀ H θ."""
    squares: FloatArray = (points @ RAVINE_HESSIAN * points).sum(axis=-1)
    return np.asarray(0.5 * squares, dtype=np.float64)


def ravine_gradient(points: FloatArray) -> FloatArray:
    """∂f/∂θ = H θ, H being symmetric."""
    return points @ RAVINE_HESSIAN


RAVINE = Surface(
    name="ravine",
    value=ravine_value,
    gradient=ravine_gradient,
    formula=r"\tfrac{1}{2} (u^2 + 50\, v^2), \quad (u, v) = (x, y) \text{ turned by } 30^\circ",
    lesson="Askew to both axes, a narrow valley makes SGD zigzag; momentum rolls along it.",
    minima=((0.0, 0.0),),
    low=(-2.0, -2.0),
    high=(2.0, 2.0),
    start=(-1.8, -0.4),
    largest_curvature=max(RAVINE_CURVATURES),
)
