"""What a panel is: a slug, a request, a function that computes, a result. Nothing of the web."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from panel_kit.contract.schema import Control, Request, controls_of
from panel_kit.contract.table import Table
from panel_kit.programs.program import Programs


class PanelView(Request):
    """What is open in a panel: kept in the address, no concern of the engine. Panels add their own."""

    drawer: Literal["maths", "matrix", "numpy", "pytorch", "sklearn", "api", "data", "none"] = "maths"
    project: bool = False


@dataclass(frozen=True)
class Preset:
    """A named starting point: what it changes from the defaults."""

    name: str
    request: Mapping[str, Any]


def every_field(request: Request, _asked: Mapping[str, Any]) -> dict[str, Any]:
    """The request with every field named, whatever the address says of it."""
    return request.model_dump(mode="json")


def always(_request: Request) -> bool:
    """Whatever the request is."""
    return True


def never(_request: Any) -> bool:
    """Whatever the request is."""
    return False


@dataclass(frozen=True)
class Grading:
    """How a panel grades what somebody worked out by hand.

    Attributes
    ----------
    request, result : type
        As a panel's own: a request with the value worked out, a verdict.
    compute : callable
        request ↦ result. Pure.
    summary : str
    examples : mapping
        Requests for the API's reference, by name.
    """

    request: type[Request]
    result: type
    compute: Callable[[Any], Any]
    summary: str
    examples: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Experiment:
    """A state that a link in a lesson opens: what it changes from the defaults, and from the view's."""

    request: Mapping[str, Any]
    view: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Panel:
    """One interactive, complete.

    Attributes
    ----------
    slug : str
        Its name in URLs: ``"learning-rate"``. Files carry the same word with underscores.
    title, summary : str
        What it is called; one sentence that says what one does with it.
    request : type of Request
        The table that validation, OpenAPI, controls and URLs are made from.
    result : type
        A frozen dataclass: what ``compute`` returns.
    compute : callable
        request ↦ result. Pure.
    programs : callable
        request ↦ whole programs by language (``"numpy"``, ``"pytorch"``, ``"sklearn"``), or None
        where one has no meaning, that print the numbers the panel shows.
    table : callable
        (request, result) ↦ every number of the picture as a table.
    view : type of PanelView
        What is open, selected or played.
    presets : tuple of Preset
    experiments : mapping of str to Experiment
        States that the prose of its lesson opens, by a name.
    constants : callable
        Numbers of the engine's that never change, sent once with the page.
    takes_long : callable
        request ↦ whether it takes more than about ten milliseconds: such are computed in turns.
    parts : callable, optional
        request ↦ the result part by part, for a panel whose result takes long: each a dict with some of its
        fields.
    join : callable, optional
        The parts ↦ the result. ``compute`` does both at once.
    opening : callable, optional
        The fields an address names ↦ those whose result the page's script starts from, for a panel that its
        reader sets going.
    fits_a_page : callable
        request ↦ whether such a panel's whole result comes with the page, for readers without scripts.
    kept : callable
        (request, the fields an address names) ↦ the request as the page's script keeps it.
    grading : Grading or None
        Where numbers can be worked out by hand: ``POST /api/v1/grade/<slug>``.
    """

    slug: str
    title: str
    summary: str
    request: type[Request]
    result: type
    compute: Callable[[Any], Any]
    programs: Callable[[Any], Programs]
    table: Callable[[Any, Any], Table]
    view: type[PanelView] = PanelView
    presets: tuple[Preset, ...] = ()
    experiments: Mapping[str, Experiment] = field(default_factory=dict)
    constants: Callable[[], dict[str, Any]] = field(default=dict)
    takes_long: Callable[[Any], bool] = never
    parts: Callable[[Any], Generator[dict[str, Any]]] | None = None
    join: Callable[[Iterable[dict[str, Any]]], Any] | None = None
    opening: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None
    fits_a_page: Callable[[Any], bool] = always
    kept: Callable[[Any, Mapping[str, Any]], dict[str, Any]] = every_field
    grading: Grading | None = None

    @property
    def name(self) -> str:
        """The slug as files spell it."""
        return self.slug.replace("-", "_")

    @cached_property
    def controls(self) -> dict[str, Control]:
        """Its controls by path, read from the request model."""
        return controls_of(self.request, self.slug)

    @cached_property
    def has_sklearn(self) -> bool:
        """Whether there is a program for scikit-learn."""
        return self.programs(self.request()).get("sklearn") is not None

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """The request that ``{}`` stands for, with every field named."""
        return self.request().model_dump(mode="json")
