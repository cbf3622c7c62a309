"""Where things are: the project's folder and what set-up puts into it."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = "NUDGE_ENVIRONMENT"
"""The name in the environment of another folder than `.venv`, for tests with another Python."""
VENV = ROOT / os.environ.get(ENVIRONMENT, ".venv")
BUILD = ROOT / ".build"
SCRIPTS = BUILD / "scripts"
NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

ON_WINDOWS = os.name == "nt"
VENV_PYTHON = VENV / ("Scripts/python.exe" if ON_WINDOWS else "bin/python")
