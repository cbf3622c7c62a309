"""Curves: numbers to predict from one number, to see how a network bends itself to a function.

Each is defined on [−1, 1], so that the true curve can be drawn beside what the network makes of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nn_core.activations import FloatArray

BUMP_WIDTH = 0.2


@dataclass(frozen=True, eq=False)
class Curve:
    """A function of one number.

    Attributes
    ----------
    name, title : str
        In code and JSON, and on a page.
    value : callable
        f: x of any shape ↦ y of that shape.
    formula : str
        f as LaTeX.
    lesson : str
        What makes it hard or easy, one sentence.
    """

    name: str
    title: str
    value: Callable[[FloatArray], FloatArray]
    formula: str
    lesson: str


def sine(x: FloatArray) -> FloatArray:
    """f(x) = sin πx."""
    return np.sin(np.pi * x)


def fast_sine(x: FloatArray) -> FloatArray:
    """f(x) = sin 3πx."""
    return np.sin(3.0 * np.pi * x)


def step(x: FloatArray) -> FloatArray:
    """f(x) = 1 for x ≥ 0, else −1."""
    return np.where(x >= 0.0, 1.0, -1.0)


def absolute(x: FloatArray) -> FloatArray:
    """f(x) = |x|."""
    return np.abs(x)


def quadratic(x: FloatArray) -> FloatArray:
    """f(x) = x²."""
    return np.square(x)


def cubic(x: FloatArray) -> FloatArray:
    """f(x) = 4x³ − 3x."""
    return x * (4.0 * np.square(x) - 3.0)


def bump(x: FloatArray) -> FloatArray:
    """f(x) = exp(−x² / (2 · 0.2²))."""
    return np.exp(-np.square(x) / (2.0 * BUMP_WIDTH**2))


def sawtooth(x: FloatArray) -> FloatArray:
    """f(x) = 2 (x − ⌊x⌋) − 1."""
    return 2.0 * (x - np.floor(x)) - 1.0


CURVES: dict[str, Curve] = {
    curve.name: curve
    for curve in (
        Curve("sine", "Sine", sine, r"\sin \pi x", "Smooth: a few units fit one hill and one valley."),
        Curve("fast_sine", "Fast sine", fast_sine, r"\sin 3 \pi x", "Three waves ask for more units."),
        Curve(
            "step",
            "Step",
            step,
            r"\begin{cases} 1 & x \ge 0 \\ -1 & x < 0 \end{cases}",
            "A jump: continuous units can only make it steep.",
        ),
        Curve("absolute", "Absolute value", absolute, r"|x|", "A corner: two ReLU units fit it exactly."),
        Curve("quadratic", "Parabola", quadratic, r"x^2", "The gentlest bend of all."),
        Curve("cubic", "Cubic", cubic, r"4 x^3 - 3 x", "Two bends, steep at the ends."),
        Curve("bump", "Bump", bump, r"e^{-x^2 / 0.08}", "Flat but for the middle: two sigmoids make one."),
        Curve(
            "sawtooth",
            "Sawtooth",
            sawtooth,
            r"2 (x - \lfloor x \rfloor) - 1",
            "Two ramps and a jump between them.",
        ),
    )
}


def along(
    rng: np.random.Generator, curve: Curve, samples: int, noise: float
) -> tuple[FloatArray, FloatArray]:
    """Points of a curve, evenly from x = −1 to 1, each y moved by N(0, noise²).

    Returns
    -------
    inputs, targets : FloatArray, shape (samples, 1)
    """
    x = np.linspace(-1.0, 1.0, samples)[:, np.newaxis]
    return x, curve.value(x) + rng.normal(0.0, noise, x.shape)
