"""What the API computes: a path, a request, a result, the parts it is computed in, and what it costs.

Panels have operations (their own computation, a grade, a run from many seeds), and a few operations belong to
no panel. The one table of all is in ``course/operations.py``; routes, limits, OpenAPI and the load test are
read from it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Literal, TypeVar

from panel_kit.contract.schema import Request

LIGHT_SECONDS, QUICK_SECONDS = 0.002, 0.01
PAGE_SECONDS = 0.25
USUAL_MEGABYTES = 8.0  # what a training run with its snapshots and its answer takes

Result = TypeVar("Result")
Limit = float | Callable[[], float]
Group = Literal["panels", "code", "tables", "questions", "grades", "more"]


@dataclass(frozen=True)
class Cost:
    """What the answer to one request takes, about.

    Attributes
    ----------
    seconds : float
        Of one core of an ordinary computer.
    megabytes : float
        At its largest: so many that take long go on at once as there is memory for.
    extra : float
        Seconds at most on top, where what is found on the way asks for more: fixes that are tried.
    """

    seconds: float
    megabytes: float = USUAL_MEGABYTES
    extra: float = 0.0

    @property
    def most(self) -> float:
        """Seconds with all that may come on top."""
        return self.seconds + self.extra

    @property
    def is_light(self) -> bool:
        """Whether it is done at once, beside what is merely short."""
        return self.seconds <= LIGHT_SECONDS

    @property
    def takes_long(self) -> bool:
        """Whether sliders would wait for it too long: then it is computed apart from them."""
        return self.seconds > QUICK_SECONDS

    @property
    def fits_a_page(self) -> bool:
        """Whether a page may wait for it."""
        return self.seconds <= PAGE_SECONDS

    def __add__(self, other: Cost) -> Cost:
        """Both, one after the other."""
        megabytes = max(self.megabytes, other.megabytes)
        return Cost(self.seconds + other.seconds, megabytes, self.extra + other.extra)


QUICK = Cost(0.001, 0.1)


def quick(_request: Any) -> Cost:
    """A millisecond, whatever the request is."""
    return QUICK


def long(_request: Any) -> Cost:
    """A second, whatever the request is."""
    return Cost(1.0)


@dataclass(frozen=True)
class File:
    """What a result can be kept as.

    Attributes
    ----------
    content_type : str
    content : callable
        (request, result) ↦ bytes, or what is to be written as JSON.
    """

    content_type: str
    content: Callable[[Any, Any], Any]


def at_once(compute: Callable[[Any], Any]) -> Callable[[Any], Generator[Any]]:
    """A function of a request as the ``run`` of an operation: the result is its only part."""

    @wraps(compute)
    def run(request: Any) -> Generator[Any]:
        yield compute(request)

    return run


def last(parts: Iterable[Any]) -> Any:
    """The last part: the result of a run that pauses by yielding None."""
    *_, result = parts
    return result


def latest(kind: type[Result]) -> Callable[[Iterable[Mapping[str, Any] | None]], Result]:
    """A ``join``: the result of this kind, of whose fields each part tells some; what comes again stands."""

    def join(parts: Iterable[Mapping[str, Any] | None]) -> Result:
        fields: dict[str, Any] = {}
        for part in parts:
            fields |= part or {}
        return kind(**fields)

    return join


def nothing(_seed: int) -> Mapping[str, Any]:
    """The defaults: for what costs the same whatever is asked."""
    return {}


def varied(seed: int) -> float:
    """A number from 0 to 1, another one for each seed: what makes the dearest requests differ."""
    return seed * 0.6180339887 % 1


@dataclass(frozen=True)
class Operation:
    """One POST below ``/api/v1``.

    Attributes
    ----------
    path : str
        ``"training/seeds"``; a panel's own is its slug.
    title, summary : str
        What it is called; one sentence that says what it is for.
    request : type of Request
    result : type
        A frozen dataclass: what the parts make up.
    run : callable
        request ↦ the parts of the result, computed as they are asked for. What takes long yields often: in
        between others are computed. ``at_once`` makes one of a function.
    join : callable
        The parts ↦ the result. Left out: the last part is the result, and the others, None, are pauses.
    streams : bool
        Whether a client may have the parts as they come: each is then a dict of some of the result's fields,
        or None, a pause.
    cost : callable
        request ↦ what it costs, without computing it. Left out: next to nothing.
    dearest : callable
        seed ↦ a request as expensive as any, another one for each seed, that nothing has been computed of.
    limits : mapping of str to float
        What ``/api/v1/limits`` publishes, by its name there: ``"training.seeds"``. What depends on how this
        server was started is a function, asked whenever the limits are.
    examples : mapping of str to mapping
        Requests worth trying, by name. A panel's own are its presets.
    takes_table : bool
        Whether a CSV text may come along: the body may then be larger, and to read it takes long.
    files : mapping of str to File
        For what is answered as a file: by the name that ``?format=`` gives; the last stands for none given.
    group : str
        Under what heading the API's reference has it.
    """

    path: str
    title: str
    summary: str
    request: type[Request]
    result: type
    run: Callable[[Any], Generator[Any]]
    join: Callable[[Iterable[Any]], Any] = last
    streams: bool = False
    cost: Callable[[Any], Cost] = quick
    dearest: Callable[[int], Mapping[str, Any]] = nothing
    limits: Mapping[str, Limit] = field(default_factory=dict)
    examples: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    takes_table: bool = False
    files: Mapping[str, File] = field(default_factory=dict)
    group: Group = "panels"

    @property
    def name(self) -> str:
        """The path as a name."""
        return self.path.replace("/", "_").replace("-", "_")

    @property
    def is_for_the_fast_lane(self) -> bool:
        """Whether sliders ask for it: a panel's own result, told in one."""
        return self.group == "panels" and not self.streams

    def compute(self, request: Any) -> Any:
        """The whole result, here and now."""
        return self.join(self.run(request))
