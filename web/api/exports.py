"""Runs as files to keep, of every panel that trains: POST /api/v1/export/training?format=history.csv."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from flask import Blueprint, Response, request

from course.panels import all_panels
from panel_kit.contract.panel import Panel
from panel_kit.runs.files import FILES, history_csv, run_file, weights_npz
from panel_kit.runs.panel import keeps_runs
from panel_kit.runs.result import TrainingResult
from web.api.routes import read_request, result_of
from web.edge.problems import Problem

Writer = Callable[[Any, TrainingResult], bytes]


def as_json(value: Any) -> bytes:
    """JSON with every digit, laid out for eyes."""
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_INDENT_2)


WRITERS: dict[str, Writer] = {
    "history.csv": lambda asked, result: history_csv(result),
    "history.json": lambda asked, result: as_json(result.history),
    "weights.json": lambda asked, result: as_json(result.network),
    "weights.npz": lambda asked, result: weights_npz(result),
    "run.json": lambda asked, result: as_json(run_file(asked, result)),
}


def blueprint() -> Blueprint:
    """POST /api/v1/export/<panel> of each panel that trains."""
    routes = Blueprint("exports", __name__, url_prefix="/api/v1/export")
    for panel in filter(keeps_runs, all_panels().values()):
        routes.add_url_rule(f"/{panel.slug}", panel.name, export_view(panel), methods=["POST"])
    return routes


def export_view(panel: Panel) -> Callable[[], Response]:
    """POST /api/v1/export/<panel>."""

    def view() -> Response:
        name = asked_format()
        asked = read_request(panel.request)
        response = Response(WRITERS[name](asked, result_of(panel, asked)), content_type=FILES[name])
        response.headers["Content-Disposition"] = f'attachment; filename="nudge-{name}"'
        return response

    return view


def asked_format() -> str:
    """The name of the file that is asked for."""
    names = request.args.getlist("format") or ["run.json"]
    name = " and ".join(names)
    if name not in FILES:
        message = f"got {name[:80]!r}, allowed: {', '.join(FILES)}"
        raise Problem(422, f"The format: {message}", errors=[{"pointer": "?format", "message": message}])
    return name
