"""Where training starts from: the kinks of ReLU units, which zero biases put all in one place.

A unit ReLU(w x + b) bends at x = −b / w. With b = 0 every unit bends at 0, and gradient descent has to carry
the kinks to where they are needed; drawn over the interval, they are there from the start.
"""

from __future__ import annotations

import numpy as np

from nn_core.approximation.targets import HIGH, LOW
from nn_core.errors import ShapeError
from nn_core.network import Network


def with_spread_kinks(network: Network, *, rng: np.random.Generator) -> Network:
    """The network with the biases of its first layer such that each unit's z is 0 somewhere in [−1, 1].

    b = −w · t, each t ~ U(−1, 1); all other parameters stay.

    Raises
    ------
    ShapeError
        A network of more than one input: there z is 0 along a line, not in a place.
    """
    weights, biases = network.weights[0], network.biases[0]
    if weights.shape[-1] != 1:
        raise ShapeError("weights of layer 1", weights.shape, "(…, n_out, 1): one input")
    theta = network.parameters.copy()
    units = biases.shape[-1]  # after as many weights, of one input each
    theta[..., units : 2 * units] = -weights[..., 0] * rng.uniform(LOW, HIGH, biases.shape)
    return network.with_parameters(theta)
