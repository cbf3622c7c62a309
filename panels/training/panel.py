"""Training: forward, loss, backward, update, again and again, and a time slider over the whole of it.

The server computes a run from its request alone, with a snapshot of θ after every epoch; going back in time
is looking one of them up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field

from nn_core.datasets import DATASETS, make_dataset
from nn_core.optimizers import OPTIMIZERS
from nn_core.schedules import SCHEDULES
from panel_kit.contract.operation import Cost, Operation
from panel_kit.contract.panel import Panel, PanelView
from panel_kit.contract.schema import integral, merged
from panel_kit.contract.table import Cell, Column, Table, table, words
from panel_kit.programs.run import programs
from panel_kit.programs.size import cost_of_numbers
from panel_kit.runs import epoch, files, seeds
from panel_kit.runs.cost import LEAST_SECONDS, cost, dearest
from panel_kit.runs.record import MAX_SNAPSHOT_NUMBERS, MAX_SNAPSHOTS, parts_of
from panel_kit.runs.request import MAX_EPOCHS, TrainingRequest
from panel_kit.runs.result import TrainingResult, join
from panel_kit.runs.rules import LOSSES_FOR, MAX_WORK, outputs_for
from panel_kit.runs.setup import MAX_SECONDS
from panel_kit.specs.activations import activation_table
from panel_kit.specs.csv_upload import widest_table
from panel_kit.specs.data import CSV_LIMITS, DATA_NAMES, MAX_EXAMPLES
from panel_kit.specs.network import MAX_SIZES, MAX_UNITS
from panels.training.saved_states import SAVED_STATES

MOST_ROWS = 60
THUMBNAIL = 28

UnitIndex = Annotated[int, Field(ge=0, le=MAX_UNITS), integral]


class TrainingView(PanelView):
    """Where in the run the panel stands, and what of it is open.

    ``epoch`` is null before *Train* was pressed; ``batch`` is the batch of the coming epoch, when batches are
    gone through; ``unit`` is the unit whose map fills the plane, null for the output's.
    """

    drawer: Literal[
        "maths", "numpy", "pytorch", "sklearn", "api", "data", "runs", "diagnosis", "export", "points", "none"
    ] = "maths"  # type: ignore[assignment]
    epoch: Annotated[int, Field(ge=0, le=MAX_EPOCHS), integral] | None = None
    batch: Annotated[int, Field(ge=0, le=MAX_EXAMPLES), integral] = 0
    unit: Annotated[list[UnitIndex], Field(min_length=2, max_length=2)] | None = None
    speed: Literal["slow", "normal", "fast"] = "normal"
    loop: bool = False
    log: bool = False


def all_numbers(request: TrainingRequest, result: TrainingResult) -> Table:
    """The history, at most 61 epochs of it and the last."""
    history = result.history
    last = len(history.epoch) - 1
    rows = sorted({*range(0, last + 1, last // MOST_ROWS + 1), last})
    columns: list[str | Column] = [
        words("epoch"),
        "training loss",
        "validation loss",
        "training accuracy",
        "validation accuracy",
        Column("learning rate", 5),
    ]
    cells: list[list[Cell]] = [
        [
            int(history.epoch[row]),
            number(history.train_loss[row]),
            number(history.validation_loss[row]),
            number(history.train_accuracy[row]),
            number(history.validation_accuracy[row]),
            number(history.learning_rate[row]),
        ]
        for row in rows
    ]
    return table("The run, epoch by epoch", columns, cells)


def number(value: float) -> float | None:
    """The number, or None where there is none."""
    return float(value) if np.isfinite(value) else None


def before_training(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The same run, before its first epoch."""
    return {**asked, "epochs": 0}


def programs_cost(request: TrainingRequest) -> Cost:
    """What it costs to write the examples out, and to color them."""
    data = request.dataset.dataset
    return Cost(LEAST_SECONDS) + cost_of_numbers(data.inputs.size + data.targets.size)


