"""Work that pauses, so that others can compute in between: a generator, which returns its result."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")


def without_pauses(work: Generator[object, None, T]) -> T:
    """The result of the work, done in one piece."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result
