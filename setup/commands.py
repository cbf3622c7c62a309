"""Run other programs, and tell in one sentence what went wrong."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from setup.places import ROOT

FIRST_LINES, LAST_LINES = 4, 8
OFFLINE_SIGNS = (
    "NameResolutionError",
    "NewConnectionError",
    "ConnectTimeoutError",
    "Connection refused",
    "name resolution",
    "Network is unreachable",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ETIMEDOUT",
    "ENETUNREACH",
)
NO_ROOM = 1_000_000  # bytes
DISK_SIGNS = ("Permission denied", "No space left", "Read-only file system", "EACCES", "ENOSPC", "EROFS")
WRITABLE = f"it cannot write; make room on the disk, or let yourself write in {ROOT}, then start again."
ONLINE_ONCE = "the first set-up needs the internet; connect this computer and start again."


class SetupError(Exception):
    """A failure that a person can act on: one sentence and, below it, what the program printed."""


def run(command: Sequence[str | Path], failure: str, advice: str = "", cwd: Path = ROOT) -> str:
    """Run `command` quietly and return what it printed.

    Raises SetupError with the sentence "`failure`: `advice`" and what it printed. Where
    that shows that there was no network, the advice is to connect the computer.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise SetupError(f"{failure}: {command[0]} does not start ({error.strerror}).") from error
    if done.returncode != 0:
        raise SetupError(describe_failure(failure, advice, done.stdout))
    return done.stdout


def describe_failure(failure: str, advice: str, output: str) -> str:
    """Return the sentence for a failed program, followed by the first and last lines it printed."""
    reason = known_reason(output) or advice or "what it printed says why."
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    if len(lines) > FIRST_LINES + LAST_LINES:
        lines = [*lines[:FIRST_LINES], "…", *lines[-LAST_LINES:]]
    return "\n".join([f"{failure}: {reason}", *(f"    {line}" for line in lines)])


def is_full() -> bool:
    """Whether there is no room in this folder: not every program says that this was its trouble."""
    return shutil.disk_usage(ROOT).free < NO_ROOM


def known_reason(output: str) -> str | None:
    """Return what to do about a full or locked disk or a missing network, if the output shows one."""
    if any(sign in output for sign in DISK_SIGNS) or is_full():
        return WRITABLE
    if any(sign in output for sign in OFFLINE_SIGNS):
        return ONLINE_ONCE
    return None
