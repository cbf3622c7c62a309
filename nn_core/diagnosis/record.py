"""What a diagnosis looks at: a run's losses, its snapshots, and what they tell when measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from nn_core.activations import FloatArray
from nn_core.diagnosis.snapshots import MEASURED_AT_ONCE, AtSnapshots, HiddenLayer, looked_at
from nn_core.losses import BCE, CategoricalCrossEntropy, Loss
from nn_core.network import Network

STEP = 1e-4
"""How far to go along a direction to measure the curvature there, times 1 + ‖θ‖."""

MOST_PARAMETERS = 400
"""Up to so many all curvatures are measured: a matrix of 400 × 400 is soon taken apart."""

MOST_MEASURED = 4_000_000
"""And up to so many outputs of units, examples times parameters, forward and back on both sides."""

POWER_STEPS = 20
"""Enough to bring the largest curvature within a few percent."""

LEARNED_SHARE = 0.5
"""A run has learned where half the loss of the best constant prediction, or more, is gone."""


@dataclass(frozen=True, eq=False)
class RunRecord:
    """A run as it was.

    Attributes
    ----------
    network : Network
        The architecture.
    snapshot_epochs : tuple of int
        After which epochs θ was kept; 0 is before training. At least one.
    snapshots : FloatArray, shape (snapshots, n_parameters)
        θ there.
    inputs : FloatArray, shape (batch, n_in)
    targets : FloatArray, shape (batch, n_out)
        The training data.
    loss : Loss
    loss_epochs : IntArray, shape (rows,)
        After which epochs the losses were taken, from 0 on; ends before the epoch that diverged.
    train_loss : FloatArray, shape (rows,)
    validation_loss : FloatArray or None, shape (rows,)
    learning_rate : float
    epochs : int
        How many were asked for.
    diverged_at : int or None
        The first epoch whose loss was not finite.
    early_stopped : bool
        Whether the run watched for overfitting itself, and kept its best weights.
    pulls : mapping of str to FloatArray, each (n_parameters,)
        What each price on the weights added to the gradient at the end, by the field that sets it.
    prices : mapping of str to float
        The same fields' values.
    """

    network: Network
    snapshot_epochs: tuple[int, ...]
    snapshots: FloatArray
    inputs: FloatArray
    targets: FloatArray
    loss: Loss
    loss_epochs: np.typing.NDArray[np.int64]
    train_loss: FloatArray
    validation_loss: FloatArray | None
    learning_rate: float
    epochs: int
    diverged_at: int | None = None
    early_stopped: bool = False
    pulls: Mapping[str, FloatArray] = field(default_factory=dict)
    prices: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def baseline(self) -> float:
        """The loss of the best prediction that ignores the inputs."""
        return constant_loss(self.loss, self.targets)

    @property
    def loss_share(self) -> float:
        """How much of the baseline's loss is left at the end; 0 is perfect, 1 has learned nothing."""
        with np.errstate(over="ignore"):
            return float(self.train_loss[-1] / self.baseline) if self.baseline > 0.0 else 0.0

    @property
    def learned(self) -> bool:
        """Whether at least half of the baseline's loss is gone."""
        return self.loss_share <= LEARNED_SHARE

    @cached_property
    def at_snapshots(self) -> AtSnapshots:
        """The gradients, and what the hidden units did, at every snapshot."""
        return looked_at(self.network, self.snapshots, self.inputs, self.targets, self.loss)

    @property
    def gradient(self) -> FloatArray:
        """∂L/∂θ at the end, (n_parameters,)."""
        last: FloatArray = self.at_snapshots.gradients[-1]
        return last

    @property
    def gradient_flow(self) -> float:
        """‖∂L/∂W‖ of the first layer over that of the last, before training; 1 if the last has none.

        An output layer that starts at 0 lets nothing back at first, and little for a while, which is no
        fault of the layers before it: then the last of those is looked at, as soon as anything comes back.
        """
        family = self.network.with_parameters(self.snapshots)
        slopes = self.network.with_parameters(self.at_snapshots.gradients).weights
        dense = [g for g, W in zip(slopes, family.weights, strict=True) if W.ndim == 3]
        last, place = dense[-1], 0
        if len(dense) > 1 and not family.weights[-1][0].any():
            last = dense[-2]
            place = int(np.argmax(np.any(last != 0.0, axis=(-2, -1))))
        share, whole = (float(np.linalg.norm(layer[place])) for layer in (dense[0], last))
        return share / whole if whole > 0.0 else 1.0

    def gradients(self, parameters: FloatArray) -> FloatArray:
        """∂L/∂θ at any θ, (…, n_parameters)."""
        family = self.network.with_parameters(parameters)
        return family.backward(family.forward(self.inputs), self.targets, self.loss).gradient

    def curved(self, theta: FloatArray, directions: FloatArray) -> FloatArray:
        """H v at θ for each direction v, (…, n_parameters): how much the slopes on its two sides differ."""
        h = stride_at(theta)
        there, here = self.gradients(np.stack([theta + h * directions, theta - h * directions]))
        change: FloatArray = (there - here) / (2.0 * h)
        return change

    @cached_property
    def curvature(self) -> float:
        """gᵀHg / gᵀg at the end: how the slope changes along the gradient; 0 where there is none."""
        norm = np.linalg.norm(self.gradient)
        if norm == 0.0:
            return 0.0
        unit = self.gradient / norm
        return float(self.curved(self.snapshots[-1], unit) @ unit)

    @cached_property
    def sharpness(self) -> float:
        """λ, the largest curvature before training, by power iteration: v ← H v / ‖H v‖."""
        theta, v = self.snapshots[0], self.at_snapshots.gradients[0]
        size = 0.0
        for _ in range(POWER_STEPS):
            norm = float(np.linalg.norm(v))
            if norm == 0.0:
                break
            v = self.curved(theta, v / norm)
            size = float(np.linalg.norm(v))
        return size

    @cached_property
    def eigenvalues(self) -> FloatArray | None:
        """The curvatures of the loss at the end, smallest first: the eigenvalues of its Hessian.

        None where it would take too long, or the slopes around are no numbers.
        """
        theta = self.snapshots[-1]
        outputs = len(self.inputs) * sum(self.network.sizes[1:])
        if outputs_of_curvatures(len(theta), outputs) is None:
            return None
        units, together = np.eye(len(theta)), max(1, MEASURED_AT_ONCE // (2 * outputs))
        places = range(0, len(theta), together)
        hessian = np.concatenate([self.curved(theta, units[place : place + together]) for place in places])
        if not np.isfinite(hessian).all():
            return None
        eigenvalues: FloatArray = np.linalg.eigvalsh(0.5 * (hessian + hessian.T))
        return eigenvalues

    @property
    def hidden(self) -> list[HiddenLayer]:
        """Every hidden layer that bends, with what its units did at every snapshot."""
        return self.at_snapshots.hidden


def outputs_of_curvatures(parameters: int, outputs: int) -> int | None:
    """How many outputs of units it takes to measure all curvatures; None where that is too many.

    Parameters
    ----------
    parameters : int
        Of the network.
    outputs : int
        Of all its units for all examples, in one pass.
    """
    asked = 2 * parameters * outputs
    return None if parameters > MOST_PARAMETERS or asked > MOST_MEASURED else asked


def stride_at(theta: FloatArray) -> float:
    """How far to go from θ along a direction to measure the curvature: 10⁻⁴ (1 + ‖θ‖)."""
    largest = float(np.abs(theta).max()) or 1.0  # the squares of large numbers do not fit
    return STEP * (1.0 + largest * float(np.linalg.norm(theta / largest)))


def constant_loss(loss: Loss, targets: FloatArray) -> float:
    """The loss of the best prediction that is the same for every example: the mean target, or the median
    where the loss is no square; for classes, their shares."""
    if isinstance(loss, BCE | CategoricalCrossEntropy):
        shares = np.broadcast_to(targets.mean(axis=0), targets.shape)
        plain = BCE if isinstance(loss, BCE) else CategoricalCrossEntropy
        return float(plain(reduction=loss.reduction).value(shares, targets))
    middle = targets.mean(axis=0) if loss.name == "mse" else np.median(targets, axis=0)
    return float(loss.value(np.broadcast_to(middle, targets.shape), targets))
