"""What is known of a run only when it is over: how it went, how good the network is, and what went wrong."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core import Network
from nn_core.datasets import Dataset
from nn_core.diagnosis import diagnose, record_run
from nn_core.metrics.decision import PROBABILITY_THRESHOLD, decided
from nn_core.trainer import History as RunHistory
from nn_core.trainer import TrainingRun
from nn_core.trainer.snapshot import finite_or_none
from panel_kit.contract.schema import CountCube
from panel_kit.runs.result import Confusion, Final, FindingResult, History, Part
from panel_kit.runs.setup import RunRequest, Setup
from panel_kit.runs.tries import findings_tried
from panel_kit.runs.words import say
from panel_kit.specs.network_result import NetworkResult


def ending(request: RunRequest, run: TrainingRun, history: History) -> Generator[Part, None, Part]:
    """All that is known only when the run is over. Empty parts come while fixes are tried."""
    diagnosis = yield from diagnosed(request, run, history)
    quality: dict[str, Any] = quality_of(request.setup, run.network)
    final = replace(final_of(run, history), **quality)
    return {
        "status": run.status,
        "diverged_at": run.diverged_at,
        "best_epoch": run.best_epoch,
        "final": final,
        "network": NetworkResult.of(run.network),
        "confusion": confusion_of(request.setup, run.network),
        "diagnosis": diagnosis,
        "sentence": say(request.setup.spec, run, history, final),
    }


def final_of(run: TrainingRun, history: History) -> Final:
    """The row of the epoch that the network comes from: the best, or the last with numbers."""
    alive = np.flatnonzero(np.isfinite(history.train_loss))
    last = int(alive[-1]) if alive.size else 0
    row = last if run.best_epoch is None else run.best_epoch
    names = ("train_loss", "validation_loss", "train_accuracy", "validation_accuracy")
    return Final(row, **{name: finite_or_none(float(getattr(history, name)[row])) for name in names})


def quality_of(setup: Setup, network: Network) -> dict[str, float | None]:
    """R² and RMSE on both parts, for a regression."""
    if setup.data.task != "regression":
        return {}
    found: dict[str, float | None] = {}
    scale = setup.target_standardizer.std if setup.target_standardizer else 1.0
    for part, data in (("train", setup.training), ("validation", setup.validation)):
        if data is None:
            continue
        with np.errstate(all="ignore"):
            errors = scale * (network.forward(data.inputs).prediction - data.targets)
            spread = float(np.square(scale * (data.targets - data.targets.mean(axis=0))).sum())
            squares = np.square(errors).sum()
            unexplained = squares / spread  # beyond float64 where an answer of 10¹⁵³ meets targets of 0.001
        if np.isfinite(squares):
            found[f"{part}_rmse"] = float(np.sqrt(squares / errors.size))
            found[f"{part}_r2"] = 1.0 - float(unexplained) if np.isfinite(unexplained) else None
    return found


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


def diagnosed(
    request: RunRequest, run: TrainingRun, history: History
) -> Generator[Part, None, list[FindingResult]]:
    """What is wrong with the run, each with a change that helped when it was tried."""
    if not run.snapshots or not np.isfinite(history.train_loss).any():
        return []
    data, spec = request.setup.training, request.setup.spec
    losses = RunHistory(**{each.name: getattr(history, each.name) for each in fields(RunHistory)})
    with np.errstate(all="ignore"):
        record = record_run(run, spec, data.inputs, data.targets, history=losses)
        problems = diagnose(record)
    return (yield from findings_tried(request, run.network, record, problems))
