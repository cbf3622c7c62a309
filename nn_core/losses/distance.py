"""Losses for quantities: how far the prediction lies from the target, e = ŷ − y."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import RangeError
from nn_core.losses.loss import Loss


@dataclass(frozen=True, kw_only=True)
class MSE(Loss):
    """Mean squared error: (ŷ − y)², or with ``half`` ½ (ŷ − y)², whose slope is plainly ŷ − y.

    Both conventions are in use; PyTorch has the first. Reference: Legendre (1805).

    Attributes
    ----------
    half : bool
        Whether each term carries the ½.
    """

    name = "mse"
    formula = r"(\hat y - y)^2"
    use = "Predicting a quantity; far-off predictions weigh most."
    half: bool = False

    def terms(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        e = prediction - targets
        return 0.5 * e * e if self.half else e * e

    def slope(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        e = prediction - targets
        return e if self.half else 2.0 * e


@dataclass(frozen=True, kw_only=True)
class MAE(Loss):
    """Mean absolute error: |ŷ − y|. Its slope is the sign of the error, 0 at 0. PyTorch: L1Loss."""

    name = "mae"
    formula = r"|\hat y - y|"
    use = "Predicting a quantity in data with outliers; every unit of error weighs the same."
    smooth = False

    def terms(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        return np.abs(prediction - targets)

    def slope(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        return np.sign(prediction - targets)


@dataclass(frozen=True, kw_only=True)
class Huber(Loss):
    """½ e² where |e| ≤ δ, else δ (|e| − ½ δ): a parabola that goes straight on where it gets steep.

    Reference: Huber (1964), page 79, in the form of ``torch.nn.HuberLoss``.

    Attributes
    ----------
    delta : float
        Where the parabola ends, above 0.
    """

    name = "huber"
    formula = (
        r"\begin{cases} \tfrac12 e^2 & |e| \le \delta \\"
        r" \delta\,(|e| - \tfrac12 \delta) & |e| > \delta \end{cases}"
    )
    use = "Predicting a quantity: smooth near the target, calm about outliers."
    delta: float = 1.0

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0.0 < self.delta < np.inf:
            raise RangeError("delta of huber", self.delta, "a number above 0")

    def terms(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        # With c = min(|e|, δ) both pieces are one formula: c (|e| − ½ c)
        e = np.abs(prediction - targets)
        c = np.minimum(e, self.delta)
        return c * (e - 0.5 * c)

    def slope(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        return np.clip(prediction - targets, -self.delta, self.delta)
