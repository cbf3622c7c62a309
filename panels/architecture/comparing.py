"""The comparison: every network trained from every seed, one family after the other."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Any

import numpy as np

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.datasets import Dataset
from nn_core.families import members_of
from nn_core.layer_counts import multiply_adds, parameter_count
from nn_core.losses import BCE
from nn_core.metrics.interval import wilson_interval
from nn_core.metrics.mean_interval import mean_interval
from nn_core.trainer.accuracy import Accuracy
from panel_kit.runs.grid_maps import Map, map_of, places_of
from panel_kit.runs.kept_results import KeptResults
from panel_kit.runs.many import train_family
from panel_kit.runs.setup import ends_of
from panel_kit.runs.words import stopped_after
from panels.architecture.candidates import Candidate, Comparison
from panels.architecture.result import (
    STOPPED_AT_LIMIT,
    ComparedNetwork,
    ComparedPlane,
    ComparisonResult,
)
from panels.architecture.words import name_of, say_comparison, title_of

Part = dict[str, Any]
RESOLUTION, BITS = 48, 8
EPOCHS_OF_A_PART = 10
GOOD = 0.95
"""A network has reached its goal when so many of the held-out examples are right."""
KEPT: KeptResults[ComparedNetwork] = KeptResults(100)


def compared_parts(compared: Comparison) -> Generator[Part]:
    """The comparison as it grows, a network at a time; pauses are empty parts.

    A network that was trained before, beside whichever others, is not trained again.
    """
    runs: list[ComparedNetwork] = []
    for place, candidate in enumerate(compared.networks):
        key = key_of(compared, candidate)
        known = KEPT.get(key)
        if known is None:
            yield told(so_far(compared, runs))
            seeds, data = compared.all_seeds, compared.dataset.examples.training
            networks = [compared.drawn(candidate, seed) for seed in seeds]
            spec = compared.spec(candidate, seeds, EPOCHS_OF_A_PART)
            family, ended = yield from train_family(networks, data, spec)
            if ended is not None:
                words = f" {stopped_after(ended, compared.epochs)}."
                yield {**told(so_far(compared, runs, words)), "status": STOPPED_AT_LIMIT}
                return
            known = measured(compared, place, family)
            KEPT.keep(key, known)
        runs = [*runs, replace(known, name=name_of(compared, place))]
    yield told(so_far(compared, runs))


def key_of(compared: Comparison, candidate: Candidate) -> str:
    """What a network's own numbers hang on: not on the networks beside it."""
    return compared.model_copy(update={"networks": [candidate]}).model_dump_json()


def told(result: ComparisonResult) -> Part:
    """The comparison as a part of the answer, its sentence with it."""
    return {"compared": result, "sentence": result.sentence}


def so_far(compared: Comparison, runs: list[ComparedNetwork], ended: str = "") -> ComparisonResult:
    """What is known after so many networks."""
    examples = compared.dataset.examples
    return ComparisonResult(
        title=title_of(compared),
        examples=examples.training.samples,
        held_out=examples.held_out.samples,
        seeds=compared.all_seeds,
        plane=plane_of(examples.training),
        runs=runs,
        sentence=say_comparison(compared, runs, ended),
    )


def plane_of(data: Dataset) -> ComparedPlane | None:
    """The examples in their plane, where there is one."""
    if data.inputs.shape[1] != 2:
        return None
    low, high = ends_of(data)
    targets = data.targets[:, 0].copy()
    return ComparedPlane(data.inputs.copy(), targets, np.array(low), np.array(high), RESOLUTION)


def measured(compared: Comparison, place: int, family: Network) -> ComparedNetwork:
    """A trained network by its numbers."""
    candidate, examples = compared.networks[place], compared.dataset.examples
    held_out, train = (right(family, each) for each in (examples.held_out, examples.training))
    sizes = compared.sizes(candidate)
    over_seeds, reached = mean_interval(held_out), int((held_out >= GOOD).sum())
    share = wilson_interval(reached, len(held_out))
    weights = np.abs(np.concatenate([each.ravel() for each in family.weights]))
    middle = int(np.argsort(held_out, kind="stable")[(len(held_out) - 1) // 2])
    return ComparedNetwork(
        name=name_of(compared, place),
        layers=sizes,
        parameters=parameter_count(sizes),
        multiply_adds=multiply_adds(sizes),
        train_accuracies=train,
        accuracies=held_out,
        train_mean=float(train.mean()),
        mean=over_seeds.mean,
        interval=list(over_seeds.within(0.0, 1.0)),
        reached=reached,
        reached_share=share.share,
        reached_interval=[share.low, share.high],
        within_one=float((weights <= 1.0).mean()),
        largest_weight=float(weights.max()),
        middle_seed=compared.all_seeds[middle],
        map=map_over(plane_of(examples.training), members_of(family)[middle]),
    )


def right(family: Network, data: Dataset) -> FloatArray:
    """The share of the examples that each member decides right, (members,)."""
    return Accuracy(data.targets, BCE())(predicted(family, data.inputs))


def predicted(network: Network, inputs: FloatArray) -> FloatArray:
    """ŷ, (…, examples, 1); of a run that has left the finite numbers none."""
    with np.errstate(all="ignore"):
        return network.forward(inputs).prediction


def map_over(plane: ComparedPlane | None, network: Network) -> Map | None:
    """What a network answers over the plane."""
    if plane is None:
        return None
    places = places_of(list(zip(plane.low, plane.high, strict=True)), RESOLUTION)
    return map_of(predicted(network, places)[:, 0], BITS)
