"""What there is to say of a run before its first step: its data, and what it is made of."""

from __future__ import annotations

import numpy as np

from nn_core.datasets import Decision, Standardizer
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
        scaling=scaling_of(scaler),
        target_scaling=scaling_of(setup.target_standardizer),
        target_names=list(data.target_names),
        decisions=decisions_of(request),
        features=list(setup.features) or None,
        feature_names=list(setup.training.input_names),
        input_units=list(data.input_units),
        target_units=list(data.target_units),
    )


def scaling_of(scaler: Standardizer | None) -> Scaling | None:
    """What was taken off and divided by."""
    return Scaling(scaler.mean, scaler.std) if scaler else None


def decisions_of(request: RunRequest) -> list[Decision]:
    """What was decided on the table; empty where there is none."""
    table = getattr(getattr(request, "dataset", None), "table", None)
    return table.decisions if table else []


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
    setup = request.setup
    n_in = setup.data.inputs.shape[1]
    scale(low, high, slice(n_in), setup.standardizer)
    if len(low) > n_in:
        scale(low, high, slice(n_in, None), setup.target_standardizer)
    return low, high


def scale(low: Vector, high: Vector, axes: slice, scaler: Standardizer | None) -> None:
    """Brings both ends of some axes to the scale of what was standardized; of targets the first is drawn."""
    if scaler is None:
        return
    for end in (low, high):
        count = len(end[axes])
        end[axes] = (end[axes] - scaler.mean[:count]) / scaler.std[:count]
