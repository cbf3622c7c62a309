"""The JSON API: each panel computed, written as whole programs, laid out as a table; answers graded."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

import orjson
from flask import Blueprint, Response, g, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from course.operations import ENDPOINTS
from course.panels import all_panels
from panel_kit.contract.endpoint import USUAL_MEGABYTES, Endpoint
from panel_kit.contract.panel import Grading, Panel
from panel_kit.contract.table import Table
from web.api.limits import MAX_BODY, body_limit, limits
from web.api.openapi import document
from web.api.streams import in_wanted_form, stream, wants_parts
from web.compute.calculators import hand_over
from web.compute.turns import QUICK, TURNS, Place
from web.edge.json_input import BadNumber, MalformedJSON, parse_json
from web.edge.problems import Problem, bad_number, invalid
from web.pages.highlight import tokens

Model = TypeVar("Model", bound=BaseModel)

MORE_TO_READ = 128 * 1024  # of what is too large
MAX_ARGUMENT = 100_000  # bytes; Linux takes 128 KiB
MOST_QUICK_CHARACTERS = 12_000  # that many of a program are colored in about ten milliseconds


def blueprint() -> Blueprint:
    """Every route of /api/v1, made from the table of panels."""
    routes = Blueprint("api", __name__, url_prefix="/api/v1")
    for panel in all_panels().values():
        routes.add_url_rule(f"/{panel.slug}", panel.name, compute_view(panel), methods=["POST"])
        routes.add_url_rule(f"/code/{panel.slug}", f"code_{panel.name}", code_view(panel), methods=["POST"])
        routes.add_url_rule(
            f"/table/{panel.slug}", f"table_{panel.name}", table_view(panel), methods=["POST"]
        )
        if panel.grading:
            view = grade_view(panel.grading)
            routes.add_url_rule(f"/grade/{panel.slug}", f"grade_{panel.name}", view, methods=["POST"])
    for endpoint in ENDPOINTS:
        routes.add_url_rule(f"/{endpoint.path}", endpoint.name, endpoint_view(endpoint), methods=["POST"])
    routes.add_url_rule("/panels", "panels", lambda: answer_json(listing()))
    routes.add_url_rule("/limits", "limits", lambda: answer_json(limits()))
    routes.add_url_rule("/openapi.json", "openapi", lambda: answer_json(document()))
    return routes


def compute_view(panel: Panel) -> Callable[[], Response]:
    """POST /api/v1/<panel>: in one, or in parts where a panel has them and the client wants them."""

    def view() -> Response:
        model = read_request(panel.request)
        if panel.parts is not None and wants_parts():
            hand_over()
            return stream(in_wanted_form(panel.parts(model)))
        return answer_json(result_of(panel, model))

    return view


def result_of(panel: Panel, model: BaseModel) -> Any:
    """The panel's result; one that takes long is computed in turns with others."""
    if panel.parts is None or panel.join is None:
        with computing(panel.takes_long(model)):
            return panel.compute(model)
    with long_computation() as place:
        parts = list(place.paced(panel.parts(model)))
        with place.turn():
            return panel.join(parts)


@contextmanager
def long_computation(megabytes: float = USUAL_MEGABYTES) -> Iterator[Place]:
    """A place among those that take long, unless a calculator does it."""
    hand_over()
    with TURNS.place(megabytes) as place:
        yield place


@contextmanager
def computing(takes_long: bool) -> Iterator[None]:
    """The processor: a short computation has it soon, one that takes long gets a turn among its like."""
    if takes_long:
        with long_computation() as place, place.turn():
            yield
    else:
        with QUICK.turn():
            yield


def endpoint_view(endpoint: Endpoint) -> Callable[[], Response]:
    """POST /api/v1/<path>."""

    def view() -> Response:
        model = read_request(endpoint.request)
        if endpoint.steps is None:
            with computing(may_be_large()):
                return answer_json(endpoint.compute(model))
        with long_computation(endpoint.megabytes(model)) as place:
            *_, result = place.paced(endpoint.steps(model))
        return answer_json(result)

    return view


