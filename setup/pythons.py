"""Another Python of this computer: `run.py test --python 3.13` runs the tests with it."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from setup.commands import SetupError
from setup.places import BUILD, ENVIRONMENT, ROOT
from setup.report import say

# Where pyenv and uv keep what they have installed, which need not be on PATH.
INSTALLED = (
    ".pyenv/versions/{version}*/bin/python3",
    ".local/share/uv/python/cpython-{version}*/bin/python3",
)
SAY_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"


def start_again(version: str, words: Sequence[str]) -> int:
    """Start run.py with `words` in the Python of that version, in an environment of its own."""
    program = find(version)
    say(f"With Python {version}, which is {program}")
    environment = {**os.environ, ENVIRONMENT: str(BUILD / f"python{version}")}
    return subprocess.run([program, str(ROOT / "run.py"), *words], env=environment).returncode


def find(version: str) -> str:
    """Return the first program that is of this version; raises SetupError where there is none."""
    if not re.fullmatch(r"3\.\d\d?", version):
        raise SetupError(f"A version of Python is two numbers, such as 3.13, and not {version!r}.")
    for program in candidates(version):
        if version_of(program) == version:
            return program
    raise SetupError(
        f"There is no Python {version} here: install it so that python{version} is on PATH, "
        "or with pyenv or uv, then start again."
    )


def candidates(version: str) -> Iterator[str]:
    """Name what may be this Python: first on PATH, then the newest that pyenv or uv has installed."""
    yield from filter(None, [shutil.which(f"python{version}")])
    for pattern in INSTALLED:
        yield from map(str, sorted(Path.home().glob(pattern.format(version=version)), reverse=True))


def version_of(program: str) -> str:
    """Return the version that a Python tells, such as 3.13; nothing where it does not start."""
    try:
        return subprocess.run([program, "-c", SAY_VERSION], capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""
