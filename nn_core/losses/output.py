"""The end of a network: an output activation and a loss, and the short way through both.

Some pairs are made for each other. In

    sigmoid + bce,   softmax + cross_entropy,   linear + ½ mse

the slope of the activation cancels against that of the loss, and of the whole chain rule

    δ = ∂L/∂a · ∂a/∂z = a − y        (times 1/N for a mean)

is left. The short way is not only quicker: where the output is sure (a close to 0 or 1), ∂L/∂a is
huge and ∂a/∂z tiny, and their product would lose its digits. For the same reason these pairs compute
the loss from the logit z. Reference: Bishop (1995), section 6.9.
"""

from __future__ import annotations

from dataclasses import dataclass

from nn_core.activations import Activation, FloatArray
from nn_core.losses.distance import MSE
from nn_core.losses.likelihood import BCE, BCEWithLogits, CategoricalCrossEntropy, CrossEntropy
from nn_core.losses.loss import Loss


@dataclass(frozen=True)
class Output:
    """The last layer's activation with the loss.

    Attributes
    ----------
    at_a : Loss
        The loss as a function of the activation a.
    at_z : Loss or None
        For a fused pair, the same number as a function of z; else None.
    """

    at_a: Loss
    at_z: Loss | None

    @property
    def fused(self) -> bool:
        """Whether δ = a − y, apart from the scale of the mean."""
        return self.at_z is not None

    def terms(self, z: FloatArray, a: FloatArray, targets: FloatArray) -> FloatArray:
        """Every term of the loss: from z for a fused pair, else from a."""
        return self.at_z.terms(z, targets) if self.at_z else self.at_a.terms(a, targets)

    def value(self, z: FloatArray, a: FloatArray, targets: FloatArray) -> FloatArray:
        """L of targets already checked, shape (…): one for each family member."""
        return self.at_a.reduce(self.terms(z, a, targets), self.at_a.scale(a.shape))


def output_of(activation: Activation | None, loss: Loss) -> Output:
    """The pair, fused if its members are made for each other.

    After a softmax, ``cross_entropy`` and ``categorical_cross_entropy`` both mean the cross-entropy of
    the layer's probabilities: softmax is not applied twice.

    Parameters
    ----------
    activation : Activation or None
        Of the last layer; None where that has none.
    loss : Loss
    """
    name = activation.name if activation else ""
    if name == "sigmoid" and type(loss) is BCE:
        return Output(loss, BCEWithLogits(reduction=loss.reduction))
    if name == "softmax" and isinstance(loss, CategoricalCrossEntropy):
        reduction = loss.reduction
        return Output(CategoricalCrossEntropy(reduction=reduction), CrossEntropy(reduction=reduction))
    if name == "linear" and isinstance(loss, MSE) and loss.half:
        return Output(loss, loss)
    return Output(loss, None)
