"""The fast lane answers what Flask would have, byte for byte and header for header."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import create_app

APP = create_app()
GATE = APP.wsgi_app
LANE = GATE.inside


def answer(body, quick, **headers):
    """The answer with the fast lane, or past it."""
    GATE.inside = LANE if quick else LANE.app
    client = APP.test_client()
    options = {"data": body, "content_type": "application/json", "headers": headers}
    response = client.post("/api/v1/forward", **options)
    return response.status_code, response.data, sorted(response.headers)


numbers = st.floats(-3, 3).map(lambda value: round(value, 2))


@settings(deadline=None)
@given(x=st.lists(numbers, min_size=1, max_size=3), seed=st.integers(-1, 10_000), hidden=st.integers(0, 17))
def test_both_ways_answer_with_the_same_bytes_and_headers(x, seed, hidden):
    body = f'{{"x": {x}, "network": {{"layers": [2, {hidden}, 1], "seed": {seed}}}}}'
    assert answer(body, True) == answer(body, False)


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"x": [NaN, 0]}', '{"x": [9e9, 0]}', " " * 70_000])
def test_both_ways_refuse_alike(body):
    assert answer(body, True) == answer(body, False)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://["},
        {"Origin": "ftp://localhost"},
        {"Origin": ""},
        {"Host": ""},
        {"Origin": "http://localhost", "Host": "localhost"},
        {"Origin": "HTTP://LOCALHOST:8000", "Host": "LocalHost:8000"},
        {"Origin": "http://localhost:9000", "Host": "localhost:8000"},
    ],
)
def test_both_ways_know_their_own_pages(headers):
    assert answer("{}", True, **headers) == answer("{}", False, **headers)


def test_what_is_right_does_not_reach_flask(monkeypatch):
    monkeypatch.setattr(LANE, "app", None)
    assert answer("{}", True)[0] == 200
