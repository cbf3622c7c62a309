"""Evaluation: loss and accuracy on a whole set of data, nothing silenced, nothing learned."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.activations.piecewise import LINEAR
from nn_core.layers import AnyLayer, BatchNorm, Dense
from nn_core.layers.layer import State
from nn_core.losses import Loss
from nn_core.losses.output import output_of
from nn_core.passes import ForwardPass
from nn_core.trainer.accuracy import accuracy_for


class Measured(NamedTuple):
    """Losses and accuracies, each (…), or None where there are none."""

    train_loss: FloatArray
    validation_loss: FloatArray | None
    train_accuracy: FloatArray | None
    validation_accuracy: FloatArray | None

    @property
    def watched(self) -> FloatArray:
        """The loss that early stopping and schedules look at: of the validation data if there is any."""
        return self.train_loss if self.validation_loss is None else self.validation_loss


class Evaluation:
    """One forward pass over all of the data.

    Parameters
    ----------
    layers : tuple of Layer
    state : State
        θ and running numbers as they are at the moment.
    loss : Loss
    inputs : FloatArray, shape (n, n_in)
    targets : FloatArray, shape (n, n_out)
    forward_pass : ForwardPass, optional
        A pass for all of the data that exists already and may be used.
    """

    def __init__(
        self,
        layers: tuple[AnyLayer, ...],
        state: State,
        loss: Loss,
        inputs: FloatArray,
        targets: FloatArray,
        forward_pass: ForwardPass | None = None,
    ) -> None:
        self.inputs, self.targets = inputs, targets
        self.output = output_of(layers[-1].output_activation, loss)
        if forward_pass is None and self.output.at_z:
            # A fused pair is measured at z: the last activation need not be computed
            layers, loss = (*layers[:-1], without_activation(layers[-1])), self.output.at_z
            self.output = output_of(None, loss)
        shape = (*state.parameters.shape[:-1], len(inputs))
        self.forward_pass = forward_pass or ForwardPass(layers, state, shape, training=False)
        self.accuracy = accuracy_for(targets, loss)

    @property
    def decisions(self) -> npt.NDArray[Any] | None:
        """What was decided for each example when last measured, (…, n); None where there are no classes."""
        return self.accuracy.decisions if self.accuracy else None

    def measure(self) -> tuple[FloatArray, FloatArray | None]:
        """Loss and accuracy at the present θ, each (…)."""
        self.forward_pass.forward(self.inputs)
        accuracy = self.accuracy(self.forward_pass.prediction) if self.accuracy else None
        return self.forward_pass.loss(self.output, self.targets), accuracy


def without_activation(layer: AnyLayer) -> AnyLayer:
    """The same layer with a = z."""
    if isinstance(layer, Dense | BatchNorm):
        return replace(layer, activation=LINEAR)
    return layer
