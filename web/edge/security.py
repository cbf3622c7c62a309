"""Who may ask, and what every answer says to the browser.

Nudge has no accounts and keeps nothing, but a page elsewhere must not be able to make a visitor's
browser work for it, and nothing on our pages may run that we did not ship.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import Flask, Response, request

from web.edge.errors import crashed
from web.edge.framing import Framing
from web.edge.problems import Problem

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WSGIApp = Callable[[Environ, StartResponse], Iterable[bytes]]

# name:port, and nothing else: what is asked for stands in programs that are copied into a shell
AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:/@\s]+)(:[0-9]{1,5})?", re.IGNORECASE)
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


REFUSED = "nudge.refused"
READ = "nudge.read"
"""What the fast lane has made of the body, a request or an error, for whoever answers it in its place."""
READING = {"GET", "HEAD", "OPTIONS"}


# What Python takes apart of a request before anything is computed: longer than this it is cut
PARSED_HEADERS = ("HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "CONTENT_TYPE", "HTTP_COOKIE", "HTTP_ORIGIN")
MOST_PARSED = 1000


class Gate:
    """WSGI in front of everything else: each request is checked once, each answer gets the headers.

    Whatever is raised inside ends here, as the problem of a crash.

    Parameters
    ----------
    inside : WSGI app
        Gets what may be answered: the fast lane, the static files, the pages.
    refusing : WSGI app
        Gets what may not, with the Problem in the environment, and answers with it.
    hosts : set of str
        The names that are served.
    frames : set of str
        The origins whose pages may show a panel in a frame.
    """

    def __init__(
        self,
        inside: WSGIApp,
        refusing: WSGIApp,
        hosts: frozenset[str],
        frames: frozenset[str] = frozenset(),
    ) -> None:
        self.inside = inside
        self.refusing = refusing
        self.hosts = hosts
        self.framing = Framing(frames, HEADERS)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        said = self.framing.headers_of(environ["PATH_INFO"])

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, *said.items()], *rest)

        try:
            return self.passed(environ, start)
        except Exception as error:
            what = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
            return crashed(what, error).response()(environ, start)

    def passed(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        """The answer of whoever is asked."""
        shorten(environ)
        problem = refusal(environ, self.hosts, self.framing)
        if problem is None:
            return self.inside(environ, start)
        environ[REFUSED] = problem
        return self.refusing(environ, start)


def shorten(environ: Environ) -> None:
    """Cuts the headers that are parsed: no browser's is that long."""
    for name in PARSED_HEADERS:
        if len(environ.get(name, "")) > MOST_PARSED:
            environ[name] = environ[name][:MOST_PARSED]


def register(app: Flask) -> None:
    """Answers what the gate has refused, and says of each answer how long it may be kept."""

    @app.before_request
    def check() -> None:
        if REFUSED in request.environ:
            raise request.environ[REFUSED]

    @app.after_request
    def add_headers(response: Response) -> Response:
        if request.method == "OPTIONS" and response.status_code == 200:
            without_content(response)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store" if request.method == "POST" else "no-cache"
        return response


def without_content(response: Response) -> None:
    """204: the headers, Allow among them, are the whole answer."""
    response.status_code = 204
    for name in ("Content-Type", "Content-Length"):
        response.headers.pop(name, None)


def host_name(authority: str) -> str:
    """The name in ``name:port``, lower case; IPv6 keeps its brackets. "" where it is no such thing."""
    found = AUTHORITY.fullmatch(authority)
    return found[1].lower() if found else ""


def refusal(environ: Mapping[str, Any], hosts: frozenset[str], framing: Framing) -> Problem | None:
    """Why a request may not be answered, or None.

    A host name that we do not serve is refused: someone else's DNS may point here (DNS rebinding). So is
    anything but reading asked for by a page of another origin; programs send no Origin and pass. A page of
    another site may lead here, and no more: its pictures and frames may not make us compute, but for frames
    that were allowed.
    """
    host = environ.get("HTTP_HOST", "")
    if host_name(host) not in hosts:
        return Problem(400, f"Unknown host {host[:80]!r}; allowed: {', '.join(sorted(hosts))}.")
    is_cross_site = environ.get("HTTP_SEC_FETCH_SITE") == "cross-site"
    if environ["REQUEST_METHOD"] in READING:
        if is_cross_site and not (leads_here(environ) or framing.asks_for_a_panel(environ)):
            return Problem(403, "A page of another site may link to this one, and not be made of it.")
        return None
    if is_cross_site:
        return Problem(403, "A page of another site may not call this API from a browser.")
    origin = environ.get("HTTP_ORIGIN")
    if origin is not None and not is_own(origin, host):
        return Problem(403, f"The origin {origin[:80]!r} is not this site.")
    return None


def leads_here(environ: Mapping[str, Any]) -> bool:
    """Whether a browser asks for a page of its own window, as it does when a link is followed."""
    is_navigation = environ.get("HTTP_SEC_FETCH_MODE") == "navigate"
    return is_navigation and environ.get("HTTP_SEC_FETCH_DEST", "document") == "document"


def is_own(origin: str, host: str) -> bool:
    """Whether an origin is a page of ours, by the host that was asked."""
    return origin.lower() in (f"http://{host.lower()}", f"https://{host.lower()}")
