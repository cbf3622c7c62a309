"""States worth opening: presets, and for each rule of thumb a run that supports it and one that does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_kit.contract.panel import SavedState
from panels.architecture.candidates import EQUAL_PARAMETERS

DIGITS = {"layers": [784, 128, 10]}
XOR = {"layers": [2, 3, 3, 1]}
MEASUREMENTS = {"name": "measurements", "noise": 0.0}
TABLE = {"name": "quadrants", "samples": 100, "noise": 0.1}
"""Two columns that count together only: the class is whether both have the same sign."""
SIGNS = {"name": "signs", "samples": 400, "noise": 0.0}
MOONS = {"name": "moons", "noise": 0.2}
FEW = {"name": "moons", "samples": 40, "noise": 0.3}
WIDE, SHALLOW, DEEP, NARROW = EQUAL_PARAMETERS.values()


def side_by_side(*networks: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    """A request that compares these networks."""
    return {"compare": {"networks": [dict(each) for each in networks], **fields}}


def layers(*hidden: list[int], **settings: Any) -> list[dict[str, Any]]:
    """Networks of these hidden layers that learn alike."""
    return [{"hidden": each, **settings} for each in hidden]


EQUAL: dict[str, Any] = {"compare": {}}
RULES: dict[str, dict[str, Any]] = {
    "two-layers": side_by_side(*layers(WIDE, SHALLOW)),
    "two-layers-not": side_by_side(*layers([], [16], [16, 8]), dataset=MEASUREMENTS, epochs=150),
    "tables": side_by_side(*layers([29], [12, 7]), dataset=SIGNS, seeds=20),
    "tables-one": side_by_side(*layers([], [32], [10, 8], [8, 6, 6]), dataset=TABLE),
    "three-layers": side_by_side(*layers(WIDE, DEEP)),
    "three-layers-not": side_by_side(*layers(DEEP, NARROW)),
    "between": side_by_side(*layers([16, 8], [32]), dataset=MEASUREMENTS, epochs=150),
    "between-not": side_by_side(*layers([2, 2], SHALLOW)),
    "relu": side_by_side(*({"hidden": DEEP, "activation": name} for name in ("relu", "sigmoid"))),
    "relu-not": side_by_side(
        *({"hidden": NARROW, "activation": name} for name in ("relu", "tanh")), seeds=20, epochs=400
    ),
    "adam": side_by_side(*({"hidden": SHALLOW, "optimizer": name} for name in ("adam", "sgd"))),
    "adam-not": side_by_side(
        {"hidden": SHALLOW, "optimizer": "adam", "learning_rate": 0.001},
        {"hidden": SHALLOW, "optimizer": "sgd", "learning_rate": 0.1},
        dataset=MOONS,
    ),
    "dropout": side_by_side(
        *({"hidden": [64, 64], "dropout": share} for share in (0.0, 0.5)), dataset=FEW, epochs=400, seeds=6
    ),
    "dropout-not": side_by_side(*({"hidden": SHALLOW, "dropout": share} for share in (0.0, 0.5))),
    "weights": side_by_side(*layers([16]), dataset=MEASUREMENTS, epochs=150),
    "weights-not": side_by_side(*layers(WIDE)),
}
"""Each rule by the name of the run that supports it; the run where it fails adds ``-not``. Of tables a run
besides where hidden layers help, though no second one does; where none does is ``two-layers-not``."""

PRESETS: dict[str, dict[str, Any]] = {
    "3→4→2": {},
    "2→3→3→1": XOR,
    "784→128→10": DIGITS,
    "157 parameters, four ways": EQUAL,
}
SAVED_STATES = {
    "small": SavedState({}),
    "xor": SavedState(XOR),
    "digits": SavedState(DIGITS),
    "scale": SavedState(DIGITS, {"shown": "scale"}),
    "equal": SavedState(EQUAL),
    **{name: SavedState(request) for name, request in RULES.items()},
}
