"""A walk over every route, right and wrong: what each answer says to the browser."""

import json
import re

import pytest

import web.compute.queue
from course.operations import all_operations
from panel_kit.contract.operation import Operation
from tests.every_case import check_every
from tests.web.compute.crashing import crash_on_the_way
from tests.web.edge.work import calls
from tests.web.every_route import APP, ELSEWHERE, FORM, GATE, LANE, PATHS, POSTS, ROUTES, STATIC
from web.api import routes

JSON = {"content_type": "application/json"}
# Said once, the same everywhere; the policy is looked at by itself
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NEVER = ("Set-Cookie", "X-Powered-By", "Via", "X-Runtime", "Access-Control")
VERSIONS = re.compile(r"werkzeug|python|flask|granian|waitress|whitenoise", re.IGNORECASE)


def policy_of(response):
    """The content security policy: its directives and their sources."""
    (text,) = response.headers.getlist("Content-Security-Policy")
    return {name: sources for name, *sources in (each.split() for each in text.split(";"))}


def check_headers(response):
    """An answer of whatever kind says what browsers are to be told, once, and nothing of what is inside."""
    for name, value in FIXED.items():
        assert response.headers.getlist(name) == [value]
    policy = policy_of(response)
    for name in ("default-src", "base-uri", "frame-ancestors"):
        assert policy[name] == ["'none'"]
    assert {source for sources in policy.values() for source in sources} == {"'none'", "'self'", "data:"}
    assert [name for name, sources in policy.items() if "data:" in sources] == ["img-src"]
    for name, value in response.headers:
        assert not name.startswith(NEVER)
        assert name == "Server" or not VERSIONS.search(value), f"{name}: {value}"
    if response.data:
        assert response.content_type
    response.close()


def check_api(response):
    """An answer of the API, or none: no page, and nothing kept without being asked for again."""
    assert response.headers["Cache-Control"] in ("no-store", "no-cache")
    assert not (response.content_type or "").startswith("text/html")


# Requests that are trained for an epoch only: the headers are the same
SHORT = {
    path: {"epochs": 1}
    for path, operation in all_operations().items()
    if "epochs" in operation.request.model_fields
}


def each_route():
    """Every route with its method, named as it would be asked for."""
    return [(f"{method} {path}", (path, method)) for path, method in ROUTES]


def test_the_walk_is_as_long_as_the_house():
    assert len(POSTS) >= 50
    assert {"GET", "HEAD", "OPTIONS", "POST"} == {method for _, method in ROUTES}
    assert {"/", "/healthz", "/robots.txt", "/api/docs", "/panels/forward", "/api/v1/training"} <= set(PATHS)


def test_every_route_answers_with_the_headers(either_way):
    def answers(path, method):
        sent = {"json": SHORT.get(path.removeprefix("/api/v1/"), {})} if method == "POST" else {}
        response = either_way.open(path, method=method, **sent)
        kinds = {
            "OPTIONS": {204},
            "POST": {303} if path == FORM else {200, 422},
        }  # a question without a choice is refused
        assert response.status_code in kinds.get(method, {404} if "nothing" in path else {200})
        check_headers(response)
        if path.startswith("/api/v1/"):
            check_api(response)
        if method == "POST":
            assert response.headers["Cache-Control"] == "no-store"

    check_every(each_route(), answers)


def test_head_says_what_get_says():
    def says_the_same(path):
        get, head = (APP.test_client().open(path, method=method) for method in ("GET", "HEAD"))
        assert head.data == b""
        assert (head.status_code, sorted(head.headers)) == (get.status_code, sorted(get.headers))
        get.close(), head.close()

    paths = [path for path, method in ROUTES if method == "HEAD"] + ELSEWHERE
    check_every(((path, (path,)) for path in paths), says_the_same)


