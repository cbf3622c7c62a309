"""What is answered: each run's course and pictures, and what the networks are worth on new examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from panel_kit.contract.schema import Counts, GappyVector, Matrix, Vector
from panel_kit.runs.grid_maps import Map
from panel_kit.runs.over_seeds import Verdict

Status = Literal["completed", "stopped_at_limit"]


@dataclass(frozen=True)
class OverfittingData:
    """The examples to learn from, those to watch, those that more data adds; and the plane they lie in."""

    inputs: Matrix
    targets: Vector
    validation_inputs: Matrix
    validation_targets: Vector
    more_inputs: Matrix | None
    more_targets: Vector | None
    low: Vector
    high: Vector
    resolution: int


@dataclass(frozen=True)
class Left:
    """The network that a run leaves: its losses and accuracies; ``new`` are examples that nothing saw.

    ``epoch`` is the one its weights are of; null where there is no number.
    """

    epoch: int
    train_loss: float | None
    validation_loss: float | None
    new_loss: float | None
    train_accuracy: float | None
    validation_accuracy: float | None
    new_accuracy: float | None


@dataclass(frozen=True)
class WrongOnes:
    """Held-out examples decided wrong, and the mean loss of those, at one epoch; null where none is."""

    epoch: int
    count: int
    of: int
    mean_loss: float | None


@dataclass(frozen=True)
class CureRun:
    """One run.

    Losses and accuracies by epoch, index 0 before training, null after the run has stopped: of all examples,
    without penalties, with nothing silenced or moved. ``best_epoch`` is that of the lowest held-out loss.
    ``stopped_at`` is the epoch in which early stopping ended the run, and ``final`` the network it leaves:
    then that of ``best_epoch``, else the last. ``interval`` is the 95 % interval of the mean loss on new
    examples over the seeds (Student), null for one seed. ``small_share`` is the share of its weights nearer
    to 0 than 0.01, ``weight_norm`` the root of the sum of their squares. ``wrong`` are the validation
    examples decided wrong at the best epoch and at the end. ``maps`` are its answers over the plane at the
    ``kept`` epochs; from ``stopped_at`` on those of the network it leaves. ``copies`` are the examples as
    jitter moved them there. ``masks`` says for every epoch, in the order of the hidden units, which of them
    were silenced ("0") for the first example.
    """

    cure: str
    amount: float
    title: str
    train_loss: GappyVector
    validation_loss: GappyVector
    train_accuracy: GappyVector
    validation_accuracy: GappyVector
    best_epoch: int
    stopped_at: int | None
    final: Left
    interval: list[float] | None
    small_share: float
    weight_norm: float
    wrong: list[WrongOnes]
    maps: list[Map]
    copies: list[Matrix] | None
    masks: list[str] | None


@dataclass(frozen=True)
class CureOverSeeds:
    """One cure over the seeds computed so far: loss and accuracy on new examples, seed by seed.

    ``mean`` with its 95 % interval (Student), ``accuracy`` likewise; ``difference`` is the mean of the
    differences to the plain run, seed by seed. Null for one seed, or where a loss is no number. ``verdict``
    says on which side of 0 the interval of the difference lies.
    """

    cure: str
    title: str
    new_loss: GappyVector
    new_accuracy: GappyVector
    mean: float | None
    low: float | None
    high: float | None
    accuracy: float | None
    accuracy_low: float | None
    accuracy_high: float | None
    difference: float | None
    difference_low: float | None
    difference_high: float | None
    verdict: Verdict | None


@dataclass(frozen=True)
class OverfittingResult:
    """All runs side by side.

    ``kept`` are the epochs of the pictures. ``compared`` grows seed by seed in a stream. ``status`` says
    whether all runs had the time they needed. ``new_examples`` is how many the networks are judged by.
    """

    title: str
    data: OverfittingData
    kept: Counts
    runs: list[CureRun]
    compared: list[CureOverSeeds]
    parameter_count: int
    new_examples: int
    status: Status
    sentence: str
