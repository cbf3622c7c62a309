"""Softmax: scores to probabilities. The one activation in which the units look at each other.

Raising one score lowers every other probability, so the derivative of a layer is a matrix, the
Jacobian, and not one slope a unit.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from nn_core.activations.activation import SMALLEST_EXPONENT, ZERO, Activation, FloatArray

LARGEST_FLOAT = np.array(np.finfo(np.float64).max)


def softmax(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """aᵢ = e^zᵢ / Σⱼ e^zⱼ over the last axis.

    Every zᵢ is first lowered by the largest one. That changes nothing, for it multiplies numerator
    and denominator by the same number, and no exponential overflows. Reference: Bridle (1990).
    """
    rows, ones = z.reshape(-1, z.shape[-1]), row_of_ones(z.shape[-1])
    # A column times a row of ones is as wide as z: NumPy takes it in half the time it takes the column
    largest = np.maximum.reduce(rows, axis=-1, keepdims=True).dot(ones)
    # z − max z, held where the difference of two numbers of 1e308 would leave float64
    exponentials = np.maximum(largest, ZERO)
    exponentials -= LARGEST_FLOAT
    np.maximum(rows, exponentials, out=exponentials)
    exponentials -= largest
    np.maximum(exponentials, SMALLEST_EXPONENT, out=exponentials)
    np.exp(exponentials, out=exponentials)
    # Σⱼ e^zⱼ
    total = exponentials.dot(ones.T).dot(ones)
    probabilities: FloatArray = np.divide(exponentials.reshape(z.shape), total.reshape(z.shape), out=out)
    return probabilities


@lru_cache
def row_of_ones(n: int) -> FloatArray:
    """1 n times, shape (1, n); read-only."""
    ones = np.ones((1, n))
    ones.flags.writeable = False
    return ones


def softmax_derivative(z: FloatArray, a: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """∂aᵢ/∂zⱼ = aᵢ (δᵢⱼ − aⱼ): the Jacobian, of shape (…, n, n) where a has (…, n)."""
    identity = np.eye(a.shape[-1])
    with np.errstate(under="ignore"):  # of two probabilities of 1e−300 the product is 0
        return np.multiply(a[..., :, np.newaxis], identity - a[..., np.newaxis, :], out=out)


class Softmax(Activation):
    """Softmax as an activation: its derivative is a Jacobian."""

    def slope_shape(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """(…, n, n) where z has (…, n)."""
        return (*shape, shape[-1])

    def backward(
        self, dL_da: FloatArray, z: FloatArray, a: FloatArray, da_dz: FloatArray, delta: FloatArray
    ) -> None:
        """δⱼ = Σᵢ ∂L/∂aᵢ · aᵢ (δᵢⱼ − aⱼ) = aⱼ (∂L/∂aⱼ − Σᵢ ∂L/∂aᵢ aᵢ), without the Jacobian."""
        np.multiply(dL_da, a, out=delta)
        shared = np.sum(delta, axis=-1, keepdims=True)
        np.multiply(a, dL_da - shared, out=delta)


SOFTMAX = Softmax(
    name="softmax",
    function=softmax,
    derivative=softmax_derivative,
    formula=r"\frac{e^{z_i}}{\sum_j e^{z_j}}",
    derivative_formula=r"a_i\,(\delta_{ij} - a_j)",
    low=0.0,
    high=1.0,
    use="The output for a choice among several classes: probabilities that add to 1.",
)
