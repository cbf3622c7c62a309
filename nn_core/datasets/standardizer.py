"""Standardization: every input brought to mean 0 and standard deviation 1.

Inputs of very different size make the loss a ravine: the rate that the large ones bear is far too small
for the others. The mean and the deviation are those of the training data, for validation too, since nothing
of the validation data may be known beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite
from nn_core.errors import RangeError, ShapeError

LARGEST = 1e150


@dataclass(frozen=True, eq=False)
class Standardizer:
    """z = (x − μ) / σ, column by column.

    Attributes
    ----------
    mean : FloatArray, shape (n_in,)
        μ; read-only.
    std : FloatArray, shape (n_in,)
        σ, with n in the denominator; 1 for a column that is constant but for rounding. Read-only.
    """

    mean: FloatArray
    std: FloatArray

    @classmethod
    def fit(cls, inputs: npt.ArrayLike) -> Standardizer:
        """μ and σ of these inputs.

        Parameters
        ----------
        inputs : array, shape (samples, n_in)
            At least one of each, between −10¹⁵⁰ and 10¹⁵⁰.

        Raises
        ------
        ShapeError, RangeError, NotFiniteError
            Naming ``inputs``.
        """
        x = as_finite("inputs", inputs)
        if x.ndim != 2 or 0 in x.shape:
            raise ShapeError("inputs", x.shape, "(samples, n_in), at least 1 of each")
        if np.abs(x).max() > LARGEST:
            raise RangeError("inputs", x.flat[np.abs(x).argmax()], f"numbers in [-{LARGEST:g}, {LARGEST:g}]")
        mean, std = mean_and_std(x)
        for array in (mean, std):
            array.flags.writeable = False
        return cls(mean, std)

    def transform(self, inputs: npt.ArrayLike) -> FloatArray:
        """z for inputs of shape (…, n_in)."""
        return (self.checked(inputs) - self.mean) / self.std

    def inverse(self, standardized: npt.ArrayLike) -> FloatArray:
        """x = μ + σ z, for z of shape (…, n_in)."""
        return self.mean + self.std * self.checked(standardized)

    def checked(self, inputs: npt.ArrayLike) -> FloatArray:
        """The inputs, if they have as many columns as those of ``fit``."""
        x = as_finite("inputs", inputs)
        if x.shape[-1:] != self.mean.shape:
            raise ShapeError("inputs", x.shape, f"(…, {len(self.mean)})")
        return x


def mean_and_std(x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """μ and σ of each column.

    A spread no wider than rounding can make it, n ε σ² + (n ε μ)² for σ² (Chan, Golub and LeVeque, 1983),
    is none; scikit-learn draws the line at the same place.
    """
    samples = len(x)
    mean: FloatArray = x.mean(axis=0)
    # What is too small to be squared is too small to matter
    with np.errstate(under="ignore"):
        variance = np.square(x - mean).mean(axis=0)
        epsilon = np.finfo(np.float64).eps
        rounding = samples * epsilon * variance + np.square(samples * epsilon * mean)
    constant = (variance <= rounding) | (x == x[0]).all(axis=0)
    return np.where(constant, x[0], mean), np.where(constant, 1.0, np.sqrt(variance))
