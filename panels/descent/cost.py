"""What a race costs, and the most expensive one there may be."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from nn_core.descent import RATES
from nn_core.surfaces.expression import parse
from nn_core.surfaces.work import Work, work_of
from panel_kit.contract.operation import Cost
from panel_kit.programs.size import cost_of_numbers
from panel_kit.specs.limits import MAX_SEED
from panels.descent.racers import MAX_RACERS
from panels.descent.request import MAX_STEPS, RESOLUTION, DescentRequest

SECONDS_OF_A_PICTURE = 0.002
SECONDS_OF_A_STEP = 3e-6  # of one optimizer; of a whole family of rates four times as much
SECONDS_OF_SLOPES = 4e-6  # of a surface that is no typed function
# Of a typed function: of each operation, and on top for each number; of a sine of a million, a power of −0.9
SECONDS_OF_AN_OPERATION = 1e-6
SECONDS_OF_A_SUM, SECONDS_OF_A_SINE, SECONDS_OF_A_POWER = 1e-9, 7e-8, 1.4e-7
SECONDS_OF_AN_EPOCH = 1e-4
SECONDS_OF_A_GRADIENT = 2e-4  # of a family of networks, however small
PREDICTIONS_A_SECOND = 1e6


def cost(request: DescentRequest) -> Cost:
    """Steps of all, the slopes for each step, and the picture."""
    steps = len(request.optimizers) * request.steps * SECONDS_OF_A_STEP
    search = 4.0 * steps if request.rates == "best" else 0.0
    return Cost(SECONDS_OF_A_PICTURE + steps + search + seconds_of_slopes(request)) + plane_cost(request)


def seconds_of_slopes(request: DescentRequest) -> float:
    """Of the gradients of all steps; where rates are sought, of those of all tries, too."""
    if request.surface == "expression":
        return seconds_of_typed(request, known_work_of(request.expression or ""))
    each = SECONDS_OF_A_GRADIENT if request.surface == "network" else SECONDS_OF_SLOPES
    return request.steps * each * (5.0 if request.rates == "best" else 1.0)


def seconds_of_typed(request: DescentRequest, work: Work) -> float:
    """Of a typed function: slopes a step at a time, losses at once, and the picture."""
    races = [len(request.optimizers)]
    if request.rates == "best":
        races.append(len(RATES) * races[0])
    operations = len(races) * request.steps * work.operations
    numbers = 2 * sum(races) * request.steps + RESOLUTION**2
    each = SECONDS_OF_A_SUM * work.plain + SECONDS_OF_A_SINE * work.sines + SECONDS_OF_A_POWER * work.powers
    return operations * SECONDS_OF_AN_OPERATION + numbers * each


@lru_cache(maxsize=64)
def known_work_of(expression: str) -> Work:
    """What a typed function takes; a slider asks for the same one again and again."""
    return work_of(parse(expression))


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
    """As many as may be, as far as they may, over powers of negative numbers, their best rates sought."""
    names = ["sgd", "rmsprop", "adagrad", "adam", "adamw"]
    return {
        "surface": "expression",
        "expression": "+".join(["x^19"] * 33),
        "start": [-0.9, 0.5],
        "optimizers": [{"name": names[place % len(names)]} for place in range(MAX_RACERS)],
        "steps": MAX_STEPS,
        "rates": "best",
        "noise": 0.1,
        "seed": seed % (MAX_SEED + 1),
    }
