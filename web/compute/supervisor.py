"""Starts the calculators of a server, replaces one that ends, and ends them all with it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from setup.network import CAN_SHARE_PORTS, bound, bracket
from setup.options import SECRET
from web.compute.forwarding import ADDRESSES
from web.compute.worker import cores_apart

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = "127.0.0.1"
SECONDS_BETWEEN, MOST_SECONDS_BETWEEN = 0.5, 30.0
SECONDS_TO_BE_SOUND = 20.0  # one that lived as long was well
SECONDS_TO_STOP = 1.0


class Calculator:
    """One process, and after it the next, until it is stopped.

    Parameters
    ----------
    host : str
    port : int
        Where it listens; 0 is a port that nobody uses.
    place : int
        Which of several it is: each has a core of its own.
    """

    def __init__(self, host: str, port: int, place: int) -> None:
        self.host, self.place = host, place
        self.reserved = bound(host, port)  # nobody else takes the port while the process is being started
        self.port: int = self.reserved.getsockname()[1]
        if not CAN_SHARE_PORTS:
            self.reserved.close()
        self.stopped = Event()
        self.start()
        self.watcher = Thread(target=self.replace, daemon=True)
        self.watcher.start()

    @property
    def address(self) -> str:
        """Where it is asked."""
        return f"http://{bracket(self.host)}:{self.port}"

    def start(self) -> None:
        """A process that ends when this one does: the pipe to it closes then."""
        words = [self.host, str(self.port), str(self.place)]
        command = [sys.executable, "-m", "web.compute.calculator", *words]
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)

    def replace(self) -> None:
        """Starts it again whenever it has ended; the sooner it ends, the later."""
        pause = SECONDS_BETWEEN
        while True:
            with self.process:  # waits, and closes the pipe
                code = self.process.wait()
            if time.monotonic() - self.started > SECONDS_TO_BE_SOUND:
                pause = SECONDS_BETWEEN
            if self.stopped.wait(pause):
                return
            if pause == 2 * SECONDS_BETWEEN:
                print(again_and_again(code), file=sys.stderr, flush=True)
            pause = min(2 * pause, MOST_SECONDS_BETWEEN)
            self.start()

    def stop(self) -> None:
        """Ends it for good."""
        self.stopped.set()
        self.process.terminate()
        self.watcher.join(SECONDS_TO_STOP)
        self.reserved.close()


def again_and_again(code: int) -> str:
    """What is said of one that cannot stay, once."""
    words = f"A process that computes what takes long has ended twice in a row (exit code {code}). "
    return words + f"It is started again, at most every {MOST_SECONDS_BETWEEN:.0f} seconds."


@contextmanager
def calculators(number: int, others: Sequence[str] = ()) -> Iterator[list[Calculator]]:
    """So many, known to the processes that are started meanwhile; no more than there are cores for them.

    Parameters
    ----------
    number : int
    others : sequence of str
        ``http://host:port`` of those on other machines; they know the secret of our environment.
    """
    os.environ.setdefault(SECRET, secrets.token_hex(32))
    running = [Calculator(LOOPBACK, 0, place) for place in range(min(number, cores_apart()))]
    os.environ[ADDRESSES] = " ".join([*(each.address for each in running), *others])
    try:
        yield running
    finally:
        for calculator in running:
            calculator.stop()
