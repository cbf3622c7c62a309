"""Smooth activations built from eᶻ: sigmoid, tanh, softplus, SiLU."""

from __future__ import annotations

import numpy as np

from nn_core.activations.activation import (
    LARGEST_EXPONENT,
    ONE,
    SMALLEST_EXPONENT,
    Activation,
    FloatArray,
    array_for,
)


def sigmoid(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """σ(z) = 1 / (1 + e⁻ᶻ)."""
    out = array_for(z, out)
    # e⁻ᶻ, the exponent held within ±690
    np.maximum(z, SMALLEST_EXPONENT, out=out)
    np.minimum(out, LARGEST_EXPONENT, out=out)
    np.negative(out, out=out)
    np.exp(out, out=out)
    # 1 / (1 + e⁻ᶻ)
    np.add(ONE, out, out=out)
    return np.reciprocal(out, out=out)


def sigmoid_derivative(z: FloatArray, a: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """σ′(z) = σ(z) σ(−z). With σ(−z) in place of 1 − a no digit is lost where a is close to 1."""
    out = np.negative(z, out=array_for(z, out))
    return np.multiply(a, sigmoid(out, out), out=out)


def tanh(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """tanh(z) = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)."""
    return np.tanh(z, out=out)


def tanh_derivative(z: FloatArray, a: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """tanh′(z) = 1 − a²."""
    square = np.multiply(a, a, out=out)
    slope: FloatArray = np.subtract(ONE, square, out=out)
    return slope


def softplus(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """softplus(z) = ln(1 + eᶻ), as max(0, z) + ln(1 + e^−|z|), whose exponential never overflows.

    PyTorch replaces it by z above z = 20; here it stays itself, 2e−9 larger there.

    Reference: Dugas, Bengio, Bélisle, Nadeau and Garcia (2001), equation 4.
    """
    exponential = np.exp(-np.minimum(np.abs(z), LARGEST_EXPONENT))
    value: FloatArray = np.add(np.maximum(z, 0.0), np.log1p(exponential), out=out)
    return value


def softplus_derivative(z: FloatArray, a: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """softplus′(z) = σ(z)."""
    return sigmoid(z, out)


def silu(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """SiLU(z) = z σ(z). Left of −690 it is 0 to every digit; z stops there.

    Reference: Elfwing, Uchibe and Doya (2018), equation 6.
    """
    value: FloatArray = np.multiply(np.maximum(z, SMALLEST_EXPONENT), sigmoid(z), out=out)
    return value


def silu_derivative(z: FloatArray, a: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """SiLU′(z) = σ(z) (1 + z σ(−z)), flat outside ±690."""
    z = np.clip(z, SMALLEST_EXPONENT, LARGEST_EXPONENT)
    return np.multiply(sigmoid(z), 1.0 + z * sigmoid(-z), out=out)


SIGMOID = Activation(
    name="sigmoid",
    function=sigmoid,
    derivative=sigmoid_derivative,
    formula=r"\frac{1}{1 + e^{-z}}",
    derivative_formula=r"a\,(1 - a)",
    low=0.0,
    high=1.0,
    use="The output for a yes-or-no question: a probability.",
)
TANH = Activation(
    name="tanh",
    function=tanh,
    derivative=tanh_derivative,
    formula=r"\tanh(z)",
    derivative_formula="1 - a^2",
    low=-1.0,
    high=1.0,
    use="Hidden layers of small networks; centered at 0.",
)
SOFTPLUS = Activation(
    name="softplus",
    function=softplus,
    derivative=softplus_derivative,
    formula=r"\ln(1 + e^z)",
    derivative_formula=r"\sigma(z)",
    low=0.0,
    high=np.inf,
    use="A smooth ReLU; outputs that must be positive, such as a variance.",
)
SILU = Activation(
    name="silu",
    function=silu,
    derivative=silu_derivative,
    formula=r"z\,\sigma(z)",
    derivative_formula=r"\sigma(z)\,\bigl(1 + z\,(1 - \sigma(z))\bigr)",
    low=-0.27846454276107380,  # at z = −1.2785, where 1 + z (1 − σ(z)) = 0
    high=np.inf,
    use="Hidden layers of deep networks; also called swish.",
)
