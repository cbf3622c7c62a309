"""Locks: for each list of ranges the very releases that set-up installs, with the hashes of their files.

``requirements.txt`` says which releases would do, ``requirements.lock`` which are taken, on every platform
and every Python from 3.10 on. pip refuses a file whose hash is not in the lock, so what runs is what was
tried. ``python3 run.py lock`` makes the locks; it keeps what still fits, and takes the newest with
``--upgrade``.
"""

import re
from pathlib import Path

from setup import stamps
from setup.places import ROOT

RANGES = ("requirements.txt", "requirements-dev.txt", "requirements-audit.txt", "requirements-node.txt")
MADE_FROM = re.compile(r"^# Made by python3 run\.py lock from ranges with the mark (\w+)\.$", re.MULTILINE)


def lock_of(ranges: str, root: Path = ROOT) -> Path:
    """The lock of a list of ranges: ``requirements.txt`` ↦ ``requirements.lock``."""
    return (root / ranges).with_suffix(".lock")


def mark_of(ranges: str, root: Path = ROOT) -> str:
    """A short hash of the ranges, those that they include among them, apart from comments."""
    files = [root / name for name in with_included(ranges, root)]
    lines = [
        line.partition(" #")[0].strip() for file in files for line in file.read_text("utf-8").splitlines()
    ]
    return stamps.mark_of([], *(line for line in lines if line and not line.startswith("#")))[:16]


def with_included(ranges: str, root: Path = ROOT) -> list[str]:
    """A list of ranges and, before it, those that it includes by ``-r``."""
    included = re.findall(r"^-r\s+(\S+)", (root / ranges).read_text("utf-8"), re.MULTILINE)
    return [*(name for each in included for name in with_included(each, root)), ranges]


def is_current(ranges: str, root: Path = ROOT) -> bool:
    """Tell whether the lock was made from these ranges."""
    lock = lock_of(ranges, root)
    said = MADE_FROM.search(lock.read_text("utf-8")) if lock.exists() else None
    return said is not None and said[1] == mark_of(ranges, root)
