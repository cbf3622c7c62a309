"""The one exit for everything that goes wrong: problem+json for programs, a page for people."""

from __future__ import annotations

import logging
import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from course.operations import UnsettledError
from web.api.limits import body_limit
from web.edge.problems import Problem

log = logging.getLogger("nudge")

MOST_LOGGED = 200
SECONDS_TO_RETRY = 10
UNSETTLED = "The run that settles this question did not end within its time: the server is busy. Ask again."

DETAILS = {
    400: "The request could not be read.",
    404: "There is nothing at {path}.",
    405: "{method} is not allowed at {path}; allowed: {allow}.",
    413: "The body is larger than the {limit} bytes allowed.",
    500: "Something broke on our side. The log holds the cause under this request id.",
}


def register(app: Flask) -> None:
    """Sends every exception of the app through here."""
    app.register_error_handler(Problem, answer)
    app.register_error_handler(UnsettledError, answer_unsettled)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(Exception, answer_crash)
    app.after_request(without_host)


def answer(problem: Problem) -> Response:
    """problem+json under /api, a page elsewhere."""
    if request.path.startswith("/api/") or request.method not in ("GET", "HEAD"):
        return problem.response()
    response = Response(render_template("error.html", problem=problem.body), status=problem.status)
    response.headers.extend(problem.headers)
    return response


def answer_unsettled(_error: UnsettledError) -> Response:
    """A question has no answer yet: a busy computer has not brought its run to the end."""
    return answer(Problem(503, UNSETTLED, headers={"Retry-After": str(SECONDS_TO_RETRY)}))


def answer_http(error: HTTPException) -> Response:
    """Flask's own errors (404, 405, 413, …) and redirects."""
    status = error.code or 500
    if status < 400:
        return error.get_response()  # type: ignore[return-value]
    allow = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
    words = DETAILS.get(status, error.description or "")
    detail = words.format(
        path=request.path[:200], method=request.method, allow=allow, limit=body_limit(request.path)
    )
    return answer(Problem(status, detail, headers={"Allow": allow} if allow else None))


def without_host(response: Response) -> Response:
    """A redirect to the path alone: of hosts we say nothing, for the one behind a proxy has another name."""
    if response.location is None:
        return response
    place = urlsplit(response.location)
    path = "/" + place.path.lstrip("/")
    response.location = place._replace(scheme="", netloc="", path=path).geturl()
    response.set_data(b"")
    response.headers.pop("Content-Type", None)
    return response


def answer_crash(error: Exception) -> Response:
    """What is told of a bug of ours."""
    return answer(crashed(f"{request.method} {request.path}", error))


def crashed(what: str, error: Exception) -> Problem:
    """A bug of ours: the traceback goes to the log, a request id to the client, nothing else."""
    request_id = secrets.token_hex(8)
    what = what[:MOST_LOGGED].encode("unicode_escape").decode()  # no line of the log is a client's
    log.error("request %s failed: %s", request_id, what, exc_info=error)
    return Problem(500, DETAILS[500], request_id=request_id)
