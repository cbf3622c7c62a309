"""What there is to say at the two ends of a run: the data at its start; at its end how it went, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core import Network
from nn_core.datasets import Dataset
from nn_core.diagnosis import diagnose, record_run
from nn_core.metrics.decision import PROBABILITY_THRESHOLD, decided
from nn_core.trainer import History as Course
from nn_core.trainer import TrainingRun
from panel_kit.contract.schema import CountCube, Vector
from panel_kit.runs.findings import finding_result
from panel_kit.runs.request import TrainingRequest
from panel_kit.runs.result import Confusion, Data, Final, FindingResult, History, Part, Scaling, Settings
from panel_kit.runs.setup import Setup
from panel_kit.runs.words import say
from panel_kit.specs.network import NetworkResult


def data_of(request: TrainingRequest) -> Data:
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


def settings_of(request: TrainingRequest) -> Settings:
    """What the run is made of, the defaults put in."""
    setup, network = request.setup, request.network
    spec, examples = setup.spec, setup.training.samples
    size = min(spec.batch_size or examples, examples)
    return Settings(
        layers=list(network.layers),
        activations=network.layer_activations,
        parameter_count=setup.network.parameter_count,
        loss=request.loss,
        optimizer={"name": request.optimizer.name, **request.optimizer.settings},
        schedule={"name": request.schedule.name, **spec.create_schedule().settings},
        batch_size=size,
        batches=-(-examples // size),
        epochs=spec.epochs,
        training=examples,
        validation=setup.validation.samples if setup.validation else 0,
        work=setup.work,
    )


def plane_of(request: TrainingRequest) -> tuple[Vector, Vector]:
    """The ends of the axes; of the standardized inputs where they are."""
    low, high = (np.array(end) for end in request.dataset.plane)
    scaler = request.setup.standardizer
    if scaler is None:
        return low, high
    n_in = len(scaler.mean)
    for end in (low, high):
        end[:n_in] = scaler.transform(end[:n_in])
    return low, high


def ending(request: TrainingRequest, run: TrainingRun, history: History) -> Part:
    """All that is known only when the run is over."""
    final = final_of(run, history)
    return {
        "status": run.status,
        "diverged_at": run.diverged_at,
        "best_epoch": run.best_epoch,
        "final": final,
        "network": NetworkResult.of(run.network),
        "confusion": confusion_of(request.setup, run.network),
        "diagnosis": findings(request, run, history),
        "sentence": say(request, run, history, final),
    }


def final_of(run: TrainingRun, history: History) -> Final:
    """The row of the epoch that the network comes from: the best, or the last with numbers."""
    alive = np.flatnonzero(np.isfinite(history.train_loss))
    last = int(alive[-1]) if alive.size else 0
    row = last if run.best_epoch is None else run.best_epoch
    names = ("train_loss", "validation_loss", "train_accuracy", "validation_accuracy")
    values = {name: float(getattr(history, name)[row]) for name in names}
    return Final(row, **{name: value if np.isfinite(value) else None for name, value in values.items()})


def confusion_of(setup: Setup, network: Network) -> Confusion | None:
    """What the network takes for what; None for regression."""
    training = confusion(setup.training, [decisions(setup.training, network)])
    if training is None:
        return None
    if setup.validation is None:
        return Confusion(training[0], None)
    validation = confusion(setup.validation, [decisions(setup.validation, network)])
    return Confusion(training[0], None if validation is None else validation[0])


def decisions(data: Dataset, network: Network) -> npt.NDArray[Any]:
    """What the network decides for each example, (samples,)."""
    with np.errstate(all="ignore"):
        return decided(network.forward(data.inputs).prediction, PROBABILITY_THRESHOLD)


def confusion(data: Dataset | None, decisions: Sequence[npt.NDArray[Any] | None]) -> CountCube | None:
    """The confusion matrix of each row of decisions, (rows, classes, classes); None without classes."""
    if data is None or data.task == "regression":
        return None
    k, rows = len(data.class_names), len(decisions)
    cells = data.labels * k + np.array(decisions, dtype=np.int64).reshape(rows, data.samples)
    # A range of its own for each row, so that one count does for all
    places = cells + k * k * np.arange(rows)[:, np.newaxis]
    counts: CountCube = np.bincount(places.ravel(), minlength=k * k * rows).reshape(rows, k, k)
    return counts


def findings(request: TrainingRequest, run: TrainingRun, history: History) -> list[FindingResult]:
    """What is wrong with the run, each with a change that can be sent."""
    if not run.snapshots or not np.isfinite(history.train_loss).any():
        return []
    setup = request.setup
    course = Course(
        history.epoch,
        history.train_loss,
        history.validation_loss,
        history.train_accuracy,
        history.validation_accuracy,
        history.learning_rate,
    )
    with np.errstate(all="ignore"):
        data = setup.training
        record = record_run(run, setup.spec, data.inputs, data.targets, history=course)
        found = diagnose(record)
    return [finding_result(request, finding) for finding in found]
