"""What comes of a schedule: its rates, its losses, the best constant rate beside it, and who was lower."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from panel_kit.contract.schema import GappyMatrix, GappyVector, Matrix, Vector


@dataclass(frozen=True)
class ScheduleData:
    """What is learned: standardized inputs, targets, and where to plot them."""

    task: str
    inputs: Matrix
    targets: Vector
    low: Vector
    high: Vector


@dataclass(frozen=True)
class ScheduleDrawing:
    """What the picture of the first seed's network is drawn from: θ after each of ``epochs``."""

    layers: list[int]
    activations: list[str]
    epochs: list[int]
    parameters: GappyMatrix


@dataclass(frozen=True)
class ConstantRate:
    """The best of the constant rates: the one with the lowest mean loss at the end, over all seeds.

    ``rates`` are those tried and ``mean_losses`` what each came to, null where a seed left the numbers.
    ``loss`` is the first seed's by epoch, ``mean_loss`` that of all. ``at_edge``: no lower or no higher rate
    was tried.
    """

    learning_rate: float
    loss: GappyVector
    mean_loss: GappyVector
    final_losses: GappyVector
    rates: Vector
    mean_losses: GappyVector
    at_edge: bool
    parameters: GappyMatrix


@dataclass(frozen=True)
class SeedShare:
    """So many of the seeds, as a share with its 95 % interval (Wilson)."""

    count: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class SeedShares:
    """Seeds that end lower with the schedule than with the best constant rate, and those that end higher."""

    lower: SeedShare
    higher: SeedShare


@dataclass(frozen=True)
class SeedDifference:
    """Loss at the end with the schedule minus that with the constant rate, from the same first weights.

    ``mean``, ``low`` and ``high``: of all seeds with the 95 % interval (Student); null where a run left the
    finite numbers.
    """

    by_seed: GappyVector
    mean: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class ScheduleResult:
    """The schedule and what it does.

    ``learning_rate`` has a rate for each epoch, or for each step where ``unit`` is batch; ``momentum`` as
    many, where the schedule moves it. ``options`` are all of the schedule's, those left out put in.
    ``loss`` is the first seed's by epoch, index 0 before training; null from where it left the numbers.
    Where the time limit ended runs, ``status`` says so, ``verdict`` is "stopped", and what those runs did not
    come to is null.
    """

    unit: str
    batches: int
    options: dict[str, Any]
    learning_rate: Vector
    momentum: Vector | None
    falls: list[int]
    data: ScheduleData
    drawing: ScheduleDrawing
    loss: GappyVector
    mean_loss: GappyVector
    final_losses: GappyVector
    seeds: list[int]
    constant: ConstantRate
    difference: SeedDifference
    shares: SeedShares
    verdict: str
    status: Literal["completed", "stopped_at_limit"]
    sentence: str
