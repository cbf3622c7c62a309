"""The one door to the processor: what a request costs decides where, and when, it is computed.

What is short is computed at once, one after the other. What takes long goes to a calculator
(``web/compute/forwarding.py``); where there is none, into the queue (``web/compute/queue.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import request

from panel_kit.contract.endpoint import USUAL_MEGABYTES
from web.compute.queue import LONG_JOBS, SHORT_JOBS, Job


@dataclass(frozen=True)
class Cost:
    """What computing a request takes.

    Attributes
    ----------
    takes_long : bool
        Whether more than about ten milliseconds.
    megabytes : float
        Memory at its largest, about; counted of what takes long.
    """

    takes_long: bool = False
    megabytes: float = USUAL_MEGABYTES


SHORT, LONG = Cost(), Cost(takes_long=True)


def admit(cost: Cost = LONG) -> Job:
    """A place in the queue of this process for the present request.

    Raises
    ------
    Problem
        503 with ``Retry-After`` when there is none.
    """
    has_gone: Callable[[], bool] = request.environ.get("waitress.client_disconnected", is_there)
    return LONG_JOBS.admit(cost.megabytes, has_gone)


def is_there() -> bool:
    """What is taken for granted of a client where the server does not tell: it has not gone."""
    return False


@contextmanager
def computing(cost: Cost) -> Iterator[None]:
    """The processor for something that is computed in one go."""
    if cost.takes_long:
        with admit(cost) as job, job.slice():
            yield
    else:
        with SHORT_JOBS.slice():
            yield
