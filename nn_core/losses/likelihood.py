"""Losses for probabilities: the surprise −ln p of seeing the target when p was predicted for it.

A prediction that is right and sure costs next to nothing; one that is wrong and sure costs without
bound. Each comes in two forms, of the probability p itself and of its logit z, the score before
sigmoid or softmax. On logits no digit is lost, however sure the prediction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.activations.activation import LARGEST_EXPONENT, SMALLEST_EXPONENT, ZERO
from nn_core.activations.smooth import sigmoid
from nn_core.activations.softmax import softmax
from nn_core.errors import RangeError, ShapeError
from nn_core.losses.loss import Loss, check_probabilities

# As in PyTorch, ln p is never taken below −100, nor p (1 − p) below 1e−12 in the slope.
SMALLEST_PROBABILITY = np.exp(-100.0)
SMALLEST_VARIANCE = 1e-12
LARGEST_FLOAT = np.finfo(np.float64).max


@dataclass(frozen=True, kw_only=True)
class BCE(Loss):
    """Binary cross-entropy of probabilities: −(y ln p + (1 − y) ln(1 − p)).

    Reference: Good (1952), in the form of ``torch.nn.BCELoss``.
    """

    name = "bce"
    formula = r"-\bigl(y \ln \hat y + (1 - y) \ln(1 - \hat y)\bigr)"
    use = "Yes-or-no questions, after a sigmoid."

    def terms(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        yes = np.log(np.maximum(prediction, SMALLEST_PROBABILITY))
        no = np.log(np.maximum(1.0 - prediction, SMALLEST_PROBABILITY))
        return -(targets * yes + (1.0 - targets) * no)

    def slope(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        # ∂term/∂p = (p − y) / (p (1 − p))
        return (prediction - targets) / np.maximum(prediction * (1.0 - prediction), SMALLEST_VARIANCE)

    def check_predictions(self, prediction: FloatArray) -> None:
        check_probabilities("predictions of bce", prediction)

    def as_targets(self, targets: npt.ArrayLike, shape: tuple[int, ...]) -> FloatArray:
        y = super().as_targets(targets, shape)
        check_probabilities(f"targets of {self.name}", y)
        return y


@dataclass(frozen=True, kw_only=True)
class BCEWithLogits(BCE):
    """Binary cross-entropy of logits, p = σ(z): max(z, 0) − z y + ln(1 + e^−|z|).

    The same number as ``bce`` of σ(z), without the digits that σ loses close to 0 and 1.
    """

    name = "bce_with_logits"
    formula = r"\max(z, 0) - z y + \ln\bigl(1 + e^{-|z|}\bigr)"
    use = "Yes-or-no questions, on the score before the sigmoid."

    def terms(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        z = prediction
        # ln(1 + e^−|z|)
        logarithm = np.minimum(np.abs(z), LARGEST_EXPONENT)
        np.negative(logarithm, out=logarithm)
        np.exp(logarithm, out=logarithm)
        np.log1p(logarithm, out=logarithm)
        # max(z, 0) − z y first: what it leaves of a large z is no larger than the loss
        terms: FloatArray = np.maximum(z, ZERO)
        terms -= z * targets
        terms += logarithm
        return terms

    def slope(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        # ∂term/∂z = σ(z) − y
        return sigmoid(prediction) - targets

    def check_predictions(self, prediction: FloatArray) -> None:
        """Any number is a logit."""


@dataclass(frozen=True, kw_only=True)
class CategoricalCrossEntropy(Loss):
    """Cross-entropy of probabilities over several classes: −Σₖ yₖ ln pₖ, one term for each example.

    PyTorch has it on logits only (``cross_entropy``). Reference: Bridle (1990).
    """

    name = "categorical_cross_entropy"
    formula = r"-\sum_k y_k \ln \hat y_k"
    use = "Choosing one of several classes, after a softmax."
    term_axes = 1

    def terms(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        logarithm = np.log(np.maximum(prediction, SMALLEST_PROBABILITY))
        terms: FloatArray = -np.sum(targets * logarithm, axis=-1)
        return terms

    def slope(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        # ∂term/∂pₖ = −yₖ / pₖ
        return -targets / np.maximum(prediction, SMALLEST_PROBABILITY)

    def check_predictions(self, prediction: FloatArray) -> None:
        check_probabilities(f"predictions of {self.name}", prediction)

    def as_targets(self, targets: npt.ArrayLike, shape: tuple[int, ...]) -> FloatArray:
        """One row of class probabilities for each example; whole numbers become such rows."""
        given = np.asarray(targets)
        if given.dtype.kind in "iu" and given.shape == shape[len(shape) - 1 - given.ndim : -1]:
            return one_hot(given, shape[-1])
        y = super().as_targets(targets, shape)
        check_probabilities(f"targets of {self.name}", y)
        sums = y.sum(axis=-1)
        if (np.abs(sums - 1.0) > 1e-9).any():
            came = f"a row that adds to {sums[np.abs(sums - 1.0) > 1e-9].flat[0]}"
            raise RangeError(f"targets of {self.name}", came, "rows that add to 1")
        return y


@dataclass(frozen=True, kw_only=True)
class CrossEntropy(CategoricalCrossEntropy):
    """Cross-entropy of logits: ln Σⱼ e^zⱼ − Σₖ yₖ zₖ, the cross-entropy of softmax(z).

    PyTorch's ``cross_entropy``. A loss beyond float64 (logits further apart than 1.8e308) stops there.
    """

    name = "cross_entropy"
    formula = r"-\sum_k y_k \ln \operatorname{softmax}(z)_k"
    use = "Choosing one of several classes, on the scores before the softmax."

    def terms(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        # Classes first: then sums over them run along memory, several times as fast
        z = below_largest(np.swapaxes(prediction, -1, -2).copy())
        total = np.exp(np.maximum(z, SMALLEST_EXPONENT)).sum(axis=-2)
        # ln Σ e^z − Σ y z, for Σ y = 1
        terms: FloatArray = np.log(total) - np.einsum("...nk,...kn->...n", targets, z)
        return terms

    def slope(self, prediction: FloatArray, targets: FloatArray) -> FloatArray:
        # ∂term/∂zₖ = softmax(z)ₖ − yₖ, for Σ y = 1
        return softmax(prediction) - targets

    def check_predictions(self, prediction: FloatArray) -> None:
        """Any number is a logit."""


def log_softmax(z: FloatArray) -> FloatArray:
    """ln softmax(z)ₖ = zₖ − ln Σⱼ e^zⱼ over the last axis, with the digits that softmax loses close to 0."""
    below = z - z.max(axis=-1, keepdims=True)
    total = np.exp(np.maximum(below, SMALLEST_EXPONENT)).sum(axis=-1, keepdims=True)
    logarithm: FloatArray = below - np.log(total)
    return logarithm


def below_largest(z: FloatArray) -> FloatArray:
    """z − max z over the classes, (…, n_classes, batch): numerator and denominator of softmax shrink alike.

    Held where the difference of two logits of 1e308 still fits into float64.
    """
    m = z.max(axis=-2, keepdims=True)
    lowest = np.maximum(m, 0.0) - LARGEST_FLOAT
    below: FloatArray = np.maximum(z, lowest) - m
    return below


def one_hot(classes: npt.NDArray[Any], n_classes: int) -> FloatArray:
    """Rows of n_classes zeros with a 1 at the class, of shape (*classes.shape, n_classes).

    Raises
    ------
    RangeError
        A class below 0, or of n_classes or more.
    ShapeError
        No classes at all.
    """
    if classes.size == 0:
        raise ShapeError("targets", classes.shape, "at least one class")
    if classes.min() < 0 or classes.max() >= n_classes:
        came = classes.min() if classes.min() < 0 else classes.max()
        raise RangeError("classes", came, f"whole numbers from 0 to {n_classes - 1}")
    rows: FloatArray = np.eye(n_classes)[classes]
    return rows
