"""What is answered: four lines over the number of examples, and what was carried over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from panel_kit.contract.schema import Counts, Matrix, Vector
from panel_kit.runs.over_seeds import Verdict

LineName = Literal["scratch", "fine_tuned", "frozen", "random_frozen"]
Status = Literal["completed", "stopped_at_limit"]


@dataclass(frozen=True)
class Difference:
    """By how much a line is above the one from scratch, on the mean over seeds, in shares of new digits.

    ``low`` and ``high`` are the 95 % interval (Student) of the differences seed by seed; null for one seed,
    as is ``verdict``, which says on which side of 0 the interval lies.
    """

    mean: float
    low: float | None
    high: float | None
    verdict: Verdict | None


@dataclass(frozen=True)
class TransferLine:
    """One way to learn the target.

    ``accuracy`` is the share of new digits answered right with the opened number of examples, seed by seed;
    ``mean`` and ``interval`` (95 %, Student; null for one seed) are over the seeds. ``curve`` is the mean
    after each of the recorded ``epochs``, and ``epochs_needed`` the first of them by which it is as high as
    the line from scratch is at its end; null if it never is. ``means`` and ``intervals`` are those of each of
    the ``counts``. ``against`` compares with the line from scratch; null for that line itself.
    """

    name: LineName
    label: str
    accuracy: Vector
    mean: float
    interval: list[float] | None
    curve: Vector
    epochs_needed: int | None
    means: Vector
    intervals: Matrix | None
    against: Difference | None


@dataclass(frozen=True)
class TransferTask:
    """What one of both tasks is: its name, its classes, how many examples it has to learn from and to ask."""

    name: str
    classes: int
    samples: int
    asked: int


@dataclass(frozen=True)
class TransferResult:
    """Four ways to learn the target task, seed by seed the same digits and first weights.

    ``counts`` are numbers of examples of each class, ``place`` is that of the opened one, and ``epochs`` are
    those of the curves. ``source_accuracy`` is how well the source is read by its own network, on digits that
    it has not learned from, seed by seed, and ``source_mean`` their mean. ``features`` are the weights into
    the hidden units of the first seed's source network, 64 each. ``status`` says whether all runs had the
    time they needed.
    """

    counts: Counts
    place: int
    epochs: Counts
    lines: list[TransferLine]
    seeds: list[int]
    source: TransferTask
    target: TransferTask
    source_accuracy: Vector
    source_mean: float
    features: Matrix
    status: Status
    sentence: str
