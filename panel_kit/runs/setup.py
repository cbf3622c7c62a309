"""What a request for a training run comes to: data in two parts, a network, a spec, a price."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn_core import Network
from nn_core.datasets import Dataset, Split, Standardizer, split
from nn_core.trainer import TrainingSpec, cost

MAX_SECONDS = 20.0


@dataclass(frozen=True)
class Setup:
    """A run, ready for the engine.

    Attributes
    ----------
    data, training, validation : Dataset
        All examples, standardized where that was asked for, and the two parts; ``validation`` may be None.
    split : Split
        Which rows are where.
    standardizer : Standardizer or None
    network : Network
        Before training.
    spec : TrainingSpec
    work : int
        The price: ``nn_core.trainer.cost(…).work``.
    """

    data: Dataset
    training: Dataset
    validation: Dataset | None
    split: Split
    standardizer: Standardizer | None
    network: Network
    spec: TrainingSpec
    work: int


def set_up(
    data: Dataset, held_out_share: float, standardize: bool, network: Network, spec: TrainingSpec
) -> Setup:
    """A run of these examples, split by the seed of the run."""
    parts = split(data, held_out_share, rng=np.random.default_rng([1, spec.seed]))
    standardizer = None
    if standardize:
        standardizer = Standardizer.fit(parts.training.inputs)
        data = with_inputs(data, standardizer)
    training = data.take(parts.training_rows)
    validation = data.take(parts.validation_rows) if parts.validation else None
    held_out = validation.samples if validation else 0
    work = cost(network, spec, training.samples, held_out).work
    return Setup(data, training, validation, parts, standardizer, network, spec, work)


def with_inputs(data: Dataset, standardizer: Standardizer) -> Dataset:
    """The same examples, their inputs standardized."""
    return Dataset(
        task=data.task,
        inputs=standardizer.transform(data.inputs),
        targets=data.targets,
        input_names=data.input_names,
        target_name=data.target_name,
        class_names=data.class_names,
    )
