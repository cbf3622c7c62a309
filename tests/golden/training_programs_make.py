"""Makes training_programs.json: what the PyTorch programs of training runs print at their end.

    pip install torch==2.13.0
    python -m tests.golden.training_programs_make

The requests are the presets of the training panel and random ones; they are kept beside the numbers, so that
tests need neither PyTorch nor the same random requests.
"""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import numpy as np

from panels.training.panel import PANEL
from tests.panels.states import random_request

COUNT = 60
SEED = 20
TARGET = Path(__file__).with_name("training_programs.json")


def printed(program: str) -> dict[str, float]:
    """The final numbers that a program prints, by name."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(program, "program", "exec"), {"__name__": "__main__"})
    lines = (line.split(" = ") for line in said.getvalue().splitlines() if line.startswith("final."))
    return {name.removeprefix("final."): float(value) for name, value in lines}


def cases() -> list[dict[str, Any]]:
    """Presets and random requests, each with what its PyTorch program ends with."""
    rng = np.random.default_rng(SEED)
    requests = [dict(preset.request) for preset in PANEL.presets]
    requests += [random_request("training", rng) for _ in range(COUNT)]
    found = []
    for request in requests:
        program = PANEL.programs(PANEL.request.model_validate(request))["pytorch"]
        if program is not None:
            found.append({"request": request, "final": printed(program.text)})
    return found


if __name__ == "__main__":
    made = cases()
    TARGET.write_text(json.dumps(made, separators=(",", ":")).replace('{"request"', '\n{"request"') + "\n")
    print(f"{len(made)} runs")
