"""What a loss is: terms, their slopes, and how they are put together.

PyTorch's ``reduction`` says how: the "mean" of all terms, their "sum", or "none", the terms themselves.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite, leading_axes
from nn_core.errors import RangeError, ShapeError, UnknownNameError

REDUCTIONS = ("mean", "sum", "none")


@dataclass(frozen=True, kw_only=True)
class Loss(ABC):
    """One loss function of predictions ŷ and targets y.

    Attributes
    ----------
    name : str
        The name in code, JSON and PyTorch.
    formula : str
        One term as LaTeX.
    use : str
        What it is for, one sentence.
    smooth : bool
        Whether the slope never jumps.
    reduction : {"mean", "sum", "none"}
        What to make of the terms. The mean is over all of them: batch × n_out for the losses that have
        a term for each output, the batch for those that have one for each example.
    """

    name: ClassVar[str]
    formula: ClassVar[str]
    use: ClassVar[str]
    smooth: ClassVar[bool] = True
    term_axes: ClassVar[int] = 2
    reduction: str = "mean"

    def __post_init__(self) -> None:
        if self.reduction not in REDUCTIONS:
            raise UnknownNameError("reduction", self.reduction, REDUCTIONS)

    @abstractmethod
    def terms(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        """Every term, (…, batch, n_out), or (…, batch) where there is one for each example."""

    @abstractmethod
    def slope(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        """∂term/∂ŷ, (…, batch, n_out)."""

    def scale(self, shape: tuple[int, ...]) -> float:
        """What each term is multiplied by: 1 / number of terms for the mean, else 1."""
        return 1.0 / math.prod(shape[-2:][: self.term_axes]) if self.reduction == "mean" else 1.0

    def reduce(self, terms: FloatArray, scale: float) -> FloatArray:
        """L = scale · Σ terms, one for each family member; each term is scaled first, so none overflows."""
        if self.reduction == "none":
            return terms
        loss: FloatArray = np.add.reduce(terms * scale, axis=(-2, -1)[-self.term_axes :])
        return loss

    def value(self, prediction: npt.ArrayLike, targets: npt.ArrayLike) -> FloatArray:
        """L.

        Parameters
        ----------
        prediction : array, shape (…, batch, n_out)
        targets : array, shape (…, batch, n_out)
            For cross-entropy also whole numbers, the classes, of shape (…, batch).

        Returns
        -------
        FloatArray
            Shape (…), a loss for each family member; with reduction "none" the terms.

        Raises
        ------
        ShapeError, RangeError, NotFiniteError
            If they do not fit each other or the loss.
        """
        y_hat, y = self.check(prediction, targets)
        # A square too small for float64 is 0 to every digit
        with np.errstate(under="ignore"):
            return self.reduce(self.terms(y_hat, y), self.scale(y_hat.shape))

    def gradient(self, prediction: npt.ArrayLike, targets: npt.ArrayLike) -> FloatArray:
        """∂L/∂ŷ, of the shape (…, batch, n_out); with reduction "none" the slope of each term.

        Raises
        ------
        ShapeError, RangeError, NotFiniteError
            As ``value``.
        """
        y_hat, y = self.check(prediction, targets)
        with np.errstate(under="ignore"):
            return self.slope(y_hat, y) * self.scale(y_hat.shape)

    def check(self, prediction: npt.ArrayLike, targets: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Predictions and targets as arrays that fit each other and this loss."""
        y_hat = as_finite("predictions", prediction)
        if y_hat.ndim < 2 or 0 in y_hat.shape:
            raise ShapeError("predictions", y_hat.shape, "(…, batch, n_out)")
        self.check_predictions(y_hat)
        return y_hat, self.as_targets(targets, y_hat.shape)

    def check_predictions(self, prediction: FloatArray) -> None:  # noqa: B027
        """Raises RangeError if the loss is not defined for them. Most are for any number."""

    def as_targets(self, targets: npt.ArrayLike, shape: tuple[int, ...]) -> FloatArray:
        """The targets as numbers that fit predictions of this shape."""
        y = as_finite("targets", targets)
        if y.ndim < 2 or y.shape[-2:] != shape[-2:]:
            raise ShapeError("targets", y.shape, f"(…, {shape[-2]}, {shape[-1]})")
        leading_axes("targets", y.shape[:-2], shape[:-2])
        return y


def check_probabilities(field: str, values: FloatArray) -> None:
    """Raises RangeError unless all lie in [0, 1]."""
    outside = (values < 0.0) | (values > 1.0)
    if outside.any():
        raise RangeError(field, values[outside].flat[0], "probabilities in [0, 1]")
