"""What an activation function is: a value, a slope, and what a learner needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

# Beyond |z| = 690 every activation is flat to the last digit, so exponents stop there. e^−690 ≈ 1e−300
# leaves room below for the sums and products that follow; float64 ends at 1e−308.
LARGEST_EXPONENT, SMALLEST_EXPONENT = np.array(690.0), np.array(-690.0)
# NumPy takes a number from an array in half the time it takes it from Python.
ZERO, ONE = np.array(0.0), np.array(1.0)


class Function(Protocol):
    """f: z ↦ a, both of any shape; into ``out`` if given, else into a new array."""

    def __call__(self, z: FloatArray, out: FloatArray | None = None) -> FloatArray: ...


class Derivative(Protocol):
    """f′: (z, a) ↦ da/dz. It gets a = f(z) too, because the derivative is often cheaper from a."""

    def __call__(self, z: FloatArray, a: FloatArray, out: FloatArray | None = None) -> FloatArray: ...


@dataclass(frozen=True)
class Activation:
    """One activation function, element by element.

    Attributes
    ----------
    name : str
        The name in code, JSON and PyTorch.
    function : Function
        f: z ↦ a.
    derivative : Derivative
        f′: (z, a) ↦ da/dz.
    formula, derivative_formula : str
        f and f′ as LaTeX.
    low, high : float
        The range of f, possibly infinite; the ends are approached, not always reached.
    use : str
        Where it is typically used, one sentence.
    kinks : tuple of float
        Where f′ jumps; none for a smooth function.
    """

    name: str
    function: Function
    derivative: Derivative
    formula: str
    derivative_formula: str
    low: float
    high: float
    use: str
    kinks: tuple[float, ...] = ()

    def __call__(self, z: FloatArray) -> FloatArray:
        """f(z), of the shape of z."""
        return self.function(z)

    def slope_shape(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """The shape of da/dz where z has ``shape``: one slope for each element."""
        return shape

    def backward(
        self, dL_da: FloatArray, z: FloatArray, a: FloatArray, da_dz: FloatArray, delta: FloatArray
    ) -> None:
        """δ = ∂L/∂a · ∂a/∂z, into ``da_dz`` and ``delta``, all of one shape."""
        self.derivative(z, a, da_dz)
        np.multiply(dL_da, da_dz, out=delta)


def array_for(z: FloatArray, out: FloatArray | None) -> FloatArray:
    """``out``, or a new array of the shape of z when there is none."""
    return np.empty_like(z, dtype=np.float64) if out is None else out
