"""Starts the calculators of a server, replaces one that ends, and ends them all with it."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from web.compute.calculators import ADDRESSES, KEY
from web.compute.worker import cores_apart

ROOT = Path(__file__).resolve().parents[2]
SECONDS_BETWEEN = 0.5
SECONDS_TO_STOP = 1.0


class Calculator:
    """One process, and after it the next, until it is stopped."""

    def __init__(self, address: str, place: int) -> None:
        self.address, self.place = address, place
        self.stopped = threading.Event()
        self.start()
        self.watcher = threading.Thread(target=self.replace, daemon=True)
        self.watcher.start()

    def start(self) -> None:
        """A process that ends when this one does: the pipe to it closes then."""
        command = [sys.executable, "-m", "web.compute.calculator", self.address, str(self.place)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)

    def replace(self) -> None:
        """Starts it again whenever it has ended."""
        while True:
            with self.process:  # waits, and closes the pipe
                self.process.wait()
            if self.stopped.wait(SECONDS_BETWEEN):
                return
            self.start()

    def stop(self) -> None:
        """Ends it for good."""
        self.stopped.set()
        self.process.terminate()
        self.watcher.join(SECONDS_TO_STOP)


@contextmanager
def calculators(number: int) -> Iterator[list[Calculator]]:
    """So many, known to the processes that are started meanwhile; no more than there are cores for them."""
    key = secrets.token_bytes(32)
    os.environ[KEY] = key.hex()
    folder = tempfile.mkdtemp(prefix="nudge-")
    places = [address(folder, place) for place in range(min(number, cores_apart()))]
    os.environ[ADDRESSES] = os.pathsep.join(places)
    running = [Calculator(each, place) for place, each in enumerate(places)]
    try:
        yield running
    finally:
        for calculator in running:
            calculator.stop()
        shutil.rmtree(folder, ignore_errors=True)


def address(folder: str, place: int) -> str:
    """Where one listens: a socket in a folder of our own, a named pipe on Windows."""
    name = f"{Path(folder).name}-{place}"
    return rf"\\.\pipe\{name}" if sys.platform == "win32" else str(Path(folder) / name)
