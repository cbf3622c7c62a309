"""Makes the locks: releases within the ranges, those that were taken before where they still fit."""

from collections.abc import Sequence
from pathlib import Path

from setup import python_packages
from setup.commands import run
from setup.lock import MADE_FROM, RANGES, lock_of, mark_of
from setup.places import BUILD, ROOT
from setup.report import say, step

OLDEST_PYTHON = "3.10"
RESOLVER = "uv>=0.9,<1"
RESOLVER_FOLDER = BUILD / "resolver"


def make(words: Sequence[str]) -> int:
    """Make every lock anew; `--upgrade` takes the newest releases that the ranges allow."""
    python_packages.ensure_environment()
    with step("Installing the resolver"):
        python_packages.pip(
            ["--upgrade", "--target", RESOLVER_FOLDER, RESOLVER], "pip could not install the resolver uv"
        )
    for ranges in RANGES:
        with step(f"Locking {ranges}"):
            resolve(ranges, upgrade="--upgrade" in words)
    say("The locks are made: python3 run.py test says whether all still holds.")
    return 0


def resolve(ranges: str, upgrade: bool) -> None:
    """Write the lock of one list; it names releases and hashes, and no host."""
    lock = lock_of(ranges)
    options = ["--universal", "--generate-hashes", "--python-version", OLDEST_PYTHON]
    options += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
    options += ["--upgrade"] if upgrade else []
    program = RESOLVER_FOLDER / "bin" / "uv"
    command: list[str | Path] = [program, "pip", "compile", *options, "--output-file", lock, ROOT / ranges]
    run(command, f"uv could not lock {ranges}")
    head = f"# Made by python3 run.py lock from ranges with the mark {mark_of(ranges)}.\n"
    lock.write_text(head + MADE_FROM.sub("", lock.read_text("utf-8")).lstrip(), "utf-8")
