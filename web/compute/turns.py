"""Turns: long computations share the processor in short ones, so that nobody waits for a whole run.

Python computes in one thread at a time anyway. If fifty runs fought for it, a slider's request would be one
of fifty-one. Here one long computation goes on at a time, for a few hundredths of a second, and then the next
in line; and one short one beside it (``QUICK``). A computation that has not had a turn yet is let in after
each that has, so that a first answer does not wait for fifty runs.

When all places are taken, who comes next is asked to come again, each after another number of seconds, lest
all come at once. A run that waits for a client who has stopped reading loses its place, and its memory, as
soon as somebody else comes.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from panel_kit.contract.operation import USUAL_MEGABYTES
from web.edge.problems import Problem

MOST_RUNS = 64
MOST_MEGABYTES = 512.0
SECONDS_UNREAD = 15.0
FEWEST_SECONDS_TO_RETRY, MOST_SECONDS_TO_RETRY = 2, 8

NOBODY_YET = -1  # the turn has been handed on, and its thread has not woken up

T = TypeVar("T")


class Turns:
    """A line in front of one place to compute, and a number of places in it.

    Parameters
    ----------
    most : int
        How many computations may be under way at once, the one whose turn it is among them.
    megabytes : float
        How much memory they may take together, by their own estimates.
    patience : float
        Seconds that one may wait for its client to read before its place may be given away.
    clock : callable
        Seconds.
    """

    def __init__(
        self,
        most: int = MOST_RUNS,
        megabytes: float = MOST_MEGABYTES,
        patience: float = SECONDS_UNREAD,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.most, self.megabytes, self.patience, self.clock = most, megabytes, patience, clock
        self.places: set[Place] = set()
        self.newcomers: deque[threading.Event] = deque()
        self.line: deque[threading.Event] = deque()
        self.owner: int | None = None
        self.is_newcomers_time = False
        self.lock = threading.Lock()

    @property
    def under_way(self) -> int:
        """How many places are taken."""
        return len(self.places)

    @contextmanager
    def place(self, megabytes: float = USUAL_MEGABYTES) -> Iterator[Place]:
        """Room for one computation from its beginning to its end.

        Parameters
        ----------
        megabytes : float
            What it takes at its largest.

        Raises
        ------
        Problem
            503 with ``Retry-After`` when there is none.
        """
        place = self.enter(megabytes)
        try:
            yield place
        finally:
            self.leave(place)

    def enter(self, megabytes: float = USUAL_MEGABYTES) -> Place:
        """A place that is to be left again; those that nobody reads are cleared first."""
        with self.lock:
            unread = [place for place in self.places if place.is_unread]
        for place in unread:
            place.drop()
        with self.lock:
            taken = sum(place.megabytes for place in self.places)
            if len(self.places) >= self.most or (self.places and taken + megabytes > self.megabytes):
                raise self.full()
            place = Place(self, megabytes)
            self.places.add(place)
        return place

    def leave(self, place: Place) -> None:
        """Gives it back; once is enough, and more does no harm."""
        with self.lock:
            self.places.discard(place)

    def full(self) -> Problem:
        """What the next one is told."""
        seconds = FEWEST_SECONDS_TO_RETRY + secrets.randbelow(
            MOST_SECONDS_TO_RETRY - FEWEST_SECONDS_TO_RETRY + 1
        )
        words = f"{len(self.places)} long computations are under way, as many as there is room for; "
        words += f"try again in {seconds} seconds."
        return Problem(503, words, headers={"Retry-After": str(seconds)})

    @contextmanager
    def turn(self, is_first: bool = True) -> Iterator[None]:
        """Waits in line; the processor is this thread's until the block ends.

        Inside a turn of the same thread it is that turn.
        """
        me = threading.get_ident()
        if self.owner == me:
            yield
            return
        with self.lock:
            mine = None if self.owner is None else threading.Event()
            if mine is not None:
                (self.newcomers if is_first else self.line).append(mine)
            else:
                self.owner = me
        if mine is not None:
            mine.wait()
            self.owner = me
        try:
            yield
        finally:
            with self.lock:
                self.hand_on()

    def hand_on(self) -> None:
        """The next one's turn: newcomers and those under way alternate."""
        self.is_newcomers_time = not self.is_newcomers_time
        lines = [self.newcomers, self.line] if self.is_newcomers_time else [self.line, self.newcomers]
        waiting = next((line for line in lines if line), None)
        if waiting is None:
            self.owner = None
            return
        self.owner = NOBODY_YET
        waiting.popleft().set()


class Place:
    """The room of one computation: it takes its turns, and can be given up for lost."""

    def __init__(self, turns: Turns, megabytes: float) -> None:
        self.turns, self.megabytes = turns, megabytes
        self.lock = threading.Lock()
        self.work: Generator[Any] | None = None
        self.has_had_a_turn = self.is_lost = False
        self.since = turns.clock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A turn of this computation.

        Raises
        ------
        Problem
            503 when the place has been given to somebody else.
        """
        with self.lock:
            if self.is_lost:
                words = f"Nobody read this for {self.turns.patience:g} seconds, and the place was needed."
                raise Problem(503, words)
            with self.turns.turn(not self.has_had_a_turn):
                self.has_had_a_turn = True
                yield
            self.since = self.turns.clock()

    def paced(self, parts: Generator[T]) -> Generator[T]:
        """The same parts, each computed in a turn of its own."""
        self.work = parts
        while True:
            with self.turn():
                found = list(islice(parts, 1))
            if not found:
                return
            yield found[0]

    @property
    def is_unread(self) -> bool:
        """Whether its last part has been waiting for its reader for too long."""
        return not self.lock.locked() and self.turns.clock() - self.since > self.turns.patience

    def drop(self) -> None:
        """Ends the work, unless it has just gone on."""
        if not self.lock.acquire(blocking=False):
            return
        try:
            self.is_lost = True
            if self.work is not None:
                self.work.close()
        finally:
            self.lock.release()
        self.turns.leave(self)


TURNS = Turns()
QUICK = Turns()
