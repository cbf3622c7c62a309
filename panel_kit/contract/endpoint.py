"""What the API computes besides the panels: a path, a request, a function, a result."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any

from panel_kit.contract.schema import Request

USUAL_MEGABYTES = 8.0  # what a training run with its snapshots and its answer takes


def usual(_request: Any) -> float:
    """Megabytes of a long computation, if it is like a training run."""
    return USUAL_MEGABYTES


@dataclass(frozen=True)
class Endpoint:
    """One POST below ``/api/v1``.

    Attributes
    ----------
    path : str
        ``"training/seeds"``.
    title, summary : str
        What it is called; one sentence that says what it is for.
    request : type of Request
    result : type
        A frozen dataclass: what ``compute`` returns.
    compute : callable
        request ↦ result. Pure.
    steps : callable, optional
        request ↦ the same with pauses, for what takes long: None again and again while it computes, and last
        the result.
    megabytes : callable
        request ↦ the memory that ``steps`` take at their largest, about: so many go on at once as there is
        room for.
    examples : mapping of str to mapping
        Requests worth trying, by name.
    """

    path: str
    title: str
    summary: str
    request: type[Request]
    result: type
    compute: Callable[[Any], Any]
    steps: Callable[[Any], Generator[Any]] | None = None
    megabytes: Callable[[Any], float] = usual
    examples: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The path as a name."""
        return self.path.replace("/", "_").replace("-", "_")
