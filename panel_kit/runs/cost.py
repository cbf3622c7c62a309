"""What a training run costs, and the most expensive ones there may be."""

from __future__ import annotations

from typing import Any

from nn_core.diagnosis.record import outputs_of_curvatures
from panel_kit.contract.operation import Cost
from panel_kit.runs.request import TrainingRequest
from panel_kit.specs.data import MAX_EXAMPLES
from panel_kit.specs.limits import MAX_SEED
from panel_kit.specs.network import WIDEST_IN_THE_PLANE

WORK_A_SECOND = 250_000_000
OUTPUTS_A_SECOND = 4_000_000  # of units, in passes forward and back
LEAST_SECONDS = 0.02  # the examples, the diagnosis and the words come on top of the epochs


def cost(request: TrainingRequest) -> Cost:
    """What the run costs, by its work, and the diagnosis at its end."""
    return Cost(max(LEAST_SECONDS, request.setup.work / WORK_A_SECOND) + seconds_of_the_diagnosis(request))


def seconds_of_the_diagnosis(request: TrainingRequest) -> float:
    """What it takes to measure all curvatures, which a run that has learned nothing asks for."""
    network, examples = request.setup.network, request.setup.training.samples
    outputs = outputs_of_curvatures(network.parameter_count, examples * sum(network.sizes[1:]))
    return (outputs or 0) / OUTPUTS_A_SECOND


def dearest(seed: int, **fields: Any) -> dict[str, Any]:
    """A run that takes as long as any may: the time limit ends it."""
    return {
        "network": {
            "layers": WIDEST_IN_THE_PLANE,
            "hidden_activation": "gelu",
            "seed": seed % (MAX_SEED + 1),
        },
        "dataset": {"name": "circles", "samples": MAX_EXAMPLES},
        "optimizer": {"name": "adamw", "learning_rate": 0.001},
        "epochs": 440,
        "batch_size": 8,
        "dropout": 0.2,
        **fields,
    }


def puzzle(seed: int) -> dict[str, Any]:
    """A run that learns nothing: its diagnosis measures all the curvatures that it may."""
    return {
        "dataset": {"name": "spirals", "noise": 0.5, "samples": MAX_EXAMPLES},
        "validation_share": 0,
        "network": {"hidden": [8, 8], "hidden_activation": "gelu", "seed": seed % (MAX_SEED + 1)},
        "optimizer": {"learning_rate": 0.01},
        "epochs": 12,
    }
