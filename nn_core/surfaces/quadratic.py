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
ANGLE = Option("angle", 0.0, "Degrees by which the axes of the bowl are turned.", low=-360.0, high=360.0)
BOWL_FORMULA = r"\tfrac{1}{2} (\lambda_1 x^2 + \lambda_2 y^2)"
TURNED_FORMULA = (
    r"\tfrac{1}{2} (\lambda_1 u^2 + \lambda_2 v^2), \quad (u, v) = (x, y) \text{ turned by } \alpha"
)


def bowl(curvatures: Sequence[float] = (1.0, 10.0), angle: float = 0.0) -> Surface:
    """f(θ) = ½ θᵀ H θ with H = Rᵀ diag(λ₁, λ₂) R: the model of every minimum seen from close by.

    Parameters
    ----------
    curvatures : (float, float)
        λ₁, λ₂ > 0. Plain SGD converges if and only if η < 2 / max(λ₁, λ₂).
    angle : float
        By how many degrees its axes are turned, −360 to 360.

    Raises
    ------
    RangeError, NotFiniteError
        If they are not two finite numbers above 0 and an angle.
    """
    steep = np.array(CURVATURES.check("bowl", curvatures), dtype=np.float64)
    turned = float(ANGLE.check("bowl", angle))
    return quadratic(
        hessian_of(steep, turned),
        largest_curvature=float(steep.max()),
        name="bowl",
        formula=TURNED_FORMULA if turned else BOWL_FORMULA,
        lesson="The steeper direction limits the rate, the flatter one sets the pace.",
        start=(-1.8, 1.2),
    )


def hessian_of(curvatures: FloatArray, angle: float) -> FloatArray:
    """H = Rᵀ diag(λ₁, λ₂) R, R being a turn by ``angle`` degrees; shape (2, 2)."""
    radians = np.pi / 180.0 * angle
    with np.errstate(under="ignore"):  # of a turn too small to be told
        cos, sin = np.cos(radians), np.sin(radians)
        rotation = np.array([[cos, sin], [-sin, cos]])
        hessian: FloatArray = rotation.T @ np.diag(curvatures) @ rotation
    return hessian


def quadratic(
    hessian: FloatArray,
    largest_curvature: float,
    name: str,
    formula: str,
    lesson: str,
    start: tuple[float, float],
) -> Surface:
    """½ θᵀ H θ, seen from −2 to 2."""

    def value(points: FloatArray) -> FloatArray:
        """f(θ) = ½ θᵀ H θ."""
        squares: FloatArray = (points @ hessian * points).sum(axis=-1)
        return np.asarray(0.5 * squares, dtype=np.float64)

    def gradient(points: FloatArray) -> FloatArray:
        """∂f/∂θ = H θ, H being symmetric."""
        return points @ hessian

    return Surface(
        name=name,
        value=value,
        gradient=gradient,
        formula=formula,
        lesson=lesson,
        minima=((0.0, 0.0),),
        low=(-2.0, -2.0),
        high=(2.0, 2.0),
        start=start,
        largest_curvature=largest_curvature,
    )


RAVINE_CURVATURES, RAVINE_ANGLE = [1.0, 50.0], 30.0
RAVINE = quadratic(
    hessian_of(np.array(RAVINE_CURVATURES), RAVINE_ANGLE),
    largest_curvature=max(RAVINE_CURVATURES),
    name="ravine",
    formula=r"\tfrac{1}{2} (u^2 + 50\, v^2), \quad (u, v) = (x, y) \text{ turned by } 30^\circ",
    lesson="Askew to both axes, a narrow valley makes SGD zigzag; momentum rolls along it.",
    start=(-1.8, -0.4),
)
