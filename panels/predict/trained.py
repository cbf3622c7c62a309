"""The network of a run, and what it learned from: computed once, and kept for all that is asked then."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.datasets import Standardizer
from nn_core.nearest import DIFFERENCES_AT_ONCE, widest_gap
from nn_core.pauses import without_pauses
from nn_core.trainer.snapshot import STOPPED_AT_LIMIT
from panel_kit.contract.operation import Cost
from panel_kit.runs.cost import LEAST_SECONDS, WORK_A_SECOND
from panel_kit.runs.kept_results import KeptResults, hashed
from panel_kit.runs.record import epochs_of_a_part, trainer_of
from panel_kit.runs.request import TrainingRequest

DIFFERENCES_A_SECOND = 3e8


@dataclass(frozen=True, eq=False)
class Trained:
    """The network that a run leaves, and how the run ended."""

    network: Network
    status: str


@dataclass(frozen=True, eq=False)
class LearnedFrom:
    """The training examples of a run, as distances are measured between them.

    Attributes
    ----------
    places : array of int
        Theirs among the data.
    standardizer : Standardizer
        That brings each input to its standard deviations.
    examples : FloatArray, shape (training examples, inputs)
        In these.
    low, high : FloatArray, shape (inputs,)
        The ends of each input, as the data have them.
    gap : float or None
        The largest distance from one to its nearest neighbor; None for one example alone.
    """

    places: Any
    standardizer: Standardizer
    examples: FloatArray
    low: FloatArray
    high: FloatArray
    gap: float | None


NETWORKS: KeptResults[Trained] = KeptResults(64)
EXAMPLES: KeptResults[LearnedFrom] = KeptResults(16)


def key_of_network(run: TrainingRequest) -> str:
    """What decides the network: all of the run."""
    return hashed(run.model_dump_json())


def key_of_examples(run: TrainingRequest) -> str:
    """What decides the training examples: data, share held out, seed."""
    return hashed(f"{run.held_out_share} {run.seed} {run.dataset.model_dump_json()}")


def trained(run: TrainingRequest) -> Generator[None, None, Trained]:
    """The network of the run, the very one that the training panel ends with, with pauses on the way."""
    key = key_of_network(run)
    return (yield from NETWORKS.get_or_compute(key, lambda: train_once(run), is_cut))


def is_cut(known: Trained) -> bool:
    """Whether the time limit ended the run."""
    return known.status == STOPPED_AT_LIMIT


def network_of(run: TrainingRequest) -> Network:
    """The same without pauses."""
    return without_pauses(trained(run)).network


def train_once(run: TrainingRequest) -> Generator[None, None, Trained]:
    """The run itself, of which nothing but its end is kept."""
    trainer = trainer_of(run.setup)
    snapshots = trainer.run()
    last = deque(islice(snapshots, 1), maxlen=1)
    while block := list(islice(snapshots, epochs_of_a_part(run.setup))):
        last.extend(block)
        yield None
    finished = trainer.finish(tuple(last))
    return Trained(finished.network, finished.status)


def learned_from(run: TrainingRequest) -> Generator[None, None, LearnedFrom]:
    """The training examples of the run, and how far apart they lie."""
    return (yield from EXAMPLES.get_or_compute(key_of_examples(run), lambda: gather(run)))


def gather(run: TrainingRequest) -> Generator[None, None, LearnedFrom]:
    """The examples in standard deviations of each input, and their widest gap."""
    places = run.setup.split.training_rows
    inputs = run.dataset.dataset.inputs[places]
    standardizer = Standardizer.fit(inputs)
    examples = standardizer.transform(inputs)
    gap = None
    for gap in widest_gap(examples):  # noqa: B007
        yield None
    return LearnedFrom(places, standardizer, examples, inputs.min(axis=0), inputs.max(axis=0), gap)


def cost_of_network(run: TrainingRequest) -> Cost:
    """What training takes, if it is not kept."""
    if NETWORKS.get(key_of_network(run)) is not None:
        return Cost(0.0)
    return Cost(max(LEAST_SECONDS, run.setup.work / WORK_A_SECOND))


def cost_of_distances(run: TrainingRequest, rows: int) -> Cost:
    """What the distances of so many rows take, and those between the examples, if they are not kept."""
    examples, inputs = len(run.setup.split.training_rows), run.dataset.dataset.inputs.shape[1]
    of_gaps = 0 if EXAMPLES.get(key_of_examples(run)) else examples
    return Cost((rows + of_gaps) * examples * inputs / DIFFERENCES_A_SECOND, 8 * DIFFERENCES_AT_ONCE / 2**18)
