"""Who may ask, and what every answer says to the browser.

Nudge has no accounts and keeps nothing, but a page elsewhere must not be able to make a visitor's
browser work for it, and nothing on our pages may run that we did not ship.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Request, Response, request

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
        check_host(request, hosts)
        check_origin(request)

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.extend(HEADERS)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store" if request.method == "POST" else "no-cache"
        return response


def host_name(authority: str) -> str:
    """The name in ``name:port``, lower case; IPv6 keeps its brackets."""
    if authority.startswith("["):
        return authority.partition("]")[0].lower() + "]"
    return authority.partition(":")[0].lower()


def check_host(incoming: Request, hosts: frozenset[str]) -> None:
    """A name we do not serve is refused: someone else's DNS may point here (DNS rebinding)."""
    host = incoming.headers.get("Host", "")
    if host_name(host) not in hosts:
        raise Problem(400, f"Unknown host {host[:80]!r}; allowed: {', '.join(sorted(hosts))}.")


def check_origin(incoming: Request) -> None:
    """A POST sent by a page of another origin is refused; programs send no Origin and pass."""
    if incoming.method != "POST":
        return
    if incoming.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Problem(403, "A page of another site may not call this API from a browser.")
    origin = incoming.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc.lower() != incoming.headers.get("Host", "").lower():
        raise Problem(403, f"The origin {origin[:80]!r} is not this site.")
