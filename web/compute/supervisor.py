"""Starts the calculators of a server, replaces one that ends, and ends them all with it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import secrets
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from threading import Event, Thread
from typing import Any

from course.operations import all_operations
from setup.network import CAN_SHARE_PORTS, bound, bracket
from setup.options import SECRET
from web.compute import calculator
from web.compute.forwarding import ADDRESSES
from web.compute.worker import cores_apart

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
        self.watcher = Thread(target=self.replace, daemon=True)
        self.start()

    @property
    def address(self) -> str:
        """Where it is asked."""
        return f"http://{bracket(self.host)}:{self.port}"

    def start(self) -> None:
        """A process that ends when this one does."""
        context: Any = multiprocessing.get_context("fork" if can_fork() else "spawn")
        self.started = time.monotonic()
        self.process: BaseProcess = context.Process(
            target=calculator.main, args=(self.host, self.port, self.place), daemon=True
        )
        self.process.start()

    def replace(self) -> None:
        """Starts it again whenever it has ended; the sooner it ends, the later."""
        pause = SECONDS_BETWEEN
        while True:
            self.process.join()
            code = self.process.exitcode
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


def start(host: str, ports: Iterable[int]) -> list[Calculator]:
    """A calculator at each of these ports, replaced from now on when it ends.

    Where processes can be forked, this one reads everything first: its calculators, and the workers that it
    forks later, need not read it again, and share the memory that holds it.
    """
    if can_fork():
        all_operations()
        gc.collect()
        gc.freeze()  # nor do they copy it by looking through it for garbage
    running = [Calculator(host, port, place) for place, port in enumerate(ports)]
    for each in running:
        each.watcher.start()
    return running


def can_fork() -> bool:
    """Whether a process begins well as a copy of this one: on Linux, with one thread.

    A copy has that thread alone, and waits for ever for a lock that another one held.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def again_and_again(code: int | None) -> str:
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
    running = start(LOOPBACK, [0] * min(number, cores_apart()))
    os.environ[ADDRESSES] = " ".join([*(each.address for each in running), *others])
    try:
        yield running
    finally:
        for calculator in running:
            calculator.stop()
