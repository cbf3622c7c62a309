"""Run other programs, and tell in one sentence what went wrong."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from setup.places import ROOT

TAIL_LINES = 12
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
ONLINE_ONCE = "the first set-up needs the internet; connect this computer and start again."


class SetupError(Exception):
    """A failure that a person can act on: one sentence and, below it, the program's last lines."""


def run(command: Sequence[str | Path], failure: str, advice: str = "", cwd: Path = ROOT) -> str:
    """Run `command` quietly and return what it printed.

    Raises SetupError with the sentence "`failure`: `advice`" and the last lines of the output. Where
    the output shows that there was no network, the advice is to connect the computer.
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
    """Return the sentence for a failed program, followed by the last lines it printed."""
    reason = ONLINE_ONCE if is_offline(output) else advice or "its last lines say why."
    tail = [line.rstrip() for line in output.splitlines() if line.strip()][-TAIL_LINES:]
    return "\n".join([f"{failure}: {reason}", *(f"    {line}" for line in tail)])


def is_offline(output: str) -> bool:
    """Tell whether a program's output shows that it could not reach the network."""
    return any(sign in output for sign in OFFLINE_SIGNS)
