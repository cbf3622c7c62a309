"""The network and logistic regression, trained on the same patients; and both on many splits."""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from nn_core import Network, train
from nn_core.activations import FloatArray
from nn_core.datasets import Dataset
from nn_core.metrics import accuracy, decide, mean_interval
from panel_kit.contract.operation import Cost
from panel_kit.runs.kept_results import KeptResults
from panel_kit.runs.setup import seeds_from
from panel_kit.specs.limits import LIMITS
from panels.tumor.data import FEATURES, SAMPLES, parts_of
from panels.tumor.request import TumorRequest
from panels.tumor.result import SplitsCompared, Verdict
from panels.tumor.words import say_splits

VERDICTS: dict[int, Verdict] = {1: "better", 0: "not told apart", -1: "worse"}
SECONDS_OF_A_STEP, WORK_A_SECOND = 1.5e-4, 3e9


@dataclass(frozen=True, eq=False)
class Trained:
    """A network after training, and its probabilities of the patients held out."""

    network: Network
    probabilities: FloatArray


KEPT: KeptResults[Trained] = KeptResults(128)


def sizes_of(hidden: list[int]) -> list[int]:
    """Of all layers."""
    return [FEATURES, *hidden, 1]


def first_network(hidden: list[int], seed: int) -> Network:
    """The network before training: ReLU in between, a sigmoid at the end."""
    return Network.create(
        sizes_of(hidden),
        hidden_activation="relu",
        output_activation="sigmoid",
        initializer="xavier_uniform",
        rng=np.random.default_rng(seed),
    )


def options_of(request: TumorRequest) -> dict[str, Any]:
    """How both learn."""
    return {
        "loss": "bce",
        "optimizer": "adam",
        "learning_rate": request.learning_rate,
        "epochs": request.epochs,
        "record_every": request.epochs,
    }


def key_of(request: TumorRequest, hidden: list[int], seed: int) -> str:
    """What decides a run."""
    return f"{hidden} {request.learning_rate!r} {request.epochs} {seed}"


def trained(request: TumorRequest, hidden: list[int], seed: int) -> Trained:
    """A network trained on the split of a seed; kept, since thresholds do not change it."""
    key = key_of(request, hidden, seed)
    known = KEPT.get(key)
    if known is None:
        known = train_once(request, hidden, seed)
        KEPT.keep(key, known)
    return known


def train_once(request: TumorRequest, hidden: list[int], seed: int) -> Trained:
    """The run itself."""
    parts = parts_of(seed)
    training, held_out = parts.training, parts.held_out
    drawn = first_network(hidden, seed)
    network = train(drawn, training.inputs, training.targets, **options_of(request)).network
    return Trained(network, answers(network, held_out.inputs))


def answers(network: Network, inputs: FloatArray) -> FloatArray:
    """The probability of malignant for each row; ½ where the numbers have left float64."""
    with np.errstate(all="ignore"):
        p = network.forward(inputs).prediction[:, 0]
    return np.where(np.isfinite(p), p, 0.5)


def right_share(known: Trained, held_out: Dataset) -> float:
    """The share of the patients held out that a threshold of ½ decides right."""
    return accuracy(held_out.labels, decide(known.probabilities[:, np.newaxis]))


def compared(request: TumorRequest) -> Generator[None, None, tuple[SplitsCompared, bool]]:
    """Both on every split, with a pause after each; and whether there was time for all."""
    seeds = seeds_from(request.seed, request.splits)
    spent, shares = 0.0, []
    for seed in seeds:
        began = time.thread_time()
        held_out = parts_of(seed).held_out
        shares.append(
            [right_share(trained(request, hidden, seed), held_out) for hidden in (request.hidden, [])]
        )
        spent += time.thread_time() - began
        yield None
        if len(shares) > 1 and spent > LIMITS.seconds:
            break
    return summed_up(seeds[: len(shares)], np.array(shares)), len(shares) == len(seeds)


def summed_up(seeds: list[int], shares: FloatArray) -> SplitsCompared:
    """The differences and how sure their mean is."""
    differences = 100.0 * (shares[:, 0] - shares[:, 1])
    over = mean_interval(differences)
    verdict = VERDICTS[over.sign]
    return SplitsCompared(
        seeds=seeds,
        accuracies=shares[:, 0].copy(),
        logistic_accuracies=shares[:, 1].copy(),
        differences=differences,
        mean=over.mean,
        interval=[over.low, over.high],
        verdict=verdict,
        sentence=say_splits(len(seeds), over.mean, [over.low, over.high], verdict),
    )


def training_cost(request: TumorRequest) -> Cost:
    """What it takes to train what is not kept."""
    wanted = [
        (hidden, seed)
        for seed in seeds_from(request.seed, request.splits)
        for hidden in (request.hidden, [])
        if KEPT.get(key_of(request, hidden, seed)) is None
    ]
    return Cost(sum(seconds_of(hidden, request.epochs) for hidden, _ in wanted))


def seconds_of(hidden: list[int], epochs: int) -> float:
    """Of one run: a step's own time, and its multiplications."""
    products = sum(n_in * n_out for n_in, n_out in pairwise(sizes_of(hidden)))
    return epochs * ((1 + len(hidden)) * SECONDS_OF_A_STEP / 2 + 3 * SAMPLES * products / WORK_A_SECOND)
