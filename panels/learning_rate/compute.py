"""The answer in parts: the examples at once, then the shown runs, then other seeds, then the curvature."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Any

import numpy as np

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.metrics.interval import wilson_interval
from nn_core.sharpness import METHODS, sharpness
from panel_kit.runs.grid_maps import Map, map_of
from panel_kit.runs.setup import seeds_from
from panels.learning_rate.request import LearningRateRequest
from panels.learning_rate.result import (
    STOPPED_AT_LIMIT,
    RateExamples,
    RateRun,
    SeedEnd,
    SharpnessCourse,
    Stand,
    Status,
)
from panels.learning_rate.runs import Epochs, Part, Trained, last_third, rows_apart, trained
from panels.learning_rate.sweep import swept
from panels.learning_rate.verdict import evidence, verdict
from panels.learning_rate.words import say, title_of

RESOLUTION = {1: 61, 2: 24}
"""Places along each axis of a picture, by the number of axes."""
BITS = 8
NEAR = 0.1
"""A sharpness is at 2/η when it is within this share of it."""


def parts_of(request: LearningRateRequest) -> Generator[Part]:
    """The answer, part by part; a part that comes again is the fuller one."""
    setup = request.setup
    examples = examples_of(request)
    yield {"title": title_of(request), "data": examples}
    first = yield from trained(request, [setup.network] * len(request.rates), request.rates, every=1)
    runs = shown_runs(request, first, examples)
    is_cut = first.is_cut(request.epochs)
    status: Status = STOPPED_AT_LIMIT if is_cut else "completed"
    yield {"kept": first.kept, "status": status, "runs": runs, **start_of(request)}
    yield from swept(request)
    if request.seeds > 1:
        runs = yield from with_seeds(request, runs)
        yield {"runs": runs}
    if request.sharpness:
        runs = yield from with_sharpness(request, runs, first)
        yield {"runs": runs}
    yield {"sentence": say(request, runs, int(first.epoch[-1]) if is_cut else None)}


def examples_of(request: LearningRateRequest) -> RateExamples:
    """The examples, and the plane they are drawn in."""
    data = request.setup.data
    low, high = request.training.plane
    return RateExamples(
        task=data.task,
        inputs=data.inputs,
        targets=data.targets[:, 0].copy(),
        low=np.array(low),
        high=np.array(high),
        resolution=RESOLUTION[data.inputs.shape[1]],
    )


def start_of(request: LearningRateRequest) -> Part:
    """How sharply the loss curves at the first weights, and the limit that gives."""
    setup = request.setup
    data, network = setup.training, setup.network
    value, method = sharpness(network, data.inputs, data.targets, setup.spec.create_loss())
    has_limit = request.optimizer == "sgd" and value > 0.0
    return {
        "start_sharpness": float(value),
        "rate_limit": 2.0 / float(value) if has_limit else None,
        "method": METHODS[method],
    }


def shown_runs(request: LearningRateRequest, first: Trained, examples: RateExamples) -> list[RateRun]:
    """The runs that are shown, each with its own seed as the only one so far."""
    return [
        run_of(first, member, rate, maps_of(first, member, examples), request.network.seed)
        for member, rate in enumerate(request.rates)
    ]


def run_of(first: Trained, member: int, rate: float, maps: list[Map | None], seed: int) -> RateRun:
    """One run in numbers and words."""
    course = first.course(member)
    word, gone = verdict(course), course.diverged_row
    finite = course.loss if gone is None else course.loss[:gone]
    final = float(finite[-1])
    ends = [SeedEnd(seed, None if gone is not None else final, word, word == "solved")]
    return RateRun(
        learning_rate=rate,
        loss=course.loss.copy(),
        final_loss=final,
        verdict=word,
        evidence=evidence(course, word),
        diverged_at=None if gone is None else int(course.epoch[gone]),
        solved=word == "solved",
        seeds=ends,
        **share_of(ends),
        sharpness=None,
        maps=maps,
    )


def share_of(ends: list[SeedEnd]) -> dict[str, Any]:
    """How many of the seeds solved it, with the interval."""
    found = wilson_interval(sum(end.solved for end in ends), len(ends))
    return {"solved_share": found.share, "interval": [found.low, found.high]}


def maps_of(first: Trained, member: int, examples: RateExamples) -> list[Map | None]:
    """What one network answers over the plane at each kept epoch; None where it has no numbers."""
    axes = zip(examples.low, examples.high, strict=True)
    ticks = [np.linspace(low, high, examples.resolution) for low, high in axes]
    ticks = ticks[: examples.inputs.shape[1]]
    places = np.column_stack([axis.ravel() for axis in np.meshgrid(*ticks)])
    thetas = first.parameters[:, member]
    is_there = [bool(np.isfinite(theta).all()) for theta in thetas]
    answers = answers_of(first.network, np.where(np.isfinite(thetas), thetas, 0.0), places)
    return [map_of(answer, BITS) if alive else None for answer, alive in zip(answers, is_there, strict=True)]


def answers_of(network: Network, thetas: FloatArray, places: FloatArray) -> FloatArray:
    """The first output of each network of a family, (members, places)."""
    family = Network(network.layers, thetas, np.empty((len(thetas), network.buffers.shape[-1])))
    with np.errstate(all="ignore"):
        answers: FloatArray = family.forward(places).prediction[..., 0]
    return answers


def with_seeds(request: LearningRateRequest, runs: list[RateRun]) -> Generator[Part, None, list[RateRun]]:
    """The runs with all other seeds beside their own."""
    others = request.seeds - 1
    networks = request.drawn(1, others) * len(request.rates)
    rates = [rate for rate in request.rates for _ in range(others)]
    many = yield from trained(request, networks, rates, rows_apart(request.epochs))
    if many.is_cut(request.epochs):
        yield {"status": STOPPED_AT_LIMIT}
    seeds = seeds_from(request.network.seed, request.seeds)[1:]
    found = []
    for place, run in enumerate(runs):
        members = range(place * others, (place + 1) * others)
        ends = run.seeds + [end_of(many, member, seed) for member, seed in zip(members, seeds, strict=True)]
        found.append(replace(run, seeds=ends, **share_of(ends)))
    return found


def end_of(many: Trained, member: int, seed: int) -> SeedEnd:
    """How one of the other seeds ended."""
    course = many.course(member)
    word = verdict(course)
    final = None if word == "diverged" else float(course.loss[-1])
    return SeedEnd(seed, final, word, word == "solved")


def with_sharpness(
    request: LearningRateRequest, runs: list[RateRun], first: Trained
) -> Generator[Part, None, list[RateRun]]:
    """The runs with λ_max along each."""
    found = []
    for member, run in enumerate(runs):
        thetas = first.parameters[:, member]
        values = np.full(len(thetas), np.nan)
        for place in np.flatnonzero(np.isfinite(thetas).all(axis=-1)):
            values[place] = sharpness_at(request, thetas[place])
            yield {}
        found.append(replace(run, sharpness=course_of(request, run.learning_rate, first.kept, values)))
    return found


def sharpness_at(request: LearningRateRequest, theta: FloatArray) -> float:
    """λ_max at one θ; NaN where the loss is too steep for numbers."""
    setup = request.setup
    data, network = setup.training, setup.network.with_parameters(theta)
    with np.errstate(all="ignore"):
        try:
            value, _ = sharpness(network, data.inputs, data.targets, setup.spec.create_loss())
        except np.linalg.LinAlgError:
            return float("nan")
    return float(value)


def course_of(
    request: LearningRateRequest, rate: float, epoch: Epochs, values: FloatArray
) -> SharpnessCourse:
    """The course of the sharpness beside 2/η."""
    limit = 2.0 / rate if request.optimizer == "sgd" else None
    last = last_third(values)
    late = float(last.mean()) if np.isfinite(last).all() else None
    stand: Stand | None = None
    if limit is not None and late is not None:
        share = late / limit
        stand = "at" if abs(share - 1.0) <= NEAR else "below" if share < 1.0 else "above"
    return SharpnessCourse(epoch, values, limit, late, stand)
