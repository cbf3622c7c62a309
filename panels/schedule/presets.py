"""Starting points of the panel, and the states that its chapter opens."""

from __future__ import annotations

from typing import Any

from panel_kit.contract.panel import SavedState

WHOLE = {"batch_size": None, "learning_rate": 0.464}
PRESETS: dict[str, dict[str, Any]] = {
    "cosine": {},
    "step": {"name": "step"},
    "exponential": {"name": "exponential", "gamma": 0.95},
    "warm-up": {"name": "warmup_cosine"},
    "restarts": {"name": "warm_restarts"},
    "one cycle": {"name": "one_cycle", "learning_rate": 0.05},
    "on plateau": {"name": "reduce_on_plateau", "patience": 5},
    "no batches": WHOLE,
}
SAVED_STATES = {
    "same-rate": SavedState({"learning_rate": 0.0464}),
    "larger": SavedState({}),
    "stays-large": SavedState({"name": "constant"}),
    "step": SavedState({"name": "step"}),
    "exponential": SavedState({"name": "exponential", "gamma": 0.95}),
    "restarted": SavedState({"name": "warm_restarts"}),
    "restarted-in-time": SavedState({"name": "warm_restarts", "T_0": 20}),
    "warm-up": SavedState({"name": "warmup_cosine"}),
    "one-cycle": SavedState({"name": "one_cycle", "learning_rate": 0.05}),
    "without-momentum": SavedState({"name": "one_cycle", "learning_rate": 0.05, "cycle_momentum": False}),
    "plateau": SavedState({"name": "reduce_on_plateau", "patience": 5}),
    "patient": SavedState({"name": "reduce_on_plateau"}),
    "whole": SavedState(WHOLE),
}
