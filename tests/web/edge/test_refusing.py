"""Refusing costs no more than answering: a body is read once, and in no more than three times the work."""

from contextlib import suppress
from functools import cache

import pytest
from pydantic import ValidationError

from app import create_app
from nn_core.datasets import read_table
from nn_core.errors import NudgeError
from panel_kit.specs.data import CSV_LIMITS
from panels.descent.request import DescentRequest
from tests.every_case import check_every
from tests.web.edge.json_texts import ALL
from tests.web.edge.work import lines
from web.api import requests
from web.edge import fast_lane
from web.edge.json_input import MalformedJSON, parse_json

APP = create_app()
GATE = APP.wsgi_app
LANE = GATE.inside
SIZE = 64 * 1024
UNITS = {
    "numbers": "1",
    "fractions": "0.5",
    "negative numbers": "-1",
    "texts": '"a"',
    "texts of escapes": '"\\"\\u0041"',
    "nulls": "null",
    "arrays": "[]",
    "objects": "{}",
    "objects with a key": '{"a":1}',
    "arrays of arrays": "[[[]]]",
}
# What may come after many of them
DEFECTS = {
    "NaN": ",NaN]",
    "-Infinity": ",-Infinity]",
    "too large a number": ",1e999]",
    "too long a number": f",{'9' * 400}]",
    "a comma at the end": ",]",
    "no end": "",
    "an open text": ',"',
    "a key twice": ',{"a":0,"a":0}]',
    "too deep": f",{'[' * 16}{']' * 16}]",
    "half a pair": ',"\\ud800"]',
    "NaN and no end": ",NaN",
    "something else": ",x]",
    "more behind it": "]]",
}


def many(unit, end="]"):
    """An array of so many that it is as long as a body may be."""
    count = (SIZE - len(end) - 1) // (len(unit) + 1)
    return ("[" + ",".join([unit] * count) + end).encode()


def read(text):
    with suppress(MalformedJSON):
        parse_json(text)


@pytest.mark.parametrize("unit", UNITS)
def test_a_large_text_is_refused_in_the_work_of_reading_three(unit):
    good = many(UNITS[unit])
    parse_json(good)
    work = lines(lambda: read(good))

    def refused(end):
        bad = many(UNITS[unit], end)
        with pytest.raises(MalformedJSON):
            parse_json(bad)
        # A few hundred lines are the decoder's own way to its error
        assert lines(lambda: read(bad)) <= 3 * work + 300

    check_every(((defect, (end,)) for defect, end in DEFECTS.items()), refused)


def test_each_text_that_is_refused_is_little_work():
    def is_little(text):
        # A number is a line or two: no text of the corpus is worth more than one number every four bytes
        assert lines(lambda: read(text)) <= 300 + len(text)

    check_every(((name, (text,)) for name, text in ALL.items() if not name.startswith("y_")), is_little)


@pytest.mark.parametrize("is_quick", [True, False], ids=["fast", "without"])
def test_a_body_is_read_once_whatever_is_wrong_with_it(monkeypatch, is_quick):
    monkeypatch.setattr(GATE, "inside", LANE if is_quick else LANE.app)
    readings = []

    def counted(body):
        readings.append(body)
        return parse_json(body)

    monkeypatch.setattr(requests, "parse_json", counted)
    monkeypatch.setattr(fast_lane, "parse_json", counted)
    client = APP.test_client()
    wrong = [*ALL.values(), b'{"x":"a"}', b'{"y":1}', b"[]", many("1"), b"{}"]
    for path in ("/api/v1/forward", "/api/v1/accuracy-vs-loss", "/api/v1/training", "/api/v1/code/forward"):
        for body in wrong[:: 1 if path.endswith("forward") else 17]:
            readings.clear()
            response = client.post(path, data=body, content_type="application/json")
            assert response.status_code in (200, 400, 422)
            assert len(readings) == 1


BOUNDS = CSV_LIMITS
ROW = ",".join(["1"] * BOUNDS.columns) + "\n"
TABLE = (ROW + "0" + ROW[1:-2] + "0\n") * (BOUNDS.rows // 2)
WRONG = {
    "blank lines": "\n" * BOUNDS.characters,
    "blank lines after a row": "a,b\n" + "\n" * (BOUNDS.characters - 4),
    "blank lines of another system": "\r\n" * (BOUNDS.characters // 2),
    "lines of a space": " \n" * (BOUNDS.characters // 2),
    "lines of a comma": ",\n" * (BOUNDS.characters // 2),
    "lines of a semicolon": ";\n" * (BOUNDS.characters // 2),
    "lines of two quotes": '""\n' * (BOUNDS.characters // 3),
    "commas": "," * BOUNDS.characters,
    "quotes": '"' * BOUNDS.characters,
    "quotes at odds": 'a"' * (BOUNDS.characters // 2),
}


@cache
def work_of_a_table():
    """What it takes to read the largest table that is allowed."""
    return lines(lambda: read_table(TABLE, bounds=BOUNDS))


@pytest.mark.parametrize("wrong", WRONG)
def test_a_table_is_refused_in_the_work_of_reading_three(wrong):
    def refused():
        with pytest.raises(NudgeError):
            read_table(WRONG[wrong], bounds=BOUNDS)

    assert lines(refused) <= 3 * work_of_a_table()


LENGTH = 200
TYPED = "+".join(["x*y"] * 25).ljust(LENGTH)
MISTYPED = {
    "brackets": "(" * LENGTH,
    "closed brackets": "()" * (LENGTH // 2),
    "signs": "-" * LENGTH,
    "signs and a name": "-" * (LENGTH - 1) + "z",
    "powers of powers": "x^" * (LENGTH // 2),
    "brackets of powers": "(x^2)^2" + "^2" * 96,
    "functions": "sin(" * (LENGTH // 4),
    "digits": "9" * LENGTH,
    "a huge exponent": "x^" + "9" * (LENGTH - 2),
    "a huge power of ten": "1e" + "9" * (LENGTH - 2),
    "points": "." * LENGTH,
    "blanks": " " * LENGTH,
    "variables": "x" * LENGTH,
    "products without a sign": "x " * (LENGTH // 2),
    "raised digits": "²" * LENGTH,
    "digits of others": "٣" * LENGTH,
    "too many parts": "x+" * 99 + "x",
    "a mistake at the end": "+".join(["x*y"] * 25).ljust(LENGTH - 1) + ")",
    "nothing there": "log(-1)+".ljust(LENGTH - 3, " ") + "x*y",
    "too long": "x+" * (LENGTH // 2) + "x",
}


@pytest.mark.parametrize("mistyped", MISTYPED)
def test_a_typed_function_is_refused_in_the_work_of_reading_three(mistyped):
    def answered(text):
        client = APP.test_client()
        return client.post("/api/v1/descent", json={"expression": text, "steps": 1}).status_code

    assert (answered(TYPED), answered(MISTYPED[mistyped])) == (200, 422)
    reading = lines(lambda: DescentRequest(expression=TYPED))

    def refused():
        with pytest.raises(ValidationError):
            DescentRequest(expression=MISTYPED[mistyped])

    assert lines(refused) <= 3 * reading
