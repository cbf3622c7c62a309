"""GELU: z times the probability that a standard normal number lies below z.

The exact form needs the error function. The tanh form came first, when that was slow; PyTorch calls
it ``approximate="tanh"``.

Reference: Hendrycks and Gimpel (2016), section 2.
"""

from __future__ import annotations

import numpy as np

from nn_core.activations.activation import Activation, FloatArray
from nn_core.activations.error_function import erfc
from nn_core.activations.smooth import sigmoid

# Left of −36 both forms are 0 to every digit, right of 36 they are z.
FLAT = 36.0
SQRT_2 = np.sqrt(2.0)
SQRT_2_PI = np.sqrt(2.0 * np.pi)
SQRT_2_OVER_PI = np.sqrt(2.0 / np.pi)
CUBIC = 0.044715


def normal_distribution(z: FloatArray) -> FloatArray:
    """Φ(z) = ½ erfc(−z / √2), the probability of a standard normal number below z."""
    return 0.5 * erfc(-z / SQRT_2)


def gelu(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """GELU(z) = z Φ(z)."""
    return np.multiply(np.maximum(z, -FLAT), normal_distribution(z), out=out)


def gelu_derivative(z: FloatArray, a: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """GELU′(z) = Φ(z) + z φ(z) with φ(z) = e^(−z²/2) / √(2π)."""
    z = np.clip(z, -FLAT, FLAT)
    density = np.exp(-0.5 * z * z) / SQRT_2_PI
    slope: FloatArray = np.add(normal_distribution(z), z * density, out=out)
    return slope


def gelu_tanh(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """½ z (1 + tanh(u)) = z σ(2u) with u = √(2/π) (z + 0.044715 z³)."""
    return np.multiply(np.maximum(z, -FLAT), sigmoid(2.0 * inner(np.clip(z, -FLAT, FLAT))), out=out)


def gelu_tanh_derivative(z: FloatArray, a: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """σ(2u) + 2 z u′ σ(2u) σ(−2u) with u′ = √(2/π) (1 + 3 · 0.044715 z²)."""
    z = np.clip(z, -FLAT, FLAT)
    u = inner(z)
    du_dz = SQRT_2_OVER_PI * (1.0 + 3.0 * CUBIC * z * z)
    share = sigmoid(2.0 * u)
    slope: FloatArray = np.add(share, 2.0 * z * du_dz * share * sigmoid(-2.0 * u), out=out)
    return slope


def inner(z: FloatArray) -> FloatArray:
    """u = √(2/π) (z + 0.044715 z³)."""
    u: FloatArray = SQRT_2_OVER_PI * (z + CUBIC * z * z * z)
    return u


GELU = Activation(
    name="gelu",
    function=gelu,
    derivative=gelu_derivative,
    formula=r"z\,\Phi(z)",
    derivative_formula=r"\Phi(z) + z\,\varphi(z)",
    low=-0.16997120747990369,  # at z = −0.7518, where Φ(z) + z φ(z) = 0
    high=np.inf,
    use="Hidden layers of transformers.",
)
GELU_TANH = Activation(
    name="gelu_tanh",
    function=gelu_tanh,
    derivative=gelu_tanh_derivative,
    formula=r"\tfrac{z}{2}\Bigl(1 + \tanh\bigl(\sqrt{2/\pi}\,(z + 0.044715\,z^3)\bigr)\Bigr)",
    derivative_formula=r"\sigma(2u) + 2\,z\,u'\,\sigma(2u)\,\sigma(-2u)",
    low=-0.17004075057125412,  # at z = −0.7524
    high=np.inf,
    use="GELU without the error function, as GPT-2 has it.",
)
