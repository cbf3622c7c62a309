"""What a training run leaves behind: a frozen snapshot an epoch, and the history they make up."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import frozen_copy
from nn_core.layers import AnyLayer
from nn_core.network import Network
from nn_core.optimizers import OptimizerState
from nn_core.schedules import ScheduleState
from nn_core.schedules.base import Rate

RUNNING, COMPLETED, EARLY_STOPPED = "running", "completed", "early_stopped"
DIVERGED, STOPPED_AT_LIMIT = "diverged", "stopped_at_limit"
GOAL_REACHED = "goal_reached"

StatusArray = npt.NDArray[np.str_]
EpochArray = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Best:
    """The best that each member of the run has been, and how long ago.

    Attributes
    ----------
    loss : FloatArray, shape (…)
    epoch : EpochArray, shape (…)
    parameters : FloatArray, shape (…, n_parameters)
    buffers : FloatArray, shape (…, n_buffers)
    bad_epochs : EpochArray, shape (…)
        Epochs in a row since then.
    """

    loss: FloatArray
    epoch: EpochArray
    parameters: FloatArray
    buffers: FloatArray
    bad_epochs: EpochArray


class Continuation(NamedTuple):
    """All that a run needs besides θ to go on from a snapshot exactly as it did.

    Attributes
    ----------
    parameters : FloatArray, shape (…, n_parameters)
        θ; of members that diverged, the last finite one.
    optimizer : OptimizerState
        Moments and step count.
    schedule : ScheduleState
        The rate of the coming epoch.
    chance : tuple of mapping
        The state of each random generator; none where nothing is random.
    best : Best or None
        What early stopping remembers.
    status : StatusArray, shape (…)
        How far each member is.
    ended_at : EpochArray, shape (…)
        The epoch in which it ended; −1 while it runs.
    """

    parameters: FloatArray
    optimizer: OptimizerState
    schedule: ScheduleState
    chance: tuple[Mapping[str, Any], ...]
    best: Best | None
    status: StatusArray
    ended_at: EpochArray


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A run as it was after an epoch; epoch 0 is before training.

    A member that has ended keeps its θ, and its other numbers are NaN from then on; one that diverged has
    no θ any more either.

    Attributes
    ----------
    epoch : int
    parameters : FloatArray, shape (…, n_parameters)
        θ, read-only.
    buffers : FloatArray, shape (…, n_buffers)
        Running means and variances, read-only.
    gradient : FloatArray, shape (…, n_parameters)
        ∂L/∂θ of the latest step, penalties included; before training, of the first batch.
    train_loss, validation_loss : FloatArray, shape (…)
        Without penalties; ``validation_loss`` is None where there is no validation data.
    train_accuracy, validation_accuracy : FloatArray, shape (…), or None
        None where the targets are no classes.
    learning_rate : float or FloatArray
        η of the epoch that led here; before training, of the first one.
    layers : tuple of Layer
        The architecture.
    continuation : Continuation
        What is needed to go on from here.
    """

    epoch: int
    parameters: FloatArray
    buffers: FloatArray
    gradient: FloatArray
    train_loss: FloatArray
    validation_loss: FloatArray | None
    train_accuracy: FloatArray | None
    validation_accuracy: FloatArray | None
    learning_rate: Rate
    layers: tuple[AnyLayer, ...]
    continuation: Continuation

    @property
    def network(self) -> Network:
        """The network with this θ."""
        return Network(self.layers, self.parameters, self.buffers)

    @cached_property
    def gradient_norms(self) -> FloatArray:
        """‖∂L/∂θ‖ of each layer that learns, in their order, (…, n_layers)."""
        return norms_by_layer(self.layers, self.gradient)


@dataclass(frozen=True, eq=False)
class History:
    """The course of a run, a row for each snapshot; NaN where a member has no value (any more).

    Attributes
    ----------
    epoch : array, shape (rows,)
    train_loss, validation_loss : FloatArray, shape (rows, …)
    train_accuracy, validation_accuracy : FloatArray, shape (rows, …)
    learning_rate : FloatArray, shape (rows,) or (rows, …)
    """

    epoch: EpochArray
    train_loss: FloatArray
    validation_loss: FloatArray
    train_accuracy: FloatArray
    validation_accuracy: FloatArray
    learning_rate: FloatArray

    @classmethod
    def of(cls, snapshots: Sequence[Snapshot]) -> History:
        """The history that these snapshots make up."""
        return cls(**{field.name: column(snapshots, field.name) for field in fields(cls)})

    def columns(self) -> dict[str, list[Any]]:
        """Every column as a list, with None for what is not finite."""
        return {field.name: finite_or_none(getattr(self, field.name).tolist()) for field in fields(self)}


@dataclass(frozen=True, eq=False)
class TrainingRun:
    """A run that has ended.

    Attributes
    ----------
    snapshots : tuple of Snapshot
    network : Network
        With the last θ; where early stopping was on, with the best; never with one that diverged.
    status : str, or tuple of str for a family
        "completed", "early_stopped", "diverged" or "stopped_at_limit".
    diverged_at : int or None, or a tuple of them
        The first epoch after which the loss or θ had left the finite numbers.
    best_epoch : int or None, or a tuple of them
        Where early stopping found the loss lowest; None where it was off.
    """

    snapshots: tuple[Snapshot, ...]
    network: Network
    status: Any
    diverged_at: Any
    best_epoch: Any

    @cached_property
    def history(self) -> History:
        """Losses, accuracies and rates, epoch by epoch."""
        return History.of(self.snapshots)


def norms_by_layer(layers: tuple[AnyLayer, ...], gradient: FloatArray) -> FloatArray:
    """‖∂L/∂θ‖ of each layer that learns, (…, n_layers), of gradients (…, n_parameters)."""
    leaves = [leaf for layer in layers for leaf in layer.leaves()]
    starts = np.cumsum([0, *(leaf.parameter_count for leaf in leaves if leaf.parameter_count)])[:-1]
    norms: FloatArray = np.sqrt(np.add.reduceat(np.square(gradient), starts, axis=-1))
    return norms


def without(array: Any, rows: npt.NDArray[np.bool_] | None) -> Any:
    """The array with NaN in these members' place; itself if there are none, or no array."""
    if rows is None or array is None:
        return array
    copy = np.array(array)
    copy[rows] = np.nan
    return frozen_copy(copy)


def column(snapshots: Sequence[Snapshot], name: str) -> npt.NDArray[Any]:
    """One number of every snapshot; NaN for None."""
    values = [getattr(snapshot, name) for snapshot in snapshots]
    return np.array([np.nan if value is None else value for value in values])


def finite_or_none(value: Any) -> Any:
    """The same numbers, lists within lists, with None for those that are not finite."""
    if isinstance(value, list):
        return [finite_or_none(part) for part in value]
    return value if math.isfinite(value) else None
