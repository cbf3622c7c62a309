"""What comes in: a body, read up to its limit, as the request that an operation takes."""

from __future__ import annotations

from typing import Any

from flask import g, request
from pydantic import ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from panel_kit.contract.operation import Operation
from web.api.computing import reading
from web.api.limits import MAX_BODY, body_limit
from web.edge.json_input import BadNumber, MalformedJSON, parse_json
from web.edge.large_bodies import discard, received
from web.edge.problems import Problem, bad_number, invalid
from web.edge.security import READ

MORE_TO_READ = 128 * 1024  # of what is too large


def parsed(operation: Operation, body: bytes) -> Any:
    """The body as the operation's request, or the Problem that says what is wrong with it."""
    try:
        return read_already(operation) or read(operation, body)
    except BadNumber as error:
        raise bad_number(error.path, error.literal, str(error)) from error
    except MalformedJSON as error:
        raise Problem(400, str(error)) from error
    except ValidationError as error:
        raise invalid(error) from error


def read(operation: Operation, body: bytes) -> Any:
    """The request that a body spells."""
    with reading(operation.takes_table, len(body)):
        return operation.request.model_validate(parse_json(body))


def read_already(operation: Operation) -> Any:
    """What the fast lane has read, or the error it came upon, where it had the request before us."""
    found = request.environ.get(READ)
    if isinstance(found, Exception):
        raise found
    return found if isinstance(found, operation.request) else None


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
        discard(min(length, limit + MORE_TO_READ))
        raise RequestEntityTooLarge
    body = received(limit + 1) if limit > MAX_BODY else request.stream.read(limit + 1)
    if len(body) > limit:
        raise RequestEntityTooLarge
    if len(body) < length:
        raise Problem(400, f"The body broke off after {len(body)} of the {length} bytes announced.")
    g.body = body
    return body
