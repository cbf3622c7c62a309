"""What a request may cost, in one place, published at /api/v1/limits."""

from __future__ import annotations

from typing import Any

from panels.data_spec import CSV_LIMITS, MAX_EXAMPLES
from panels.forward import MAX_INPUT
from panels.network_spec import MAX_SEED, MAX_SIZES, MAX_UNITS, MAX_WEIGHT
from panels.training_request import MAX_EPOCHS
from panels.training_rules import MAX_WORK
from panels.training_run import MAX_SNAPSHOT_NUMBERS, MAX_SNAPSHOTS
from panels.training_setup import MAX_SECONDS
from web.json_input import MAX_DEPTH

MAX_BODY = 64 * 1024


def limits() -> dict[str, Any]:
    """The limits, the same numbers that the models and sliders use."""
    return {
        "body_bytes": MAX_BODY,
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
            "csv_columns": CSV_LIMITS.columns,
            "epochs": MAX_EPOCHS,
            "work": MAX_WORK,
            "seconds": MAX_SECONDS,
            "snapshots": MAX_SNAPSHOTS,
            "snapshot_numbers": MAX_SNAPSHOT_NUMBERS,
        },
    }
