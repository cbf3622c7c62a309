"""Where a training run stands: θ, optimizer, rate and chance, frozen as a snapshot and restored."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import frozen_copy
from nn_core.layers.layer import State
from nn_core.network import Network
from nn_core.regularization import weight_mask
from nn_core.schedules.base import Rate
from nn_core.trainer.batches import Epoch
from nn_core.trainer.data import checked_data, create_generators
from nn_core.trainer.evaluation import Evaluation, Measured
from nn_core.trainer.members import Members
from nn_core.trainer.moving import moving_mask
from nn_core.trainer.snapshot import (
    COMPLETED,
    GOAL_REACHED,
    STOPPED_AT_LIMIT,
    Continuation,
    Snapshot,
    TrainingRun,
    without,
)
from nn_core.trainer.spec import TrainingSpec


class TrainingState:
    """What a training run is made of, and where it stands.

    Parameters
    ----------
    network : Network
        Where to start; it is not changed.
    inputs : array, shape (n, n_in)
    targets : array, shape (n, n_out)
        For cross-entropy also classes, whole numbers of shape (n,).
    spec : TrainingSpec
    validation : tuple of (inputs, targets), optional
        Data to watch, not to learn from.
    clock : callable
        Seconds that this thread has computed, for ``time_limit``.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError, UnknownNameError
        If data, network and spec do not fit each other; nothing has been computed then.
    """

    def __init__(
        self,
        network: Network,
        inputs: npt.ArrayLike,
        targets: npt.ArrayLike,
        spec: TrainingSpec,
        *,
        validation: tuple[npt.ArrayLike, npt.ArrayLike] | None = None,
        clock: Callable[[], float] = time.thread_time,
    ) -> None:
        self.spec, self.clock, self.layers = spec, clock, network.layers
        loss = spec.create_loss()
        x, y = checked_data("", network, loss, inputs, targets)
        self.parameters, self.buffers = network.parameters.copy(), network.buffers.copy()
        self.gradient = np.zeros_like(self.parameters)
        self.state = state = State(self.parameters, self.buffers)
        self.optimizer = spec.create_optimizer(self.parameters.shape)
        self.schedule = spec.create_schedule()
        self.rates = self.schedule.start(self.optimizer.learning_rate)
        self.generators = create_generators(spec.seed, self.parameters.shape[:-1])
        orders = len(self.generators)
        self.plan = Epoch(
            network, state, self.gradient, loss, x, y, spec.batch_size, orders, spec.shuffle, spec.jitter
        )
        self.train = Evaluation(self.layers, state, loss, x, y, self.plan.reusable_pass)
        self.validation = None
        if validation is not None:
            held_out = checked_data("validation ", network, loss, *validation)
            self.validation = Evaluation(self.layers, state, loss, *held_out)
        self.penalty, self.taxes = spec.penalty, spec.penalty.taxes
        self.weights = weight_mask(self.layers)
        self.moving = moving_mask(self.layers, spec)
        self.members = Members(state, spec.early_stopping)
        self.used_rate: Rate | None = None
        self.use_rates()
        self.watches_loss = spec.watches_loss or spec.early_stopping is not None or spec.loss_goal is not None
        self.reached = False
        self.epoch, self.stopped, self.is_forward_done = 0, False, False
        self.seconds = 0.0  # computed since ``run`` began

    @property
    def end(self) -> str:
        """How the run as a whole ended."""
        if self.stopped:
            return STOPPED_AT_LIMIT
        return GOAL_REACHED if self.reached else COMPLETED

    def use_rates(self) -> None:
        """Hands the schedule's rate and momentum to the optimizer, where they are new to it."""
        if self.rates.learning_rate is not self.used_rate:
            self.optimizer.learning_rate = self.used_rate = self.rates.learning_rate
        if self.rates.momentum is not None:
            self.optimizer.cycle_momentum(self.rates.momentum)

    def snapshot(self, rate: Rate, measured: Measured) -> Snapshot:
        """The run as it is, frozen."""
        theta, gone = frozen_copy(self.parameters), self.members.gone(self.epoch)
        diverged = self.members.diverged
        return Snapshot(
            epoch=self.epoch,
            parameters=without(theta, diverged),
            buffers=frozen_copy(self.buffers),
            gradient=without(frozen_copy(self.gradient), gone),
            train_loss=without(measured.train_loss, gone),
            validation_loss=without(measured.validation_loss, gone),
            train_accuracy=without(measured.train_accuracy, gone),
            validation_accuracy=without(measured.validation_accuracy, gone),
            learning_rate=rate,
            layers=self.layers,
            continuation=self.continuation(theta),
        )

    def continuation(self, theta: FloatArray) -> Continuation:
        """What is needed to go on from here."""
        return Continuation(
            parameters=theta,
            optimizer=self.optimizer.state(),
            schedule=self.rates,
            chance=tuple(rng.bit_generator.state for rng in self.generators) if self.plan.is_random else (),
            best=self.members.best,
            status=self.members.status,
            ended_at=self.members.ended_at,
        )

    def restore(self, snapshot: Snapshot) -> None:
        """Goes back to a snapshot."""
        saved = snapshot.continuation
        np.copyto(self.parameters, saved.parameters)
        np.copyto(self.buffers, snapshot.buffers)
        self.optimizer.restore(saved.optimizer)
        self.used_rate = None
        self.rates, self.epoch = saved.schedule, snapshot.epoch
        self.is_forward_done = False
        for rng, state in zip(self.generators, saved.chance, strict=bool(saved.chance)):
            rng.bit_generator.state = state
        self.members.restore(saved)

    def finish(self, snapshots: tuple[Snapshot, ...]) -> TrainingRun:
        """What came of it, once ``run`` has come to its end."""
        return TrainingRun(
            snapshots=snapshots,
            network=self.members.network(self.layers),
            status=self.members.verdict(self.end),
            diverged_at=self.members.diverged_at(),
            best_epoch=self.members.best_epoch(),
        )
