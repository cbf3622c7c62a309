"""What one pass leaves in each layer: how its activations are spread, and how large its gradient is.

A layer here is a dense layer with what belongs to it: its batch normalization, its activation function, the
residual connection around them. Its activations are what it hands to the next layer. The gradients are those
of backpropagation, ∂L/∂W, and nothing that an optimizer has made of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from nn_core.activations import Activation, FloatArray, get_activation
from nn_core.diagnosis.units import flat_share
from nn_core.layers.dense import DenseBackward, DenseTrace
from nn_core.losses import Loss
from nn_core.network import Network
from nn_core.traces import BackwardTrace, ForwardTrace

LINEAR = get_activation("linear")


@dataclass(frozen=True, eq=False)
class Flow:
    """The layers of a network after one pass, first hidden layer first, the output last.

    Attributes
    ----------
    gradient_norm, weight_norm : FloatArray, shape (…, layers)
        ‖∂L/∂W‖ and ‖W‖, the roots of the sums of squares (Frobenius).
    activation_mean, activation_std : FloatArray, shape (…, layers)
        Over all units and examples.
    example_spread : FloatArray, shape (…, layers)
        How far the examples differ: the standard deviation of each unit over the examples, and of these the
        root of the mean square over the units. Units that differ from each other do not count.
    saturated_share : FloatArray, shape (…, layers)
        Of units × examples, those where the activation function is all but flat; 0 where it has no ends.
    dead_share : FloatArray, shape (…, layers)
        Of the units, those whose slope is exactly 0 for every example.
    activations : tuple of FloatArray, each (…, batch, units)
    loss : FloatArray, shape (…)
    """

    gradient_norm: FloatArray
    weight_norm: FloatArray
    activation_mean: FloatArray
    activation_std: FloatArray
    example_spread: FloatArray
    saturated_share: FloatArray
    dead_share: FloatArray
    activations: tuple[FloatArray, ...]
    loss: FloatArray


@dataclass(frozen=True, eq=False)
class LayerFlow:
    """One layer with what belongs to it, forward and back."""

    W: FloatArray
    gradient: FloatArray
    activation: Activation
    slopes: FloatArray
    a: FloatArray


def measure(network: Network, inputs: npt.ArrayLike, targets: npt.ArrayLike, loss: Loss | str) -> Flow:
    """One pass forward and back, with batch normalization over this very batch, and what it leaves.

    Parameters
    ----------
    network : Network
        Dense layers, each perhaps with batch normalization and a residual connection; or a family of such.
    inputs : array, shape (…, batch, n_in)
    targets : array, shape (…, batch, n_out)
    loss : Loss or str

    Raises
    ------
    ShapeError, NotFiniteError, RangeError
        If data and network do not fit each other.
    """
    forward = network.forward(inputs, training=True)
    backward = network.backward(forward, targets, loss)
    layers = layer_flows(network, forward, backward)
    return Flow(
        gradient_norm=columns([norm(layer.gradient) for layer in layers]),
        weight_norm=columns([norm(layer.W) for layer in layers]),
        activation_mean=columns([layer.a.mean(axis=(-2, -1)) for layer in layers]),
        activation_std=columns([layer.a.std(axis=(-2, -1)) for layer in layers]),
        example_spread=columns([spread(layer.a) for layer in layers]),
        saturated_share=columns([flat_share(layer.activation, layer.slopes) for layer in layers]),
        dead_share=columns([(layer.slopes == 0.0).all(axis=-2).mean(axis=-1) for layer in layers]),
        activations=tuple(layer.a for layer in layers),
        loss=backward.loss,
    )


def layer_flows(network: Network, forward: ForwardTrace, backward: BackwardTrace) -> list[LayerFlow]:
    """The dense layers in order, each with what is done before the next of them."""
    layers: list[LayerFlow] = []
    for layer, seen, sent in zip(network.layers, forward.layers, backward.layers, strict=True):
        for leaf, trace, back in zip(layer.leaves(), seen.leaves(), sent.leaves(), strict=True):
            f = leaf.output_activation or LINEAR
            if isinstance(trace, DenseTrace) and isinstance(back, DenseBackward):
                layers.append(LayerFlow(trace.W, back.weights, f, back.da_dz, seen.a))
            else:
                # Batch normalization goes on with the layer before it, and has its activation function
                layers[-1] = replace(layers[-1], activation=f, slopes=back.da_dz, a=seen.a)
    return layers


def norm(matrix: FloatArray) -> FloatArray:
    """‖M‖ over the last two axes; the largest is taken out first, so that no square leaves the numbers."""
    largest = np.abs(matrix).max(axis=(-2, -1), keepdims=True)
    scale = np.where(largest == 0.0, 1.0, largest)
    total: FloatArray = np.sqrt(np.square(matrix / scale).sum(axis=(-2, -1))) * scale[..., 0, 0]
    return total


def spread(a: FloatArray) -> FloatArray:
    """How far the examples (…, batch, units) differ, over all units."""
    root: FloatArray = np.sqrt(a.var(axis=-2).mean(axis=-1))
    return root


def columns(values: list[FloatArray]) -> FloatArray:
    """One number for each layer, (…, layers)."""
    return np.stack(values, axis=-1)
