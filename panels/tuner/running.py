"""Trials are trained: those of one shape together, as a family, and halving's in turns, to be gone on with.

Each run is the one that the training panel makes of the same settings.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nn_core import Network
from nn_core.datasets import Dataset
from nn_core.families import as_family, members_of
from nn_core.losses.output import output_of
from nn_core.trainer import TrainingSpec
from nn_core.trainer.accuracy import accuracy_for
from nn_core.trainer.snapshot import COMPLETED, DIVERGED, STOPPED_AT_LIMIT, finite_or_none
from panel_kit.runs.kept_results import KeptResults
from panel_kit.runs.setup import seeds_from
from panels.tuner.jobs import Job, job_of, redrawn, trainer_of
from panels.tuner.request import RERUNS, SECONDS, TunerRequest
from panels.tuner.space import Values

SLICES = 6
"""A run pauses so often, so that others are computed in between."""

Pause = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What a run came to, after ``epochs`` of them; numbers are None where there are none."""

    epochs: int
    status: str
    loss: float | None
    accuracy: float | None
    test_loss: float | None
    test_accuracy: float | None
    seconds: float = 0.0


OUTCOMES: KeptResults[Outcome] = KeptResults(4000)
RERUNS_KEPT: KeptResults[list[Outcome]] = KeptResults(200)
"""What is known of runs: a search that is stopped and continued looks its first trials up."""


def key_of(request: TunerRequest, values: Values) -> str:
    """What the outcome of a trial depends on."""
    return f"{request.base} {sorted(values.items())}"


def shape_of(values: Values) -> str:
    """What trials have in common that can be trained together: all but the learning rate."""
    return str([value for name, value in sorted(values.items()) if name != "learning_rate"])


def families_of(all_values: Sequence[Values], most: int) -> list[list[int]]:
    """The places of trials, at most so many of one shape together, in the order in which a shape comes."""
    families: dict[str, list[int]] = {}
    for place, values in enumerate(all_values):
        families.setdefault(shape_of(values), []).append(place)
    return [part for family in families.values() for part in portions(family, most)]


def portions(places: list[int], most: int) -> list[list[int]]:
    """The places, at most so many together."""
    return [places[first : first + most] for first in range(0, len(places), most)]


def outcomes_of(
    request: TunerRequest, all_values: Sequence[Values]
) -> Generator[Pause | tuple[int, Outcome], None, None]:
    """Trials trained to their end, each with its place as it is known; empty parts in between."""
    unknown = []
    for place, values in enumerate(all_values):
        known = OUTCOMES.get(key_of(request, values))
        if known is None:
            unknown.append(place)
        else:
            yield place, replace(known, seconds=0.0)
    for family in families_of([all_values[place] for place in unknown], request.members_at_once):
        places = [unknown[each] for each in family]
        found = yield from trained(request, [all_values[place] for place in places])
        for place, outcome in zip(places, found, strict=True):
            if outcome.status != STOPPED_AT_LIMIT:
                OUTCOMES.keep(key_of(request, all_values[place]), outcome)
            yield place, outcome


def trained(request: TunerRequest, family: Sequence[Values]) -> Generator[Pause, None, list[Outcome]]:
    """Trials of one shape, which differ in the learning rate alone, trained together."""
    job = job_of(request, family[0])
    rates = np.array([values["learning_rate"] for values in family])
    options = {**job.spec.optimizer_options, "learning_rate": rates}
    spec = replace(job.spec, optimizer_options=options)
    return (yield from trained_family(job, [job.network] * len(family), spec))


def reruns(request: TunerRequest, values: Values) -> Generator[Pause, None, list[Outcome]]:
    """The same settings from other seeds: first weights, order of the examples, masks."""

    def train() -> Generator[Pause, None, list[Outcome]]:
        job = job_of(request, values)
        seeds = seeds_from(request.seed, RERUNS + 1)[1:]
        found = []
        for part in portions(seeds, request.members_at_once):
            networks = [redrawn(request, values, seed) for seed in part]
            found += yield from trained_family(job, networks, replace(job.spec, seed=part))
        return found

    return (yield from RERUNS_KEPT.get_or_compute(key_of(request, values), train, is_cut))


def is_cut(outcomes: Sequence[Outcome]) -> bool:
    """Whether the time limit ended one of them."""
    return any(outcome.status == STOPPED_AT_LIMIT for outcome in outcomes)


def trained_family(
    job: Job, networks: Sequence[Network], spec: TrainingSpec
) -> Generator[Pause, None, list[Outcome]]:
    """Networks of one shape, trained together to the end."""
    spec = replace(spec, record_every=max(1, spec.epochs // SLICES), time_limit=SECONDS)
    trainer = trainer_of(job, as_family(networks), spec)
    last = 0
    for snapshot in trainer.run():
        last = snapshot.epoch
        yield {}
    run = trainer.finish(())
    seconds = trainer.seconds / len(networks)
    each = zip(members_of(run.network), run.status, strict=True)
    return [
        outcome_of(job, network, spec.epochs if status == COMPLETED else last, status, seconds)
        for network, status in each
    ]


def outcome_of(job: Job, network: Network, epochs: int, status: str, seconds: float) -> Outcome:
    """What a network is worth; of one that has left the finite numbers, nothing."""
    loss, accuracy = worth(job, network, job.data.held_out)
    if status == DIVERGED or loss is None:
        return Outcome(epochs, DIVERGED, None, None, None, None, seconds)
    test_loss, test_accuracy = worth(job, network, job.data.new)
    return Outcome(epochs, status, loss, accuracy, test_loss, test_accuracy, seconds)


def worth(job: Job, network: Network, data: Dataset) -> tuple[float | None, float | None]:
    """Loss and accuracy on some examples; None of a regression's."""
    loss = job.spec.create_loss()
    with np.errstate(all="ignore"):
        last = network.forward(data.inputs).layers[-1]
        output = output_of(network.leaves[-1].output_activation, loss)
        value = float(output.value(last.z, last.a, data.targets))
        score = accuracy_for(data.targets, loss) if data.task == "classification" else None
        right = None if score is None else float(score(last.a))
    return finite_or_none(value), right
