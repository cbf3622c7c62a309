"""Accuracy while training: how often the decision that a prediction leads to is right."""

from __future__ import annotations

from nn_core.activations import FloatArray
from nn_core.losses import BCEWithLogits, Loss


class Accuracy:
    """The share of examples decided right, for targets that are classes.

    One output decides yes where it reaches ½ (a logit: where it reaches 0). Several outputs decide for
    the largest.

    Parameters
    ----------
    targets : FloatArray, shape (batch, n_out)
        Zeros and ones, in each row of several exactly one 1.
    loss : Loss
        Says whether the output is a logit.
    """

    def __init__(self, targets: FloatArray, loss: Loss) -> None:
        self.several = targets.shape[-1] > 1
        self.threshold = 0.0 if type(loss) is BCEWithLogits else 0.5
        self.truth = targets.argmax(axis=-1) if self.several else targets[..., 0] >= 0.5

    def __call__(self, prediction: FloatArray) -> FloatArray:
        """The share, in [0, 1], of shape (…) for predictions (…, batch, n_out)."""
        decided = prediction.argmax(axis=-1) if self.several else prediction[..., 0] >= self.threshold
        share: FloatArray = (decided == self.truth).sum(axis=-1) / self.truth.shape[-1]
        return share


def accuracy_for(targets: FloatArray, loss: Loss) -> Accuracy | None:
    """How to score predictions of these targets; None where they are no classes."""
    zeros_and_ones = bool(((targets == 0.0) | (targets == 1.0)).all())
    one_each = targets.shape[-1] == 1 or bool((targets.sum(axis=-1) == 1.0).all())
    return Accuracy(targets, loss) if zeros_and_ones and one_each else None
