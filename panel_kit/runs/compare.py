"""Several runs of one request, each with a change: what difference does it make, all else being equal?

Every run takes the request's data, split and first weights, unless its change is about these. They train in
turns, so that their curves grow side by side. From many seeds, runs that differ in the learning rate alone
train as one family.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nn_core import Network
from nn_core.datasets import Dataset
from panel_kit.runs import record
from panel_kit.runs.many import ManyRuns, train_many
from panel_kit.runs.result import Part, TrainingResult, join
from panel_kit.runs.rules import check_work
from panel_kit.runs.setup import RunRequest, Setup, seeds_from

RATE = "learning_rate"


@dataclass(frozen=True)
class Variant:
    """A request with a change, and what it is called."""

    name: str
    request: RunRequest


def variants_of(request: RunRequest, changes: Mapping[str, Mapping[str, Any]]) -> list[Variant]:
    """The request once with each change.

    Parameters
    ----------
    request : RunRequest
    changes : mapping of str to mapping
        By name, new values by their path: {"small": {"optimizer.learning_rate": 0.01}}.

    Raises
    ------
    pydantic.ValidationError
        A changed request is none that may be asked.
    """
    return [Variant(name, request.with_changes(change)) for name, change in changes.items()]


def check_together(variants: Sequence[Variant], most: int) -> None:
    """Raises FieldError where all the runs together would cost more than this."""
    setups = [variant.request.setup for variant in variants]
    check_work(max(setup.spec.epochs for setup in setups), sum(setup.work for setup in setups), most)


def parts_of(variants: Sequence[Variant]) -> Generator[Part]:
    """The runs in turns, part by part; the field ``run`` says whose part it is.

    A run tells its data only where they are not those of the first.
    """
    first = variants[0].request.setup.data
    waiting = deque((place, record.parts_of(variant.request)) for place, variant in enumerate(variants))
    while waiting:
        place, run = waiting.popleft()
        if (part := next(run, None)) is None:
            continue
        if place > 0 and "data" in part and is_same_data(first, variants[place].request.setup.data):
            del part["data"]
        yield {"run": place, **part}
        waiting.append((place, run))


def join_runs(parts: Iterable[Mapping[str, Any]]) -> list[TrainingResult]:
    """The results that the parts of several runs make up, in their order."""
    found: dict[int, list[Part]] = {}
    for part in parts:
        run = found.setdefault(part["run"], [])
        run.append({name: value for name, value in part.items() if name != "run"})
    data = found[0][0]["data"]
    return [join([{"data": data, **run[0]}, *run[1:]], TrainingResult) for _, run in sorted(found.items())]


def compare_seeds(variants: Sequence[Variant], count: int) -> Generator[None, None, list[ManyRuns]]:
    """Every variant from so many seeds, with pauses; returns how they fared, variant by variant."""
    if is_one_family([variant.request.setup for variant in variants]):
        together = yield from train_many(*family_of_rates(variants, count))
        places = range(0, len(together.status), count)
        return [members(together, slice(place, place + count)) for place in places]
    found = []
    for variant in variants:
        setup = variant.request.setup
        found.append((yield from train_many(setup, drawn_networks(variant.request, count), setup.spec)))
    return found


def drawn_networks(request: RunRequest, count: int) -> list[Network]:
    """The networks of so many seeds before training."""
    return [request.drawn(seed) for seed in seeds_from(request.first_seed, count)]


def family_of_rates(variants: Sequence[Variant], count: int) -> tuple[Setup, list[Network], Any]:
    """What trains all variants and seeds at once: the data, the networks, and a spec with a rate for each."""
    setup = variants[0].request.setup
    networks = [network for variant in variants for network in drawn_networks(variant.request, count)]
    rates = np.repeat([rate_of(variant.request.setup) for variant in variants], count)
    options = {**setup.spec.optimizer_options, RATE: rates}
    return setup, networks, replace(setup.spec, optimizer_options=options)


def rate_of(setup: Setup) -> float:
    """η of a run before any schedule."""
    return float(np.asarray(setup.spec.create_optimizer((1,)).learning_rate))


def is_one_family(setups: Sequence[Setup]) -> bool:
    """Whether runs have the same data and first weights, and differ in the learning rate at most."""
    first = setups[0]
    return all(
        is_same_data(first.training, each.training)
        and first.network.layers == each.network.layers
        and np.array_equal(first.network.parameters, each.network.parameters)
        and without_rate(first) == without_rate(each)
        for each in setups[1:]
    )


def without_rate(setup: Setup) -> Any:
    """The spec of a run, its learning rate left out."""
    options = {name: value for name, value in setup.spec.optimizer_options.items() if name != RATE}
    return replace(setup.spec, optimizer_options=options)


def is_same_data(one: Dataset, other: Dataset) -> bool:
    """Whether two sets of examples hold the same numbers."""
    return np.array_equal(one.inputs, other.inputs) and np.array_equal(one.targets, other.targets)


def members(runs: ManyRuns, chosen: slice) -> ManyRuns:
    """Some members of a family."""
    held_out, accuracy = runs.validation_loss, runs.final_accuracy
    return ManyRuns(
        status=list(runs.status[chosen]),
        epoch=runs.epoch,
        train_loss=runs.train_loss[:, chosen],
        validation_loss=None if held_out is None else held_out[:, chosen],
        final_loss=runs.final_loss[chosen],
        final_accuracy=None if accuracy is None else accuracy[chosen],
    )
