"""Traces: everything a pass through a network computed, frozen, to be looked at in any order."""

from __future__ import annotations

from dataclasses import dataclass

from nn_core.activations import FloatArray
from nn_core.layers.batch_norm import BatchNormBackward
from nn_core.layers.dense import DenseBackward
from nn_core.layers.dropout import DropoutTrace
from nn_core.layers.layer import Frozen, LayerBackward, LayerTrace


@dataclass(frozen=True, eq=False)
class ForwardTrace(Frozen):
    """Everything a forward pass computed.

    Attributes
    ----------
    inputs : FloatArray, shape (…, batch, n_in)
        a⁽⁰⁾ = x, one row per example.
    layers : tuple of LayerTrace
        z and a of each layer, first hidden layer first.
    """

    inputs: FloatArray
    layers: tuple[LayerTrace, ...]

    @property
    def prediction(self) -> FloatArray:
        """ŷ, the last layer's activation, shape (…, batch, n_out)."""
        return self.layers[-1].a

    @property
    def masks(self) -> tuple[FloatArray, ...]:
        """The mask of each dropout layer, each (…, batch, units)."""
        leaves = [leaf for layer in self.layers for leaf in layer.leaves()]
        return tuple(leaf.mask for leaf in leaves if isinstance(leaf, DropoutTrace))


@dataclass(frozen=True, eq=False)
class BackwardTrace(Frozen):
    """Everything a backward pass computed.

    Attributes
    ----------
    loss : FloatArray, shape (…)
        L, one for each family member.
    layers : tuple of LayerBackward
        dL_da, da_dz and delta of each layer, first hidden layer first.
    gradient : FloatArray, shape (…, n_parameters)
        ∂L/∂θ in the order of θ. ``weights`` and ``biases`` are views of it.
    """

    loss: FloatArray
    layers: tuple[LayerBackward, ...]
    gradient: FloatArray

    @property
    def weights(self) -> tuple[FloatArray, ...]:
        """∂L/∂W of each dense layer, (…, n_out, n_in); ∂L/∂γ of each batch normalization."""
        return tuple(leaf.weights for leaf in self._learning())

    @property
    def biases(self) -> tuple[FloatArray, ...]:
        """∂L/∂b of each dense layer, (…, n_out); ∂L/∂β of each batch normalization."""
        return tuple(leaf.biases for leaf in self._learning())

    def _learning(self) -> list[DenseBackward | BatchNormBackward]:
        leaves = [leaf for layer in self.layers for leaf in layer.leaves()]
        return [leaf for leaf in leaves if isinstance(leaf, DenseBackward | BatchNormBackward)]
