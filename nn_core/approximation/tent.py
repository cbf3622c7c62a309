"""The tent map: what depth can do. Each layer of two ReLU units folds the interval once more.

T(u) = 2u up to ½, then 2 − 2u. T after T, n times, has 2ⁿ straight pieces. n layers of two units, 6n + 1
parameters, write it down; one hidden layer bends in as many places as it has units, so it takes 2ⁿ of them.

Reference: Telgarsky (2016), *Benefits of depth in neural networks*.
"""

from __future__ import annotations

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import RangeError
from nn_core.network import Network


def tent(x: FloatArray, depth: int) -> FloatArray:
    """T(T(… T(u))), ``depth`` times, of u = (x + 1) / 2, x in [−1, 1]."""
    u: FloatArray = (x + 1.0) / 2.0
    for _ in range(depth):
        u = 1.0 - np.abs(2.0 * u - 1.0)
    return u


def tent_network(depth: int) -> Network:
    """1 → 2 → … → 2 → 1 with ``depth`` hidden layers of ReLU, equal to ``tent`` to the last bit.

    T(u) = 2 ReLU(u) − 4 ReLU(u − ½): two units fold, and the weights of the next layer unfold their sum.

    Raises
    ------
    RangeError
        No layer.
    """
    if depth < 1:
        raise RangeError("depth", depth, "1 or more")
    fold = np.array([2.0, -4.0])
    weights = [np.full((2, 1), 0.5), *[np.stack([fold, fold])] * (depth - 1), fold[np.newaxis]]
    biases = [np.array([0.5, 0.0]), *[np.array([0.0, -0.5])] * (depth - 1), np.zeros(1)]
    return Network.from_weights(weights, biases, [*["relu"] * depth, "linear"])
