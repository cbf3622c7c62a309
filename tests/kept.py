"""What one process of a run of the tests has found out, kept for the others: all run the same code."""

import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = Path()  # of the present run of the tests: conftest.py says where


def place_of(*what: Any) -> Path:
    """Where that is kept which these words and numbers name."""
    return FOLDER / hashlib.sha256(repr(what).encode()).hexdigest()


def kept(compute: Callable[[], Any], *what: Any) -> Any:
    """What has been computed under this name by whichever process, or is now."""
    path = place_of(*what)
    if not path.exists():
        write(path, compute())
    return read(path)


def read(path: Path) -> Any:
    """What was written there, as good as the original: another object."""
    return pickle.loads(path.read_bytes())


def write(path: Path, value: Any) -> None:
    """The whole file at once: another process may look for it at any time."""
    path.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        pickle.dump(value, file)
    os.replace(file.name, path)
