"""Turns: long computations share the processor in short ones, so that nobody waits for a whole run.

Python computes in one thread at a time anyway. If fifty runs fought for it, a slider's request would be one
of fifty-one; here only the run whose turn it is computes, for a few hundredths of a second, and then the next
in line. When all places are taken, who comes next is asked to come again.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from web.problems import Problem

MOST_RUNS = 128
SECONDS_TO_RETRY = 5

T = TypeVar("T")


class Turns:
    """A queue for one place, first come, first served.

    Parameters
    ----------
    most : int
        How many may be under way at once, the one computing among them.
    """

    def __init__(self, most: int = MOST_RUNS) -> None:
        self.most = most
        self.under_way = 0
        self.is_taken = False
        self.line: deque[threading.Event] = deque()
        self.lock = threading.Lock()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Room for one computation from its beginning to its end.

        Raises
        ------
        Problem
            503 with ``Retry-After`` when there is none.
        """
        with self.lock:
            if self.under_way >= self.most:
                words = (
                    f"{self.most} long computations are under way; try again in {SECONDS_TO_RETRY} seconds."
                )
                raise Problem(503, words, headers={"Retry-After": str(SECONDS_TO_RETRY)})
            self.under_way += 1
        try:
            yield
        finally:
            with self.lock:
                self.under_way -= 1

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits in line; the processor is this thread's until the block ends."""
        with self.lock:
            mine = threading.Event()
            if self.is_taken:
                self.line.append(mine)
            else:
                self.is_taken = True
                mine.set()
        mine.wait()
        try:
            yield
        finally:
            with self.lock:
                if self.line:
                    self.line.popleft().set()
                else:
                    self.is_taken = False

    def paced(self, parts: Iterator[T]) -> Generator[T]:
        """The same parts, each computed in a turn of its own."""
        with self.place():
            while True:
                with self.turn():
                    found = list(islice(parts, 1))
                if not found:
                    return
                yield found[0]


TURNS = Turns()
