"""What comes in: a body, read up to its limit, as the request that an operation takes."""

from __future__ import annotations

from typing import Any

from flask import g, request
from pydantic import ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from panel_kit.contract.operation import Operation
from web.api.computing import reading
from web.api.limits import body_limit
from web.edge.json_input import BadNumber, MalformedJSON, parse_json
from web.edge.problems import Problem, bad_number, invalid

MORE_TO_READ = 128 * 1024  # of what is too large


def parsed(operation: Operation, body: bytes) -> Any:
    """The body as the operation's request, or the Problem that says what is wrong with it."""
    try:
        with reading(operation.takes_table):
            return operation.request.model_validate(parse_json(body))
    except BadNumber as error:
        raise bad_number(error.path, error.literal, str(error)) from error
    except MalformedJSON as error:
        raise Problem(400, str(error)) from error
    except ValidationError as error:
        raise invalid(error) from error


def read_body() -> bytes:
    """The body, whether its length was announced or it came in chunks; kept as ``g.body``."""
    if request.mimetype != "application/json":
        came = request.mimetype or "no content type"
        raise Problem(415, f"The body came as {came[:80]!r}; allowed: 'application/json'.")
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
