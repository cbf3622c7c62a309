"""The fast lane: a slider's request computed before Flask is asked.

Half of what a small request costs is the framework around it. A POST to a panel that is right in every
way (known path, JSON of a stated and allowed length that the panel's model accepts) is answered here in
one straight line. Anything else, every error among it, goes to the Flask app with its body intact, and so
has one exit. A test holds both ways to the same bytes. Who may ask is settled before, by
``web/edge/security.py``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from pydantic import ValidationError

from panel_kit.contract.operation import Cost, Operation
from web.api.limits import MAX_BODY
from web.compute.queue import SHORT_JOBS, line_to_read
from web.edge.json_input import MalformedJSON, parse_json
from web.edge.json_output import json_bytes
from web.edge.security import READ, Environ, StartResponse, WSGIApp

PLAIN_LENGTH = re.compile(r"[0-9]{1,9}")
FIXED = [("Content-Type", "application/json"), ("Cache-Control", "no-store")]


class FastLane:
    """WSGI in front of the app.

    Parameters
    ----------
    app : WSGI app
        Gets whatever is not answered here.
    operations : dict of Operation
        By path. Those that sliders do not ask for are left to the app, and of the others what takes long.
    """

    def __init__(self, app: WSGIApp, operations: dict[str, Operation]) -> None:
        self.app = app
        quick = {path: each for path, each in operations.items() if each.is_for_the_fast_lane}
        self.operations = {f"/api/v1/{path}": operation for path, operation in quick.items()}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        operation = self.operations.get(environ["PATH_INFO"])
        if operation is None or not self.is_plain(environ):
            return self.app(environ, start_response)
        length = int(environ["CONTENT_LENGTH"])
        body = environ["wsgi.input"].read(length)
        answer = self.answer(operation, body, environ) if len(body) == length else None
        if answer is None:
            environ["wsgi.input"] = io.BytesIO(body)
            return self.app(environ, start_response)
        start_response("200 OK", [*FIXED, ("Content-Length", str(len(answer)))])
        return [answer]

    def answer(self, operation: Operation, body: bytes, environ: Environ) -> bytes | None:
        """The result; None for what is not right, takes long or crashes: Flask tells those."""
        line = line_to_read(len(body))
        with line.slice():
            cost = self.read(operation, body, environ)
            if cost is None or cost.takes_long:
                return None
            if cost.is_light or line is SHORT_JOBS:
                return result(operation, environ)
        with SHORT_JOBS.slice():
            return result(operation, environ)

    def read(self, operation: Operation, body: bytes, environ: Environ) -> Cost | None:
        """What the request in the body costs; it is kept, or what is wrong with it, for whoever answers."""
        try:
            request = environ[READ] = operation.request.model_validate(parse_json(body))
        except (MalformedJSON, ValidationError) as error:
            environ[READ] = error
            return None
        try:
            return operation.cost(request)
        except Exception:
            return None

    def is_plain(self, environ: Environ) -> bool:
        """Whether nothing about the request needs a second look."""
        length = environ.get("CONTENT_LENGTH") or ""
        return (
            environ["REQUEST_METHOD"] == "POST"
            and environ.get("CONTENT_TYPE") == "application/json"
            and PLAIN_LENGTH.fullmatch(length) is not None
            and int(length) <= MAX_BODY
            and "HTTP_TRANSFER_ENCODING" not in environ
        )


def result(operation: Operation, environ: Environ) -> bytes | None:
    """The result as JSON; None where it crashes."""
    try:
        return json_bytes(operation.compute(environ[READ]), environ.get("HTTP_ACCEPT", ""))
    except Exception:
        return None
