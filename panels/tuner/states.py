"""States worth opening: presets, and for each setting the search that shows its effect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_kit.contract.panel import SavedState

MIDDLE: dict[str, Any] = {
    "learning_rate": {"low": 0.02, "high": 0.02},
    "layers": {"low": 2, "high": 2},
    "neurons": {"low": 8, "high": 8},
    "batch_size": {"low": 10, "high": 10},
    "activation": ["tanh"],
    "dropout": {"low": 0.0, "high": 0.0},
}
"""Every setting held, at a value that works."""


def held(**values: Any) -> dict[str, Any]:
    """Settings that do not vary."""
    return {name: {"low": value, "high": value} for name, value in values.items()}


def one(name: str, values: Any, others: Mapping[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """A search along one setting, all others held: a grid over it."""
    space = {**MIDDLE, **(others or {}), name: values}
    return {"method": "grid", "space": space, "trials": 16, **fields}


CIRCLES, SPIRALS = {"name": "circles", "noise": 0.1}, {"name": "spirals", "samples": 400, "noise": 0.02}
RATE = one("learning_rate", {"low": 0.0001, "high": 1.0})
SIXTEEN: dict[str, Any] = {**held(neurons=16, learning_rate=0.01), "activation": ["relu"]}
FEW = {"name": "moons", "samples": 60, "noise": 0.3}
LAYERS = one("layers", {"low": 1, "high": 4}, SIXTEEN, dataset=SPIRALS, epochs=100)
LAYERS_NOISE = one(
    "layers", {"low": 1, "high": 4}, {**SIXTEEN, **held(learning_rate=0.02)}, dataset=FEW, epochs=300, seed=3
)
NEURONS = one("neurons", {"low": 1, "high": 16}, dataset=CIRCLES)
BATCHES = one("batch_size", {"low": 2, "high": 50}, held(learning_rate=0.003), epochs=20)
ACTIVATIONS = one("activation", ["tanh", "relu", "sigmoid", "elu", "gelu", "linear"], dataset=CIRCLES)
LARGE = held(layers=3, neurons=16)
DROPOUT = one("dropout", {"low": 0.0, "high": 0.8}, LARGE, dataset={"noise": 0.2}, epochs=120, trials=8)
EFFECTS = {
    "rate": RATE, "layers": LAYERS, "neurons": NEURONS, "batches": BATCHES, "activations": ACTIVATIONS,
    "dropout": DROPOUT, "layers-noise": LAYERS_NOISE,
}  # fmt: skip

GRID: dict[str, Any] = {"method": "grid", "trials": 64}
RANDOM: dict[str, Any] = {"trials": 64}
TPE: dict[str, Any] = {"method": "tpe", "trials": 64}
HALVING: dict[str, Any] = {"method": "halving", "trials": 64, "epochs": 90}
DIGITS: dict[str, Any] = {
    "dataset": {"name": "digits", "samples": 400, "noise": 0.0},
    "space": {"neurons": {"low": 8, "high": 16}},
    "trials": 24,
    "epochs": 20,
}
PRESETS: dict[str, dict[str, Any]] = {
    "32 at random": {},
    "grid of 64": GRID,
    "64 at random": RANDOM,
    "model-based": TPE,
    "halving": HALVING,
    "digits": DIGITS,
}


def searched(request: Mapping[str, Any], **view: Any) -> SavedState:
    """A search that is set going as it is opened."""
    return SavedState(request, {"begun": True, **view})


SAVED_STATES = {
    "small": searched({}),
    "grid": searched(GRID),
    "grid-slices": searched(GRID, shown="slices"),
    "random": searched(RANDOM),
    "random-slices": searched(RANDOM, shown="slices"),
    "tpe": searched(TPE),
    "halving": searched(HALVING),
    "digits": searched(DIGITS),
    "curse": searched(RANDOM, shown="test"),
    **{name: searched(request, shown="slices") for name, request in EFFECTS.items()},
}
