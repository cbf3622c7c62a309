"""Named starting points, and states that the lesson speaks of."""

from __future__ import annotations

from typing import Any

from panel_kit.contract.panel import SavedState

BUMPS = {"activation": "sigmoid", "hidden": 20, "steepness": 50.0}
ZEROS = {"how": "trained", "hidden": 16}
SPREAD = {**ZEROS, "biases": "spread"}
TEN = {"seeds": 10}
SMOOTH = {"how": "trained", "hidden": 16, "activation": "tanh"}
FOLDED = {"how": "folded"}

PRESETS: dict[str, dict[str, Any]] = {
    "kinks": {},
    "bumps": BUMPS,
    "60 kinks": {"hidden": 60},
    "trained, biases 0": ZEROS,
    "trained, spread": SPREAD,
    "10 seeds": {**ZEROS, **TEN},
    "tanh, trained": SMOOTH,
    "depth folds": FOLDED,
}

SAVED_STATES = {
    "kinks": SavedState({}),
    "sixteen": SavedState({"hidden": 16}),
    "sixty": SavedState({"hidden": 60}),
    "bumps": SavedState(BUMPS),
    "bumps-too-steep": SavedState({**BUMPS, "steepness": 200.0}),
    "bumps-sixty": SavedState({**BUMPS, "hidden": 60}),
    "zeros": SavedState(ZEROS),
    "spread": SavedState(SPREAD),
    "seeds": SavedState({**ZEROS, **TEN}),
    "tanh": SavedState(SMOOTH),
    "step": SavedState({"target": "step", "hidden": 60}),
    "nielsen": SavedState({"target": "nielsen", "hidden": 60}),
    "folds": SavedState(FOLDED),
    "folds-trained": SavedState({**FOLDED, "biases": "spread", **TEN}),
}
