"""The result of a run: columns by epoch, the network that came of it, and what there is to say.

A run is told in parts, each a few of the result's fields. ``history`` and ``snapshots`` come in blocks of
rows, everything else once; put together (``join``) they are the result. A panel with more to tell of its runs
extends ``TrainingResult``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np

from nn_core.datasets import Decision
from nn_core.trainer.snapshot import STOPPED_AT_LIMIT
from panel_kit.contract.schema import CountCube, CountMatrix, Counts, GappyMatrix, GappyVector, Matrix, Vector
from panel_kit.specs.network_result import NetworkResult

Columns = TypeVar("Columns", "History", "Snapshots")
Part = dict[str, Any]


@dataclass(frozen=True)
class Scaling:
    """What was taken off every input, and what it was divided by then."""

    mean: Vector
    std: Vector


@dataclass(frozen=True)
class Data:
    """The examples, and where to plot them.

    ``split`` says of each row whether it is for ``"training"`` or ``"validation"``. ``low`` and ``high`` are
    the ends of each axis: of each input, and of y after a single input. ``scaling`` and ``target_scaling``
    are what standardized inputs and targets were brought to; ``decisions`` what was decided on a table.
    ``features`` are the derived inputs, null for none, and ``feature_names`` what the network's inputs are
    called. ``input_units`` and ``target_units`` are what the columns of a table are measured in, "" for
    nothing known.
    """

    task: str
    input_names: list[str]
    target_name: str
    class_names: list[str]
    inputs: Matrix
    targets: Matrix
    split: list[str]
    low: Vector
    high: Vector
    scaling: Scaling | None
    target_scaling: Scaling | None
    target_names: list[str]
    decisions: list[Decision]
    features: list[str] | None
    feature_names: list[str]
    input_units: list[str]
    target_units: list[str]


@dataclass(frozen=True)
class Settings:
    """What the run is made of, with everything that was left out or null put in.

    ``optimizer`` and ``schedule`` hold a ``name`` and every option of it. ``batches`` is how many there are
    in an epoch. ``training`` and ``validation`` count the examples of each part. ``work`` is the price, as
    the limits count it.
    """

    layers: list[int]
    activations: list[str]
    parameter_count: int
    loss: str
    optimizer: dict[str, Any]
    schedule: dict[str, Any]
    batch_size: int
    batches: int
    epochs: int
    training: int
    validation: int
    work: int


@dataclass(frozen=True)
class History:
    """Columns by epoch, index 0 before training; null where there is no number (any more).

    Losses and accuracies are those at the end of the epoch over all of the data, without penalties;
    ``learning_rate`` and ``gradient_norms`` (‖∂L/∂θ‖ of each layer) those of its last step.
    """

    epoch: Counts
    train_loss: GappyVector
    validation_loss: GappyVector
    train_accuracy: GappyVector
    validation_accuracy: GappyVector
    learning_rate: GappyVector
    gradient_norms: GappyMatrix


@dataclass(frozen=True)
class Snapshots:
    """θ after some of the epochs, layer by layer W row by row, then b; and what it takes for what.

    ``confusion[row][t][d]`` training examples of class t were taken for class d, ``validation_confusion``
    likewise; null where there are no classes, or no validation examples.
    """

    epoch: Counts
    parameters: Matrix
    confusion: CountCube | None
    validation_confusion: CountCube | None


@dataclass(frozen=True)
class Final:
    """How good the network is that the run leaves; null where there is no number.

    For a regression also R², the share of the targets' variance that is explained, and RMSE, the root of the
    mean squared error on the scale of the table, over all outputs.
    """

    epoch: int
    train_loss: float | None
    validation_loss: float | None
    train_accuracy: float | None
    validation_accuracy: float | None
    train_r2: float | None = None
    validation_r2: float | None = None
    train_rmse: float | None = None
    validation_rmse: float | None = None


@dataclass(frozen=True)
class Confusion:
    """``training[t][d]`` examples of class t were taken for class d; likewise ``validation``."""

    training: CountMatrix
    validation: CountMatrix | None


@dataclass(frozen=True)
class FixResult:
    """One change: ``change`` holds the new values by their path in the request, ready to be sent.

    ``tried``: the changed run was trained, and its loss (validation loss where the problem is overfitting)
    ended at ``loss_after`` instead of ``loss_before``, which is null after a run that diverged. ``change`` is
    null and ``field`` empty where nothing that was tried helps.
    """

    field: str
    sentence: str
    change: dict[str, Any] | None
    tried: bool
    loss_before: float | None
    loss_after: float | None


@dataclass(frozen=True)
class FindingResult:
    """One problem of the run, the measured numbers that show it, and what to try."""

    problem: str
    sentence: str
    evidence: dict[str, float | None]
    fix: FixResult


@dataclass(frozen=True)
class TrainingResult:
    """A training run: data, columns by epoch, θ of its snapshots, the trained network and a diagnosis."""

    data: Data
    settings: Settings
    history: History
    snapshots: Snapshots
    status: str
    diverged_at: int | None
    best_epoch: int | None
    final: Final
    network: NetworkResult
    confusion: Confusion | None
    diagnosis: list[FindingResult]
    sentence: str


def ran_out_of_time(result: Any) -> bool:
    """Whether the time limit ended a run, or one of several: it says less than the same run would elsewhere.

    What came of it depends on how fast the computer is, and so is not worth keeping.
    """
    status = getattr(result, "status", ())
    return STOPPED_AT_LIMIT in ((status,) if isinstance(status, str) else status)


IN_ROWS = ("history", "snapshots")
Result = TypeVar("Result", bound=TrainingResult)


def join(parts: Iterable[Mapping[str, Any]], kind: type[Result]) -> Result:
    """The result of this kind that the parts make up."""
    found: dict[str, list[Any]] = {}
    for part in parts:
        for name, value in part.items():
            found.setdefault(name, []).append(value)
    once = {name: values[0] for name, values in found.items() if name not in IN_ROWS}
    return kind(**once, **{name: stacked(found[name]) for name in IN_ROWS})


def stacked(blocks: Sequence[Columns]) -> Columns:
    """Blocks of rows as one."""
    kind = type(blocks[0])
    columns: dict[str, Any] = {}
    for field in fields(kind):
        values = [getattr(block, field.name) for block in blocks]
        columns[field.name] = None if values[0] is None else np.concatenate(values)
    return kind(**columns)
