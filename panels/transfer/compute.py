"""The answer in parts: seed by seed the source is learned, then the target from few examples and more."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nn_core import Network, Trainer
from nn_core.activations import FloatArray
from nn_core.trainer.snapshot import Snapshot
from panel_kit.runs.kept_results import KeptResults
from panel_kit.runs.over_seeds import interval_of, verdict_of
from panels.transfer.request import TransferRequest
from panels.transfer.result import Difference, LineName, TransferLine, TransferTask
from panels.transfer.tasks import SOURCE_NAMES, TARGET_NAMES, classes_of
from panels.transfer.words import LINE_NAMES, say

Part = dict[str, Any]
NAMES: tuple[LineName, ...] = ("scratch", "fine_tuned", "frozen", "random_frozen")
SCRATCH = NAMES.index("scratch")


@dataclass(frozen=True, eq=False)
class Source:
    """θ of a network that has learned the source, and the share of new source digits that it reads right."""

    parameters: FloatArray
    accuracy: float
    is_cut: bool


@dataclass(frozen=True, eq=False)
class Learned:
    """The accuracy on new digits after each recorded epoch, (lines, epochs), with so many examples."""

    accuracy: FloatArray
    is_cut: bool


SOURCES: KeptResults[Source] = KeptResults(200)
KEPT: KeptResults[Learned] = KeptResults(4000)
"""What is known of seeds: with another number of examples only what is new is computed."""


def parts_of(request: TransferRequest) -> Generator[Part | None]:
    """The answer, fuller with every seed."""
    yield {"counts": np.array(request.counts), "epochs": request.recorded}
    sources: list[Source] = []
    seen: list[list[Learned]] = []
    for seed in request.all_seeds:
        source = yield from source_of(request, seed)
        sources.append(source)
        row = []
        for count in request.counts:
            row.append((yield from learned(request, seed, count, source)))
        seen.append(row)
        yield told(request, sources, seen)


def source_of(request: TransferRequest, seed: int) -> Generator[None, None, Source]:
    """The network that knows the source, trained or looked up."""

    def train() -> Generator[None, None, Source]:
        tasks = request.tasks(seed)
        trainer = Trainer(
            request.untrained(seed, True),
            tasks.source.inputs,
            tasks.source.targets,
            request.source_spec(seed),
            validation=(tasks.source_new.inputs, tasks.source_new.targets),
        )
        last = yield from last_of(trainer)
        accuracy = float(np.array(last.validation_accuracy))
        return Source(last.parameters, accuracy, trainer.stopped)

    key = repr((request.preset, request.hidden, seed))
    return (yield from SOURCES.get_or_compute(key, train, lambda found: found.is_cut))


def learned(
    request: TransferRequest, seed: int, count: int, source: Source
) -> Generator[None, None, Learned]:
    """All four ways with so many examples of each class, trained or looked up."""

    def train() -> Generator[None, None, Learned]:
        moving = yield from pair(request, seed, count, source, False)
        frozen = yield from pair(request, seed, count, source, True)
        (fine_tuned, scratch), (lent, random) = moving.accuracy, frozen.accuracy
        rows = {"scratch": scratch, "fine_tuned": fine_tuned, "frozen": lent, "random_frozen": random}
        is_cut = source.is_cut or moving.is_cut or frozen.is_cut
        return Learned(np.stack([rows[name] for name in NAMES]), is_cut)

    asked = (request.preset, request.hidden, request.epochs, request.learning_rate)
    key = repr((*asked, seed, count))
    return (yield from KEPT.get_or_compute(key, train, lambda found: found.is_cut))


def pair(
    request: TransferRequest, seed: int, count: int, source: Source, is_frozen: bool
) -> Generator[None, None, Learned]:
    """Two networks, trained side by side: one with the hidden layer of the source, one with a random one."""
    tasks = request.tasks(seed)
    few, new = tasks.few(count), tasks.target_new
    trainer = Trainer(
        both_starts(request, seed, source),
        few.inputs,
        few.targets,
        request.target_spec(is_frozen),
        validation=(new.inputs, new.targets),
    )
    rows = [np.array(snapshot.validation_accuracy) for snapshot in trainer.run()]
    yield None
    whole = np.stack([*rows, *[rows[-1]] * (len(request.recorded) - len(rows))], axis=1)
    return Learned(whole, trainer.stopped)


def both_starts(request: TransferRequest, seed: int, source: Source) -> Network:
    """A family of two: with the features of the source, and without; the output layer is new in both."""
    fresh = request.untrained(seed, False)
    lent = fresh.parameters.copy()
    features = fresh.layers[0].parameter_count
    lent[:features] = source.parameters[:features]
    buffers = np.stack([fresh.buffers, fresh.buffers])
    return Network(fresh.layers, np.stack([lent, fresh.parameters]), buffers)


def last_of(trainer: Trainer) -> Generator[None, None, Snapshot]:
    """Trains with pauses, to the last snapshot."""
    last: Snapshot | None = None
    for snapshot in trainer.run():
        last = snapshot
        yield None
    assert last is not None
    return last


def told(request: TransferRequest, sources: Sequence[Source], seen: Sequence[Sequence[Learned]]) -> Part:
    """All that changes with every seed."""
    # (seeds, counts, lines, epochs)
    whole = np.array([[each.accuracy for each in row] for row in seen])
    lines = [line_of(request, whole, number) for number in range(len(NAMES))]
    is_cut = any(each.is_cut for row in seen for each in row)
    seeds = request.all_seeds[: len(seen)]
    return {
        "counts": np.array(request.counts, dtype=np.int64),
        "place": request.counts.index(request.examples),
        "epochs": request.recorded,
        "lines": lines,
        "seeds": seeds,
        **tasks_told(request),
        "source_accuracy": np.array([each.accuracy for each in sources]),
        "source_mean": float(np.mean([each.accuracy for each in sources])),
        "features": features_of(request, sources[0]),
        "status": "stopped_at_limit" if is_cut else "completed",
        "sentence": say(request, lines, seeds, is_cut),
    }


def features_of(request: TransferRequest, source: Source) -> FloatArray:
    """W of the hidden layer, (units, 64)."""
    network = request.untrained(request.seed, True).with_parameters(source.parameters)
    return np.ascontiguousarray(network.weights[0])


def tasks_told(request: TransferRequest) -> Part:
    """What both tasks are."""
    tasks, (of_source, of_target) = request.tasks(request.seed), classes_of(request.preset)
    learned_from = request.examples * of_target
    return {
        "source": TransferTask(
            SOURCE_NAMES[request.preset], of_source, len(tasks.source.labels), len(tasks.source_new.labels)
        ),
        "target": TransferTask(
            TARGET_NAMES[request.preset], of_target, learned_from, len(tasks.target_new.labels)
        ),
    }


def line_of(request: TransferRequest, whole: FloatArray, number: int) -> TransferLine:
    """One line, over the seeds known so far."""
    place = request.counts.index(request.examples)
    own, ends = whole[:, place, number], whole[:, :, number, -1]
    accuracy = np.ascontiguousarray(ends[:, place])
    curve, goal = own.mean(axis=0), whole[:, place, SCRATCH, -1].mean()
    intervals = [interval_of(column) for column in ends.T]
    within = [list(each.within(0.0, 1.0)) for each in intervals if each is not None]
    reached = np.flatnonzero(curve >= goal)
    return TransferLine(
        name=NAMES[number],
        label=LINE_NAMES[NAMES[number]],
        accuracy=accuracy,
        mean=float(accuracy.mean()),
        interval=within[place] if within else None,
        curve=curve,
        epochs_needed=int(request.recorded[reached[0]]) if reached.size else None,
        means=ends.mean(axis=0),
        intervals=np.array(within) if within else None,
        against=None if number == SCRATCH else difference_of(accuracy - whole[:, place, SCRATCH, -1]),
    )


def difference_of(differences: FloatArray) -> Difference:
    """Their mean, and on which side of 0 its interval lies."""
    found = interval_of(differences)
    if found is None:
        return Difference(float(differences.mean()), None, None, None)
    return Difference(found.mean, found.low, found.high, verdict_of(found))
