"""A run, told in parts while it is computed.

The first part is there before the first step: the data and the state before training. Then come blocks of
epochs, and last what can only be said at the end. Whoever stops listening stops the work.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import compress, islice
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from nn_core.trainer import History as RunHistory
from nn_core.trainer import Snapshot, Trainer, TrainingRun
from nn_core.trainer.snapshot import norms_by_layer
from panel_kit.contract.schema import GappyMatrix
from panel_kit.runs.beginning import beginning
from panel_kit.runs.ending import confusion, ending
from panel_kit.runs.result import History, Part, Snapshots, stacked
from panel_kit.runs.setup import RunRequest, Setup
from panel_kit.specs.limits import Limits

MAX_EPOCHS_OF_A_PART = 100
WORK_OF_A_PART = 10_000_000

Decisions = npt.NDArray[Any]
Begin = Callable[[Any], Part]
More = Callable[[Any, TrainingRun], Generator[Part, None, Part]]


def nothing_more(_request: RunRequest, _run: TrainingRun) -> Generator[Part, None, Part]:
    """No fields but those of every run."""
    yield from ()
    return {}


def parts_of(request: RunRequest, begin: Begin = beginning, more: More = nothing_more) -> Generator[Part]:
    """The run, part by part: see ``panel_kit.runs.result``.

    Parameters
    ----------
    request : RunRequest
    begin : callable
        request ↦ the fields of the first part, data and settings.
    more : callable
        (request, finished run) ↦ further fields of the last part, for a result that has them; empty parts
        come first where that takes long.
    """
    setup = request.setup
    trainer, record = trainer_of(setup), Record(setup, request.limits)
    run = evaluated(trainer)
    yield {**begin(request), **record.add([next(run)])}
    while epochs := list(islice(run, epochs_of_a_part(setup))):
        yield record.add(epochs)
    last = record.last_snapshot()
    finished = trainer.finish(tuple(record.kept))
    end = yield from ending(request, finished, record.history)
    further = yield from more(request, finished)
    yield {**last, **end, **further}


def trainer_of(setup: Setup) -> Trainer:
    """The trainer of a run, at its start."""
    data, held_out = setup.training, setup.validation
    validation = (held_out.inputs, held_out.targets) if held_out else None
    return Trainer(setup.network, data.inputs, data.targets, setup.spec, validation=validation)


def epochs_of_a_part(setup: Setup) -> int:
    """How many epochs go by until others have their turn: some hundredths of a second's work."""
    return max(1, min(MAX_EPOCHS_OF_A_PART, WORK_OF_A_PART * setup.spec.epochs // setup.work))


class Evaluated(NamedTuple):
    """A snapshot, and what was decided then for each example; None where there is nothing to decide."""

    snapshot: Snapshot
    training: Decisions | None
    validation: Decisions | None


def evaluated(trainer: Trainer) -> Iterator[Evaluated]:
    """Every snapshot of the run with its decisions."""
    for snapshot in trainer.run():
        held_out = trainer.validation.decisions if trainer.validation else None
        yield Evaluated(snapshot, trainer.train.decisions, held_out)


class Record:
    """What is kept of a run while it goes on: a row of every epoch, and some of the snapshots.

    Every epoch's θ is kept up to the limits, of which longer runs keep every second, every third, …, and
    always the last.

    Parameters
    ----------
    setup : Setup
    limits : Limits

    Attributes
    ----------
    kept : list of Snapshot
    """

    def __init__(self, setup: Setup, limits: Limits) -> None:
        epochs, self.size = setup.spec.epochs, setup.network.parameter_count
        self.setup = setup
        most = max(1, min(limits.snapshots, limits.snapshot_numbers // self.size))
        self.stride = max(1, math.ceil(epochs / most))
        self.kept: list[Snapshot] = []
        self.blocks: list[History] = []
        self.latest: Evaluated | None = None

    @property
    def history(self) -> History:
        """The rows of every epoch so far."""
        return stacked(self.blocks)

    def add(self, epochs: Sequence[Evaluated]) -> Part:
        """Writes a block of epochs down; the part that tells them."""
        rows = history_of([each.snapshot for each in epochs])
        self.blocks.append(rows)
        self.latest = epochs[-1]
        due = [each for each in epochs if each.snapshot.epoch % self.stride == 0]
        return {"history": rows, "snapshots": self.keep(due)}

    def last_snapshot(self) -> Part:
        """The snapshot that the run ended with, unless it is kept already."""
        ended = [self.latest] if self.latest and self.latest.snapshot.epoch % self.stride else []
        return {"snapshots": self.keep(ended)} if ended else {}

    def keep(self, epochs: Sequence[Evaluated]) -> Snapshots:
        """Those of them that still have numbers: one that diverged has no θ."""
        theta = np.array([each.snapshot.parameters for each in epochs]).reshape(len(epochs), self.size)
        is_alive = np.isfinite(theta).all(axis=1)
        alive = list(compress(epochs, is_alive))
        self.kept += [each.snapshot for each in alive]
        return Snapshots(
            epoch=np.array([each.snapshot.epoch for each in alive], dtype=np.int64),
            parameters=theta[is_alive],
            confusion=confusion(self.setup.training, [each.training for each in alive]),
            validation_confusion=confusion(self.setup.validation, [each.validation for each in alive]),
        )


def history_of(snapshots: Sequence[Snapshot]) -> History:
    """The rows of these epochs."""
    rows = RunHistory.of(snapshots)
    return History(
        epoch=rows.epoch,
        train_loss=rows.train_loss,
        validation_loss=rows.validation_loss,
        train_accuracy=rows.train_accuracy,
        validation_accuracy=rows.validation_accuracy,
        learning_rate=rows.learning_rate,
        gradient_norms=gradient_norms(snapshots),
    )


def gradient_norms(snapshots: Sequence[Snapshot]) -> GappyMatrix:
    """‖∂L/∂θ‖ of each layer, (epochs, layers). A gradient too large to be squared has none."""
    with np.errstate(all="ignore"):
        gradients = np.stack([snapshot.gradient for snapshot in snapshots])
        norms = norms_by_layer(snapshots[0].layers, gradients)
    return np.where(np.isfinite(norms), norms, np.nan)
