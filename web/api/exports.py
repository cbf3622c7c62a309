"""Training runs as files to keep: POST /api/v1/export/training?format=history.csv."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from flask import Blueprint, Response, request

from panel_kit.runs.files import FILES, history_csv, run_file, weights_npz
from panel_kit.runs.request import TrainingRequest
from panel_kit.runs.result import TrainingResult
from panels.training.panel import PANEL
from web.api.routes import result_of, view_of
from web.compute.admission import LONG
from web.edge.problems import Problem

Writer = Callable[[TrainingRequest, TrainingResult], bytes]


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
    """POST /api/v1/export/training."""
    routes = Blueprint("exports", __name__, url_prefix="/api/v1/export")
    routes.add_url_rule("/training", "training", export, methods=["POST"])
    return routes


def export() -> Response:
    """The run of the request as a file."""
    names = request.args.getlist("format") or ["run.json"]
    name = " and ".join(names)
    if name not in FILES:
        allowed = ", ".join(FILES)
        message = f"got {name[:80]!r}, allowed: {allowed}"
        errors = [{"pointer": "?format", "message": message}]
        raise Problem(422, f"The format: {message}", errors=errors)
    return training_view(name)()


def training_view(name: str) -> Callable[[], Response]:
    """The view that answers with the run as this file."""

    def respond(asked: TrainingRequest) -> Response:
        content = WRITERS[name](asked, result_of(PANEL, asked))
        response = Response(content, content_type=FILES[name])
        response.headers["Content-Disposition"] = f'attachment; filename="nudge-{name}"'
        return response

    return view_of(TrainingRequest, lambda asked: LONG, respond)
