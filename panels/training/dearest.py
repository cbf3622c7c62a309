"""The most expensive requests there may be, of a training run and of all that is around it."""

from __future__ import annotations

from typing import Any

from panel_kit.runs.many import MAX_ANSWERS
from panel_kit.runs.seeds import MAX_SEEDS
from panel_kit.specs.csv_upload import widest_table
from panel_kit.specs.limits import LIMITS, MAX_SEED
from panel_kit.specs.network import MAX_SIZES, MAX_UNITS, WIDEST_IN_THE_PLANE


def run(seed: int, **fields: Any) -> dict[str, Any]:
    """A run that takes as long as any may: the time limit ends it."""
    return {
        "network": {
            "layers": WIDEST_IN_THE_PLANE,
            "hidden_activation": "gelu",
            "seed": seed % (MAX_SEED + 1),
        },
        "dataset": {"name": "circles", "samples": LIMITS.examples},
        "optimizer": {"name": "adamw", "learning_rate": 0.001},
        "epochs": 440,
        "batch_size": 8,
        "dropout": 0.2,
        **fields,
    }


def puzzle(seed: int) -> dict[str, Any]:
    """A run that learns nothing: its diagnosis measures all the curvatures that it may."""
    return {
        "dataset": {"name": "spirals", "noise": 0.5, "samples": LIMITS.examples},
        "validation_share": 0,
        "network": {"hidden": [8, 8], "hidden_activation": "gelu", "seed": seed % (MAX_SEED + 1)},
        "optimizer": {"learning_rate": 0.01},
        "epochs": 12,
    }


def seeds(seed: int) -> dict[str, Any]:
    """As many networks over as many examples as fit into memory, and as many epochs as that may cost."""
    examples = MAX_ANSWERS // (MAX_SEEDS * sum(WIDEST_IN_THE_PLANE))
    data = {"name": "circles", "samples": examples}
    return run(seed, dataset=data, batch_size=None, epochs=19, seeds=MAX_SEEDS)


def kept(seed: int) -> dict[str, Any]:
    """A kept run on the widest table."""
    return {"request": {"dataset": {"csv": widest_table(seed)}}}


def programs(seed: int) -> dict[str, Any]:
    """The widest table, and a network to match."""
    hidden = [MAX_UNITS] * (MAX_SIZES - 2)
    return {"dataset": {"csv": widest_table(seed)}, "epochs": 1, "network": {"hidden": hidden}}
