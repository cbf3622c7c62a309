"""Shapes in the plane: classes that lie beside, around or inside each other.

Each function places every class exactly where it belongs; ``scatter`` then adds the noise, the same for
all shapes, and mixes the rows. So without noise every example lies on its shape.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from nn_core.activations import FloatArray
from nn_core.datasets.apportion import apportion
from nn_core.datasets.dataset import as_targets

Counts = Sequence[int]
"""How many examples of class 0, of class 1, …"""

DIAGONAL = math.sqrt(0.5)
INNERMOST = 0.1
GAP = 0.05


def scatter(
    rng: np.random.Generator,
    shape: Callable[..., list[FloatArray]],
    samples: int,
    noise: float,
    balance: float,
    classes: int = 2,
    **options: float,
) -> tuple[FloatArray, FloatArray]:
    """A shape's points, each moved by N(0, noise²) in both coordinates, in random order.

    Parameters
    ----------
    rng : np.random.Generator
    shape : callable
        (rng, counts, **options) ↦ the points of each class, shape (count, 2).
    samples : int
    noise : float
        Standard deviation.
    balance : float
        Examples of class 1 to those of any other class are as ``balance`` to 1 − ``balance``: with two
        classes its share, with more a half makes all alike. Whole numbers by ``apportion``, at least 1.
    classes : int
        2 or more.
    **options
        What the shape takes besides.

    Returns
    -------
    inputs : FloatArray, shape (samples, 2)
    targets : FloatArray, shape (samples, 1), or (samples, classes) for more than two
    """
    weights = [balance if label == 1 else 1.0 - balance for label in range(classes)]
    counts = apportion(samples, weights, at_least=1)
    points = np.concatenate(shape(rng, counts, **options))
    points = points + rng.normal(0.0, noise, points.shape)
    order = rng.permutation(samples)
    labels = np.repeat(np.arange(classes), counts)
    return points[order], as_targets(labels[order], classes)


def linear(rng: np.random.Generator, counts: Counts, margin: float) -> list[FloatArray]:
    """Two triangles on either side of x₁ + x₂ = 0, every point at least ``margin`` from that line.

    Uniform over the square [−1, 1]², then pushed off the line; class 1 is above.
    """
    sides = []
    for sign, count in zip((-1.0, 1.0), counts, strict=True):
        points = rng.uniform(-1.0, 1.0, (count, 2))
        # x and −x are equally likely, so turning the wrong ones round keeps the points uniform
        points *= sign * np.where(points.sum(axis=1, keepdims=True) < 0.0, -1.0, 1.0)
        # The margin along (1, 1) / √2
        sides.append(points + sign * float(margin) * DIAGONAL)
    return sides


def quadrants(rng: np.random.Generator, counts: Counts) -> list[FloatArray]:
    """XOR of the signs: class 1 where x₁ and x₂ differ in sign. Uniform, 0.05 ≤ |xᵢ| ≤ 1."""
    classes = []
    for turned, count in zip((1.0, -1.0), counts, strict=True):
        sizes = rng.uniform(GAP, 1.0, (count, 2))
        sign = np.where(np.arange(count) % 2 == 0, 1.0, -1.0)
        classes.append(sizes * np.column_stack([sign, turned * sign]))
    return classes


def circles(rng: np.random.Generator, counts: Counts, factor: float) -> list[FloatArray]:
    """Evenly along two circles around 0: class 0 of radius 1, class 1 inside, of radius ``factor``."""
    return [
        radius * circle(np.linspace(0.0, 2.0 * np.pi, count, endpoint=False))
        for radius, count in zip((1.0, factor), counts, strict=True)
    ]


def moons(rng: np.random.Generator, counts: Counts) -> list[FloatArray]:
    """Evenly along two half circles of radius 1 that reach into each other.

    Class 0: (cos t, sin t); class 1: (1 − cos t, ½ − sin t); t from 0 to π.
    """
    upper, lower = (circle(np.linspace(0.0, np.pi, count)) for count in counts)
    return [upper, np.array([1.0, 0.5]) - lower]


def spirals(rng: np.random.Generator, counts: Counts, turns: float) -> list[FloatArray]:
    """Evenly along two arms: r = 0.1 + 0.9 t at the angle 2π · turns · t, the second half a turn further.

    t from 0 to 1. Reference: Lang and Witbrock (1988), whose two spirals these are but for the scale.
    """
    arms = []
    for start, count in zip((0.0, np.pi), counts, strict=True):
        t = np.linspace(0.0, 1.0, count)
        r = INNERMOST + (1.0 - INNERMOST) * t
        arms.append(r[:, np.newaxis] * circle(start + 2.0 * np.pi * turns * t))
    return arms


def blobs(rng: np.random.Generator, counts: Counts) -> list[FloatArray]:
    """One center for each of k classes, evenly around the unit circle from lower left on.

    Without noise every example is its center; the noise makes the blob.
    """
    angles = -0.75 * np.pi + 2.0 * np.pi * np.arange(len(counts)) / len(counts)
    return [np.tile(center, (count, 1)) for center, count in zip(circle(angles), counts, strict=True)]


def circle(angles: FloatArray) -> FloatArray:
    """(cos t, sin t), shape (…, 2)."""
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1)
