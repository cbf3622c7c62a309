"""One strict JSON parser for everything that comes in (RFC 8259, and nothing looser).

Python's own accepts NaN, lets the last of two equal keys win and gives up on deep nesting with a
RecursionError. Here each of these is refused with a sentence.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

MAX_DEPTH = 16
_LARGEST_DIGITS = 309  # 1.8e308, the largest float64, has 309 digits
# A string that is never closed goes to the end: to fail there, and look again from each quote, takes for ever
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)', re.DOTALL)
_BRACKETS = re.compile(r"[\[\]{}]")

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
    depth = 0
    for bracket in _BRACKETS.findall(_STRINGS.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            raise MalformedJSON(f"The nesting is deeper than {MAX_DEPTH}.")


def _float(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise BadNumber(f"The number {text[:40]} is beyond what float64 holds.", text)
    return value


def _int(text: str) -> int:
    if len(text.lstrip("-")) >= _LARGEST_DIGITS:
        _float(text)
        raise BadNumber(f"The number {text[:20]}… has {len(text)} digits; at most 308 are read.", text)
    return int(text)


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


@dataclass(frozen=True)
class _Written:
    """A number as it was written."""

    literal: str


def _path_to(literal: str, text: str) -> Path:
    """Where the number stands, found by reading the text once more with its numbers as written.

    Empty where the text is no JSON behind it either.
    """
    try:
        value = _AS_WRITTEN.decode(text)
    except json.JSONDecodeError:
        return ()
    return next(path for path, leaf in _leaves(value) if leaf == _Written(literal))


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Everything in a value that holds nothing itself, in the order of the text."""
    if not isinstance(value, dict | list):
        yield path, value
        return
    for step, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _leaves(item, (*path, step))


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_float, parse_int=_int, parse_constant=_constant
)
_AS_WRITTEN = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_Written, parse_int=_Written, parse_constant=_Written
)
