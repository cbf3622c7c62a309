"""Predictions: a trained network is a function, and answers whatever row it is given.

It goes on from a training run. New rows are read and scaled as those were that the network learned from, and
each comes back with a class and its probability, or with numbers. How sure a network sounds says nothing of
whether it has seen anything like the row, so that is measured beside it: how far the nearest training example
lies, against how far these lie from each other.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from nn_core import Network
from panel_kit.contract.operation import Operation
from panel_kit.contract.panel import Panel, SavedState
from panel_kit.contract.schema import Request, controls_of, slider
from panel_kit.runs.beginning import data_of
from panel_kit.runs.grid_maps import MAX_RESOLUTION, Coordinate, GridSpec
from panel_kit.runs.panel import as_asked
from panel_kit.runs.result import Data
from panel_kit.specs.activations import activation_table
from panel_kit.specs.network_result import NetworkResult
from panels.predict.asking import (
    RESOLUTION,
    answer_of,
    distances_of,
    each_member,
    told_rows,
    way_of,
)
from panels.predict.listing import all_numbers
from panels.predict.price import cost, dearest, programs_cost
from panels.predict.programs import programs
from panels.predict.request import MAX_MEMBERS, MAX_PREDICT_WORK, MAX_VALUES, PredictRequest, PredictView
from panels.predict.result import PredictResult
from panels.predict.table import OPERATION as TABLE_OPERATION
from panels.predict.trained import learned_from, trained
from panels.predict.words import say

BEYOND = 0.3
"""So much of its width the map reaches beyond the data on every side, to show what is answered there."""

CELLS = """size;unevenness
-0,5;-0,8
0,3;0,4
1,6;1,1
5;-4
"""
ANOTHER_UNIT = """size;unevenness
-5;-8
3;4
16;11
50;-40
"""
"""The same measured in a unit ten times as small."""
MOONS: dict[str, Any] = {"dataset": {"name": "moons"}, "network": {"hidden": [8, 8]}}
BLOBS: dict[str, Any] = {"dataset": {"name": "blobs"}}
SINE: dict[str, Any] = {"dataset": {"name": "sine"}, "network": {"hidden": [8]}}
TUMORS: dict[str, Any] = {
    "dataset": {"name": "tumors"},
    "network": {"hidden": [3, 3]},
    "epochs": 60,
    "batch_size": 40,
    "optimizer": {"learning_rate": 0.01},
}
PRESETS: dict[str, dict[str, Any]] = {
    "circles": {"points": [[0.3, 0.2]]},
    "moons": {"run": MOONS, "points": [[0.5, 0.3]]},
    "three blobs": {"run": BLOBS, "points": [[0.1, 0.2]]},
    "a curve": {"run": SINE, "points": [[0.4]]},
    "a table of tumors": {"run": TUMORS, "csv": CELLS},
}
SAVED_STATES = {
    "inside": SavedState({"points": [[0.3, 0.2]]}),
    "boundary": SavedState({"points": [[0.69, 0.2]]}),
    "middle": SavedState({"points": [[0.0, 0.0]]}),
    "moons-far": SavedState({"run": MOONS, "points": [[6.0, -6.0]]}),
    "curve-far": SavedState({"run": SINE, "points": [[3.0]]}),
    "table": SavedState({"run": TUMORS, "csv": CELLS}),
    "another-unit": SavedState({"run": TUMORS, "csv": ANOTHER_UNIT}),
}


def parts_of_answer(request: PredictRequest) -> Generator[PredictResult | None]:
    """Trains what is not kept, and asks the network, or each θ in turn."""
    if request.parameters is not None:
        members = yield from each_member(request, request.described.build_for_training())
        sentence = f"The answers of {len(members)} sets of parameters."
        yield PredictResult(None, None, None, members=members, sentence=sentence)
        return
    if request.run_to_train is None:
        result = answered(request, request.described.build_for_training())
    else:
        known = yield from trained(request.run_to_train)
        result = answered(request, known.network, data_of(request.run_to_train), known.status)
    if request.run is not None and result.rows is not None:
        examples = yield from learned_from(request.run)
        result = replace(result, distances=distances_of(result.rows.inputs, examples))
    yield replace(result, sentence=say(request, result, result.rows, result.distances))


def answered(
    request: PredictRequest, network: Network, data: Data | None = None, status: str | None = None
) -> PredictResult:
    """All but the distances and the words; of a network trained here with its data, and the map of these."""
    answer, trace = answer_of(request, network, request.grid or (whole_grid(data) if data else None))
    rows = told_rows(request, answer, network.activations[-1])
    x, layers = way_of(trace, rows.row) if trace is not None and rows is not None else (None, None)
    return PredictResult(
        **vars(answer),
        rows=rows,
        x=x,
        layers=layers,
        network=NetworkResult.of(network),
        data=data,
        status=status,
    )


def whole_grid(data: Data) -> GridSpec | None:
    """The plane of the data, or the line; none where there are more inputs."""
    n_in = data.inputs.shape[1]
    if n_in > 2:
        return None
    low, high = data.low[:n_in], data.high[:n_in]
    beyond = BEYOND * (high - low)
    axes = np.column_stack([low - beyond, high + beyond]).tolist()
    is_parted = n_in == 2 and data.task != "regression"
    return GridSpec(axes=axes, resolution=RESOLUTION[n_in], margins=is_parted)


class RowValue(Request):
    """One number of a row; its slider goes as far as the picture."""

    value: Coordinate = slider("Input", step=0.01, default=0.0, reach=(-1, 1), description="The number.")


@lru_cache(maxsize=1)
def constants() -> dict[str, Any]:
    """The table of activations, and the slider of one number of a row."""
    return {"activations": activation_table(), "value": controls_of(RowValue, "predict")["value"]}


PANEL = Panel(
    operation=Operation(
        path="predict",
        title="Ask the network",
        summary="Ask a trained network about new rows: what it answers, on which way, and whether it knows.",
        request=PredictRequest,
        result=PredictResult,
        run=parts_of_answer,
        cost=cost,
        dearest=dearest,
        limits={
            "predict.values": MAX_VALUES,
            "predict.parameters": MAX_MEMBERS,
            "predict.resolution": MAX_RESOLUTION,
            "predict.work": MAX_PREDICT_WORK,
        },
        takes_table=True,
        examples=PRESETS,
    ),
    start={"points": [[0.3, 0.2]]},
    kept=as_asked,
    programs=programs,
    programs_cost=programs_cost,
    table=all_numbers,
    view=PredictView,
    saved_states=SAVED_STATES,
    constants=constants,
    others=(TABLE_OPERATION,),
)
