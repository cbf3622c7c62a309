"""What a request may cost, in one place, published at /api/v1/limits."""

from __future__ import annotations

from typing import Any

from panel_kit.runs.epoch import MAX_BATCHES
from panel_kit.runs.limits import MAX_EPOCHS, MAX_SECONDS, MAX_SNAPSHOT_NUMBERS, MAX_SNAPSHOTS, MAX_WORK
from panel_kit.runs.many import MAX_ANSWERS
from panel_kit.runs.predict import MAX_MEMBERS, MAX_PREDICT_WORK, MAX_RESOLUTION, MAX_VALUES
from panel_kit.runs.seeds import MAX_SEEDS
from panel_kit.specs.data import CSV_LIMITS, MAX_EXAMPLES
from panel_kit.specs.network import MAX_SEED, MAX_SIZES, MAX_UNITS, MAX_WEIGHT
from panel_kit.specs.plane_data import MAX_SAMPLES
from panels import activation, linear_collapse, slow_start, softmax
from panels.accuracy_vs_loss import panel as accuracy_vs_loss
from panels.backprop.request import LARGEST, MAX_STEPS
from panels.backprop.request import MAX_SIZES as MAX_SMALL_SIZES
from panels.backprop.request import MAX_UNITS as MAX_SMALL_UNITS
from panels.forward import MAX_INPUT
from panels.loss import panel as loss
from panels.perceptron import panel as perceptron
from web.compute.turns import MOST_MEGABYTES, MOST_RUNS
from web.edge.json_input import MAX_DEPTH

MAX_BODY = 64 * 1024
MAX_CSV_BODY = 1024 * 1024
WITH_CSV = (
    *("data/csv", "training", "training/epoch", "training/seeds"),
    *("code/training", "table/training", "export/training", "import/training"),
)
API = "/api/v1/"


def body_limit(path: str) -> int:
    """How many bytes a body may have: more where a CSV text may come along."""
    name = path.removeprefix(API).rstrip("/")
    return MAX_CSV_BODY if path.startswith(API) and name in WITH_CSV else MAX_BODY


def limits() -> dict[str, Any]:
    """The limits, the same numbers that the models and sliders use."""
    return {
        "body_bytes": MAX_BODY,
        "csv_body_bytes": MAX_CSV_BODY,
        "long_computations": MOST_RUNS,
        "long_computations_megabytes": MOST_MEGABYTES,
        "predict": {
            "values": MAX_VALUES,
            "parameters": MAX_MEMBERS,
            "resolution": MAX_RESOLUTION,
            "work": MAX_PREDICT_WORK,
        },
        "json_depth": MAX_DEPTH,
        "network": {
            "layers": MAX_SIZES,
            "units_per_layer": MAX_UNITS,
            "absolute_weight": MAX_WEIGHT,
            "seed": MAX_SEED,
        },
        "absolute_input": MAX_INPUT,
        "training": {
            "examples": MAX_EXAMPLES,
            "seeds": MAX_SEEDS,
            "seeds_answers": MAX_ANSWERS,
            "csv_columns": CSV_LIMITS.columns,
            "epochs": MAX_EPOCHS,
            "work": MAX_WORK,
            "seconds": MAX_SECONDS,
            "batches_of_an_epoch": MAX_BATCHES,
            "snapshots": MAX_SNAPSHOTS,
            "snapshot_numbers": MAX_SNAPSHOT_NUMBERS,
        },
        "perceptron": {
            "examples": perceptron.MAX_EXAMPLES,
            "epochs": perceptron.MAX_EPOCHS,
            "looks": perceptron.MAX_LOOKS,
        },
        "activation": {"functions": activation.MOST},
        "softmax": {"logits": softmax.MOST},
        "linear_collapse": {"examples": linear_collapse.MOST_EXAMPLES},
        "loss": {"pairs": loss.MOST},
        "slow_start": {"epochs": slow_start.MAX_EPOCHS},
        "accuracy_vs_loss": {
            "examples": MAX_SAMPLES,
            "points": accuracy_vs_loss.MAX_POINTS,
            "epochs_before": accuracy_vs_loss.MAX_PRETRAIN,
        },
        "backprop": {
            "layers": MAX_SMALL_SIZES,
            "units_per_layer": MAX_SMALL_UNITS,
            "absolute_input": LARGEST,
            "steps": MAX_STEPS,
        },
    }
