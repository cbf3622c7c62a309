"""The queue of long computations: bounded admission, and the processor in time slices.

Python computes in one thread at a time anyway. If fifty runs fought for it, a slider's request would be one
of fifty-one. Here one long computation goes on at a time, for a slice of a few hundredths of a second, and
then the next in line; and beside it one short one (``SHORT_JOBS``) and one light one (``LIGHT_JOBS``). A
job that has not had a slice yet is let in after each that has, so that a first answer does not wait for
fifty runs.

When the queue is full, who comes next is asked to come again, each after another number of seconds, lest all
come at once. A job whose client has stopped reading is cancelled, and its memory freed, as soon as somebody
else comes; one whose client has gone is cancelled at its next slice.
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

MOST_JOBS = 64
MOST_MEGABYTES = 512.0
SECONDS_UNREAD = 15.0
LIGHT_BYTES = 2048
FEWEST_SECONDS_TO_RETRY, MOST_SECONDS_TO_RETRY = 2, 8

T = TypeVar("T")


class FairLock:
    """A lock that is handed on in the order of asking; newcomers and others alternate."""

    def __init__(self) -> None:
        self.is_taken = self.is_turn_of_new = False
        self.new: deque[threading.Event] = deque()
        self.others: deque[threading.Event] = deque()
        self.lock = threading.Lock()

    @contextmanager
    def slice(self, is_new: bool = True) -> Iterator[None]:
        """Waits in line; the processor is this thread's until the block ends."""
        with self.lock:
            mine = threading.Event() if self.is_taken else None
            if mine is not None:
                (self.new if is_new else self.others).append(mine)
            self.is_taken = True
        if mine is not None:
            mine.wait()
        try:
            yield
        finally:
            self.hand_on()

    def hand_on(self) -> None:
        """The lock stays taken if somebody waits, and is theirs."""
        with self.lock:
            self.is_turn_of_new = not self.is_turn_of_new
            lines = [self.new, self.others] if self.is_turn_of_new else [self.others, self.new]
            line = next((line for line in lines if line), None)
            if line is None:
                self.is_taken = False
            else:
                line.popleft().set()


class JobQueue:
    """Jobs under way, so many and no more; each computes in slices.

    Parameters
    ----------
    most : int
        How many jobs may be under way at once, the one that computes among them.
    megabytes : float
        How much memory they may take together, by their own estimates.
    patience : float
        Seconds that one may wait for its client to read before it may be cancelled.
    clock : callable
        Seconds.
    """

    def __init__(
        self,
        most: int = MOST_JOBS,
        megabytes: float = MOST_MEGABYTES,
        patience: float = SECONDS_UNREAD,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.most, self.megabytes, self.patience, self.clock = most, megabytes, patience, clock
        self.jobs: set[Job] = set()
        self.processor = FairLock()
        self.lock = threading.Lock()

    def admit(
        self, megabytes: float = USUAL_MEGABYTES, client_has_gone: Callable[[], bool] = lambda: False
    ) -> Job:
        """A job that is to be released; those that nobody reads are cancelled first.

        Parameters
        ----------
        megabytes : float
            What it takes at its largest.
        client_has_gone : callable
            Whether nobody waits for it any more.

        Raises
        ------
        Problem
            503 with ``Retry-After`` when the queue is full.
        """
        with self.lock:
            unread = [job for job in self.jobs if job.is_unread]
        for job in unread:
            job.cancel()
        with self.lock:
            taken = sum(job.megabytes for job in self.jobs)
            if len(self.jobs) >= self.most or (self.jobs and taken + megabytes > self.megabytes):
                raise self.full()
            job = Job(self, megabytes, client_has_gone)
            self.jobs.add(job)
        return job

    def release(self, job: Job) -> None:
        """Makes room; once is enough, and more does no harm."""
        with self.lock:
            self.jobs.discard(job)

    def full(self) -> Problem:
        """What the next one is told."""
        spread = MOST_SECONDS_TO_RETRY - FEWEST_SECONDS_TO_RETRY + 1
        seconds = FEWEST_SECONDS_TO_RETRY + secrets.randbelow(spread)
        words = f"{len(self.jobs)} long computations are under way, as many as there is room for; "
        words += f"try again in {seconds} seconds."
        return Problem(503, words, headers={"Retry-After": str(seconds)})


class Job:
    """One long computation, admitted: it computes in slices until it is released, and can be cancelled.

    As a context manager it is released when the block ends.
    """

    def __init__(self, queue: JobQueue, megabytes: float, client_has_gone: Callable[[], bool]) -> None:
        self.queue, self.megabytes, self.client_has_gone = queue, megabytes, client_has_gone
        self.lock = threading.Lock()
        self.work: Generator[Any] | None = None
        self.is_new, self.is_cancelled = True, False
        self.since = queue.clock()

    def __enter__(self) -> Job:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Makes room for another one."""
        self.queue.release(self)

    @contextmanager
    def slice(self) -> Iterator[None]:
        """The processor, until the block ends.

        Raises
        ------
        Problem
            503 when the job has been cancelled, or nobody waits for it.
        """
        with self.lock:
            if self.is_cancelled:
                words = f"Nobody read this for {self.queue.patience:g} seconds, and the place was needed."
                raise Problem(503, words)
            with self.queue.processor.slice(self.is_new):
                if self.client_has_gone():
                    raise Problem(503, "Nobody waits for this any more.")
                self.is_new = False
                yield
            self.since = self.queue.clock()

    def in_slices(self, parts: Generator[T]) -> Generator[T]:
        """The same parts, each computed in a slice of its own."""
        self.work = parts
        while True:
            with self.slice():
                found = list(islice(parts, 1))
            if not found:
                return
            yield found[0]

    @property
    def is_unread(self) -> bool:
        """Whether its last part has been waiting for its reader for too long."""
        return not self.lock.locked() and self.queue.clock() - self.since > self.queue.patience

    def cancel(self) -> None:
        """Ends the work, unless it has just gone on."""
        if not self.lock.acquire(blocking=False):
            return
        try:
            self.is_cancelled = True
            if self.work is not None:
                self.work.close()
        finally:
            self.lock.release()
        self.release()


LONG_JOBS = JobQueue()
SHORT_JOBS = FairLock()
LIGHT_JOBS = FairLock()
"""What a slider asks is a millisecond's work, and does not wait for those that take ten."""


def line_to_read(size: int) -> FairLock:
    """Where a body of so many bytes waits for the processor to be read."""
    return LIGHT_JOBS if size <= LIGHT_BYTES else SHORT_JOBS
