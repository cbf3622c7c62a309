"""Regularization: a price on large weights, so that a network explains the data as simply as it can.

Two terms can be added to the loss:

    L2    λ/2 · Σ w²     gradient λ w          shrinks every weight by the same share
    L1    λ · Σ |w|      gradient λ sign(w)    shrinks every weight by the same amount: many end near 0

The ½ makes λ the same number as ``weight_decay`` of ``torch.optim.SGD``, which adds λ θ to the gradient.
Other books leave the ½ out and write λ Σ w²; their λ is half as large. Only the weights of connections
are taxed: not biases, not γ and β of batch normalization. (An optimizer's own ``weight_decay`` pulls on
all parameters, biases included, as in PyTorch; the *decoupled* decay of AdamW bypasses the gradient
altogether and is part of that optimizer.)

References: Hoerl and Kennard (1970) and Krogh and Hertz (1991) for L2, Tibshirani (1996) for L1,
Loshchilov and Hutter (2019) for decoupled decay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import RangeError
from nn_core.layers import AnyLayer


@dataclass(frozen=True)
class Penalty:
    """The price of the weights, to be added to the loss.

    Attributes
    ----------
    l1, l2 : float
        λ of each term, 0 or more.
    """

    l1: float = 0.0
    l2: float = 0.0

    def __post_init__(self) -> None:
        for name, value in (("l1", self.l1), ("l2", self.l2)):
            if not 0.0 <= value < np.inf:
                raise RangeError(name, value, "a number of 0 or more")

    @property
    def taxes(self) -> bool:
        """Whether there is any price at all."""
        return self.l1 > 0.0 or self.l2 > 0.0

    def value(self, parameters: FloatArray, mask: FloatArray) -> FloatArray:
        """λ₁ Σ |w| + λ₂/2 Σ w², of shape (…).

        Parameters
        ----------
        parameters : FloatArray, shape (…, n_parameters)
            θ.
        mask : FloatArray, shape (n_parameters,)
            1 for weights, 0 for the rest of θ: ``weight_mask(network.layers)``.
        """
        w = parameters * mask
        price: FloatArray = self.l1 * np.sum(np.abs(w), axis=-1) + 0.5 * self.l2 * np.sum(w * w, axis=-1)
        return price

    def gradient(self, parameters: FloatArray, mask: FloatArray) -> FloatArray:
        """λ₁ sign(w) + λ₂ w, of the shape of θ and 0 wherever there is no weight."""
        w = parameters * mask
        slope: FloatArray = self.l1 * np.sign(w) + self.l2 * w
        return slope


def weight_mask(layers: Sequence[AnyLayer]) -> FloatArray:
    """1 for each element of θ that is the weight of a connection, else 0; shape (n_parameters,)."""
    return np.concatenate([layer.weight_mask() for layer in layers])
