"""The fast lane: a slider's request computed before Flask is asked.

Half of what a small request costs is the framework around it. A POST to a panel that is right in every
way (known path, known host, no foreign origin, JSON of a stated and allowed length that the panel's
model accepts) is answered here in one straight line. Anything else, every error among it, goes to the
Flask app with its body intact, and so has one exit. A test holds both ways to the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

import orjson

from panels.panel import Panel
from web.json_input import parse_json
from web.limits import MAX_BODY
from web.security import HEADERS, refusal
from web.turns import QUICK

StartResponse = Callable[..., Any]
WSGIApp = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

FIXED = [("Content-Type", "application/json"), *HEADERS.items(), ("Cache-Control", "no-store")]


class FastLane:
    """WSGI in front of the app.

    Parameters
    ----------
    app : WSGI app
        Gets whatever is not answered here.
    panels : dict of Panel
        By slug. Those whose results come in parts are left to the app, and of the others what takes long.
    hosts : set of str
        The names that are served.
    """

    def __init__(self, app: WSGIApp, panels: dict[str, Panel], hosts: frozenset[str]) -> None:
        self.app = app
        quick = {slug: panel for slug, panel in panels.items() if panel.parts is None}
        self.panels = {f"/api/v1/{slug}": panel for slug, panel in quick.items()}
        self.hosts = hosts

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        panel = self.panels.get(environ["PATH_INFO"])
        if panel is None or not self.is_plain(environ):
            return self.app(environ, start_response)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        with QUICK.turn():
            answer = self.answer(panel, body)
        if answer is None:
            environ["wsgi.input"] = io.BytesIO(body)
            return self.app(environ, start_response)
        start_response("200 OK", [*FIXED, ("Content-Length", str(len(answer)))])
        return [answer]

    def answer(self, panel: Panel, body: bytes) -> bytes | None:
        """The panel's result; None for what is not right, takes long or crashes: Flask tells those."""
        try:
            request = panel.request.model_validate(parse_json(body))
            if panel.takes_long(request):
                return None
            return orjson.dumps(panel.compute(request), option=orjson.OPT_SERIALIZE_NUMPY)
        except Exception:
            return None

    def is_plain(self, environ: dict[str, Any]) -> bool:
        """Whether nothing about the request needs a second look."""
        length = environ.get("CONTENT_LENGTH") or ""
        return (
            environ["REQUEST_METHOD"] == "POST"
            and environ.get("CONTENT_TYPE") == "application/json"
            and length.isdecimal()
            and int(length) <= MAX_BODY
            and "HTTP_TRANSFER_ENCODING" not in environ
            and refusal(environ, self.hosts) is None
        )
