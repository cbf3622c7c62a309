"""What a race costs, and the most expensive one there may be."""

from __future__ import annotations

from typing import Any

from nn_core.descent import RATES
from panel_kit.contract.operation import Cost
from panel_kit.programs.size import cost_of_numbers
from panel_kit.specs.limits import MAX_SEED
from panels.descent.network_plane import MAX_EPOCHS
from panels.descent.racers import MAX_RACERS
from panels.descent.request import MAX_PREDICTIONS, RESOLUTION, DescentRequest

SECONDS_OF_A_PICTURE = 0.002
SECONDS_OF_A_STEP = 3e-6  # of one optimizer; of a whole family of rates four times as much
SECONDS_OF_A_PART = 4e-6  # of a typed function, for its slopes
SECONDS_OF_AN_EPOCH = 1e-4
SECONDS_OF_A_GRADIENT = 2e-4  # of a family of networks, however small
PREDICTIONS_A_SECOND = 1e6


def cost(request: DescentRequest) -> Cost:
    """Steps of all, the slopes for each step, and the picture."""
    steps = len(request.optimizers) * request.steps * SECONDS_OF_A_STEP
    slopes = cost_of_slopes(request)
    search = 4.0 * (steps + slopes) if request.rates == "best" else 0.0
    return Cost(SECONDS_OF_A_PICTURE + steps + slopes + search) + plane_cost(request)


def cost_of_slopes(request: DescentRequest) -> float:
    """Seconds for the gradients of all steps."""
    if request.surface == "network":
        return request.steps * SECONDS_OF_A_GRADIENT
    return request.steps * (1.0 + len(request.expression or "") / 2.0) * SECONDS_OF_A_PART


def plane_cost(request: DescentRequest) -> Cost:
    """What it takes to train the network whose loss is descended, to draw it and to descend it."""
    if request.surface != "network":
        return Cost(0.0)
    predictions = request.predictions + RESOLUTION**2 * request.plane.dataset.samples
    return Cost(request.plane.epochs * SECONDS_OF_AN_EPOCH + predictions / PREDICTIONS_A_SECOND)


def programs_cost(request: DescentRequest) -> Cost:
    """What the race costs where its best rates are sought, and to write a network's plane out."""
    numbers = 0
    if request.surface == "network":
        numbers = 3 * (request.network.build().parameter_count + request.plane.dataset.samples)
    return cost(request) + cost_of_numbers(numbers)


def dearest(seed: int) -> dict[str, Any]:
    """As many as there may be go over the loss of the largest network, each with its best rate sought."""
    names = ["sgd", "rmsprop", "adagrad", "adam", "adamw"]
    samples = 100
    return {
        "surface": "network",
        "network": {"layers": [2, 8, 8, 1], "seed": seed % (MAX_SEED + 1)},
        "plane": {"dataset": {"samples": samples}, "epochs": MAX_EPOCHS},
        "optimizers": [{"name": names[place % len(names)]} for place in range(MAX_RACERS)],
        "steps": MAX_PREDICTIONS // ((1 + len(RATES)) * MAX_RACERS * samples),
        "rates": "best",
        "noise": 0.1,
    }
