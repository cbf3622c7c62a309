"""What a range test answers: its curve, what each rule makes of it, the spread over seeds, and the proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from panel_kit.contract.schema import Counts, GappyMatrix, GappyVector, Vector


@dataclass(frozen=True)
class Suggested:
    """A rate by each rule, null where it finds none."""

    steepest: float | None
    valley: float | None
    minimum_tenth: float | None
    slide: float | None
    longest_fall: float | None


@dataclass(frozen=True)
class Places:
    """The step of the test, from 0, that each rule points at: for ``minimum_tenth`` the lowest one."""

    steepest: int | None
    valley: int | None
    minimum_tenth: int | None
    slide: int | None
    longest_fall: int | None


@dataclass(frozen=True)
class Spread:
    """What the tests of all seeds suggest.

    ``seeds``: of the first weights. By each rule the rates of all of them, null where a test suggests none.
    ``fell``: of how many the loss fell by more than chance. ``factor``: by each rule the largest rate ÷ the
    smallest, null where there are fewer than two.
    """

    seeds: list[int]
    steepest: GappyVector
    valley: GappyVector
    minimum_tenth: GappyVector
    slide: GappyVector
    longest_fall: GappyVector
    fell: int
    factor: Suggested


@dataclass(frozen=True)
class ProofRun:
    """The runs at one rate.

    ``factor``: what the suggestion was multiplied by. ``losses[row][seed]`` are those of the training
    examples at each of the proof's epochs, null from where a run has left the finite numbers; ``loss`` is
    that of the middle seed.
    """

    factor: float
    learning_rate: float
    loss: GappyVector
    losses: GappyMatrix


@dataclass(frozen=True)
class ProofVerdict:
    """Whether the suggested rate won.

    ``wins``: by rate, from how many seeds it ended lowest. ``share``, ``low`` and ``high``: of the
    suggestion's, with the 95 % interval (Wilson). ``won``: whether its middle seed ended lowest of the three.
    """

    seeds: int
    wins: list[int]
    share: float
    low: float
    high: float
    won: bool


@dataclass(frozen=True)
class LrFinderResult:
    """The test of the first seed, that of all seeds, and the proof.

    ``learning_rate``, ``loss`` and ``smoothed`` have a number for each step that was taken. ``suggestion`` is
    the rate of the rule ``suggested_by``. ``fall``: how far the smoothed loss came below the mean of the
    first steps; ``chance_fall``: how far batches alone are likely to bring it. ``reading``: the first step
    that the rules look at, and the one after the last. ``proof`` is empty where it was not asked for, or
    where there is nothing to prove, and so is ``proof_epoch``. ``status`` says whether the time limit ended
    tests or runs of the proof.
    """

    learning_rate: Vector
    loss: Vector
    smoothed: Vector
    suggestion: float | None
    suggested_by: str
    suggestions: Suggested
    places: Places
    reading: list[int]
    fall: float
    chance_fall: float
    has_fallen: bool
    diverged_at: int | None
    spread: Spread
    proof_epoch: Counts
    proof: list[ProofRun]
    proof_verdict: ProofVerdict | None
    status: Literal["completed", "stopped_at_limit"]
    sentence: str
