"""What backpropagation on one example costs, and the most expensive request there may be."""

from __future__ import annotations

from typing import Any

from panel_kit.contract.operation import Cost
from panel_kit.programs.size import cost_of_numbers
from panel_kit.specs.limits import MAX_SEED
from panels.backprop.request import MAX_SIZES, MAX_STEPS, MAX_UNITS, BackpropRequest

SECONDS_OF_A_PARAMETER = 2e-5


def cost(request: BackpropRequest) -> Cost:
    """What it costs to nudge each parameter both ways: the check of the gradients."""
    return Cost(request.network.build().parameter_count * SECONDS_OF_A_PARAMETER)


def programs_cost(request: BackpropRequest) -> Cost:
    """What it costs to run the updates, to write the weights out, and to color them."""
    return cost(request) + cost_of_numbers(request.network.build().parameter_count)


def dearest(seed: int) -> dict[str, Any]:
    """The largest network, after as many updates as there may be."""
    network = {"layers": [MAX_UNITS] * MAX_SIZES, "seed": seed % (MAX_SEED + 1)}
    return {"network": network, "steps": MAX_STEPS, "optimizer": "adamw"}
