"""What is answered: what the network says of each row, how far it lies from all data, and its way."""

from __future__ import annotations

from dataclasses import dataclass

from nn_core.datasets import Decision
from panel_kit.contract.schema import GappyMatrix, GappyVector, Matrix, Vector
from panel_kit.runs.grid_maps import GridResult
from panel_kit.runs.result import Data
from panel_kit.specs.network_result import NetworkResult


@dataclass(frozen=True)
class MemberResult:
    """What one θ answers.

    ``decisions`` holds the class of each prediction: whether a single output reaches one half, or which of
    several is largest. A prediction that is no finite number is null, and so is its class.
    """

    predictions: GappyMatrix | None
    decisions: list[int | None] | None
    grid: GridResult | None


@dataclass(frozen=True)
class PredictLayer:
    """One layer's pre-activations z and activations a = f(z); null where they are no numbers any more."""

    z: GappyVector
    a: GappyVector


@dataclass(frozen=True)
class PredictRows:
    """The rows one by one.

    ``inputs`` are the rows as they were given, ``lines`` their lines in the table, null for points, and
    ``reading`` what was decided on the table. ``certainty`` is the probability of the class decided for; null
    where the network's outputs are no probabilities. ``row`` is the one whose way is told.
    """

    inputs: Matrix
    lines: list[int] | None
    reading: list[Decision]
    certainty: list[float | None] | None
    row: int


@dataclass(frozen=True)
class PredictDistances:
    """How far the rows lie from the training examples, in standard deviations of these.

    ``nearest`` is the nearest example of each row, by its place among the data, and ``distances`` how far
    that is: √Σ (difference / σ)². ``gap`` is the largest distance from a training example to its nearest
    neighbor, null where there is one example alone; a row farther than that from all of them ``is_far``.
    ``outside`` are the inputs of each row, from 0, below or above all that was learned from. ``spread``
    is σ of each input.
    """

    nearest: list[int]
    distances: Vector
    gap: float | None
    is_far: list[bool | None]
    outside: list[list[int]]
    spread: Vector


@dataclass(frozen=True)
class PredictResult(MemberResult):
    """What the network answers; with ``parameters``, the answers of each θ in ``members`` instead.

    ``predictions`` are on the scale of the table, also where the targets were standardized. One row's way
    through the network: ``x`` is what goes in, scaled and derived as in training, ``layers`` hold every z and
    a. ``rows``, ``x`` and ``layers`` are null where only a grid was asked for, ``distances`` without a run.
    ``data`` are those of the run, told with the network that was trained here, and ``status`` how that
    training ended.
    """

    members: list[MemberResult] | None = None
    rows: PredictRows | None = None
    x: GappyVector | None = None
    layers: list[PredictLayer] | None = None
    distances: PredictDistances | None = None
    network: NetworkResult | None = None
    data: Data | None = None
    status: str | None = None
    sentence: str = ""
