"""Training: forward, loss, backward, update, again and again, and a time slider over the whole of it.

The server computes a run from its request alone, with a snapshot of θ after every epoch; going back in time
is looking one of them up.
"""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
from pydantic import Field

from nn_core.datasets import DATASETS
from nn_core.optimizers import OPTIMIZERS
from nn_core.schedules import SCHEDULES
from panels.panel import Panel, PanelView, Preset
from panels.schema import integral
from panels.table import Cell, Column, Table, table, words
from panels.training_programs import programs
from panels.training_request import MAX_EPOCHS, TrainingRequest
from panels.training_result import TrainingResult, join
from panels.training_run import compute, parts_of

MOST_ROWS = 60
WORK_OF_A_PAGE = 50_000_000


class TrainingView(PanelView):
    """Which epoch is shown; null for the last."""

    epoch: Annotated[int, Field(ge=0, le=MAX_EPOCHS), integral] | None = None


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


def first_result(request: TrainingRequest) -> TrainingResult:
    """What a page opens with: the run if it is a short one, else the state before training."""
    if request.setup.work <= WORK_OF_A_PAGE:
        return compute(request)
    return compute(type(request).model_validate(request.model_dump() | {"epochs": 0}))


def constants() -> dict[str, Any]:
    """What the controls need to know of data, optimizers and schedules: titles, options and defaults."""
    return {
        "datasets": {
            name: {
                "title": kind.title,
                "task": kind.task,
                "about": kind.description,
                "defaults": kind.defaults,
            }
            for name, kind in DATASETS.items()
        },
        "optimizers": {
            name: {option.name: option.default for option in each.table} for name, each in OPTIMIZERS.items()
        },
        "schedules": {
            name: {option.name: option.default for option in each.table} for name, each in SCHEDULES.items()
        },
    }


PANEL = Panel(
    slug="training",
    title="The training simulator",
    summary="Choose data and a network, train, and go back and forth through the run.",
    request=TrainingRequest,
    result=TrainingResult,
    compute=compute,
    programs=programs,
    table=all_numbers,
    view=TrainingView,
    constants=constants,
    parts=parts_of,
    join=join,
    first=first_result,
    presets=(
        Preset("circles", {}),
        Preset("XOR", {"dataset": {"name": "xor", "samples": 200, "noise": 0.1}}),
        Preset("moons", {"dataset": {"name": "moons"}, "network": {"layers": [2, 8, 8, 1]}}),
        Preset(
            "spirals",
            {
                "dataset": {"name": "spirals"},
                "network": {"layers": [2, 16, 16, 1]},
                "epochs": 1000,
                "optimizer": {"learning_rate": 0.02},
            },
        ),
        Preset("three blobs", {"dataset": {"name": "blobs"}}),
        Preset("a curve", {"dataset": {"name": "sine"}, "network": {"layers": [1, 8, 1]}}),
    ),
)
