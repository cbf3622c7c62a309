"""The engine at work for the backpropagation panel: pass after pass on one example, each with its update."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn_core import BackwardTrace, ForwardTrace, Network
from nn_core.activations import FloatArray
from nn_core.losses import Loss
from nn_core.optimizers import Optimizer, OptimizerState, create_optimizer
from panels.backprop.request import BackpropRequest

LARGEST_PARAMETER = 1e6


@dataclass(frozen=True, eq=False)
class Run:
    """The pass that is shown, and the update that follows it.

    Attributes
    ----------
    network : Network
        After ``steps`` updates.
    forward : ForwardTrace
    backward : BackwardTrace
    loss : Loss
    state : OptimizerState
        What the optimizer remembers before the update.
    after : OptimizerState
        The same after it.
    updated : Network or None
        After the update; None where it makes a parameter larger than a million.
    steps : int
        Updates before the pass: as many as were asked for, or fewer where the run diverged.
    losses : list of float
        L before each update so far, and after the last.
    """

    network: Network
    forward: ForwardTrace
    backward: BackwardTrace
    loss: Loss
    state: OptimizerState
    after: OptimizerState
    updated: Network | None
    steps: int
    losses: list[float]

    @property
    def diverged_at(self) -> int | None:
        """Which update, from 1, made a parameter larger than a million."""
        return self.steps + 1 if self.updated is None else None


def run(request: BackpropRequest) -> Run:
    """Forward, backward, update; again as often as the request says."""
    network, loss = request.network.build(), request.build_loss()
    optimizer = optimizer_of(request, network)
    losses: list[float] = []
    for step in range(request.steps + 1):
        forward, backward = passes(network, request, loss)
        state = optimizer.state()
        updated = update(network, backward.gradient, optimizer, request.freeze_biases)
        losses.append(float(backward.loss))
        if updated is None or step == request.steps:
            break
        network = updated
    if updated is not None:
        losses.append(float(passes(updated, request, loss)[1].loss))
    return Run(network, forward, backward, loss, state, optimizer.state(), updated, step, losses)


def passes(network: Network, request: BackpropRequest, loss: Loss) -> tuple[ForwardTrace, BackwardTrace]:
    """One pass forward and back on the example."""
    forward = network.forward([request.x])
    return forward, network.backward(forward, [request.y], loss)


def optimizer_of(request: BackpropRequest, network: Network) -> Optimizer:
    """The optimizer asked for, with PyTorch's defaults."""
    rate = float(request.learning_rate)
    options = options_of(request)
    return create_optimizer(request.optimizer, network.parameter_count, learning_rate=rate, **options)


def options_of(request: BackpropRequest) -> dict[str, float]:
    """The optimizer's options that are not at their defaults."""
    return {"momentum": float(request.momentum)} if request.momentum else {}


def update(
    network: Network, gradient: FloatArray, optimizer: Optimizer, freeze_biases: bool
) -> Network | None:
    """The network after one step of the optimizer; None where the step goes beyond all measure."""
    theta = network.parameters.copy()
    optimizer.step(theta, gradient)
    if freeze_biases:
        theta = np.where(weight_mask(network), theta, network.parameters)
    return network.with_parameters(theta) if np.abs(theta).max() <= LARGEST_PARAMETER else None


def weight_mask(network: Network) -> FloatArray:
    """1 for each weight in θ, 0 for each bias; shape (n_parameters,)."""
    return np.concatenate([leaf.weight_mask() for leaf in network.leaves])
