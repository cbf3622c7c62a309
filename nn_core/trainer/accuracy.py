"""Accuracy while training: how often the decision that a prediction leads to is right."""

from __future__ import annotations

from nn_core.activations import FloatArray
from nn_core.losses import BCEWithLogits, Loss
from nn_core.metrics.decision import LOGIT_THRESHOLD, PROBABILITY_THRESHOLD, agreement, decided


class Accuracy:
    """The share of examples decided right, for targets that are classes, by the rule of ``decide``.

    Parameters
    ----------
    targets : FloatArray, shape (batch, n_out)
        Zeros and ones, in each row of several exactly one 1.
    loss : Loss
        Says whether the output is a logit.

    Attributes
    ----------
    decisions : array, shape (…, batch)
        Of the latest call: truth values for one output, places for several.
    """

    def __init__(self, targets: FloatArray, loss: Loss) -> None:
        self.threshold = LOGIT_THRESHOLD if type(loss) is BCEWithLogits else PROBABILITY_THRESHOLD
        self.truth = decided(targets, PROBABILITY_THRESHOLD)
        self.decisions = self.truth

    def __call__(self, prediction: FloatArray) -> FloatArray:
        """The share, in [0, 1], of shape (…) for predictions (…, batch, n_out)."""
        self.decisions = decided(prediction, self.threshold)
        return agreement(self.decisions, self.truth)


def accuracy_for(targets: FloatArray, loss: Loss) -> Accuracy | None:
    """How to score predictions of these targets; None where they are no classes."""
    zeros_and_ones = bool(((targets == 0.0) | (targets == 1.0)).all())
    one_each = targets.shape[-1] == 1 or bool((targets.sum(axis=-1) == 1.0).all())
    return Accuracy(targets, loss) if zeros_and_ones and one_each else None
