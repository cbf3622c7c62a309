"""The trainer: forward, loss, backward, update, again and again, and a snapshot after every epoch.

This is the one place where numbers change under one's hands: θ, the gradient and the arrays of the passes
are made once and written again at every step. What comes out, the snapshots, is frozen. A network with a
leading axis is a family, and the same lines train all its members at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from nn_core.activations import FloatArray
from nn_core.arrays import frozen_copy
from nn_core.schedules.base import Rate
from nn_core.trainer.batches import TrainingPass
from nn_core.trainer.evaluation import Measured
from nn_core.trainer.snapshot import Snapshot
from nn_core.trainer.state import TrainingState
from nn_core.trainer.step import BatchStep


class Trainer(TrainingState):
    """Trains a network, or a family of networks, on data.

    Its parameters, and what they may not be, are those of ``TrainingState``.
    """

    def run(self, start: Snapshot | None = None) -> Iterator[Snapshot]:
        """Trains, yielding a snapshot before the first epoch and after every ``record_every``-th.

        Parameters
        ----------
        start : Snapshot, optional
            Of a run with the same network, data and spec: goes on from there, exactly as it did.
        """
        self.seconds = 0.0
        if start is None:
            yield self.quietly(self.begin)
        else:
            self.restore(start)
        while self.goes_on:
            yield self.quietly(self.next_snapshot)

    @property
    def goes_on(self) -> bool:
        """Whether there is another epoch to train."""
        return (
            self.epoch < self.spec.epochs
            and not self.members.all_ended
            and not self.stopped
            and not self.reached
        )

    def quietly(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Does the work without warnings: a run that overflows is a result, not an accident."""
        with np.errstate(all="ignore"):
            return work(*arguments)

    def begin(self) -> Snapshot:
        """The snapshot before training, with the gradient of the first batch."""
        self.compute_gradient(*self.plan.batches[0])
        return self.snapshot(self.rates.learning_rate, self.measure())

    def next_snapshot(self) -> Snapshot:
        """Epoch after epoch until a snapshot is due; after the last one it always is."""
        snapshot = None
        while snapshot is None:
            snapshot = self.next_epoch()
        return snapshot

    def next_epoch(self) -> Snapshot | None:
        """One epoch, and its snapshot if it is due."""
        began = self.clock()
        self.members.keep()
        self.train_epoch()
        self.epoch += 1
        self.members.check_parameters(self.epoch)
        self.stopped = self.seconds + self.clock() - began >= (self.spec.time_limit or np.inf)
        snapshot = self.evaluate(self.optimizer.learning_rate)
        self.seconds += self.clock() - began
        return snapshot

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

    @property
    def latest_inputs(self) -> FloatArray:
        """The inputs as the latest epoch saw them, in its order and jittered, (…, n, n_in); a copy."""
        inputs: FloatArray = self.plan.inputs.copy()
        return inputs

    @property
    def latest_masks(self) -> tuple[FloatArray, ...]:
        """The masks of dropout in the latest step, (…, batch, units) of each layer that has any; copies.

        1 / (1 − p) where a unit stayed, 0 where it was silenced.
        """
        return tuple(mask.copy() for _layer, mask in self.plan.batches[-1][0].dropouts)

    def loss_of_batch(self, number: int) -> FloatArray:
        """L of the latest forward pass through this batch."""
        batch, _inputs, targets = self.plan.batches[number]
        return batch.loss(targets)

    def steps(self) -> Iterator[int]:
        """Once through the data: for each batch the gradient, then a step against it; its number."""
        self.plan.draw(self.generators)
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
        if self.moving is not None:
            self.gradient *= self.moving

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
