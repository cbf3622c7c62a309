"""Where an operation is computed: what is quick at once, what takes long in turns, or by a calculator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from panel_kit.contract.operation import Operation
from web.compute.calculators import hand_over
from web.compute.turns import QUICK, TURNS

T = TypeVar("T")


def computed(operation: Operation, request: Any, finish: Callable[[Any], T]) -> T:
    """The result, and what ``finish`` makes of it in the same turn."""
    cost = operation.cost(request)
    if not cost.takes_long:
        with QUICK.turn():
            return finish(operation.compute(request))
    hand_over()
    with TURNS.place(cost.megabytes) as place:
        parts = list(place.paced(operation.run(request)))
        with place.turn():
            return finish(operation.join(parts))


@contextmanager
def reading(takes_table: bool) -> Iterator[None]:
    """The processor to read a body with: a long text is read among what takes long."""
    if not takes_table:
        with QUICK.turn():
            yield
        return
    hand_over()
    with TURNS.place() as place, place.turn():
        yield
