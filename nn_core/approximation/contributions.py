"""Contributions: what each unit of the last hidden layer adds to the output."""

from __future__ import annotations

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import ShapeError
from nn_core.network import Network


def contributions(network: Network, x: FloatArray) -> FloatArray:
    """vⱼ aⱼ(x) of each hidden unit j. Their sum plus the output's bias is the output's z.

    Parameters
    ----------
    network : Network
        Dense layers, one input, one output, at least one hidden layer.
    x : FloatArray, shape (n,)

    Returns
    -------
    FloatArray, shape (units, n)

    Raises
    ------
    ShapeError
        If it is no such network.
    """
    sizes = network.sizes
    if len(sizes) < 3 or sizes[0] != 1 or sizes[-1] != 1:
        raise ShapeError("layers", sizes, "1 → … → 1 with a hidden layer")
    trace = network.forward(x[:, np.newaxis])
    heights: FloatArray = network.weights[-1][0]
    return np.ascontiguousarray((trace.layers[-2].a * heights).T)
