"""What the backpropagation panel answers: every number of a pass forward and back, and of one update."""

from __future__ import annotations

from dataclasses import dataclass

from panel_kit.contract.schema import Matrix, Vector
from panel_kit.specs.network_result import NetworkResult
from panels.backprop.words import WalkStep


@dataclass(frozen=True)
class BackpropLayer:
    """One layer: z and a on the way forward, ∂L/∂a, ∂a/∂z and δ = ∂L/∂z on the way back.

    ∂a/∂z has a number for each unit. For a softmax it is the Jacobian: row i, column j holds ∂aᵢ/∂zⱼ, and
    δⱼ = Σᵢ ∂L/∂aᵢ · ∂aᵢ/∂zⱼ.
    """

    z: Vector
    a: Vector
    dL_da: Vector  # noqa: N815
    da_dz: Vector | Matrix
    delta: Vector


@dataclass(frozen=True)
class Gradients:
    """A number for each weight and each bias, in the shape of the network."""

    weights: list[Matrix]
    biases: list[Vector]


@dataclass(frozen=True)
class NumericGradients:
    """Central differences, and how far backpropagation is from them, relative to the larger of both."""

    numeric: Gradients
    max_relative_error: float


@dataclass(frozen=True)
class BackpropResult:
    """One pass forward and back, and one update.

    ``network`` has had ``steps`` updates before; ``changes`` is what the next one adds to each parameter,
    ``updated`` the network after it, both null where a parameter would pass a million (``diverged_at``
    counts that update from 1). ``memory_before`` and ``memory`` are what the optimizer remembers of each
    parameter before and after it, by PyTorch's names; nothing for plain SGD. ``slope_is_cut``: the loss's
    slope lies beyond its cut-off, so that ∂L/∂a · ∂a/∂z is not δ. ``losses`` is the loss before each update
    and after the last. ``walk`` is the play, step by step.
    """

    network: NetworkResult
    x: Vector
    y: Vector
    layers: list[BackpropLayer]
    prediction: Vector
    errors: Vector
    terms: Vector
    loss: float
    gradients: Gradients
    gradient_check: NumericGradients
    changes: Gradients | None
    memory_before: dict[str, Gradients]
    memory: dict[str, Gradients]
    slope_is_cut: bool
    updated: NetworkResult | None
    loss_after: float | None
    steps: int
    losses: list[float]
    diverged_at: int | None
    walk: list[WalkStep]
    sentence: str
