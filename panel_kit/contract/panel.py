"""What a panel is: an operation that computes, and what shows it. Nothing of the web."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, get_args

from panel_kit.contract.operation import Cost, Operation, quick
from panel_kit.contract.schema import Control, Request, controls_of
from panel_kit.contract.table import Table
from panel_kit.programs.program import Programs


class PanelView(Request):
    """What is open in a panel: kept in the address, no concern of the engine. Panels add their own."""

    drawer: Literal["maths", "matrix", "numpy", "pytorch", "sklearn", "api", "data", "none"] = "none"
    project: bool = False


@dataclass(frozen=True)
class Preset:
    """A named starting point: what it changes from the defaults."""

    name: str
    request: Mapping[str, Any]


def every_field(request: Request, _asked: Mapping[str, Any]) -> dict[str, Any]:
    """The request with every field named, whatever the address says of it."""
    return request.model_dump(mode="json")


@dataclass(frozen=True)
class SavedState:
    """A state that a link in a lesson opens: what it changes from the defaults, and from the view's.

    It opens no drawer: that lies over the lesson, and so over the words whose link was followed.
    """

    request: Mapping[str, Any]
    view: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Panel:
    """One interactive, complete.

    Attributes
    ----------
    operation : Operation
        What it computes. Its path is the panel's slug (``"learning-rate"``; files carry the same word with
        underscores), its examples are the presets.
    programs : callable
        request ↦ whole programs by language (``"numpy"``, ``"pytorch"``, ``"sklearn"``), or None
        where one has no meaning, that print the numbers the panel shows.
    table : callable
        (request, result) ↦ every number of the picture as a table.
    view : type of PanelView
        What is open, selected or played.
    saved_states : mapping of str to SavedState
        States that the prose of its lesson opens, by a name.
    constants : callable
        Numbers of the engine's that never change, sent once with the page.
    start : mapping
        What its page opens with where an address names nothing of its request, and what *Reset* returns to:
        fields that differ from the request's defaults. ``POST {}`` is the defaults all the same.
    opening : callable, optional
        The fields an address names ↦ those whose result the page's script starts from, for a panel that its
        reader sets going. The whole result comes with the page, for readers without scripts, where it costs
        little.
    kept : callable
        (request, the fields an address names) ↦ the request as the page's script keeps it.
    programs_cost : callable
        request ↦ what it costs to write and to color the programs. Left out: next to nothing.
    dearest_programs : callable, optional
        seed ↦ the request with the most expensive programs, where that is another than the operation's.
    grading : Operation or None
        Where numbers can be worked out by hand: right or wrong, ``POST /api/v1/grade/<slug>``.
    others : tuple of Operation
        What else it computes.
    """

    operation: Operation
    programs: Callable[[Any], Programs]
    table: Callable[[Any, Any], Table]
    view: type[PanelView] = PanelView
    saved_states: Mapping[str, SavedState] = field(default_factory=dict)
    constants: Callable[[], dict[str, Any]] = field(default=dict)
    start: Mapping[str, Any] = field(default_factory=dict)
    opening: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None
    kept: Callable[[Any, Mapping[str, Any]], dict[str, Any]] = every_field
    programs_cost: Callable[[Any], Cost] = quick
    dearest_programs: Callable[[int], Mapping[str, Any]] | None = None
    grading: Operation | None = None
    others: tuple[Operation, ...] = ()

    @property
    def slug(self) -> str:
        """Its name in URLs."""
        return self.operation.path

    @property
    def name(self) -> str:
        """The slug as files spell it."""
        return self.operation.name

    @property
    def title(self) -> str:
        """What it is called."""
        return self.operation.title

    @property
    def summary(self) -> str:
        """One sentence that says what one does with it."""
        return self.operation.summary

    @property
    def request(self) -> type[Request]:
        """The table that validation, OpenAPI, controls and URLs are made from."""
        return self.operation.request

    @property
    def result(self) -> type:
        """What is computed."""
        return self.operation.result

    @property
    def compute(self) -> Callable[[Any], Any]:
        """request ↦ the whole result."""
        return self.operation.compute

    @cached_property
    def presets(self) -> tuple[Preset, ...]:
        """Its named starting points."""
        return tuple(Preset(name, request) for name, request in self.operation.examples.items())

    @cached_property
    def controls(self) -> dict[str, Control]:
        """Its controls by path, read from the request model."""
        return controls_of(self.request, self.slug)

    def controls_of_each(self, path: str) -> dict[str, Control]:
        """The controls of the objects in a list of the request, each by its own name."""
        model: Any = self.request
        for name in path.split("."):
            held = model.model_fields[name].annotation
            model = next(iter(get_args(held)), held)  # of a list its items, of “or null” what else it may be
        return controls_of(model, self.slug)

    @cached_property
    def has_sklearn(self) -> bool:
        """Whether there is a program for scikit-learn."""
        return self.programs(self.request()).get("sklearn") is not None

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """The request that ``{}`` stands for, with every field named."""
        return self.request().model_dump(mode="json")
