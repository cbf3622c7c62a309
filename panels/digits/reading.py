"""How well a network reads digits that it has not seen: split by split, softmax regression beside it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nn_core import Network, wilson_interval
from nn_core.activations import FloatArray
from nn_core.digits import DIRECTIONS, shifted
from nn_core.metrics import confusion_matrix, mean_interval, mistakes
from nn_core.trainer import Trainer
from nn_core.trainer.snapshot import STOPPED_AT_LIMIT, TrainingRun
from panel_kit.runs.kept_results import KeptResults
from panel_kit.runs.result import Part
from panel_kit.runs.setup import Setup, seeds_from
from panels.digits.data import CLASSES
from panels.digits.request import DigitsRequest
from panels.digits.result import AccuracyResult, BesideResult, MistakeResult
from panels.digits.words import say

LARGEST = 1e300
EPOCHS_OF_A_SLICE = 2


@dataclass
class TimeLeft:
    """For all further networks together, of their own computing."""

    seconds: float


Trained = Generator[Part, None, "Network | None"]
Scores = tuple[float, float, float]
KEPT: KeptResults[Scores | None] = KeptResults(256)


def more(request: DigitsRequest, run: TrainingRun) -> Generator[Part, None, Part]:
    """What there is to say of the held-out digits. Empty parts come while further networks are trained."""
    left = TimeLeft(request.limits.seconds)
    setup = request.setup
    logits = logits_of(setup, run.network)
    plain = yield from trained(setup, request.softmax_regression, left)
    scores = [scores_of(setup, run.network, plain or request.softmax_regression)]
    is_cut = plain is None or run.status == STOPPED_AT_LIMIT
    for seed in seeds_from(request.seed, request.splits)[1:]:
        more_scores = None if is_cut else (yield from kept_scores(request.with_split(seed), left))
        if more_scores is None:
            is_cut = True
            break
        scores.append(more_scores)
    labels = labels_of(setup)
    read, moved, beside = (summary(setup, each) for each in zip(*scores, strict=True))
    found: Part = {
        **read,
        "confusion": confusion_matrix(labels, logits.argmax(axis=1), classes=CLASSES).counts,
        "mistakes": mistakes_of(setup, logits),
        "moved": AccuracyResult(**moved),
        "beside": BesideResult(
            name="softmax regression", parameter_count=request.softmax_regression.parameter_count, **beside
        ),
    }
    status = {"status": STOPPED_AT_LIMIT} if is_cut else {}
    return {**found, **status, "sentence": say(request, run, found, is_cut)}


def kept_scores(request: DigitsRequest, left: TimeLeft) -> Generator[Part, None, Scores | None]:
    """The accuracies on one split, kept for whoever asks for more splits; None where time was up."""
    key = request.model_dump_json()
    return (yield from KEPT.get_or_compute(key, lambda: split_trained(request, left), lambda it: it is None))


def split_trained(request: DigitsRequest, left: TimeLeft) -> Generator[Part, None, Scores | None]:
    """The accuracies on one split; None where time was up."""
    setup = request.setup
    network = yield from trained(setup, setup.network, left)
    plain = yield from trained(setup, request.softmax_regression, left)
    return None if network is None or plain is None else scores_of(setup, network, plain)


def scores_of(setup: Setup, network: Network, plain: Network) -> Scores:
    """The accuracies of the network, of the same on digits moved by one pixel, and of softmax regression."""
    moved = [accuracy_of(setup, network, *direction) for direction in DIRECTIONS.values()]
    return accuracy_of(setup, network), float(np.mean(moved)), accuracy_of(setup, plain)


def trained(setup: Setup, network: Network, left: TimeLeft) -> Trained:
    """The network after the run, with a pause now and then; None where time was up."""
    spec = replace(setup.spec, record_every=EPOCHS_OF_A_SLICE, time_limit=max(0.001, left.seconds))
    trainer = Trainer(network, setup.training.inputs, setup.training.targets, spec)
    for _ in trainer.run():
        yield {}
    left.seconds -= trainer.seconds
    run = trainer.finish(())
    return None if run.status == STOPPED_AT_LIMIT else run.network


def labels_of(setup: Setup) -> Any:
    """What the held-out digits are."""
    return setup.data.labels[setup.split.validation_rows]


def logits_of(setup: Setup, network: Network, right: int = 0, down: int = 0) -> FloatArray:
    """z of the output for each held-out digit, moved by so many pixels; beyond float64 the largest."""
    images = shifted(setup.data.inputs[setup.split.validation_rows], right, down)
    with np.errstate(all="ignore"):
        z = network.forward(images).layers[-1].z
    return np.nan_to_num(z, nan=0.0, posinf=LARGEST, neginf=-LARGEST)


def accuracy_of(setup: Setup, network: Network, right: int = 0, down: int = 0) -> float:
    """The share of the held-out digits that is read right, moved by so many pixels."""
    return float(np.mean(logits_of(setup, network, right, down).argmax(axis=1) == labels_of(setup)))


def summary(setup: Setup, accuracies: Sequence[float]) -> dict[str, Any]:
    """Their mean, and how far it can be trusted."""
    mean = float(np.mean(accuracies))
    return {
        "held_out_accuracy": mean,
        "accuracies": list(accuracies),
        "interval": interval_of(setup, accuracies),
    }


def interval_of(setup: Setup, accuracies: Sequence[float]) -> tuple[float, float]:
    """Student's interval of the mean over splits, within 0 and 1; of a single split Wilson's."""
    if len(accuracies) > 1:
        return mean_interval(accuracies).within(0.0, 1.0)
    count = setup.split.validation_rows.size
    share = wilson_interval(round(accuracies[0] * count), count)
    return share.low, share.high


def mistakes_of(setup: Setup, logits: FloatArray) -> list[MistakeResult]:
    """The held-out digits that were taken for another."""
    rows = setup.split.validation_rows
    return [
        MistakeResult(int(rows[each.index]), each.truth, each.said, each.loss)
        for each in mistakes(labels_of(setup), logits)
    ]