def dearest_programs(seed: int) -> dict[str, Any]:
    """The widest table, and a network to match."""
    hidden = [MAX_UNITS] * (MAX_SIZES - 2)
    return {"dataset": {"csv": widest_table(seed)}, "epochs": 1, "network": {"hidden": hidden}}


def as_asked(request: TrainingRequest, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The defaults, and over them what was asked for: what was left out goes on to fit the data."""
    return merged(type(request)().model_dump(mode="json"), asked)


def thumbnail(name: str) -> list[list[float]]:
    """A few examples as a small picture has them: [across, up, class], the places from 0 to 1."""
    kind = DATASETS[name]
    options = {"noise": 0.4 * kind.defaults["noise"]} if "noise" in kind.defaults else {}
    sample = {"samples": THUMBNAIL} if "samples" in kind.defaults else {}
    data = make_dataset(name, seed=4, **options, **sample)
    is_curve = data.task == "regression"
    columns = np.column_stack([data.inputs, data.targets]) if is_curve else data.inputs
    low, high = columns.min(axis=0), columns.max(axis=0)
    places = (columns - low) / np.maximum(high - low, 1e-9)
    classes = data.targets[:, 0] if data.targets.shape[1] == 1 else data.targets.argmax(axis=1)
    y = np.zeros(len(places)) if is_curve else classes
    rows: list[list[float]] = np.column_stack([places[:, :2], y]).round(2).tolist()
    return rows


@lru_cache(maxsize=1)
def constants() -> dict[str, Any]:
    """What the controls need to know of data, activations, optimizers and schedules."""
    return {
        "datasets": {
            name: {
                "title": kind.title,
                "task": kind.task,
                "about": kind.description,
                "defaults": kind.defaults,
                "thumbnail": thumbnail(name),
            }
            for name, kind in DATASETS.items()
            if name in DATA_NAMES
        },
        "losses": LOSSES_FOR,
        "activations": activation_table(),
        "outputs": {task: outputs_for(task) for task in LOSSES_FOR},
        "formulas": {name: re.split(r", \\q+uad ", each.formula) for name, each in OPTIMIZERS.items()},
        "optimizers": {
            name: {option.name: option.default for option in each.table} for name, each in OPTIMIZERS.items()
        },
        "schedules": {
            name: {option.name: option.default for option in each.table} for name, each in SCHEDULES.items()
        },
    }


PANEL = Panel(
    operation=Operation(
        path="training",
        title="The training simulator",
        summary="Choose data and a network, train, and go back and forth through the run.",
        request=TrainingRequest,
        result=TrainingResult,
        run=parts_of,
        join=join,
        streams=True,
        cost=cost,
        dearest=dearest,
        takes_table=True,
        limits={
            "training.examples": MAX_EXAMPLES,
            "training.csv_columns": CSV_LIMITS.columns,
            "training.epochs": MAX_EPOCHS,
            "training.work": MAX_WORK,
            "training.seconds": MAX_SECONDS,
            "training.snapshots": MAX_SNAPSHOTS,
            "training.snapshot_numbers": MAX_SNAPSHOT_NUMBERS,
        },
        examples={
            "circles": {},
            "XOR": {"dataset": {"name": "xor", "samples": 200, "noise": 0.1}},
            "moons": {"dataset": {"name": "moons"}, "network": {"hidden": [8, 8]}},
            "spirals": {
                "dataset": {"name": "spirals"},
                "network": {"hidden": [16, 16]},
                "epochs": 1000,
                "optimizer": {"learning_rate": 0.02},
            },
            "three blobs": {"dataset": {"name": "blobs"}},
            "a curve": {"dataset": {"name": "sine"}, "network": {"hidden": [8]}},
        },
    ),
    programs=programs,
    programs_cost=programs_cost,
    dearest_programs=dearest_programs,
    table=all_numbers,
    view=TrainingView,
    saved_states=SAVED_STATES,
    constants=constants,
    opening=before_training,
    kept=as_asked,
    others=(epoch.OPERATION, seeds.OPERATION, files.OPENING, files.EXPORT),
)
