"""The runs that pages open with: the same for everyone, so each is computed once and then told from memory.

A page that trains at once would cost the server a run for each visit, and a class that opens it together
fifty at a time. What is kept could be computed again at any moment, and is the same to the last byte: a run
that the time limit ended is not kept.
"""

from __future__ import annotations

from typing import Any

from panel_kit.contract.operation import Operation
from panel_kit.runs.result import ran_out_of_time

MOST = 16
"""Runs that are kept at once; there is one for each page that opens with one."""

Parts = list[Any]


class KeptRuns:
    """Runs by their operation and request."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, str], Parts] = {}

    def keep(self, operation: Operation, request: Any) -> Parts:
        """The parts of a run, computed unless they are here."""
        key = key_of(operation, request)
        parts = self._runs.get(key)
        if parts is None:
            parts = list(operation.run(request))
            if len(self._runs) < MOST and not ran_out_of_time(operation.join(parts)):
                self._runs[key] = parts
        return parts

    def has_any(self, operation: Operation) -> bool:
        """Whether it is worth a look: a run of this operation is kept."""
        return any(path == operation.path for path, _ in self._runs)

    def told(self, operation: Operation, request: Any) -> Parts | None:
        """The parts of a run, if they are here."""
        return self._runs.get(key_of(operation, request))


def key_of(operation: Operation, request: Any) -> tuple[str, str]:
    """What a run is known by: everything that decides it."""
    return operation.path, request.model_dump_json()


KEPT_RUNS = KeptRuns()
