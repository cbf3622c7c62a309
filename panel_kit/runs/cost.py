"""What a run costs."""

from __future__ import annotations

from nn_core.diagnosis.record import outputs_of_curvatures
from panel_kit.contract.operation import Cost
from panel_kit.runs.setup import RunRequest
from panel_kit.runs.tries import MOST_TRIES, MOST_WORK

WORK_A_SECOND = 250_000_000
OUTPUTS_A_SECOND = 4_000_000  # of units, in passes forward and back
LEAST_SECONDS = 0.02  # the examples, the diagnosis and the words come on top of the epochs


def cost(request: RunRequest) -> Cost:
    """What the run costs, by its work, and the diagnosis at its end with the fixes that it may try."""
    seconds = max(LEAST_SECONDS, request.setup.work / WORK_A_SECOND) + seconds_of_the_diagnosis(request)
    return Cost(seconds, extra=work_of_the_tries(request) / WORK_A_SECOND)


def work_of_the_tries(request: RunRequest) -> int:
    """The most that trying fixes may take: each is about as dear as the run, and all have their bound."""
    return min(MOST_TRIES * request.setup.work, MOST_WORK)


def seconds_of_the_diagnosis(request: RunRequest) -> float:
    """What it takes to measure all curvatures, which a run that has learned nothing asks for."""
    network, examples = request.setup.network, request.setup.training.samples
    outputs = outputs_of_curvatures(network.parameter_count, examples * sum(network.sizes[1:]))
    return (outputs or 0) / OUTPUTS_A_SECOND
