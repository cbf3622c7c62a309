"""What is answered: each rate's run and its seeds, how sharply the loss curves, the rules put to the test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from panel_kit.contract.schema import Counts, GappyVector, Matrix, Vector
from panel_kit.runs.grid_maps import Map

Verdict = Literal["plateau", "learning", "solved", "oscillating", "diverged"]
Stand = Literal["below", "at", "above"]
Status = Literal["completed", "stopped_at_limit"]
STOPPED_AT_LIMIT: Status = "stopped_at_limit"


@dataclass(frozen=True)
class SharpnessCourse:
    """λ_max of the loss along a run, over all examples; null from where the run has no numbers.

    ``limit`` is 2/η, for SGD without momentum; null for other optimizers, which have no such limit. ``late``
    is the mean of the last third, and ``stand`` where that is: within a tenth of the limit, or beside it.
    """

    epoch: Counts
    value: GappyVector
    limit: float | None
    late: float | None
    stand: Stand | None


@dataclass(frozen=True)
class SeedEnd:
    """How one seed ended; ``final_loss`` is null where it has no number any more."""

    seed: int
    final_loss: float | None
    verdict: Verdict
    solved: bool


@dataclass(frozen=True)
class RateRun:
    """One learning rate.

    ``loss`` by epoch, index 0 before training, null from ``diverged_at`` on; ``final_loss`` the last that is
    a number. ``seeds`` are all seeds computed so far, the shown run's first. ``solved_share`` of them solved
    it, with the 95 % interval (Wilson). ``maps`` are the network's answers over the plane at ``kept`` epochs,
    null where there are none.
    """

    learning_rate: float
    loss: GappyVector
    final_loss: float
    verdict: Verdict
    evidence: str
    diverged_at: int | None
    solved: bool
    seeds: list[SeedEnd]
    solved_share: float
    interval: list[float]
    sharpness: SharpnessCourse | None
    maps: list[Map | None]


@dataclass(frozen=True)
class SweptRate:
    """One rate of the sweep: how many of its seeds solved it, and what most of them came to."""

    learning_rate: float
    solved: int
    verdict: Verdict


@dataclass(frozen=True)
class TestedBand:
    """A band of the rule of thumb: of the runs with rates of the sweep in it, how many solved the task."""

    name: str
    low: float
    high: float
    runs: int
    solved: int


@dataclass(frozen=True)
class RateExamples:
    """The examples, and where to plot them: the ends of each axis; of x and y where there is one input."""

    task: str
    inputs: Matrix
    targets: Vector
    low: Vector
    high: Vector
    resolution: int


@dataclass(frozen=True)
class LearningRateResult:
    """All rates side by side.

    ``status`` says whether all runs had the time they needed; those that diverge have.
    ``kept`` are the epochs of the ``maps``. ``start_sharpness`` is λ_max of the loss at the first weights,
    and ``rate_limit`` 2/λ_max there, null where it does not curve up or the optimizer has no such limit;
    ``method`` says how it was found. ``sweep`` tries rates all along the axis, from ``swept_seeds`` seeds
    each, ``bands`` count them, and ``rule`` says what came of the rules of thumb.
    """

    title: str
    data: RateExamples
    kept: Counts
    status: Status
    runs: list[RateRun]
    start_sharpness: float
    rate_limit: float | None
    method: str
    sweep: list[SweptRate]
    swept_seeds: int
    bands: list[TestedBand]
    rule: str
    sentence: str
