"""What a run costs."""

from __future__ import annotations

from nn_core.diagnosis.record import outputs_of_curvatures
from panel_kit.contract.operation import USUAL_MEGABYTES, Cost
from panel_kit.runs.many import answers_of
from panel_kit.runs.setup import RunRequest, Setup
from panel_kit.runs.tries import MOST_TRIES, MOST_WORK

WORK_A_SECOND = 250_000_000
OUTPUTS_A_SECOND = 4_000_000  # of units, in passes forward and back
LEAST_MEGABYTES = 4.0
BYTES_HELD = 8 * 10  # for each answer of a unit to an example: z, a and what else the passes keep
SNAPSHOTS_HELD = 100  # of many epochs not all are
LEAST_SECONDS = 0.02  # the examples, the diagnosis and the words come on top of the epochs


def cost(request: RunRequest) -> Cost:
    """What the run costs, by its work, and the diagnosis at its end with the fixes that it may try."""
    seconds = max(LEAST_SECONDS, request.setup.work / WORK_A_SECOND) + seconds_of_the_diagnosis(request)
    return Cost(seconds, megabytes_of_a_run(request.setup), extra=work_of_the_tries(request) / WORK_A_SECOND)


def megabytes_of_a_run(setup: Setup) -> float:
    """What is held from part to part: the passes over all examples, and snapshots with two means of Adam.

    What is usual covers a small run.
    """
    passes = BYTES_HELD * answers_of(setup, 1)
    snapshots = 3 * 8 * min(setup.spec.epochs, SNAPSHOTS_HELD) * setup.network.parameter_count
    return max(USUAL_MEGABYTES, LEAST_MEGABYTES + (passes + snapshots) / 1e6)


def work_of_the_tries(request: RunRequest) -> int:
    """The most that trying fixes may take: each is about as dear as the run, and all have their bound."""
    return min(MOST_TRIES * request.setup.work, MOST_WORK)


def seconds_of_the_diagnosis(request: RunRequest) -> float:
    """What it takes to measure all curvatures, which a run that has learned nothing asks for."""
    network, examples = request.setup.network, request.setup.training.samples
    outputs = outputs_of_curvatures(network.parameter_count, examples * sum(network.sizes[1:]))
    return (outputs or 0) / OUTPUTS_A_SECOND
