"""Training: forward, loss, backward, update, again and again, and a time slider over the whole of it.

The server computes a run from its request alone, with a snapshot of θ after every epoch; going back in time
is looking one of them up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Literal

import numpy as np

from nn_core.datasets import DATASETS, make_dataset
from nn_core.optimizers import OPTIMIZERS
from nn_core.schedules import SCHEDULES
from panel_kit.contract.operation import Cost
from panel_kit.contract.schema import controls_of
from panel_kit.programs.run import programs
from panel_kit.programs.size import cost_of_numbers
from panel_kit.runs.cost import LEAST_SECONDS
from panel_kit.runs.panel import RunPanel
from panel_kit.runs.request import TrainingRequest
from panel_kit.runs.rules import LOSSES_FOR, outputs_for
from panel_kit.runs.view import RunView
from panel_kit.specs.activations import activation_table
from panel_kit.specs.csv_upload import CsvRequest
from panel_kit.specs.data import CSV_LIMITS, DATA_NAMES, MAX_EXAMPLES
from panel_kit.specs.features import TITLES
from panel_kit.specs.limits import MAX_EPOCHS
from panels.training import dearest
from panels.training.saved_states import SAVED_STATES

THUMBNAIL = 28
# The kinds of data that are pictures to choose from, and the short names under these
TILES = {
    "circles": "circles",
    "quadrants": "XOR",
    "moons": "moons",
    "spirals": "spirals",
    "blobs": "blobs",
    "tumors": "tumors",
    "linear": "linear",
    "sine": "a curve",
}


class TrainingView(RunView):
    """The view of any run, with a drawer more for the learner's own data."""

    drawer: Literal[
        "maths", "numpy", "pytorch", "sklearn", "api", "data", "runs", "diagnosis", "export", "points", "none"
    ] = "none"  # type: ignore[assignment]


def programs_cost(request: TrainingRequest) -> Cost:
    """What it costs to write the examples out, and to color them."""
    data = request.dataset.dataset
    return Cost(LEAST_SECONDS) + cost_of_numbers(data.inputs.size + data.targets.size)


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
        "table": controls_of(CsvRequest),
        "features": TITLES,
        "tiles": TILES,
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


RUN = RunPanel(
    slug="training",
    title="The training simulator",
    summary="Choose data and a network, train, and go back and forth through the run.",
    request=TrainingRequest,
    programs=programs,
    programs_cost=programs_cost,
    schemas="",
    view=TrainingView,
    saved_states=SAVED_STATES,
    constants=constants,
    takes_table=True,
    limits={"examples": MAX_EXAMPLES, "csv_columns": CSV_LIMITS.columns, "epochs": MAX_EPOCHS},
    presets={
        "circles": {},
        "XOR": {"dataset": {"name": "quadrants"}},
        "moons": {"dataset": {"name": "moons"}, "network": {"hidden": [8, 8]}},
        "spirals": {
            "dataset": {"name": "spirals"},
            "network": {"hidden": [16, 16]},
            "epochs": 1000,
            "optimizer": {"learning_rate": 0.02},
        },
        "three blobs": {"dataset": {"name": "blobs"}},
        "a curve": {"dataset": {"name": "sine"}, "network": {"hidden": [8]}},
        "tumors": {
            "dataset": {"name": "tumors"},
            "network": {"hidden": [3, 3]},
            "epochs": 60,
            "batch_size": 40,
            "optimizer": {"learning_rate": 0.01},
        },
        "rate too high": {"optimizer": {"name": "sgd", "learning_rate": 10.0}},
    },
    examples={
        "epoch": {"batches of 30": {"batch_size": 30, "epoch": 5}},
        "seeds": {"ten seeds on XOR": {"dataset": {"name": "xor"}, "seeds": 10, "epochs": 200}},
        "import": {"a request alone": {"request": {"dataset": {"name": "xor"}}}},
    },
    dearest={
        "run": dearest.run,
        "code": dearest.programs,
        "seeds": dearest.seeds,
        "export": dearest.puzzle,
        "import": dearest.kept,
    },
)
PANEL = RUN.panel
