"""What there is to say of a run before its first step: its data, and what it is made of."""

from __future__ import annotations

import numpy as np

from panel_kit.contract.schema import Vector
from panel_kit.runs.result import Data, Part, Scaling, Settings
from panel_kit.runs.setup import RunRequest, Setup


def beginning(request: RunRequest) -> Part:
    """The first fields of the result."""
    return {"data": data_of(request), "settings": settings_of(request.setup)}


def data_of(request: RunRequest) -> Data:
    """The examples as a page draws them."""
    setup, data = request.setup, request.setup.data
    held_out = set(setup.split.validation_rows.tolist())
    low, high = plane_of(request)
    scaler = setup.standardizer
    return Data(
        task=data.task,
        input_names=list(data.input_names),
        target_name=data.target_name,
        class_names=list(data.class_names),
        inputs=data.inputs,
        targets=data.targets,
        split=["validation" if row in held_out else "training" for row in range(data.samples)],
        low=low,
        high=high,
        scaling=Scaling(scaler.mean, scaler.std) if scaler else None,
    )


def settings_of(setup: Setup) -> Settings:
    """What the run is made of, the defaults put in."""
    spec, network, examples = setup.spec, setup.network, setup.training.samples
    size = min(spec.batch_size or examples, examples)
    return Settings(
        layers=network.sizes,
        activations=network.activations,
        parameter_count=network.parameter_count,
        loss=spec.loss if isinstance(spec.loss, str) else spec.loss.name,
        optimizer={"name": spec.optimizer, **spec.create_optimizer((1,)).settings},
        schedule={"name": spec.schedule, **spec.create_schedule().settings},
        batch_size=size,
        batches=-(-examples // size),
        epochs=spec.epochs,
        training=examples,
        validation=setup.validation.samples if setup.validation else 0,
        work=setup.work,
    )


def plane_of(request: RunRequest) -> tuple[Vector, Vector]:
    """The ends of the axes; of the standardized inputs where they are."""
    low, high = (np.array(end) for end in request.plane)
    scaler = request.setup.standardizer
    if scaler is None:
        return low, high
    n_in = len(scaler.mean)
    for end in (low, high):
        end[:n_in] = scaler.transform(end[:n_in])
    return low, high
