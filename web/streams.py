"""Results told part by part: newline-delimited JSON, a part a line, as each is computed.

Put together, ``history`` and ``snapshots`` by appending their columns and everything else as it comes, the
parts are the result that the same request gets in one. When the client hangs up, the work ends.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from typing import Any

import orjson
from flask import Response, request

from web.problems import Problem

NDJSON = "application/x-ndjson"
log = logging.getLogger("nudge")


def wants_parts() -> bool:
    """Whether the client asked for a stream rather than for JSON."""
    accept = request.accept_mimetypes
    is_named = any(kind == NDJSON for kind, _ in accept)
    return is_named and accept.quality(NDJSON) >= accept.quality("application/json")


def stream(parts: Iterator[dict[str, Any]]) -> Response:
    """The parts as lines. The first is computed before the answer begins, so it can still be refused."""
    return Response(lines(next(parts), parts), content_type=NDJSON)


def lines(first: dict[str, Any], rest: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """Each part as a line; a crash on the way is the last line, as a problem."""
    try:
        yield line(first)
        for part in rest:
            yield line(part)
    except Exception as error:
        request_id = secrets.token_hex(8)
        log.error("stream %s failed", request_id, exc_info=error)
        yield line({"problem": Problem(500, "Something broke on our side.", request_id=request_id).body})


def line(part: dict[str, Any]) -> bytes:
    """A part as JSON, every digit kept."""
    return orjson.dumps(part, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_APPEND_NEWLINE)
