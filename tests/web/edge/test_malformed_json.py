"""Bodies that are JSON, are not, or nearly are: the right answer to each, whichever way it takes."""

import json

import orjson
import pytest

from app import create_app
from tests.every_case import check_every
from tests.web.edge.json_texts import ALL
from web.edge.json_input import MalformedJSON, parse_json

APP = create_app()
GATE = APP.wsgi_app
LANE = GATE.inside
PATHS = ("/api/v1/forward", "/api/v1/neuron", "/api/v1/training", "/api/v1/data/csv")


def of_kind(*kinds):
    return [(name, (text,)) for name, text in ALL.items() if name.startswith(kinds)]


def ask(body, quick, path=PATHS[0]):
    """The answer with the fast lane, or past it."""
    GATE.inside = LANE if quick else LANE.app
    response = APP.test_client().post(path, data=body, content_type="application/json")
    return response.status_code, response.data, sorted(response.headers)


def test_the_texts_are_many_and_of_every_kind():
    assert len(ALL) >= 150
    assert len(set(ALL.values())) == len(ALL)
    assert min(len(of_kind(kind)) for kind in ("y_", "n_", "i_")) >= 20


def test_json_is_read_and_means_what_another_strict_reader_takes_it_for():
    def read(text):
        assert parse_json(text) == json.loads(text)
        orjson.loads(text)

    check_every(of_kind("y_"), read)


def test_what_is_no_json_is_none_for_another_strict_reader_either():
    def refused(text):
        with pytest.raises(MalformedJSON):
            parse_json(text)
        with pytest.raises(orjson.JSONDecodeError):
            orjson.loads(text)

    check_every(of_kind("n_"), refused)


@pytest.mark.parametrize("path", PATHS)
def test_json_is_never_called_malformed(path):
    def understood(text):
        status, body, _ = ask(text, quick=True, path=path)
        assert status in (200, 422)
        assert ask(text, quick=False, path=path)[:2] == (status, body)

    check_every(of_kind("y_"), understood)


@pytest.mark.parametrize("path", PATHS)
def test_what_is_malformed_or_ambiguous_is_refused_with_400_and_a_sentence(path):
    def refused(text):
        status, body, headers = ask(text, quick=True, path=path)
        assert status == 400
        assert ("Content-Type", "application/problem+json") in headers
        assert len(json.loads(body)["detail"]) > 15
        assert b"Traceback" not in body

    check_every(of_kind("n_", "i_"), refused)


def test_both_ways_give_the_same_answer():
    def same(text):
        assert ask(text, quick=True) == ask(text, quick=False)

    check_every(of_kind(""), same)


SAME = [
    b'{"x":[0.8,-0.45]}',
    b' {\t"x"\n:\r\n[ 0.8 , -0.45 ] } ',
    b'{"\\u0078":[0.8,-0.45]}',
    b'{"x":[8e-1,-45E-2]}',
    b'{"x":[0.80000000000000000000000,-0.45]}',
    b'{"network":{},"x":[0.8,-4.5e-01]}',
]


@pytest.mark.parametrize("text", SAME)
def test_a_request_written_in_another_way_is_the_same_request(text):
    assert ask(text, quick=True) == ask(SAME[0], quick=False)
    assert ask(text, quick=True)[0] == 200
