"""What a request may cost, in one place, published at /api/v1/limits."""

from __future__ import annotations

from typing import Any

from panels.backprop_request import LARGEST, MAX_STEPS
from panels.backprop_request import MAX_SIZES as MAX_SMALL_SIZES
from panels.backprop_request import MAX_UNITS as MAX_SMALL_UNITS
from panels.forward import MAX_INPUT
from panels.network_spec import MAX_SEED, MAX_SIZES, MAX_UNITS, MAX_WEIGHT
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
        "backprop": {
            "layers": MAX_SMALL_SIZES,
            "units_per_layer": MAX_SMALL_UNITS,
            "absolute_input": LARGEST,
            "steps": MAX_STEPS,
        },
    }
