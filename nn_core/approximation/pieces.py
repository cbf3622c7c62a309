"""Linear pieces: a network of ReLU units is a row of straight lines. How many are there?

One hidden layer of N units bends in at most N places. Layers multiply: each folds what the one before it
made, so that depth can make many pieces of few parameters. What training leaves of that can be counted.

References: Montúfar, Pascanu, Cho and Bengio (2014); Hanin and Rolnick (2019), who count in trained networks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn_core.activations import FloatArray, get_activation
from nn_core.errors import RangeError, ShapeError
from nn_core.network import Network

PIECEWISE = ("relu", "leaky_relu", "linear")
# Kinks nearer to each other than this share of the interval are one: two units that bend at one place are
# told apart by rounding alone. So are slopes that differ by less than this share of the steepest.
NEAREST, SAME_SLOPE = 1e-12, 1e-9


@dataclass(frozen=True, eq=False)
class Pieces:
    """The straight lines that a function of one number is made of.

    Attributes
    ----------
    ends : FloatArray, shape (n + 1,)
        Where the pieces begin and end, from the low end of the interval to the high one.
    slopes : FloatArray, shape (n,)
        dŷ/dx of each; neighbors differ.
    """

    ends: FloatArray
    slopes: FloatArray

    @property
    def count(self) -> int:
        """How many pieces there are."""
        return len(self.slopes)


def linear_pieces(network: Network, low: float, high: float) -> Pieces:
    """The straight pieces of a network 1 → … → 1 from ``low`` to ``high``, found from its weights.

    Layer by layer: between two ends every z is a straight line of x, so where it passes a kink of the
    activation is a division. No grid is laid, so no piece is too short to be seen.

    Raises
    ------
    ShapeError
        More than one input or output, or layers other than dense ones.
    RangeError
        An activation that is not made of straight pieces; an empty interval.
    """
    check(network, low, high)
    ends = np.array([low, high])
    for layer, name in enumerate(network.activations):
        kinks = get_activation(name).kinks
        z = network.forward(ends[:, np.newaxis]).layers[layer].z
        found = [crossings(ends, z - kink) for kink in kinks]
        ends = apart(np.sort(np.concatenate([ends, *found])), low, high)
    return merged(ends, slopes_between(network, ends))


def check(network: Network, low: float, high: float) -> None:
    """Raises ShapeError or RangeError unless the pieces of this network can be counted."""
    if network.sizes[0] != 1 or network.sizes[-1] != 1 or len(network.activations) != len(network.layers):
        raise ShapeError("layers", network.sizes, "1 → … → 1 of dense layers")
    others = [name for name in network.activations if name not in PIECEWISE]
    if others:
        raise RangeError("activation", others[0], f"one made of straight pieces: {', '.join(PIECEWISE)}")
    if not low < high:
        raise RangeError("interval", [low, high], "low below high")


def crossings(ends: FloatArray, z: FloatArray) -> FloatArray:
    """Where z, straight between the ends, changes its sign. z has shape (ends, units)."""
    before, after = z[:-1], z[1:]
    at, unit = np.nonzero(before * after < 0.0)
    share = before[at, unit] / (before[at, unit] - after[at, unit])
    crossed: FloatArray = ends[at] + share * (ends[at + 1] - ends[at])
    return crossed


def apart(ends: FloatArray, low: float, high: float) -> FloatArray:
    """Sorted ends without those that are another one but for rounding; the interval's own stay."""
    nearest = NEAREST * (high - low)
    inside = ends[(ends > low + nearest) & (ends < high - nearest)]
    kept = inside[np.diff(inside, prepend=low) > nearest]
    return np.concatenate([[low], kept, [high]])


def slopes_between(network: Network, ends: FloatArray) -> FloatArray:
    """dŷ/dx on each piece by the chain rule, in its middle, where no unit is at a kink."""
    middles = (ends[:-1] + ends[1:]) / 2.0
    trace = network.forward(middles[:, np.newaxis])
    slope = np.ones((len(middles), 1))
    for layer, W, name in zip(trace.layers, network.weights, network.activations, strict=True):
        slope = (slope @ W.T) * get_activation(name).derivative(layer.z, layer.a)
    return slope[:, 0]


def merged(ends: FloatArray, slopes: FloatArray) -> Pieces:
    """Neighbors of one slope are one piece: a unit bent there, and the output does not show it."""
    changes = np.abs(np.diff(slopes)) > SAME_SLOPE * np.abs(slopes).max()
    begins = [0, *(np.flatnonzero(changes) + 1).tolist()]
    return Pieces(taken(ends, [*begins, len(slopes)]), taken(slopes, begins))


def taken(values: FloatArray, places: Sequence[int]) -> FloatArray:
    """The values at these places."""
    chosen: FloatArray = values[np.array(places)]
    return chosen
