"""Adversarial examples: a nudge of every input, too small to matter to us, that changes what a network says.

Backpropagation tells how the loss changes with every weight, and just as well how it changes with every
input. A small step of each input in the direction that raises the loss adds up over all inputs, and the more
inputs there are, the further it leads.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite
from nn_core.errors import RangeError, ShapeError
from nn_core.layers import Dense
from nn_core.losses import Loss
from nn_core.network import Network


def input_gradient(
    network: Network, inputs: npt.ArrayLike, targets: npt.ArrayLike, loss: Loss | str
) -> FloatArray:
    """∂L/∂x = δ⁽¹⁾ W⁽¹⁾, of the mean loss over the examples.

    Parameters
    ----------
    network : Network
        Its first layer is dense.
    inputs : array, shape (batch, n_in)
    targets : array
        As ``Network.backward`` takes them.
    loss : Loss or str

    Returns
    -------
    FloatArray, shape (batch, n_in)

    Raises
    ------
    ShapeError
        The first layer is of another kind, or an array does not fit.
    """
    first = network.layers[0]
    if not isinstance(first, Dense):
        raise ShapeError("layers", type(first).__name__, "a dense layer first")
    back = network.backward(network.forward(inputs), targets, loss)
    with np.errstate(under="ignore"):
        return back.layers[0].delta @ network.weights[0]


def fast_gradient_sign(
    network: Network,
    inputs: npt.ArrayLike,
    targets: npt.ArrayLike,
    epsilon: float,
    *,
    loss: Loss | str = "cross_entropy",
    low: float = 0.0,
    high: float = 1.0,
) -> FloatArray:
    """x + ε sign(∂L/∂x), held between the least and the largest that an input can be.

    Parameters
    ----------
    network : Network
    inputs : array, shape (batch, n_in)
    targets : array
        What the nudge leads away from: the truth, or what the network says.
    epsilon : float
        ε, how far each input may go; 0 or more.
    loss : Loss or str
    low, high : float
        The ends of every input.

    Raises
    ------
    RangeError, ShapeError, NotFiniteError
        Naming the field.

    Reference: Goodfellow, Shlens and Szegedy (2015), Explaining and Harnessing Adversarial Examples.
    """
    x = as_finite("inputs", inputs)
    if not np.isfinite(epsilon) or epsilon < 0.0:
        raise RangeError("epsilon", epsilon, "a number of 0 or more")
    nudged: FloatArray = x + epsilon * np.sign(input_gradient(network, x, targets, loss))
    return np.clip(nudged, low, high)
