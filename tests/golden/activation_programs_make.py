"""Makes activation_programs.json: what the PyTorch programs print, for every activation of the engine.

pip install torch==2.13.0
python -m tests.golden.activation_programs_make
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.panel_kit.programs.every_activation import CASES
from tests.panel_kit.programs.running import run

TARGET = Path(__file__).with_name("activation_programs.json")

if __name__ == "__main__":
    lines = [f"{json.dumps(case.name)}:{json.dumps(run(case.programs['pytorch'].text))}" for case in CASES]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{len(lines)} programs")
