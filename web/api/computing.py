"""How an operation is computed in this process: what is short at once, what takes long in slices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from panel_kit.contract.operation import Operation
from web.compute.admission import admit
from web.compute.queue import LIGHT_JOBS, SHORT_JOBS, line_to_read

T = TypeVar("T")


def computed(operation: Operation, request: Any, finish: Callable[[Any], T]) -> T:
    """The result, and what ``finish`` makes of it in the same slice."""
    cost = operation.cost(request)
    if not cost.takes_long:
        with (LIGHT_JOBS if cost.is_light else SHORT_JOBS).slice():
            return finish(operation.compute(request))
    with admit(cost) as job:
        parts = list(job.in_slices(operation.run(request)))
        with job.slice():
            return finish(operation.join(parts))


@contextmanager
def reading(takes_table: bool, size: int) -> Iterator[None]:
    """The processor to read a body of so many bytes with: a long text is read among what takes long."""
    if takes_table:
        with admit() as job, job.slice():
            yield
    else:
        with line_to_read(size).slice():
            yield
