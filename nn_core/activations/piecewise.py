"""Activations made of straight pieces (and ELU, straight on the right): cheap, with a kink at 0.

At the kink there is no derivative. As in PyTorch, the one from the left is used.
"""

from __future__ import annotations

import numpy as np

from nn_core.activations.activation import SMALLEST_EXPONENT, ZERO, Activation, FloatArray

LEAKY_SLOPE = 0.01


def step(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """f(z) = 1 where z ≥ 0, else 0.

    Reference: Rosenblatt (1958), whose perceptron fires or is silent.
    """
    return np.heaviside(z, 1.0, out=out)


def step_derivative(z: FloatArray, a: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """f′(z) = 0 everywhere: no slope to follow. (At the jump itself there is none; 0 stands for it.)"""
    return np.multiply(a, 0.0, out=out)


def linear(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """f(z) = z."""
    return np.positive(z, out=out)


def linear_derivative(z: FloatArray, a: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """f′(z) = 1."""
    return np.ones_like(z) if out is None else filled(out, 1.0)


def relu(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """ReLU(z) = max(0, z).

    Reference: Nair and Hinton (2010).
    """
    value: FloatArray = np.maximum(z, ZERO, out=out)
    return value


def relu_derivative(z: FloatArray, a: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """f′(z) = 1 where z > 0, else 0: the sign of a."""
    return np.sign(a, out=out)


def leaky_relu(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """f(z) = max(z, 0.01 z): z where z > 0, else 0.01 z.

    Reference: Maas, Hannun and Ng (2013).
    """
    return np.maximum(z, LEAKY_SLOPE * z, out=out)


def leaky_relu_derivative(z: FloatArray, a: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """f′(z) = 1 where z > 0, else 0.01."""
    return np.maximum(np.heaviside(z, 0.0), LEAKY_SLOPE, out=out)


def elu(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """ELU(z) = z where z > 0, else eᶻ − 1. (α = 1.)

    Reference: Clevert, Unterthiner and Hochreiter (2016), equation 15.
    """
    # eᶻ − 1 ≥ z with equality at 0 only, so the sum of the two halves needs no condition
    left = np.expm1(np.clip(z, SMALLEST_EXPONENT, 0.0))
    return np.add(left, np.maximum(z, 0.0), out=out)


def elu_derivative(z: FloatArray, a: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """f′(z) = 1 where z > 0, else eᶻ."""
    return np.exp(np.clip(z, SMALLEST_EXPONENT, 0.0), out=out)


def filled(out: FloatArray, value: float) -> FloatArray:
    """``out`` with the value in every place."""
    out[...] = value
    return out


STEP = Activation(
    name="step",
    function=step,
    derivative=step_derivative,
    formula=r"\begin{cases} 1 & z \ge 0 \\ 0 & z < 0 \end{cases}",
    derivative_formula="0",
    low=0.0,
    high=1.0,
    use="The perceptron; no slope, so gradient descent cannot train it.",
    kinks=(0.0,),
)
LINEAR = Activation(
    name="linear",
    function=linear,
    derivative=linear_derivative,
    formula="z",
    derivative_formula="1",
    low=-np.inf,
    high=np.inf,
    use="The output of a network that predicts a quantity.",
)
RELU = Activation(
    name="relu",
    function=relu,
    derivative=relu_derivative,
    formula=r"\max(0, z)",
    derivative_formula=r"\begin{cases} 1 & z > 0 \\ 0 & z \le 0 \end{cases}",
    low=0.0,
    high=np.inf,
    use="Hidden layers of large networks; cheap and hard to saturate.",
    kinks=(0.0,),
)
LEAKY_RELU = Activation(
    name="leaky_relu",
    function=leaky_relu,
    derivative=leaky_relu_derivative,
    formula=r"\max(z, 0.01\,z)",
    derivative_formula=r"\begin{cases} 1 & z > 0 \\ 0.01 & z \le 0 \end{cases}",
    low=-np.inf,
    high=np.inf,
    use="Like ReLU where units would die: a little slope is left on the left.",
    kinks=(0.0,),
)
ELU = Activation(
    name="elu",
    function=elu,
    derivative=elu_derivative,
    formula=r"\begin{cases} z & z > 0 \\ e^z - 1 & z \le 0 \end{cases}",
    derivative_formula=r"\begin{cases} 1 & z > 0 \\ e^z & z \le 0 \end{cases}",
    low=-1.0,
    high=np.inf,
    use="Hidden layers that should average near 0 and never die.",
)
