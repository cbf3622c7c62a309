"""The promises of the API: the shape of answers, and one answer for each way to be wrong."""

import json

import pytest

from app import create_app
from web.api import routes

JSON = {"content_type": "application/json"}


def post(client, body, path="/api/v1/forward", **options):
    return client.post(path, data=body, **{**JSON, **options})


def check_problem(response, status):
    """The answer is problem+json of that status, and nothing of our inside is in it."""
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    problem = response.get_json(force=True)
    assert {"type", "title", "status", "detail", "errors"} <= problem.keys()
    assert problem["status"] == status
    assert "Traceback" not in response.text
    return problem


def test_an_empty_object_opens_the_panel_at_neutral(client):
    result = post(client, "{}").json
    assert result["prediction"] == [0.5]
    assert result["verdict"] == "neutral"
    assert result["network"]["parameter_count"] == 25
    assert result["network"]["activations"] == ["tanh", "tanh", "sigmoid"]


def test_the_same_request_gives_the_same_bytes_on_any_app():
    body = '{"x": [0.3, -1.7], "network": {"seed": 12, "layers": [2, 5, 1]}}'
    answers = {post(create_app().test_client(), body).data for _ in range(3)}
    client = create_app().test_client()
    assert answers | {post(client, body).data for _ in range(100)} == answers
    assert len(answers) == 1


def test_a_network_that_came_back_can_be_sent_as_it_is(client):
    first = post(client, '{"x": [0.8, -0.45], "network": {"seed": 3}}').json
    again = post(client, json.dumps({"x": [0.8, -0.45], "network": first["network"]})).json
    assert again == first


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"{",
        b"[1,]",
        b"{'x': 1}",
        b"nul",
        b'{"x": [NaN, 0]}',
        b'{"x": [Infinity, 0]}',
        b'{"x": [-Infinity, 0]}',
        b'{"x": [1e999, 0]}',
        b'{"x": [0, 0], "x": [1, 1]}',
        b'{"network": {"seed": 1, "seed": 1}}',
        b"[" * 17 + b"]" * 17,
        b"[" * 5000,
        b'{"x": "\xff"}',
        b"\xef\xbb\xbf{}",
        b'{"x": "\\ud800"}',
        b'"\\ud800"',
        b"1" * 400,
        b"{} {}",
        b"{}\x00",
        b"/* no */ {}",
        b"+1",
        b"01",
        b".5",
        b'"\t"',
    ],
)
def test_what_is_no_strict_json_is_refused_with_400(client, body):
    check_problem(post(client, body), 400)


@pytest.mark.parametrize("body", ["[]", "1", "null", "true", '"text"', "[" * 16 + "]" * 16])
def test_json_that_is_no_object_is_refused_with_422(client, body):
    check_problem(post(client, body), 422)


def test_another_content_type_is_refused_with_415(client):
    for kind in ("text/plain", "application/x-www-form-urlencoded", None):
        problem = check_problem(client.post("/api/v1/forward", data="{}", content_type=kind), 415)
        assert "application/json" in problem["detail"]


def test_a_body_over_64_kib_is_refused_with_413(client):
    assert post(client, b"{}" + b" " * (64 * 1024 - 2)).status_code == 200
    check_problem(post(client, b"{}" + b" " * (64 * 1024 - 1)), 413)
    check_problem(post(client, b"x" * 300_000), 413)


def test_an_unknown_path_is_404_and_a_wrong_method_405_with_allow(client):
    check_problem(post(client, "{}", "/api/v1/nothing"), 404)
    response = client.get("/api/v1/forward")
    check_problem(response, 405)
    assert "POST" in response.headers["Allow"]


@pytest.mark.parametrize(
    ("path", "methods"),
    [("forward", "POST"), ("code/forward", "POST"), ("table/forward", "POST"), ("panels", "GET, HEAD")],
)
def test_options_answers_204_with_what_is_allowed_and_nothing_else(client, path, methods):
    response = client.options(f"/api/v1/{path}")
    assert (response.status_code, response.data) == (204, b"")
    assert set(response.headers["Allow"].split(", ")) == {"OPTIONS", *methods.split(", ")}
    assert "Content-Type" not in response.headers
    assert not any(name.startswith("Access-Control") for name, _ in response.headers)
    check_problem(client.options("/api/v1/nothing"), 404)
    check_problem(client.options(f"/api/v1/{path}", headers={"Host": "evil.example"}), 400)


def test_an_unknown_host_is_refused_with_400(client):
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost.", ""):
        check_problem(post(client, "{}", headers={"Host": host}), 400)
    assert post(client, "{}", headers={"Host": "LOCALHOST:8000"}).status_code == 200
    assert post(client, "{}", headers={"Host": "[::1]:8000"}).status_code == 200


def test_a_page_elsewhere_is_refused_with_403_and_curl_is_not(client):
    origins = ("https://evil.example", "null", "http://[", "", "localhost", "ftp://localhost")
    for headers in (*({"Origin": origin} for origin in origins), {"Sec-Fetch-Site": "cross-site"}):
        check_problem(post(client, "{}", headers=headers), 403)
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin", "Host": "localhost"}
    assert post(client, "{}", headers=own).status_code == 200
    assert post(client, "{}").status_code == 200


def test_curl_asks_where_the_page_is(client):
    for headers, place in (
        ({}, "http://localhost/"),
        ({"Host": "localhost:8000"}, "http://localhost:8000/"),
        ({"Host": "localhost", "Origin": "https://localhost"}, "https://localhost/"),
    ):
        command = client.post("/api/v1/code/softmax", json={}, headers=headers).json["curl"]
        assert command.startswith(f"curl -s {place}api/v1/softmax ")


def test_a_crash_answers_500_with_an_id_and_logs_the_cause(monkeypatch, caplog):
    def crash():
        raise RuntimeError("the secret cause")

    monkeypatch.setattr(routes, "limits", crash)
    response = create_app().test_client().get("/api/v1/limits")
    problem = check_problem(response, 500)
    assert "secret" not in response.text
    assert problem["request_id"] in caplog.text
    assert "the secret cause" in caplog.text
