"""Makes flows.json: what the PyTorch programs of deep networks print, their gradients layer by layer.

    pip install torch==2.13.0
    python -m tests.golden.flows_make

The requests are kept beside the numbers.
"""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

from panels.gradient_flow import PANEL
from tests.panel_kit.programs.running import run

TARGET = Path(__file__).with_name("flows.json")
ACTIVATIONS = ["sigmoid", "tanh", "relu", "gelu"]


def requests() -> list[dict[str, Any]]:
    """Every kind of network, four activations each; some of them trained."""
    kinds = product(ACTIVATIONS, [False, True], [False, True])
    return [
        {
            "depth": 7,
            "width": 5,
            "activation": activation,
            "initializer": "kaiming_normal",
            "batch_norm": batch_norm,
            "residual": residual,
            "seed": number,
            **({"train_epochs": 20, "learning_rate": 0.02, "optimizer": "adam"} if number % 3 == 0 else {}),
        }
        for number, (activation, batch_norm, residual) in enumerate(kinds)
    ]


def case(request: dict[str, Any]) -> dict[str, Any]:
    """A request with what its PyTorch program prints."""
    program = PANEL.programs(PANEL.request.model_validate(request))["pytorch"]
    assert program is not None
    return {"request": request, "printed": run(program.text)}


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(case(request), separators=(",", ":")) for request in requests())
    TARGET.write_text(f"[\n{lines}\n]\n")
    print(f"{len(requests())} networks")
