"""Makes range_tests.json: what the PyTorch programs of range tests print, the loss at every rate.

    pip install torch==2.13.0
    python -m tests.golden.range_tests_make

The requests are kept beside the numbers. They end where steps do not jump about yet: from there on a digit
lost in rounding grows, and two ways to write the same sum end anywhere.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from panel_kit.specs.optimizer import OPTIMIZER_NAMES
from panels.lr_finder import PANEL
from tests.panel_kit.programs.running import run

TARGET = Path(__file__).with_name("range_tests.json")
KINDS = [("moons", 16, "tanh"), ("circles", None, "gelu"), ("spirals", 7, "sigmoid")]


def requests() -> list[dict[str, Any]]:
    """Every optimizer on every kind of data, each with its batch size and activation."""
    return [
        {
            "dataset": {"name": name, "samples": 60, "noise": 0.1, "seed": number},
            # Drawn weights to the output too: Adam makes large steps of gradients that are 0 but for rounding
            "network": {
                "layers": [2, 5, 1],
                "hidden_activation": activation,
                "zero_output": False,
                "seed": number,
            },
            "optimizer": optimizer,
            "batch_size": batch_size,
            "high": 0.3,
            "steps": 60,
            "seed": number,
        }
        for number, (optimizer, (name, batch_size, activation)) in enumerate(
            (optimizer, kind) for optimizer in OPTIMIZER_NAMES for kind in KINDS
        )
    ]


def case(request: dict[str, Any]) -> dict[str, Any]:
    """A request with what its PyTorch program prints."""
    program = PANEL.programs(PANEL.request.model_validate(request))["pytorch"]
    assert program is not None
    return {"request": request, "printed": run(program.text)}


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(case(request), separators=(",", ":")) for request in requests())
    TARGET.write_text(f"[\n{lines}\n]\n")
    print(f"{len(requests())} range tests")
