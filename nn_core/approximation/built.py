"""Built: a network with one hidden layer whose weights come from a formula, not from training.

That such a network exists is what the theorem of universal approximation promises, of continuous functions on
a bounded domain. Here it is written down, in two ways: ReLU units put a kink where the straight lines
through the function's values meet; pairs of S-shaped units put up bumps as high as the function is there.

References: Cybenko (1989); Hornik, Stinchcombe and White (1989); Nielsen (2015), chapter 4 (the bumps).
"""

from __future__ import annotations

import numpy as np

from nn_core.activations import FloatArray
from nn_core.approximation.targets import HIGH, LOW, Target
from nn_core.errors import RangeError, UnknownNameError
from nn_core.network import Network

# Of each shape: its weight ÷ the steepness, and its height ÷ the bump's. σ(z) is ½ + ½ tanh(z / 2).
SHAPES = {"sigmoid": (1.0, 1.0), "tanh": (0.5, 0.5), "step": (1.0, 1.0)}
BUILT_WITH = ("relu", *SHAPES)


def built_network(target: Target, units: int, activation: str, steepness: float = 50.0) -> Network:
    """1 → units → 1 with a linear output, near to a function on [−1, 1].

    Parameters
    ----------
    target : callable
        f: x of any shape ↦ y of that shape.
    units : int
        How many hidden units, 1 or more. Bumps take two each; of an odd number the last one has no part.
    activation : str
        One of ``BUILT_WITH``.
    steepness : float
        Of the sides of a bump, more than 0: s of σ(s(x − a)). ReLU has none.

    Raises
    ------
    RangeError, UnknownNameError
        No unit, a steepness of 0 or less; an activation that nothing is built with.
    """
    if units < 1:
        raise RangeError("units", units, "1 or more")
    if steepness <= 0.0:
        raise RangeError("steepness", steepness, "more than 0")
    if activation not in BUILT_WITH:
        raise UnknownNameError("activation", activation, BUILT_WITH)
    if activation == "relu":
        weights, biases, heights, bias = kinks(target, units)
    else:
        weights, biases, heights, bias = bumps(target, units, steepness, *SHAPES[activation])
    return Network.from_weights(
        [weights[:, np.newaxis], heights[np.newaxis]], [biases, np.array([bias])], [activation, "linear"]
    )


Parts = tuple[FloatArray, FloatArray, FloatArray, float]


def kinks(target: Target, units: int) -> Parts:
    """ReLU: f(t₀) + Σ cᵢ · max(0, x − tᵢ), equal to f at t₀ = −1, …, tₙ = 1 and straight between them.

    cᵢ is by how much the slope changes at tᵢ; before t₀ it is 0. N units make N pieces, all as wide.

    Returns
    -------
    weights, biases, heights : FloatArray, shape (units,)
    bias : float
    """
    t = np.linspace(LOW, HIGH, units + 1)
    values = target(t)
    slopes = np.diff(values) / np.diff(t)
    return np.ones(units), -t[:-1], np.diff(slopes, prepend=0.0), float(values[0])


def bumps(target: Target, units: int, steepness: float, weight: float, height: float) -> Parts:
    """S-shaped units: Σ f(mᵢ) · (σ(s(x − aᵢ)) − σ(s(x − bᵢ))), a bump from aᵢ to bᵢ = aᵢ₊₁ around mᵢ.

    The first begins and the last ends one width outside of [−1, 1]: their outer sides are not seen.

    Returns
    -------
    As ``kinks``.
    """
    pairs = units // 2
    edges = np.linspace(LOW, HIGH, pairs + 1)
    middles = (edges[:-1] + edges[1:]) / 2.0
    if pairs:
        edges[[0, -1]] += np.array([-1.0, 1.0]) * (HIGH - LOW) / pairs
    W = np.full(units, steepness * weight)
    at, heights = np.zeros(units), np.zeros(units)
    at[0 : 2 * pairs : 2], at[1 : 2 * pairs : 2] = edges[:-1], edges[1:]
    heights[0 : 2 * pairs : 2] = height * target(middles)
    heights[1 : 2 * pairs : 2] = -heights[0 : 2 * pairs : 2]
    return W, -W * at, heights, 0.0
