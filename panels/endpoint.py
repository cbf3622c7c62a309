"""What the API computes besides the panels: a path, a request, a function, a result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from panels.schema import Request


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
    examples : mapping of str to mapping
        Requests worth trying, by name.
    """

    path: str
    title: str
    summary: str
    request: type[Request]
    result: type
    compute: Callable[[Any], Any]
    steps: Callable[[Any], Iterator[Any]] | None = None
    examples: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The path as a name."""
        return self.path.replace("/", "_").replace("-", "_")
