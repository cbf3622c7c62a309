"""Second derivatives: how the slope of an activation, and that of a loss, changes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nn_core.activations import FloatArray
from nn_core.activations.activation import LARGEST_EXPONENT, SMALLEST_EXPONENT
from nn_core.activations.gelu import CUBIC, FLAT, SQRT_2_OVER_PI, inner
from nn_core.activations.smooth import sigmoid
from nn_core.errors import UnknownNameError
from nn_core.losses.distance import MAE, MSE, Huber
from nn_core.losses.loss import Loss

Second = Callable[[FloatArray, FloatArray], FloatArray]


def straight(z: FloatArray, _a: FloatArray) -> FloatArray:
    """0: a straight piece does not curve. (At a kink there is no second derivative; 0 stands for it.)"""
    return np.zeros_like(z)


def of_sigmoid(z: FloatArray, a: FloatArray) -> FloatArray:
    """σ″(z) = σ(z) σ(−z) (1 − 2 σ(z))."""
    curve: FloatArray = a * sigmoid(-z) * (1.0 - 2.0 * a)
    return curve


def of_tanh(_z: FloatArray, a: FloatArray) -> FloatArray:
    """tanh″(z) = −2 a (1 − a²)."""
    curve: FloatArray = -2.0 * a * (1.0 - a * a)
    return curve


def of_elu(z: FloatArray, _a: FloatArray) -> FloatArray:
    """eᶻ left of 0, else 0."""
    return np.where(z < 0.0, np.exp(np.clip(z, SMALLEST_EXPONENT, 0.0)), 0.0)


def of_softplus(z: FloatArray, _a: FloatArray) -> FloatArray:
    """σ′(z) = σ(z) σ(−z)."""
    return sigmoid(z) * sigmoid(-z)


def of_silu(z: FloatArray, _a: FloatArray) -> FloatArray:
    """σ(z) σ(−z) (2 + z (σ(−z) − σ(z)))."""
    z = np.clip(z, SMALLEST_EXPONENT, LARGEST_EXPONENT)
    rising, falling = sigmoid(z), sigmoid(-z)
    return rising * falling * (2.0 + z * (falling - rising))


def of_gelu(z: FloatArray, _a: FloatArray) -> FloatArray:
    """φ(z) (2 − z²), φ being the density of the normal distribution."""
    z = np.clip(z, -37.0, 37.0)
    curve: FloatArray = np.exp(-0.5 * z * z) / np.sqrt(2.0 * np.pi) * (2.0 - z * z)
    return curve


def of_gelu_tanh(z: FloatArray, _a: FloatArray) -> FloatArray:
    """σ(2u) σ(−2u) (4 u′ + 2 z (u″ − 2 tanh(u) u′²)) with u = √(2/π) (z + 0.044715 z³)."""
    z = np.clip(z, -FLAT, FLAT)
    u = inner(z)
    du_dz = SQRT_2_OVER_PI * (1.0 + 3.0 * CUBIC * z * z)
    bend = 6.0 * SQRT_2_OVER_PI * CUBIC * z - 2.0 * np.tanh(u) * du_dz * du_dz
    curve: FloatArray = sigmoid(2.0 * u) * sigmoid(-2.0 * u) * (4.0 * du_dz + 2.0 * z * bend)
    return curve


SECONDS: dict[str, Second] = {
    "step": straight,
    "linear": straight,
    "relu": straight,
    "leaky_relu": straight,
    "sigmoid": of_sigmoid,
    "tanh": of_tanh,
    "elu": of_elu,
    "softplus": of_softplus,
    "silu": of_silu,
    "gelu": of_gelu,
    "gelu_tanh": of_gelu_tanh,
}
"""f″: (z, a) ↦ d²a/dz², by the name of the activation."""


def second_of(name: str) -> Second:
    """f″ of an activation that works element by element.

    Raises
    ------
    UnknownNameError
        It has none here; softmax does not work element by element.
    """
    if name not in SECONDS:
        raise UnknownNameError("activation", name, tuple(SECONDS))
    return SECONDS[name]


def second_slope(loss: Loss, prediction: FloatArray, targets: FloatArray) -> FloatArray:
    """∂²term/∂ŷ² of a loss for quantities, (…, batch, n_out).

    Raises
    ------
    UnknownNameError
        The loss is another one.
    """
    if isinstance(loss, MSE):
        return np.full_like(prediction, 1.0 if loss.half else 2.0)
    if isinstance(loss, MAE):
        return np.zeros_like(prediction)
    if isinstance(loss, Huber):
        inside: FloatArray = (np.abs(prediction - targets) <= loss.delta).astype(np.float64)
        return inside
    raise UnknownNameError("loss", loss.name, ("mse", "mae", "huber"))
