"""Surfaces known from the books on optimization, each with a difficulty of its own."""

from __future__ import annotations

import numpy as np

from nn_core.activations import FloatArray
from nn_core.surfaces.base import Surface


def saddle_value(points: FloatArray) -> FloatArray:
    """f(x, y) = ½ x² − ½ y² + ¼ y⁴."""
    x, y = points[..., 0], points[..., 1]
    return 0.5 * x**2 - 0.5 * y**2 + 0.25 * y**4


def saddle_gradient(points: FloatArray) -> FloatArray:
    """(x, y³ − y)."""
    x, y = points[..., 0], points[..., 1]
    return np.stack([x, y**3 - y], axis=-1)


SADDLE = Surface(
    name="saddle",
    value=saddle_value,
    gradient=saddle_gradient,
    formula=r"\tfrac{1}{2} x^2 - \tfrac{1}{2} y^2 + \tfrac{1}{4} y^4",
    lesson="Flat in the middle and no minimum there: leaving takes long, or a push.",
    minima=((0.0, -1.0), (0.0, 1.0)),
    low=(-2.0, -1.8),
    high=(2.0, 1.8),
    start=(-1.6, 0.001),
)


def rosenbrock_value(points: FloatArray) -> FloatArray:
    """f(x, y) = (1 − x)² + 100 (y − x²)².

    Reference: Rosenbrock (1960).
    """
    x, y = points[..., 0], points[..., 1]
    return (1.0 - x) ** 2 + 100.0 * (y - x**2) ** 2


def rosenbrock_gradient(points: FloatArray) -> FloatArray:
    """(−2 (1 − x) − 400 x (y − x²), 200 (y − x²))."""
    x, y = points[..., 0], points[..., 1]
    return np.stack([-2.0 * (1.0 - x) - 400.0 * x * (y - x**2), 200.0 * (y - x**2)], axis=-1)


ROSENBROCK = Surface(
    name="rosenbrock",
    value=rosenbrock_value,
    gradient=rosenbrock_gradient,
    formula=r"(1 - x)^2 + 100\, (y - x^2)^2",
    lesson="Finding the bent valley is easy, following it is not.",
    minima=((1.0, 1.0),),
    low=(-2.0, -1.0),
    high=(2.0, 3.0),
    start=(-1.2, 1.0),
)


def beale_terms(points: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The three differences that Beale squares: 1.5 − x + x y, 2.25 − x + x y², 2.625 − x + x y³."""
    x, y = points[..., 0], points[..., 1]
    return 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3


def beale_value(points: FloatArray) -> FloatArray:
    """f(x, y) = (1.5 − x + x y)² + (2.25 − x + x y²)² + (2.625 − x + x y³)².

    Reference: Beale (1958).
    """
    first, second, third = beale_terms(points)
    return first**2 + second**2 + third**2


def beale_gradient(points: FloatArray) -> FloatArray:
    """2 Σ rₖ (yᵏ − 1) and 2 Σ rₖ k x yᵏ⁻¹ over the three differences rₖ."""
    x, y = points[..., 0], points[..., 1]
    first, second, third = beale_terms(points)
    along_x = first * (y - 1.0) + second * (y**2 - 1.0) + third * (y**3 - 1.0)
    along_y = first * x + second * 2.0 * x * y + third * 3.0 * x * y**2
    return np.stack([2.0 * along_x, 2.0 * along_y], axis=-1)


BEALE = Surface(
    name="beale",
    value=beale_value,
    gradient=beale_gradient,
    formula=r"(1.5 - x + xy)^2 + (2.25 - x + xy^2)^2 + (2.625 - x + xy^3)^2",
    lesson="Flat plains beside steep walls: one rate suits only one of them.",
    minima=((3.0, 0.5),),
    low=(-4.5, -4.5),
    high=(4.5, 4.5),
    start=(1.0, 1.5),
)


def himmelblau_value(points: FloatArray) -> FloatArray:
    """f(x, y) = (x² + y − 11)² + (x + y² − 7)².

    Reference: Himmelblau (1972).
    """
    x, y = points[..., 0], points[..., 1]
    return (x**2 + y - 11.0) ** 2 + (x + y**2 - 7.0) ** 2


def himmelblau_gradient(points: FloatArray) -> FloatArray:
    """(4 x (x² + y − 11) + 2 (x + y² − 7), 2 (x² + y − 11) + 4 y (x + y² − 7))."""
    x, y = points[..., 0], points[..., 1]
    first, second = x**2 + y - 11.0, x + y**2 - 7.0
    return np.stack([4.0 * x * first + 2.0 * second, 2.0 * first + 4.0 * y * second], axis=-1)


HIMMELBLAU = Surface(
    name="himmelblau",
    value=himmelblau_value,
    gradient=himmelblau_gradient,
    formula=r"(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    lesson="Four minima, all equally deep: the start decides which is found.",
    minima=(
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.283185991286170),
        (3.584428340330492, -1.848126526964404),
    ),
    low=(-5.0, -5.0),
    high=(5.0, 5.0),
    start=(-0.5, -1.0),
)