WRONG = {
    "no JSON": (400, POSTS, {"data": "{", **JSON}),
    "nothing": (400, POSTS, {"data": "", **JSON}),
    "no such field": (422, POSTS, {"json": {"no_such_field": 1}}),
    "a form": (415, POSTS, {"data": {"x": "1"}}),
    "plain text": (415, POSTS, {"data": "{}", "content_type": "text/plain"}),
    "too much": (413, POSTS, {"data": b" " * (4 * 1024 * 1024 + 1), **JSON}),
    "not POST": (405, POSTS, {"method": "GET"}),
    "PUT": (405, PATHS, {"method": "PUT"}),
    "TRACE": (405, PATHS, {"method": "TRACE"}),
    "an unknown method": (405, PATHS, {"method": "BREW"}),
    "POST to what is only read": (405, ["/", STATIC, "/api/v1/limits"], {}),
    "OPTIONS of a file": (405, [STATIC], {"method": "OPTIONS"}),
    "nowhere": (404, ELSEWHERE[:3], {"method": "GET"}),
    "beyond the end": (416, [STATIC], {"method": "GET", "headers": {"Range": "bytes=99999999-"}}),
    "a part of a file": (206, [STATIC], {"method": "GET", "headers": {"Range": "bytes=0-9"}}),
    "two slashes": (308, ["/panels//forward"], {"method": "GET"}),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_every_refusal_carries_the_headers(either_way, wrong):
    status, paths, options = WRONG[wrong]
    for path in paths:
        response = either_way.open(path, **{"method": "POST", **options})
        assert response.status_code == status, path
        assert "Traceback" not in response.get_data(as_text=True)
        check_headers(response)
        if path.startswith("/api/v1/"):
            check_api(response)
        if status == 405:
            assert response.headers["Allow"]


def test_a_file_that_the_browser_has_is_told_so_with_the_headers():
    client = APP.test_client()
    whole = client.get(STATIC)
    again = client.get(STATIC, headers={"If-None-Match": whole.headers["ETag"]})
    assert again.status_code == 304
    check_headers(again)
    check_headers(whole)


def test_a_full_house_carries_the_headers(either_way, monkeypatch):
    monkeypatch.setattr(web.compute.queue.LONG_JOBS, "most", 0)
    for path in ("training", "training/seeds", "table/training", "export/training"):
        response = either_way.post(f"/api/v1/{path}", json={})
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        check_headers(response)
        check_api(response)


@pytest.mark.parametrize("path", ["/api/v1/limits", "/api/v1/code/forward", "/api/v1/forward"])
def test_a_crash_carries_the_headers_and_nothing_of_its_cause(either_way, monkeypatch, path):
    def crash(*_):
        raise RuntimeError("the secret cause")

    monkeypatch.setattr(routes, "limits", crash)
    monkeypatch.setattr(Operation, "compute", crash)
    monkeypatch.setattr(LANE, "operations", {})
    response = either_way.get(path) if path.endswith("limits") else either_way.post(path, json={})
    assert response.status_code == 500
    assert "secret" not in response.text
    check_headers(response)
    check_api(response)


def test_a_stream_carries_the_headers_to_its_end_or_its_crash(either_way, monkeypatch):
    ask = {"json": {"epochs": 3}, "headers": {"Accept": "application/x-ndjson"}}
    whole = either_way.post("/api/v1/training", **ask)
    assert whole.content_type == "application/x-ndjson"
    check_headers(whole)
    check_api(whole)
    crash_on_the_way(monkeypatch)
    broken = either_way.post("/api/v1/training", **ask)
    assert json.loads(broken.text.splitlines()[-1])["problem"]["status"] == 500
    assert "secret" not in broken.text
    check_headers(broken)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_a_file_can_only_be_read(either_way, method):
    response = either_way.open(STATIC, method=method)
    assert response.status_code == 405
    assert response.content_type == "application/problem+json"
    assert response.headers["Allow"] == "GET, HEAD"
    assert response.json["detail"] == "A file can be read, no more."
    check_headers(response)


def test_whatever_breaks_leaves_as_a_problem_with_the_headers_and_one_line_in_the_log(
    either_way, monkeypatch, caplog
):
    def crash(*_):
        raise RuntimeError("the secret cause")

    monkeypatch.setattr(GATE, "inside", crash)
    for method in ("GET", "POST"):
        response = either_way.open("/api/v1/forward%0Aforged line", method=method)
        assert response.status_code == 500
        assert response.content_type == "application/problem+json"
        assert "secret" not in response.text
        check_headers(response)
        record = caplog.records.pop()
        assert response.json["request_id"] in record.message
        assert "\n" not in record.message


@pytest.mark.parametrize(
    "length", ["0" * 5000 + "2", "9" * 5000, "9" * 20, "-2", "+2", "2_0", "٢", " 2", "2.0", ""]
)
def test_no_length_however_it_is_written_breaks_anything(either_way, length):
    for path in ("/api/v1/forward", "/api/v1/training", "/api/v1/data/csv", "/healthz"):
        response = either_way.post(path, data="{}", environ_overrides={"CONTENT_LENGTH": length}, **JSON)
        assert response.status_code < 500, path
        check_headers(response)


@pytest.mark.parametrize(
    ("name", "item"), [("Accept-Encoding", "gzip;q=0.1,"), ("Accept", "a/b;q=0.1,"), ("Cookie", "a=b;")]
)
def test_of_headers_that_are_taken_apart_the_beginning_is_enough(either_way, name, item):
    # Work is counted in calls of functions
    def asked(items):
        return calls(lambda: either_way.get("/panels/forward", headers={name: item * items}))

    asked(1)
    assert asked(5000) < 2 * asked(50)
