"""What is answered: every layer by its numbers, the part of the network that is drawn, what was trained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from panel_kit.contract.schema import Matrix, Vector
from panel_kit.runs.grid_maps import Map

ComparisonStatus = Literal["completed", "stopped_at_limit"]
STOPPED_AT_LIMIT: ComparisonStatus = "stopped_at_limit"


@dataclass(frozen=True)
class ArchitectureLayer:
    """One layer: n_in · n_out weights and n_out biases, written out as ``arithmetic``."""

    inputs: int
    outputs: int
    weights: int
    biases: int
    parameters: int
    arithmetic: str


@dataclass(frozen=True)
class DrawnNetwork:
    """What the picture shows of the network: of a wide layer only some units.

    ``units[l]`` are the drawn units of layer l, inputs first, counted from 0; ``weights[l][j][i]`` is the
    first weight from drawn unit i to drawn unit j, as the engine draws it for the whole network.
    """

    units: list[list[int]]
    weights: list[Matrix]
    initializer: str


@dataclass(frozen=True)
class ComparedNetwork:
    """One network of a comparison, over all seeds.

    ``accuracies`` are shares of the held-out examples decided right, a seed each; ``mean`` their mean with
    its 95 % ``interval`` (Student), cut at 0 and 1. ``reached`` counts the seeds with 95 % or more,
    ``reached_share`` is their share, with its interval (Wilson). ``within_one`` is the share of all trained
    weights from −1 to 1, ``largest_weight`` the largest size of one. ``map`` is what the network of the
    middle seed answers over the plane; null without a plane.
    """

    name: str
    layers: list[int]
    parameters: int
    multiply_adds: int
    train_accuracies: Vector
    accuracies: Vector
    train_mean: float
    mean: float
    interval: list[float]
    reached: int
    reached_share: float
    reached_interval: list[float]
    within_one: float
    largest_weight: float
    middle_seed: int
    map: Map | None


@dataclass(frozen=True)
class ComparedPlane:
    """The examples that were learned, and where to plot them."""

    inputs: Matrix
    targets: Vector
    low: Vector
    high: Vector
    resolution: int


@dataclass(frozen=True)
class ComparisonResult:
    """Networks trained on the same examples from the same seeds, in the order asked for.

    While they come in parts, ``runs`` grows; ``sentence`` says what is known so far.
    """

    title: str
    examples: int
    held_out: int
    seeds: list[int]
    plane: ComparedPlane | None
    runs: list[ComparedNetwork]
    sentence: str


@dataclass(frozen=True)
class ArchitectureResult:
    """A network counted, and networks compared where that was asked for.

    ``multiply_adds`` are multiplications with addition for one example; the additions of the biases are not
    counted. ``bytes`` is what the parameters take as float32, four bytes each. ``status`` says whether all
    runs of a comparison had the time they needed. ``counted`` says what the network is made of, ``sentence``
    the same, or what came of the comparison.
    """

    layers: list[ArchitectureLayer]
    weights: int
    biases: int
    parameters: int
    multiply_adds: int
    bytes: int
    drawn: DrawnNetwork
    compared: ComparisonResult | None
    status: ComparisonStatus
    counted: str
    sentence: str
