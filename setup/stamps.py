"""Stamps: what has been made from which inputs, so that nothing is made twice.

A step's mark is a hash of everything that it is made from. The stamp, a small file with that mark, is
removed before the step starts and written after it ends: a step that was interrupted is done again.
"""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from setup.places import BUILD


def mark_of(files: Iterable[Path], *facts: str) -> str:
    """Return a hash of the files' names and bytes and of further facts, such as a version."""
    digest = hashlib.sha256()
    for fact in facts:
        digest.update(fact.encode() + b"\0")
    for file in files:
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def is_fresh(name: str, mark: str, outputs: Iterable[Path], folder: Path = BUILD) -> bool:
    """Tell whether step `name` was finished from the same inputs and its outputs are still there."""
    stamp = folder / f"{name}.stamp"
    return stamp.is_file() and stamp.read_text() == mark and all(path.exists() for path in outputs)


def redo(name: str, mark: str, work: Callable[[], object], folder: Path = BUILD) -> None:
    """Do step `name` and stamp it with `mark` once it has ended well."""
    stamp = folder / f"{name}.stamp"
    folder.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    work()
    unfinished = stamp.with_suffix(".tmp")
    unfinished.write_text(mark)
    unfinished.replace(stamp)
