"""What a request for a training run comes to: data in two parts, a network, a spec, a price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nn_core import Network
from nn_core.datasets import Dataset, Split, Standardizer, split
from nn_core.trainer import EarlyStopping, TrainingSpec, cost

if TYPE_CHECKING:
    from panel_kit.runs.request import TrainingRequest

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

    @classmethod
    def of(cls, request: TrainingRequest) -> Setup:
        """What the request comes to."""
        data = request.dataset.dataset
        parts = split(data, request.held_out_share, rng=np.random.default_rng([1, request.seed]))
        standardizer = None
        if request.dataset.standardize:
            standardizer = Standardizer.fit(parts.training.inputs)
            data = with_inputs(data, standardizer)
        training = data.take(parts.training_rows)
        validation = data.take(parts.validation_rows) if parts.validation else None
        network, spec = request.network.build_for_training(request.dropout), spec_of(request)
        held_out = validation.samples if validation else 0
        work = cost(network, spec, training.samples, held_out).work
        return cls(data, training, validation, parts, standardizer, network, spec, work)


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


def spec_of(request: TrainingRequest) -> TrainingSpec:
    """What the trainer is told."""
    stopping = request.early_stopping
    return TrainingSpec(
        loss=request.loss,
        optimizer=request.optimizer.name,
        optimizer_options=request.optimizer.given,
        schedule=request.schedule.name,
        schedule_options=request.schedule.options(request.epochs, request.optimizer.name),
        epochs=request.epochs,
        batch_size=request.batch_size,
        l1=request.l1,
        l2=request.l2,
        early_stopping=EarlyStopping(stopping.patience, stopping.min_delta) if stopping else None,
        seed=request.seed,
        time_limit=MAX_SECONDS,
    )
