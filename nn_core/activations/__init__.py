"""Activation functions: the bend that lets a stack of layers be more than one line.

A neuron first adds up, z = w·x + b, and then bends: a = f(z). Without f, any number of layers
multiplies out to a single one. Each activation here knows its value f(z), its derivative f′(z),
its range and its usual place. All work element by element on arrays of any shape, except softmax,
which works along the last axis, and stay finite for any finite z, up to ±1e308.
"""

from __future__ import annotations

from nn_core.activations.activation import Activation, FloatArray
from nn_core.activations.gelu import GELU, GELU_TANH
from nn_core.activations.piecewise import ELU, LEAKY_RELU, LINEAR, RELU, STEP
from nn_core.activations.smooth import SIGMOID, SILU, SOFTPLUS, TANH
from nn_core.activations.softmax import SOFTMAX
from nn_core.errors import UnknownNameError

__all__ = ["ACTIVATIONS", "Activation", "FloatArray", "get_activation"]

ACTIVATIONS: dict[str, Activation] = {
    activation.name: activation
    for activation in (
        LINEAR, SIGMOID, TANH, RELU, STEP, LEAKY_RELU, ELU, SOFTPLUS, GELU, GELU_TANH, SILU, SOFTMAX,
    )
}  # fmt: skip


def get_activation(name: str) -> Activation:
    """The activation called ``name``.

    Raises
    ------
    UnknownNameError
        If there is none of that name.
    """
    if name not in ACTIVATIONS:
        raise UnknownNameError("activation", name, ACTIVATIONS)
    return ACTIVATIONS[name]
