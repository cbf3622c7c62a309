"""Activation functions: the bend that lets a stack of layers be more than one line.

A neuron first adds up, z = w·x + b, and then bends: a = f(z). Without f, any number of layers
multiplies out to a single one. Each activation here knows its value f(z), its derivative f′(z),
its range and its usual place. All work element by element on arrays of any shape, and stay finite
for any finite z, up to ±1e308.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.errors import UnknownNameError

FloatArray = npt.NDArray[np.float64]

# exp(−708) is the last power of e that float64 holds at full precision. Beyond it an
# activation is flat to every digit, so the exponent stops there instead of underflowing.
LARGEST_EXPONENT = 708.0


@dataclass(frozen=True)
class Activation:
    """One activation function with what a learner needs to know of it.

    Attributes
    ----------
    name : str
        The name in code, JSON and PyTorch.
    function : callable
        f: z ↦ a, both of any shape.
    derivative : callable
        f′: (z, a) ↦ da/dz. It gets a = f(z) too, because the derivative is often cheaper from a.
    formula : str
        f as LaTeX.
    low, high : float
        The range of f, possibly infinite; the ends are approached, not always reached.
    use : str
        Where it is typically used, one sentence.
    """

    name: str
    function: Callable[[FloatArray], FloatArray]
    derivative: Callable[[FloatArray, FloatArray], FloatArray]
    formula: str
    low: float
    high: float
    use: str

    def __call__(self, z: FloatArray) -> FloatArray:
        """f(z), of the shape of z."""
        return self.function(z)


def linear(z: FloatArray) -> FloatArray:
    """f(z) = z."""
    return np.array(z)


def linear_derivative(z: FloatArray, a: FloatArray) -> FloatArray:
    """f′(z) = 1."""
    return np.ones_like(z)


def sigmoid(z: FloatArray) -> FloatArray:
    """σ(z) = 1 / (1 + e⁻ᶻ), computed from e^−|z| so that the exponential never overflows.

    For z ≥ 0 this is 1 / (1 + e⁻ᶻ); for z < 0 the same fraction widened by eᶻ, eᶻ / (1 + eᶻ).
    """
    exponential = np.exp(-np.minimum(np.abs(z), LARGEST_EXPONENT))
    return np.where(z >= 0, 1.0, exponential) / (1.0 + exponential)


def sigmoid_derivative(z: FloatArray, a: FloatArray) -> FloatArray:
    """σ′(z) = σ(z) σ(−z). With σ(−z) in place of 1 − a no digit is lost where a is close to 1."""
    return a * sigmoid(-z)


def tanh(z: FloatArray) -> FloatArray:
    """tanh(z) = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)."""
    return np.tanh(z)


def tanh_derivative(z: FloatArray, a: FloatArray) -> FloatArray:
    """tanh′(z) = 1 − a², as (1 − a)(1 + a)."""
    return (1.0 - a) * (1.0 + a)


def relu(z: FloatArray) -> FloatArray:
    """ReLU(z) = max(0, z)."""
    return np.maximum(z, 0.0)


def relu_derivative(z: FloatArray, a: FloatArray) -> FloatArray:
    """1 where z > 0, else 0. At the kink itself 0, as in PyTorch."""
    return (z > 0.0).astype(np.float64)


ACTIVATIONS: dict[str, Activation] = {
    activation.name: activation
    for activation in (
        Activation(
            name="linear",
            function=linear,
            derivative=linear_derivative,
            formula="z",
            low=-np.inf,
            high=np.inf,
            use="The output of a network that predicts a quantity.",
        ),
        Activation(
            name="sigmoid",
            function=sigmoid,
            derivative=sigmoid_derivative,
            formula=r"\frac{1}{1 + e^{-z}}",
            low=0.0,
            high=1.0,
            use="The output for a yes-or-no question: a probability.",
        ),
        Activation(
            name="tanh",
            function=tanh,
            derivative=tanh_derivative,
            formula=r"\tanh(z)",
            low=-1.0,
            high=1.0,
            use="Hidden layers of small networks; centered at 0.",
        ),
        Activation(
            name="relu",
            function=relu,
            derivative=relu_derivative,
            formula=r"\max(0, z)",
            low=0.0,
            high=np.inf,
            use="Hidden layers of large networks; cheap and hard to saturate.",
        ),
    )
}


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
