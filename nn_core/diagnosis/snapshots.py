"""What the snapshots of a run tell: their gradients, and what the hidden units did."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn_core.activations import Activation, FloatArray
from nn_core.losses import Loss
from nn_core.network import Network

MEASURED_AT_ONCE = 100_000
"""Outputs of units that are worked out together, so that they stay close to the processor."""


@dataclass(frozen=True, eq=False)
class HiddenLayer:
    """What the units of one hidden layer did.

    Attributes
    ----------
    number : int
        Its place in the network, from 1.
    activation : Activation
    slopes : FloatArray, shape (snapshots, batch, units)
        f′(z).
    """

    number: int
    activation: Activation
    slopes: FloatArray


@dataclass(frozen=True, eq=False)
class AtSnapshots:
    """A network at every snapshot.

    Attributes
    ----------
    gradients : FloatArray, shape (snapshots, n_parameters)
        ∂L/∂θ.
    hidden : list of HiddenLayer
        Every hidden layer that bends.
    """

    gradients: FloatArray
    hidden: list[HiddenLayer]


def looked_at(
    network: Network, snapshots: FloatArray, inputs: FloatArray, targets: FloatArray, loss: Loss
) -> AtSnapshots:
    """The gradients, and what the hidden units did, at every snapshot.

    Some snapshots at a time, as a family: the passes of all would take several times what is kept of them.

    Parameters
    ----------
    network : Network
        The architecture.
    snapshots : array, shape (snapshots, n_parameters)
    inputs : array, shape (batch, n_in)
    targets : array, shape (batch, n_out)
    loss : Loss
    """
    together = max(1, MEASURED_AT_ONCE // (len(inputs) * sum(network.sizes[1:])))
    gradients: list[FloatArray] = []
    slopes: dict[int, list[FloatArray]] = {}
    for place in range(0, len(snapshots), together):
        family = network.with_parameters(snapshots[place : place + together])
        trace = family.forward(inputs)
        back = family.backward(trace, targets, loss)
        gradients.append(back.gradient)
        seen = [leaf for each in trace.layers for leaf in each.leaves()]
        sent = [leaf for each in back.layers for leaf in each.leaves()]
        for number, layer in enumerate(network.leaves[:-1]):
            if layer.output_activation and sent[number].da_dz.shape == seen[number].z.shape:
                slopes.setdefault(number, []).append(sent[number].da_dz)
    hidden = [
        HiddenLayer(number + 1, activation, np.concatenate(parts))
        for number, parts in slopes.items()
        if (activation := network.leaves[number].output_activation)
    ]
    return AtSnapshots(np.concatenate(gradients), hidden)
