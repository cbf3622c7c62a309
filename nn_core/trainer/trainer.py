"""The trainer: forward, loss, backward, update, again and again, and a snapshot after every epoch.

This is the one place where numbers change under one's hands: θ, the gradient and the arrays of the passes
are made once and written again at every step. What comes out, the snapshots, is frozen. A network with a
leading axis is a family, and the same lines train all its members at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import frozen_copy
from nn_core.layers.layer import State
from nn_core.network import Network
from nn_core.regularization import weight_mask
from nn_core.schedules.base import Rate
from nn_core.trainer.batches import Epoch, TrainingPass
from nn_core.trainer.data import checked_data, create_generators
from nn_core.trainer.evaluation import Evaluation, Measured
from nn_core.trainer.members import Members
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
from nn_core.trainer.step import BatchStep


class Trainer:
    """Trains a network, or a family of networks, on data.

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
        Seconds, for ``time_limit``.

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
        clock: Callable[[], float] = time.monotonic,
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
        self.plan = Epoch(
            network, state, self.gradient, loss, x, y, spec.batch_size, len(self.generators), spec.shuffle
        )
        self.train = Evaluation(self.layers, state, loss, x, y, self.plan.reusable_pass)
        self.validation = None
        if validation is not None:
            held_out = checked_data("validation ", network, loss, *validation)
            self.validation = Evaluation(self.layers, state, loss, *held_out)
        self.penalty, self.taxes = spec.penalty, spec.penalty.taxes
        self.weights = weight_mask(self.layers)
        self.members = Members(state, spec.early_stopping)
        self.use_rates()
        self.watches_loss = spec.watches_loss or spec.early_stopping is not None or spec.loss_goal is not None
        self.reached = False
        self.epoch, self.stopped, self.is_forward_done = 0, False, False

    def run(self, start: Snapshot | None = None) -> Iterator[Snapshot]:
        """Trains, yielding a snapshot before the first epoch and after every ``record_every``-th.

        Parameters
        ----------
        start : Snapshot, optional
            Of a run with the same network, data and spec: goes on from there, exactly as it did.
        """
        deadline = self.clock() + (self.spec.time_limit or np.inf)
        if start is None:
            yield self.quietly(self.begin)
        else:
            self.restore(start)
        while self.goes_on:
            yield self.quietly(self.next_snapshot, deadline)

    @property
    def goes_on(self) -> bool:
        """Whether there is another epoch to train."""
        return (
            self.epoch < self.spec.epochs
            and not self.members.all_ended
            and not self.stopped
            and not self.reached
        )

    @property
    def end(self) -> str:
        """How the run as a whole ended."""
        if self.stopped:
            return STOPPED_AT_LIMIT
        return GOAL_REACHED if self.reached else COMPLETED

    def quietly(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Does the work without warnings: a run that overflows is a result, not an accident."""
        with np.errstate(all="ignore"):
            return work(*arguments)

    def begin(self) -> Snapshot:
        """The snapshot before training, with the gradient of the first batch."""
        self.compute_gradient(*self.plan.batches[0])
        return self.snapshot(self.rates.learning_rate, self.measure())

    def next_snapshot(self, deadline: float) -> Snapshot:
        """Epoch after epoch until a snapshot is due; after the last one it always is."""
        snapshot = None
        while snapshot is None:
            snapshot = self.next_epoch(deadline)
        return snapshot

    def next_epoch(self, deadline: float) -> Snapshot | None:
        """One epoch, and its snapshot if it is due."""
        self.members.keep()
        self.train_epoch()
        self.epoch += 1
        self.members.check_parameters(self.epoch)
        self.stopped = self.clock() >= deadline
        return self.evaluate(self.optimizer.learning_rate)

    def train_epoch(self) -> None:
        """Once through the data."""
        for _ in self.steps():
            pass

    def batch_by_batch(self, start: Snapshot) -> Iterator[BatchStep]:
        """The epoch after a snapshot, step by step: the same numbers as ``run`` passes through.

        Parameters
        ----------
        start : Snapshot
            Of a run with the same network, data and spec.
        """
        self.restore(start)
        steps = self.steps()
        while (step := self.quietly(next, steps, None)) is not None:
            yield BatchStep(
                examples=self.plan.examples(step),
                parameters=frozen_copy(self.parameters),
                gradient=frozen_copy(self.gradient),
                loss=self.quietly(self.loss_of_batch, step),
                learning_rate=self.optimizer.learning_rate,
            )

    def loss_of_batch(self, number: int) -> FloatArray:
        """L of the latest forward pass through this batch."""
        batch, _inputs, targets = self.plan.batches[number]
        return batch.loss(targets)

    def steps(self) -> Iterator[int]:
        """Once through the data: for each batch the gradient, then a step against it; its number."""
        self.plan.shuffle(self.generators)
        self.use_rates()
        by_batch = self.spec.schedule_by == "batch"
        for number, (batch, inputs, targets) in enumerate(self.plan.batches):
            if batch.dropouts:
                batch.draw_masks(self.generators)
            self.compute_gradient(batch, inputs, targets)
            if batch.norms:
                batch.remember()
            self.optimizer.step(self.parameters, self.gradient)
            yield number
            if by_batch:
                self.rates = self.schedule.advance(self.rates)
                self.use_rates()

    def compute_gradient(self, batch: TrainingPass, inputs: FloatArray, targets: FloatArray) -> None:
        """∂L/∂θ of one batch, penalties included."""
        if not self.is_forward_done:
            batch.forward(inputs)
        self.is_forward_done = False
        batch.backward(inputs, targets)
        if self.taxes:
            self.gradient += self.penalty.gradient(self.parameters, self.weights)
        if self.spec.freeze_biases:
            self.gradient *= self.weights

    def use_rates(self) -> None:
        """Hands the schedule's rate and momentum to the optimizer."""
        self.optimizer.learning_rate = self.rates.learning_rate
        if self.rates.momentum is not None:
            self.optimizer.cycle_momentum(self.rates.momentum)

    def evaluate(self, rate: Rate) -> Snapshot | None:
        """Measures the losses if they are needed, and makes a snapshot if one is due."""
        due = self.epoch % self.spec.record_every == 0 or self.epoch == self.spec.epochs or self.stopped
        if not (due or self.watches_loss or self.members.all_ended):
            self.advance_schedule(None)
            return None
        measured = self.measure()
        self.advance_schedule(measured.watched)
        goal = self.spec.loss_goal
        self.reached = goal is not None and bool(np.all(measured.train_loss <= goal))
        return self.snapshot(rate, measured) if due or self.reached or self.members.all_ended else None

    def measure(self) -> Measured:
        """Losses and accuracies at the present θ; members may end because of them."""
        train_loss, train_accuracy = self.train.measure()
        # In a full batch without dropout, the coming step starts with this very forward pass
        self.is_forward_done = self.plan.reusable_pass is not None
        loss, accuracy = self.validation.measure() if self.validation else (None, None)
        measured = Measured(train_loss, loss, train_accuracy, accuracy)
        self.members.end_diverged(train_loss, self.epoch)
        self.members.watch(measured.watched, self.epoch)
        return measured

    def advance_schedule(self, watched: FloatArray | None) -> None:
        """The rate for the coming epoch."""
        if self.spec.schedule_by == "epoch":
            self.rates = self.schedule.advance(self.rates, watched)

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
