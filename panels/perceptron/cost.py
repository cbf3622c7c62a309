"""What the learning of a perceptron costs, and the most expensive request there may be."""

from __future__ import annotations

from typing import Any

from panel_kit.contract.operation import QUICK, Cost, varied
from panels.perceptron.request import MAX_EXAMPLES, MAX_STEPS, PerceptronRequest

SECONDS_OF_A_LOOK = 2e-6  # to learn from an example, and to tell of it


def cost(request: PerceptronRequest) -> Cost:
    """What it costs to look at all examples as often as is allowed."""
    return QUICK + Cost(len(request.points) * request.max_epochs * SECONDS_OF_A_LOOK)


def dearest(seed: int) -> dict[str, Any]:
    """As many examples as there may be, as often as that allows, and no line that parts them."""
    n = MAX_EXAMPLES
    examples = [{"x": [i / n, i * 7 % n / n], "y": i * 5 % 2} for i in range(n)]
    return {
        "examples": examples,
        "max_epochs": MAX_STEPS // n,
        "learning_rate": 0.01,
        "bias": varied(seed),
    }
