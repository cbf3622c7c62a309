"""What a network answers, at rows or over a grid; one network, or many θ of one at once."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core import ForwardTrace, Network
from nn_core.activations import FloatArray
from nn_core.datasets import Standardizer, derive
from nn_core.metrics.decision import PROBABILITY_THRESHOLD, decided
from nn_core.nearest import nearest
from panel_kit.runs.grid_maps import GridResult, GridSpec, grid_of
from panels.predict.request import PredictRequest
from panels.predict.result import (
    MemberResult,
    PredictDistances,
    PredictLayer,
    PredictRows,
)
from panels.predict.trained import LearnedFrom

WORK_OF_A_STEP = 10_000_000
FARTHEST = 1e150  # what is farther cannot be squared
RESOLUTION = {1: 120, 2: 72}
"""Of the map that comes with a network trained here: places along each axis, by the number of inputs."""


def rows_of(request: PredictRequest) -> FloatArray | None:
    """The rows to answer, apart from the grid."""
    if request.table is not None:
        return request.table.inputs
    if request.points is not None:
        return np.array(request.points, dtype=np.float64)
    if request.grid is not None:
        return None
    if request.run is None:
        return np.zeros((1, request.n_in))
    run = request.run
    middle: FloatArray = run.dataset.dataset.inputs[run.setup.split.training_rows].mean(axis=0)
    return middle[np.newaxis]


def given_to_network(request: PredictRequest, rows: FloatArray) -> FloatArray:
    """The rows as the network gets them: standardized, then derived, as they were in training."""
    scaler = request.run.setup.standardizer if request.run else None
    scaled = rows if scaler is None else (rows - scaler.mean) / scaler.std
    return scaled if request.derived is None else derive(scaled, request.derived)


def each_member(request: PredictRequest, network: Network) -> Generator[None, None, list[MemberResult]]:
    """The answers of each θ, with a pause after every few where they are large."""
    members: list[MemberResult] = []
    together = max(1, WORK_OF_A_STEP // request.work)
    for theta in np.array(request.parameters):
        members.append(answer_of(request, network.with_parameters(theta), request.grid)[0])
        if len(members) % together == 0:
            yield None
    return members


def answer_of(
    request: PredictRequest, network: Network, grid: GridSpec | None
) -> tuple[MemberResult, ForwardTrace | None]:
    """Rows and grid, and all that was computed on the rows' way."""
    rows = rows_of(request)
    with np.errstate(all="ignore"):
        mapped = grid_of(network, grid, request.derived) if grid else None
        if rows is None:
            return MemberResult(None, None, mapped), None
        trace = network.forward(given_to_network(request, rows))
    return told(request, trace, mapped), trace


def told(request: PredictRequest, trace: ForwardTrace, grid: GridResult | None) -> MemberResult:
    """The predictions on the scale of the table, and the classes."""
    prediction = trace.prediction
    is_finite = np.isfinite(prediction)
    scaler: Standardizer | None = request.run.setup.target_standardizer if request.run else None
    with np.errstate(all="ignore"):
        shown = prediction if scaler is None else scaler.mean + scaler.std * prediction
    is_regression = request.run is not None and request.run.task == "regression"
    classes = None if is_regression else classes_of(prediction, is_finite)
    return MemberResult(np.where(is_finite, shown, np.nan), classes, grid)


def classes_of(prediction: FloatArray, is_finite: npt.NDArray[np.bool_]) -> list[int | None]:
    """The class of each row; None where one of its outputs is no number."""
    found = decided(prediction, PROBABILITY_THRESHOLD).astype(np.int64).tolist()
    return [each if all(row) else None for each, row in zip(found, is_finite.tolist(), strict=True)]


def certainty_of(answer: MemberResult, output: str) -> list[float | None] | None:
    """The probability of the class decided for; none where outputs are no probabilities."""
    if answer.predictions is None or answer.decisions is None:
        return None
    if output not in ("sigmoid", "softmax") or (output == "sigmoid" and answer.predictions.shape[1] > 1):
        return None
    pairs = zip(answer.predictions.tolist(), answer.decisions, strict=True)
    return [None if kind is None else share_of(kind, row) for row, kind in pairs]


def share_of(kind: int, row: list[float]) -> float:
    """The probability of a class, of one output that is the probability of class 1, or of several."""
    if len(row) > 1:
        return row[kind]
    return row[0] if kind == 1 else 1.0 - row[0]


def told_rows(request: PredictRequest, answer: MemberResult, output: str) -> PredictRows | None:
    """The rows one by one."""
    rows = rows_of(request)
    if rows is None:
        return None
    table = request.table
    return PredictRows(
        inputs=rows,
        lines=table.lines if table else None,
        reading=table.decisions if table else [],
        certainty=certainty_of(answer, output),
        row=min(request.row, len(rows) - 1),
    )


def way_of(trace: ForwardTrace, row: int) -> tuple[Any, list[PredictLayer]]:
    """What goes into the network of one row, and every z and a."""
    layers = [PredictLayer(numbers(layer.z[row]), numbers(layer.a[row])) for layer in trace.layers]
    return numbers(trace.inputs[row]), layers


def numbers(values: FloatArray) -> FloatArray:
    """The values, with NaN where there is no finite one."""
    return np.where(np.isfinite(values), values, np.nan)


def distances_of(rows: FloatArray, known: LearnedFrom) -> PredictDistances:
    """How far each row lies from the training examples, and in which inputs beyond them all."""
    with np.errstate(all="ignore"):
        places, distances = nearest(known.standardizer.transform(rows), known.examples)
    beyond = (rows < known.low) | (rows > known.high)
    gap = known.gap
    return PredictDistances(
        nearest=known.places[places].tolist(),
        distances=np.minimum(distances, FARTHEST),
        gap=gap,
        is_far=[None if gap is None else bool(each > gap) for each in distances],
        outside=[np.flatnonzero(row).tolist() for row in beyond],
        spread=known.standardizer.std,
    )
