"""Results that several requests share: computed for the first of them, kept for the others."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Generator
from hashlib import sha256
from threading import Lock
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")
Pause = TypeVar("Pause")


def never(_result: Any) -> bool:
    """Of work that no time limit ends."""
    return False


def hashed(text: str) -> str:
    """A short name of a text."""
    return sha256(text.encode()).hexdigest()


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

    def get_or_compute(
        self,
        key: str,
        compute: Callable[[], Generator[Pause, None, Result]],
        is_cut: Callable[[Result], bool] = never,
    ) -> Generator[Pause, None, Result]:
        """What is kept, or what is computed now, with its pauses, and kept from then on.

        Parameters
        ----------
        key : str
            What decides the result.
        compute : callable
            The work, which is not begun where the result is known.
        is_cut : callable
            result ↦ whether the time limit ended the work. Then it is not kept: another time there may be
            more time.
        """
        known = self.get(key)
        if known is not None:
            return known
        found = yield from compute()
        if not is_cut(found):
            self.keep(key, found)
        return found

    def keep(self, key: str, result: Result) -> None:
        """From now on, until others take its place."""
        with self._lock:
            self._results[key] = result
            while len(self._results) > self.most:
                self._results.popitem(last=False)
