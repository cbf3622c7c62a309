"""The runs that the programs of the last lesson show, by name."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from nn_core.datasets import make_dataset
from panel_kit.programs.aligned.recipe import Recipe


@lru_cache(maxsize=1)
def recipes() -> dict[str, Recipe]:
    """Every recipe, in the order of the lesson."""
    xor = make_dataset("xor")
    few, many = (make_dataset("moons", seed=1, samples=count, noise=0.3) for count in (40, 128))
    held_out = make_dataset("moons", seed=2, samples=100, noise=0.3)
    wide: dict[str, Any] = {"sizes": (2, 16, 1), "seed": 1}
    return {
        "xor": Recipe("XOR", xor, learning_rate=1.0, epochs=500, print_every=50, seed=1),
        "backpropagation": Recipe("One pass, forward and back", xor, epochs=0, seed=1),
        "dropout": Recipe("Dropout", few, held_out, hidden="relu", dropout=0.5, **wide),
        "early_stopping": Recipe(
            "Early stopping", few, held_out, epochs=500, patience=20, **wide
        ),
        "full_loop": Recipe(
            "The full loop", many, held_out, sizes=(2, 16, 8, 1), hidden="relu", learning_rate=0.1,
            batch_size=32, epochs=60, seed=1,
        ),
    }  # fmt: skip
