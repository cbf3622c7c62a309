"""A training run, told in parts while it is computed.

The first part is there before the first step: the data and the state before training. Then come stretches of
epochs, and last what can only be said at the end. Whoever stops listening stops the work.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator, Sequence
from itertools import compress, islice
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from nn_core.trainer import History as Course
from nn_core.trainer import Snapshot, Trainer
from nn_core.trainer.snapshot import norms_by_layer
from panel_kit.contract.schema import GappyMatrix
from panel_kit.runs.ending import confusion, data_of, ending, settings_of
from panel_kit.runs.request import TrainingRequest
from panel_kit.runs.result import History, Part, Snapshots, stacked
from panel_kit.runs.setup import Setup

MAX_SNAPSHOTS = 500
MAX_SNAPSHOT_NUMBERS = 100_000
MAX_EPOCHS_OF_A_PART = 100
WORK_OF_A_PART = 10_000_000

Decisions = npt.NDArray[Any]


def parts_of(request: TrainingRequest) -> Generator[Part]:
    """The run, part by part: see ``panels.training_result``."""
    setup = request.setup
    trainer, record = trainer_of(setup), Record(setup)
    run = looks(trainer)
    yield {"data": data_of(request), "settings": settings_of(request), **record.add([next(run)])}
    while stretch := list(islice(run, record.epochs_of_a_part)):
        yield record.add(stretch)
    last = record.last_snapshot()
    finished = trainer.finish(tuple(record.kept))
    yield {**last, **ending(request, finished, stacked(record.stretches))}


def trainer_of(setup: Setup) -> Trainer:
    """The trainer of a run, at its start."""
    data, held_out = setup.training, setup.validation
    validation = (held_out.inputs, held_out.targets) if held_out else None
    return Trainer(setup.network, data.inputs, data.targets, setup.spec, validation=validation)


class Look(NamedTuple):
    """A snapshot, and what was decided then for each example; None where there is nothing to decide."""

    snapshot: Snapshot
    training: Decisions | None
    validation: Decisions | None


def looks(trainer: Trainer) -> Iterator[Look]:
    """Every snapshot of the run with its decisions."""
    for snapshot in trainer.run():
        held_out = trainer.validation.decisions if trainer.validation else None
        yield Look(snapshot, trainer.train.decisions, held_out)


class Record:
    """What is kept of a run while it goes on: a row of every epoch, and some of the snapshots.

    Every epoch's θ is kept up to 500 epochs and 100,000 numbers; of longer runs every second, every third, …,
    and always the last.

    Parameters
    ----------
    setup : Setup

    Attributes
    ----------
    kept : list of Snapshot
    stretches : list of History
        The rows of every epoch so far.
    """

    def __init__(self, setup: Setup) -> None:
        epochs, self.size = setup.spec.epochs, setup.network.parameter_count
        self.setup = setup
        most = max(1, min(MAX_SNAPSHOTS, MAX_SNAPSHOT_NUMBERS // self.size))
        self.stride = max(1, math.ceil(epochs / most))
        self.epochs_of_a_part = max(1, min(MAX_EPOCHS_OF_A_PART, WORK_OF_A_PART * epochs // setup.work))
        self.kept: list[Snapshot] = []
        self.stretches: list[History] = []
        self.latest: Look | None = None

    def add(self, stretch: Sequence[Look]) -> Part:
        """Writes a stretch of epochs down; the part that tells them."""
        rows = history_of([look.snapshot for look in stretch])
        self.stretches.append(rows)
        self.latest = stretch[-1]
        due = [look for look in stretch if look.snapshot.epoch % self.stride == 0]
        return {"history": rows, "snapshots": self.keep(due)}

    def last_snapshot(self) -> Part:
        """The snapshot that the run ended with, unless it is kept already."""
        ended = [self.latest] if self.latest and self.latest.snapshot.epoch % self.stride else []
        return {"snapshots": self.keep(ended)} if ended else {}

    def keep(self, looks: Sequence[Look]) -> Snapshots:
        """Those of them that still have numbers: one that diverged has no θ."""
        theta = np.array([look.snapshot.parameters for look in looks]).reshape(len(looks), self.size)
        is_alive = np.isfinite(theta).all(axis=1)
        alive = list(compress(looks, is_alive))
        self.kept += [look.snapshot for look in alive]
        return Snapshots(
            epoch=np.array([look.snapshot.epoch for look in alive], dtype=np.int64),
            parameters=theta[is_alive],
            confusion=confusion(self.setup.training, [look.training for look in alive]),
            validation_confusion=confusion(self.setup.validation, [look.validation for look in alive]),
        )


def history_of(stretch: Sequence[Snapshot]) -> History:
    """The rows of these epochs."""
    course = Course.of(stretch)
    return History(
        epoch=course.epoch,
        train_loss=course.train_loss,
        validation_loss=course.validation_loss,
        train_accuracy=course.train_accuracy,
        validation_accuracy=course.validation_accuracy,
        learning_rate=course.learning_rate,
        gradient_norms=gradient_norms(stretch),
    )


def gradient_norms(stretch: Sequence[Snapshot]) -> GappyMatrix:
    """‖∂L/∂θ‖ of each layer, (epochs, layers). A gradient too large to be squared has none."""
    with np.errstate(all="ignore"):
        gradients = np.stack([snapshot.gradient for snapshot in stretch])
        norms = norms_by_layer(stretch[0].layers, gradients)
    return np.where(np.isfinite(norms), norms, np.nan)
