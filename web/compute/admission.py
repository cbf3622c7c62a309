"""The one door to the processor for what takes long in this process: a place in its queue, or 503.

What is short is computed at once, one after the other. What takes long goes to a calculator
(``web/compute/forwarding.py``); where there is none, into the queue (``web/compute/queue.py``).
"""

from __future__ import annotations

from collections.abc import Callable

from flask import request

from panel_kit.contract.operation import Cost
from web.compute.queue import LONG_JOBS, Job

LONG = Cost(1.0)


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
