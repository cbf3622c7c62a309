"""What is answered: both errors and the size of the weights over the number of features, and one digit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from panel_kit.contract.schema import Counts, Matrix, Vector

Shape = Literal["double descent", "a peak", "no peak", "not distinguishable", "a valley", "no valley"]


@dataclass(frozen=True)
class Compared:
    """By how much the test error at one place exceeds that at another, on the mean over seeds, in shares.

    ``low`` and ``high`` are the 95 % interval of the mean difference (Student), seed by seed; null for one
    seed. ``sign`` is 1 or −1 where the interval does not hold 0, else 0.
    """

    mean: float
    low: float | None
    high: float | None
    sign: int


@dataclass(frozen=True)
class ShownDigit:
    """A digit that nobody learned from: its pixels, what it is, and its scores at every place, first seed."""

    pixels: Vector
    label: int
    scores: Matrix
    said: Counts


@dataclass(frozen=True)
class DoubleDescentResult:
    """One place for each of ``features``.

    ``train_error`` and ``test_error`` are shares answered wrong, means over the seeds; ``interval`` is the
    95 % interval of the mean test error (Student), null for one seed; ``errors`` has a row for each seed.
    ``parameter_norm`` is the median of ‖θ‖ over the seeds. ``before``, ``at`` and ``beyond`` are three
    places: the lowest mean test error with at most three quarters as many features as examples, as many
    features as examples (or the nearest there is), and the last. ``rise`` compares ``at`` with ``before``,
    ``fall`` compares ``beyond`` with ``before``, and ``shape`` is what both say,
    of a valley where there are fewer features than examples everywhere.
    """

    features: Counts
    train_error: Vector
    test_error: Vector
    interval: Matrix | None
    errors: Matrix
    parameter_norm: Vector
    seeds: list[int]
    before: int
    at: int
    beyond: int
    rise: Compared
    fall: Compared
    shape: Shape
    digit: ShownDigit
    sentence: str
