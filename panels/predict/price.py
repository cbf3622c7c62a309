"""What predictions cost."""

from __future__ import annotations

from typing import Any

from nn_core.layer_counts import parameter_count
from panel_kit.contract.operation import Cost
from panel_kit.specs.limits import LIMITS, MAX_SEED
from panel_kit.specs.network import WIDEST_IN_THE_PLANE
from panels.predict.request import PredictRequest
from panels.predict.trained import cost_of_distances, cost_of_network

PRODUCTS_A_SECOND, LEAST_SECONDS = 5e8, 0.02
SECONDS_OF_ROWS = 0.003


def cost(request: PredictRequest) -> Cost:
    """Training, where the network is not kept; all answers by their products; and the distances."""
    to_train = request.run_to_train
    has_map = request.grid is not None or to_train is not None or request.parameters is not None
    members = len(request.parameters or [0])
    whole = Cost((LEAST_SECONDS if has_map else SECONDS_OF_ROWS) + members * request.work / PRODUCTS_A_SECOND)
    if request.run is None or request.parameters is not None:
        return whole
    if to_train is not None:
        whole = whole + cost_of_network(to_train)
    return whole + cost_of_distances(request.run, request.count)


def dearest(seed: int) -> dict[str, Any]:
    """A run that takes as long as any may."""
    return {
        "run": {
            "network": {
                "layers": WIDEST_IN_THE_PLANE,
                "hidden_activation": "gelu",
                "seed": seed % (MAX_SEED + 1),
            },
            "dataset": {"name": "circles", "samples": LIMITS.examples},
            "epochs": 440,
            "batch_size": 8,
        }
    }


def programs_cost(request: PredictRequest) -> Cost:
    """The network, and what it takes to write it out and to color it."""
    written = Cost(0.01 + parameter_count(request.described.layers) / 2e4)
    return written + cost_of_network(request.run_to_train) if request.run_to_train else written
