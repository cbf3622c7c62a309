"""What goes out: a result as JSON, programs with their words colored, a file to keep."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Response, request

from course.panels import all_panels
from panel_kit.contract.operation import Operation
from web.api.code import every_form
from web.edge.json_output import json_bytes
from web.edge.problems import Problem


def answer_json(value: Any) -> Response:
    """A value, with the dataclasses and NumPy arrays in it, as JSON with every digit."""
    return Response(json_bytes(value, request.headers.get("Accept", "")), content_type="application/json")


def written(operation: Operation, model: Any, result: Any, file: str | None) -> Response:
    """The answer to a request: the result as JSON, unless it is programs or a file."""
    if file is not None:
        return answer_file(operation, model, result, file)
    if operation.group == "code":
        slug = operation.path.removeprefix("code/")
        return answer_json(every_form(all_panels()[slug], model, result))
    return answer_json(result)


def file_asked_for(operation: Operation) -> str | None:
    """The name of the file that the address asks for; None where an operation has none to give.

    Raises
    ------
    Problem
        422: there is no such file.
    """
    if not operation.files:
        return None
    *_, default = operation.files
    name = " and ".join(request.args.getlist("format") or [default])
    if name not in operation.files:
        message = f"got {name[:80]!r}, allowed: {', '.join(operation.files)}"
        errors = [{"pointer": "?format", "message": message}]
        raise Problem(422, f"The format: {message}", errors=errors)
    return name


def answer_file(operation: Operation, model: Any, result: Any, name: str) -> Response:
    """The result as a file to be kept; JSON is laid out for eyes."""
    file = operation.files[name]
    content = file.content(model, result)
    if not isinstance(content, bytes):
        content = orjson.dumps(content, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_INDENT_2)
    response = Response(content, content_type=file.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="nudge-{name}"'
    return response