def code_view(panel: Panel) -> Callable[[], Response]:
    """POST /api/v1/code/<panel>."""

    def view() -> Response:
        model = read_request(panel.request)
        with computing(may_be_large()):
            written = programs_of(panel, model)
        with computing(sum(len(text or "") for text in written.values()) > MOST_QUICK_CHARACTERS):
            return answer_json(colored(written))

    return view


def table_view(panel: Panel) -> Callable[[], Response]:
    """POST /api/v1/table/<panel>."""
    return lambda: answer_json(tabulate(panel, read_request(panel.request)))


def grade_view(grading: Grading) -> Callable[[], Response]:
    """POST /api/v1/grade/<panel>."""

    def view() -> Response:
        model = read_request(grading.request)
        with QUICK.turn():
            return answer_json(grading.compute(model))

    return view


def tabulate(panel: Panel, model: BaseModel) -> Table:
    """The panel's numbers as a table."""
    result = result_of(panel, model)
    with QUICK.turn():
        return panel.table(model, result)


def read_request(model: type[Model]) -> Model:
    """The body as the model, or the Problem that says what is wrong with it."""
    if request.mimetype != "application/json":
        came = request.mimetype or "no content type"
        raise Problem(415, f"The body came as {came[:80]!r}; allowed: 'application/json'.")
    body = read_body()
    try:
        with computing(may_be_large()):
            return model.model_validate(parse_json(body))
    except BadNumber as error:
        raise bad_number(error.path, error.literal, str(error)) from error
    except MalformedJSON as error:
        raise Problem(400, str(error)) from error
    except ValidationError as error:
        raise invalid(error) from error


def read_body() -> bytes:
    """The body, whether its length was announced or it came in chunks."""
    if "body" in g:
        return bytes(g.body)
    limit = body_limit(request.path)
    request.max_content_length = limit + 1
    length = request.content_length or 0
    if length > limit:
        # A proxy that is still sending would take it for a failure of ours if we hung up
        request.environ["wsgi.input"].read(min(length, limit + MORE_TO_READ))
        raise RequestEntityTooLarge
    body = request.stream.read(limit + 1)
    if len(body) > limit:
        raise RequestEntityTooLarge
    if len(body) < length:
        raise Problem(400, f"The body broke off after {len(body)} of the {length} bytes announced.")
    g.body = body
    return body


def may_be_large() -> bool:
    """Whether a CSV text may have come along: to read one takes long."""
    return body_limit(request.path) > MAX_BODY


def answer_json(value: Any) -> Response:
    """A value, with the dataclasses and NumPy arrays in it, as JSON with every digit."""
    return Response(orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY), content_type="application/json")


@lru_cache(maxsize=1)
def listing() -> list[dict[str, Any]]:
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


def programs_of(panel: Panel, model: BaseModel) -> dict[str, str | None]:
    """The request as whole programs."""
    return panel.programs(model) | {"curl": curl(panel, model)}


def colored(programs: dict[str, str | None]) -> dict[str, Any]:
    """The programs, and each again as colored words."""
    return programs | {"tokens": {name: tokens(name, text) for name, text in programs.items()}}


def curl(panel: Panel, model: BaseModel) -> str:
    """The command that asks the API for the same: only what differs from the defaults."""
    body = json.dumps(model.model_dump(exclude_unset=True, mode="json"))
    place = request.host_url.rstrip("/")
    if request.method == "POST":
        # A page says where it is; behind a proxy with HTTPS only it knows. Of a POST it is known to be ours.
        place = request.headers.get("Origin", place)
    # A table may be longer than an argument may be: it comes from the lines below
    data = shlex.quote(body) if len(body.encode()) <= MAX_ARGUMENT else f"@- <<'JSON'\n{body}\nJSON"
    return f"curl -s {place}/api/v1/{panel.slug} \\\n  -H 'Content-Type: application/json' \\\n  -d {data}\n"
