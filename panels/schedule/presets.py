"""Starting points of the panel."""

from __future__ import annotations

from typing import Any

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
