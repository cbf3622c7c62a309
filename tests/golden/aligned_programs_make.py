"""Makes aligned_programs.json: what the PyTorch programs of the last lesson print.

    pip install torch==2.13.0
    python -m tests.golden.aligned_programs_make

Each program is kept beside what it printed, so that a program that changes needs a new file.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
from pathlib import Path
from typing import Any

from panel_kit.programs.aligned.lesson import LESSON_PROGRAMS

TARGET = Path(__file__).with_name("aligned_programs.json")


def printed(program: str) -> dict[str, Any]:
    """The values that a program prints, by name."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(program, "program", "exec"), {"__name__": "__main__"})
    lines = (line.split(" = ") for line in said.getvalue().splitlines())
    return {name: ast.literal_eval(value) for name, value in lines}


def cases() -> list[dict[str, Any]]:
    """Each program with its name and what it prints."""
    texts = {name: made()["pytorch"] for name, made in LESSON_PROGRAMS.items()}
    return [
        {"name": name, "program": each.text, "printed": printed(each.text)}
        for name, each in texts.items()
        if each is not None
    ]


if __name__ == "__main__":
    made = cases()
    TARGET.write_text(json.dumps(made, indent=0) + "\n", "utf-8")
    print(f"{len(made)} programs")
