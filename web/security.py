"""Who may ask, and what every answer says to the browser.

Nudge has no accounts and keeps nothing, but a page elsewhere must not be able to make a visitor's
browser work for it, and nothing on our pages may run that we did not ship.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, request

from web.problems import Problem

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def register(app: Flask, hosts: frozenset[str]) -> None:
    """Checks every request and adds the headers to every answer."""

    @app.before_request
    def check() -> None:
        problem = refusal(request.environ, hosts)
        if problem is not None:
            raise problem

    @app.after_request
    def add_headers(response: Response) -> Response:
        if request.method == "OPTIONS" and response.status_code == 200:
            without_content(response)
        response.headers.extend(HEADERS)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store" if request.method == "POST" else "no-cache"
        return response


def without_content(response: Response) -> None:
    """204: the headers, Allow among them, are the whole answer."""
    response.status_code = 204
    for name in ("Content-Type", "Content-Length"):
        response.headers.pop(name, None)


def host_name(authority: str) -> str:
    """The name in ``name:port``, lower case; IPv6 keeps its brackets."""
    if authority.startswith("["):
        return authority.partition("]")[0].lower() + "]"
    return authority.partition(":")[0].lower()


def refusal(environ: Mapping[str, Any], hosts: frozenset[str]) -> Problem | None:
    """Why a request may not be answered, or None.

    A host name that we do not serve is refused: someone else's DNS may point here (DNS rebinding). So is
    a POST sent by a page of another origin; programs send no Origin and pass.
    """
    host = environ.get("HTTP_HOST", "")
    if host_name(host) not in hosts:
        return Problem(400, f"Unknown host {host[:80]!r}; allowed: {', '.join(sorted(hosts))}.")
    if environ["REQUEST_METHOD"] != "POST":
        return None
    if environ.get("HTTP_SEC_FETCH_SITE") == "cross-site":
        return Problem(403, "A page of another site may not call this API from a browser.")
    origin = environ.get("HTTP_ORIGIN")
    if origin is not None and not is_own(origin, host):
        return Problem(403, f"The origin {origin[:80]!r} is not this site.")
    return None


def is_own(origin: str, host: str) -> bool:
    """Whether an origin is a page of ours, by the host that was asked."""
    return origin.lower() in (f"http://{host.lower()}", f"https://{host.lower()}")
