"""The members of a run, and how each of them ends: one by diverging, another by early stopping.

A single network is a run of one. In a family the others go on; one that has ended stays as it was.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.layers import AnyLayer
from nn_core.layers.layer import State
from nn_core.network import Network
from nn_core.trainer.snapshot import (
    DIVERGED,
    EARLY_STOPPED,
    RUNNING,
    Best,
    Continuation,
    EpochArray,
)
from nn_core.trainer.spec import EarlyStopping

Rows = npt.NDArray[np.bool_]


class Members:
    """Who is still running, who was best when.

    Parameters
    ----------
    state : State
        θ and running numbers of all members, (…, n), which the trainer changes.
    early_stopping : EarlyStopping or None

    Attributes
    ----------
    status : array of str, shape (…)
    ended_at : array of int, shape (…)
        The epoch in which each ended; −1 while it runs.
    best : Best or None
    all_ended : bool
    """

    def __init__(self, state: State, early_stopping: EarlyStopping | None) -> None:
        self.state, self.early_stopping = state, early_stopping
        family = state.parameters.shape[:-1]
        self.status = np.full(family, RUNNING, dtype="<U16")
        self.ended_at = np.full(family, -1, dtype=np.int64)
        self.best: Best | None = None
        self.before = State(state.parameters.copy(), state.buffers.copy())
        self.refresh()

    def refresh(self) -> None:
        """Who runs, who has ended, from ``status``."""
        self.running = self.status == RUNNING
        self.any_ended, self.all_ended = not self.running.all(), not self.running.any()

    def keep(self) -> None:
        """Remembers θ before an epoch."""
        np.copyto(self.before.parameters, self.state.parameters)
        np.copyto(self.before.buffers, self.state.buffers)

    def put_back(self, rows: Rows) -> None:
        """Gives these members the θ they had before the epoch."""
        self.state.parameters[rows] = self.before.parameters[rows]
        self.state.buffers[rows] = self.before.buffers[rows]

    def end(self, rows: Rows, status: str, epoch: int) -> None:
        """Ends these members."""
        self.status = np.where(rows, status, self.status)
        self.ended_at = np.where(rows, epoch, self.ended_at)
        self.refresh()

    def check_parameters(self, epoch: int) -> None:
        """Undoes the epoch for members that had ended, and ends those whose θ is not finite any more."""
        if self.any_ended:
            self.put_back(~self.running)
        self.end_diverged(np.add.reduce(self.state.parameters, axis=-1), epoch)

    def end_diverged(self, number: FloatArray, epoch: int) -> None:
        """Ends the members for which this number is not finite; they keep their last finite θ."""
        # Adding them up finds any that is not finite
        if math.isfinite(number if number.ndim == 0 else np.add.reduce(number, axis=None)):
            return
        diverged = ~np.isfinite(number) & self.running
        if diverged.any():
            self.put_back(diverged)
            self.end(diverged, DIVERGED, epoch)

    def watch(self, loss: FloatArray, epoch: int) -> None:
        """Early stopping: is this the best loss yet, and if not, for how long has there been none?"""
        rule = self.early_stopping
        if rule is None:
            return
        parameters, buffers = self.state.parameters, self.state.buffers
        if self.best is None:
            zero = np.zeros(self.status.shape, dtype=np.int64)
            self.best = Best(np.array(loss), zero, parameters.copy(), buffers.copy(), zero)
            return
        best = self.best
        better = (loss < best.loss - rule.min_delta) & self.running
        bad_epochs = np.where(better, 0, best.bad_epochs + self.running)
        self.best = Best(
            loss=np.where(better, loss, best.loss),
            epoch=np.where(better, epoch, best.epoch),
            parameters=np.where(better[..., np.newaxis], parameters, best.parameters),
            buffers=np.where(better[..., np.newaxis], buffers, best.buffers),
            bad_epochs=bad_epochs,
        )
        impatient = (bad_epochs >= rule.patience) & self.running
        if impatient.any():
            self.end(impatient, EARLY_STOPPED, epoch)

    @property
    def diverged(self) -> Rows | None:
        """Who has diverged; None if nobody."""
        if not self.any_ended:
            return None
        rows: Rows = self.status == DIVERGED
        return rows

    def gone(self, epoch: int) -> Rows | None:
        """Who has no numbers after this epoch: ended before it, or diverged; None if nobody."""
        if not self.any_ended:
            return None
        rows: Rows = ~self.running & ((self.ended_at < epoch) | (self.status == DIVERGED))
        return rows

    def restore(self, saved: Continuation) -> None:
        """Goes back to the moment of a snapshot."""
        self.status, self.ended_at, self.best = saved.status, saved.ended_at, saved.best
        self.refresh()

    def network(self, layers: tuple[AnyLayer, ...]) -> Network:
        """What the run leaves: θ at its end, or at its best where early stopping watched."""
        last = self.best or self.state
        return Network(layers, last.parameters.copy(), last.buffers.copy())

    def verdict(self, whole: str) -> Any:
        """How each member ended, as a word or a list of words; ``whole`` is how the run did."""
        return np.where(self.running, whole, self.status).tolist()

    def diverged_at(self) -> Any:
        """The epoch in which each member diverged, or None."""
        return or_none(self.ended_at, self.status == DIVERGED)

    def best_epoch(self) -> Any:
        """Where early stopping found each member best, or None."""
        return or_none(self.best.epoch, self.best.epoch >= 0) if self.best else or_none(self.ended_at, False)


def or_none(epochs: EpochArray, known: Any) -> Any:
    """The epochs as Python numbers, None where they are not known."""
    values: Any = epochs.astype(object)
    nothing: Any = None
    return np.where(known, values, nothing).tolist()
