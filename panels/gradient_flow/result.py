"""What a deep network answers: every layer, the verdict, the band of its seeds, and how it learned."""

from __future__ import annotations

from dataclasses import dataclass

from panel_kit.contract.schema import Counts, GappyMatrix, GappyVector, Matrix, Vector
from panel_kit.specs.network_result import NetworkResult


@dataclass(frozen=True)
class Histogram:
    """How many activations of a layer lie where: ``counts`` of equally wide bins from ``low`` to ``high``."""

    low: float
    high: float
    counts: Counts


@dataclass(frozen=True)
class FlowLayer:
    """One layer after one pass.

    ``gradient_norm`` is ‖∂L/∂W‖ (Frobenius), ``relative_gradient`` the same ÷ ‖W‖, null where W is 0.
    ``example_spread``: how far the examples differ, the differences between units left out. ``dead_share``:
    of its units, those whose slope is exactly 0 for every example.
    """

    gradient_norm: float
    weight_norm: float
    relative_gradient: float | None
    activation_mean: float
    activation_std: float
    example_spread: float
    saturated_share: float
    dead_share: float
    histogram: Histogram


@dataclass(frozen=True)
class Band:
    """Of all seeds, layer by layer: the lowest, the middle and the highest; null where there is none."""

    low: GappyVector
    middle: GappyVector
    high: GappyVector


@dataclass(frozen=True)
class Bands:
    """All seeds: their verdicts, and how far apart they are.

    ``dead``, ``dead_low`` and ``dead_high``: the share whose verdict is dead, with its 95 % interval
    (Wilson).
    ``factors``: ``factor_per_layer`` of each.
    """

    verdicts: list[str]
    dead: float
    dead_low: float
    dead_high: float
    factors: GappyVector
    gradient_norm: Band
    relative_gradient: Band
    activation_std: Band


@dataclass(frozen=True)
class Snapshot:
    """The layers of a network after so many epochs of its training."""

    epoch: int
    layers: list[FlowLayer]


@dataclass(frozen=True)
class Trained:
    """The run, index 0 before the first step; null from where it has left the finite numbers.

    ``learned``: half of ln 2, the loss of answering ½ every time, is gone. ``holds``: whether that agrees
    with the verdict, a healthy network learned and another did not. ``snapshots``: the network's layers now
    and then, first before training, last after it, as long as its numbers are finite. Of several seeds
    ``final_losses`` has the last loss of each, and ``share``, ``low`` and ``high`` say how many learned, with
    the 95 % interval.
    """

    loss: GappyVector
    accuracy: GappyVector
    gradient_norm: GappyMatrix
    diverged_at: int | None
    snapshots: list[Snapshot]
    learned: bool
    holds: bool
    final_losses: GappyVector
    middle_loss: float | None
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class FlowResult:
    """One network.

    ``first_last_ratio``: ‖∂L/∂W‖ of the first ÷ that of the last of the hidden weights of one shape, which
    leaves out the first hidden layer; ``factor_per_layer``: what that is for each layer on the way back.
    ``signal_ratio``: the standard deviation of the activations, last ÷ first hidden layer. ``way``: which of
    both the verdict rests on, ``back`` or ``forward``, or ``both``.
    """

    title: str
    layers: list[FlowLayer]
    first_last_ratio: float | None
    factor_per_layer: float | None
    signal_ratio: float | None
    loss: float
    verdict: str
    way: str
    evidence: str
    bands: Bands | None
    trained: Trained | None


@dataclass(frozen=True)
class Sample:
    """What went through: inputs, one row per example, and their classes, 0 or 1."""

    inputs: Matrix
    targets: Vector


@dataclass(frozen=True)
class GradientFlowResult(FlowResult):
    """The network that was asked for, the kept one beside it, and what went through both.

    ``network``: its weights and biases, where it is dense layers and nothing else.
    """

    kept: FlowResult | None
    network: NetworkResult | None
    sample: Sample
    sentence: str
