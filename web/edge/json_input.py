"""One strict JSON parser for everything that comes in (RFC 8259, and nothing looser).

Python's own accepts NaN, lets the last of two equal keys win and gives up on deep nesting with a
RecursionError. Here each of these is refused with a sentence.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from itertools import accumulate
from typing import Any, NoReturn

MAX_DEPTH = 16
_LARGEST_DIGITS = 309  # 1.8e308, the largest float64, has 309 digits
# A string that is never closed goes to the end: to fail there, and look again from each quote, takes for ever
_STRINGS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)', re.DOTALL)
_BRACKETS = re.compile(r"[\[\]{}]")
_CLOSING = str.maketrans("[{", "]}")
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}

Path = tuple[str | int, ...]


class MalformedJSON(ValueError):
    """The text is not the JSON we accept; the message says why."""


class BadNumber(MalformedJSON):
    """A number that is not finite, or too long; ``path`` leads to it, ``literal`` is how it was written."""

    def __init__(self, message: str, literal: str) -> None:
        super().__init__(message)
        self.literal = literal
        self.path: Path = ()


def parse_json(body: bytes) -> Any:
    """The value that ``body`` spells.

    Raises
    ------
    MalformedJSON
        Empty, not UTF-8, not JSON, NaN or Infinity, a number beyond float64, a key twice in one
        object, a lone surrogate, or nesting deeper than 16.
    """
    if not body.strip():
        raise MalformedJSON("The body is empty; an empty object {} asks for the defaults.")
    text = _decode(body)
    _check_depth(text)
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise MalformedJSON(f"{error.msg} at line {error.lineno}, column {error.colno}.") from error
    except BadNumber as error:
        error.path = _path_to(error.literal, text)
        raise
    if "\\ud" in text.lower():
        _check_surrogates(value)
    return value


def _decode(body: bytes) -> str:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedJSON(f"The body is not UTF-8: byte {error.start} is not valid there.") from error
    if text.startswith("\ufeff"):
        raise MalformedJSON("The body starts with a byte order mark; JSON has none.")
    return text


def _check_depth(text: str) -> None:
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    brackets = _BRACKETS.findall(_STRINGS.sub("", text))
    if max(accumulate(map(_STEPS.__getitem__, brackets)), default=0) > MAX_DEPTH:
        raise MalformedJSON(f"The nesting is deeper than {MAX_DEPTH}.")


def _float(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise BadNumber(f"The number {text[:40]} is beyond what float64 holds.", text)
    return value


def _int(text: str) -> int:
    if len(text) < _LARGEST_DIGITS or len(text.lstrip("-")) < _LARGEST_DIGITS:
        return int(text)
    _float(text)
    raise BadNumber(f"The number {text[:20]}… has {len(text)} digits; at most 308 are read.", text)


def _constant(text: str) -> NoReturn:
    raise BadNumber(f"{text} is not JSON; numbers are finite.", text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        counts = Counter(key for key, _ in pairs)
        twice = next(key for key, count in counts.items() if count > 1)
        raise MalformedJSON(f"The key {json.dumps(twice[:80])} comes twice in one object.")
    return members


def _check_surrogates(value: Any) -> None:
    """An escape like \\ud83d is half a character and needs its other half."""
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise MalformedJSON("A string holds half of a surrogate pair.") from error


class _Pairs(list[tuple[str, Any]]):
    """An object as it was written: a key that comes twice is there twice."""


def _path_to(literal: str, text: str) -> Path:
    """Where the first number that was refused stands: at the end of the text before it, its brackets closed.

    Empty where the text is no JSON behind it either. Both readings are the decoder's own, at its full speed.
    """
    try:
        _CHECKING_DECODER.decode(text)
        before = text[: _place_of(literal, text)] + "0"
        value = _FAST_DECODER.decode(before + _closing(before))
    except json.JSONDecodeError:
        return ()
    path: Path = ()
    while isinstance(value, list):
        step, value = value[-1] if isinstance(value, _Pairs) else (len(value) - 1, value[-1])
        path = (*path, step)
    return path


def _place_of(literal: str, text: str) -> int:
    """Where it is first written outside strings."""
    strings, between = _STRINGS.findall(text), "\0".join(_STRINGS.split(text))
    place = between.index(literal)
    strings_before = between.count("\0", 0, place)
    return place - strings_before + sum(map(len, strings[:strings_before]))


def _closing(text: str) -> str:
    """The brackets that close those still open."""
    opened, longer = "".join(_BRACKETS.findall(_STRINGS.sub("", text))), ""
    while opened != longer:
        longer, opened = opened, opened.replace("[]", "").replace("{}", "")
    return opened[::-1].translate(_CLOSING)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_float, parse_int=_int, parse_constant=_constant
)
_CHECKING_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=float)
_FAST_DECODER = json.JSONDecoder(object_pairs_hook=_Pairs, parse_int=float)
