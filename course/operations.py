"""The table of all that the API computes, and of the pages that compute: each with its cost.

A panel brings its own operations, and gets two more: its programs, and its numbers as a table. What belongs
to no panel is named here. Routes, limits, OpenAPI, the load test and the tests of bad requests read it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from course.panels import all_panels
from course.questions import Answer, Question, all_questions, answer_of
from course.questions.question import Outcome
from course.syllabus import LESSONS
from panel_kit.contract.operation import Cost, Operation, at_once, last
from panel_kit.contract.panel import Panel
from panel_kit.contract.table import Table
from panel_kit.programs.program import Programs as PanelPrograms
from panel_kit.runs.result import ran_out_of_time
from panel_kit.specs import csv_upload

SETTLING = Cost(1.0)
KNOWN = Cost(0.0)


class UnsettledError(RuntimeError):
    """The run that settles a question was ended by the time limit."""


@dataclass(frozen=True)
class Programs:
    """The programs."""

    numpy: str | None
    pytorch: str | None
    sklearn: str | None
    curl: str
    notebook: dict[str, Any]
    tokens: dict[str, Any]


@dataclass(frozen=True)
class Written:
    """Programs, and the panel's own result; None where that takes longer than a slider waits."""

    programs: PanelPrograms
    answer: Any


@dataclass(frozen=True)
class Page:
    """A page that computes: the panels on it, each in the state that its address asks for.

    Attributes
    ----------
    path : str
        ``"/lessons/loss"``.
    panels : tuple of Panel
    """

    path: str
    panels: tuple[Panel, ...]

    def cost(self, requests: Mapping[str, Any]) -> Cost:
        """What the page costs where its panels, by slug, are asked for this."""
        return sum((on_a_page(panel, requests[panel.slug]) for panel in self.panels), KNOWN)

    def prefix_of(self, panel: Panel) -> str:
        """What a panel's fields begin with in the page's address: nothing where it has a page to itself."""
        return "" if self.path == f"/panels/{panel.slug}" else f"{panel.slug}."


def on_a_page(panel: Panel, request: Any) -> Cost:
    """What a panel's results cost as they come with a page: a long run is left out."""
    whole = panel.operation.cost(request)
    return whole if panel.opening is None or whole.fits_a_page else KNOWN


@lru_cache(maxsize=1)
def all_operations() -> dict[str, Operation]:
    """Every operation by its path."""
    return {operation.path: operation for operation in operations()}


@lru_cache(maxsize=1)
def all_pages() -> dict[str, Page]:
    """Every page with panels by its path."""
    panels = all_panels()
    slugs = {
        "/": ("training",),
        **{f"/lessons/{lesson.slug}": lesson.panels for lesson in LESSONS if lesson.panels},
        **{f"/panels/{slug}": (slug,) for slug in panels},
        "/patterns": ("neuron", "training"),
    }
    return {path: Page(path, tuple(panels[slug] for slug in each)) for path, each in slugs.items()}


def operations() -> Iterator[Operation]:
    """Panel by panel, then the questions, then whatever else there is."""
    for panel in all_panels().values():
        yield panel.operation
        yield code_of(panel)
        yield table_of(panel)
        if panel.grading:
            yield panel.grading
    for panel in all_panels().values():
        yield from panel.others
    yield csv_upload.OPERATION
    for question in all_questions().values():
        yield settling(question)


def code_of(panel: Panel) -> Operation:
    """A panel's request as whole programs."""

    def cost(request: Any) -> Cost:
        written = panel.programs_cost(request)
        return written + panel.operation.cost(request) if is_answered(request) else written

    def is_answered(request: Any) -> bool:
        both = panel.programs_cost(request) + panel.operation.cost(request)
        return not both.takes_long

    def write(request: Any) -> Written:
        programs = panel.programs(request)
        return Written(programs, panel.compute(request) if is_answered(request) else None)

    return replace(
        panel.operation,
        path=f"code/{panel.slug}",
        title=f"{panel.title}, as programs",
        summary="Whole programs that print the panel's numbers; null where one has no meaning.",
        result=Programs,
        run=at_once(write),
        join=last,
        streams=False,
        cost=cost,
        dearest=panel.dearest_programs or panel.operation.dearest,
        limits={},
        group="code",
    )


def table_of(panel: Panel) -> Operation:
    """A panel's numbers as a table."""
    whole = panel.operation

    def run(request: Any) -> Generator[Any]:
        parts = []
        for part in whole.run(request):
            parts.append(part)
            yield None
        yield panel.table(request, whole.join(parts))

    return replace(
        whole,
        path=f"table/{panel.slug}",
        title=f"{panel.title}, as a table",
        summary="Every number of the panel's picture in rows and columns.",
        result=Table,
        run=run,
        join=last,
        streams=False,
        limits={},
        group="tables",
    )


def settling(question: Question) -> Operation:
    """A question's answer: what the engine says is computed when first asked for, and then known.

    A run that the time limit ended settles nothing: what came of it depends on how busy the computer was.
    """
    known: list[Outcome] = []

    def outcome() -> Outcome:
        if known:
            return known[0]
        result = question.result_of(question.request)
        if ran_out_of_time(result):
            raise UnsettledError(question.slug)
        known.append(question.decide(result))
        return known[0]

    return Operation(
        path=f"questions/{question.slug}",
        title=question.prompt,
        summary="The answer, computed now by the panel that the question is about.",
        request=question.answered_with,
        result=Answer,
        run=at_once(lambda request: answer_of(question, outcome(), request)),
        cost=lambda _request: KNOWN if known else SETTLING,
        group="questions",
    )
