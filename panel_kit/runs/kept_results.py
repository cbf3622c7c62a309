"""Results that several requests share: computed for the first of them, kept for the others."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

Result = TypeVar("Result")


class KeptResults(Generic[Result]):
    """The latest results by what decides them; so many at most, the oldest go first.

    Parameters
    ----------
    most : int
        How many are kept.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._results: OrderedDict[str, Result] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> Result | None:
        """What is kept of it, if anything is."""
        with self._lock:
            return self._results.get(key)

    def keep(self, key: str, result: Result) -> None:
        """From now on, until others take its place."""
        with self._lock:
            self._results[key] = result
            while len(self._results) > self.most:
                self._results.popitem(last=False)
