"""What the sweep and its programs cost, and the most expensive request there may be."""

from __future__ import annotations

from typing import Any

from panel_kit.contract.operation import Cost
from panel_kit.programs.size import cost_of_numbers
from panel_kit.specs.limits import MAX_SEED
from panel_kit.specs.network import WIDEST_IN_THE_PLANE
from panel_kit.specs.plane_data import MAX_SAMPLES
from panels.accuracy_vs_loss.request import MAX_POINTS, MAX_PRETRAIN, AccuracyVsLossRequest

PREDICTIONS_A_SECOND, SECONDS_OF_AN_EPOCH = 2e6, 1e-4


def cost(request: AccuracyVsLossRequest) -> Cost:
    """What the training before and the sweep cost."""
    predictions = request.points * request.dataset.samples
    return training_cost(request) + Cost(predictions / PREDICTIONS_A_SECOND)


def programs_cost(request: AccuracyVsLossRequest) -> Cost:
    """What the training before costs, and to write weights and examples out."""
    numbers = request.network.build().parameter_count + 3 * request.dataset.samples
    return training_cost(request) + cost_of_numbers(numbers)


def training_cost(request: AccuracyVsLossRequest) -> Cost:
    """What it costs to train a network that is drawn."""
    is_trained = request.network.weights is None
    return Cost(request.pretrain * SECONDS_OF_AN_EPOCH if is_trained else 0.0)


def dearest(seed: int) -> dict[str, Any]:
    """The largest network, trained as long as it may be, swept over all points and examples."""
    return {
        "network": {"layers": WIDEST_IN_THE_PLANE, "seed": seed % (MAX_SEED + 1)},
        "dataset": {"samples": MAX_SAMPLES},
        "points": MAX_POINTS,
        "pretrain": MAX_PRETRAIN,
    }
