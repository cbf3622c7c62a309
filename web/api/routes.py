"""The JSON API: one view for all that is computed, and what there is to look up."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Blueprint, Response

from course.operations import all_operations
from course.panels import all_panels
from course.questions import all_questions
from panel_kit.contract.operation import Operation
from web.api.answers import answer_json, file_asked_for, written
from web.api.computing import computed
from web.api.limits import limits
from web.api.openapi import document
from web.api.requests import parsed, read_body
from web.api.streams import NDJSON, in_wanted_form, line, stream, wants_parts
from web.compute.admission import admit
from web.compute.forwarding import forwarded
from web.compute.kept_runs import KEPT_RUNS
from web.edge.large_bodies import give_back

LONGEST_KEPT = 2000
"""Bytes of a body that may ask for a run which is kept; a longer one is not looked at for that."""


def blueprint() -> Blueprint:
    """Every route of /api/v1."""
    routes = Blueprint("api", __name__, url_prefix="/api/v1")
    for operation in all_operations().values():
        routes.add_url_rule(f"/{operation.path}", operation.name, view_of(operation), methods=["POST"])
    routes.teardown_request(give_back)
    routes.add_url_rule("/questions", "questions", lambda: answer_json(questions()))
    routes.add_url_rule("/panels", "panels", lambda: answer_json(panels()))
    routes.add_url_rule("/limits", "limits", lambda: answer_json(limits()))
    routes.add_url_rule("/openapi.json", "openapi", lambda: answer_json(document()))
    return routes


def view_of(operation: Operation) -> Callable[[], Response]:
    """POST /api/v1/<path>: in one, or in parts where there are any and the client wants them.

    What takes long, to read or to compute, is forwarded where there are calculators.
    """

    def view() -> Response:
        file = file_asked_for(operation)
        body = read_body()
        answer = told_from_memory(operation, body) or (forwarded() if operation.takes_table else None)
        return answer or respond(parsed(operation, body), file)

    def respond(asked: Any, file: str | None) -> Response:
        cost = operation.cost(asked)
        answer = forwarded() if cost.takes_long else None
        if answer is not None:
            return answer
        if operation.streams and wants_parts():
            return stream(admit(cost), in_wanted_form(operation.run(asked)))
        return computed(operation, asked, lambda result: written(operation, asked, result, file))

    return view


def told_from_memory(operation: Operation, body: bytes) -> Response | None:
    """The run that a page opens with, where it is asked for in parts: it costs its bytes and no more."""
    if len(body) > LONGEST_KEPT or not wants_parts() or not KEPT_RUNS.has_any(operation):
        return None
    parts = KEPT_RUNS.told(operation, parsed(operation, body))
    if parts is None:
        return None
    lines = b"".join(line(part) for part in in_wanted_form(each for each in parts))
    return Response(lines, content_type=NDJSON)


@lru_cache(maxsize=1)
def panels() -> list[dict[str, Any]]:
    """Every panel with the JSON Schema of its request: the bounds of its sliders."""
    return [
        {
            "slug": panel.slug,
            "title": panel.title,
            "summary": panel.summary,
            "endpoint": f"/api/v1/{panel.slug}",
            "page": f"/panels/{panel.slug}",
            "request": panel.request.model_json_schema(),
        }
        for panel in all_panels().values()
    ]


def questions() -> list[dict[str, Any]]:
    """Every question as it is put, without its answer."""
    return [
        {
            "slug": question.slug,
            "prompt": question.prompt,
            "options": [{"key": option.key, "text": option.text} for option in question.options],
            "estimate": question.estimate,
            "drawing": question.drawing and question.drawing.shown,
            "panel": question.panel,
        }
        for question in all_questions().values()
    ]
