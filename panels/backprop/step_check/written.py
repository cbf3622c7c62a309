"""Numbers as they were written: 0.378 is right for 0.3775, for three decimals say no more.

A number is told with half a unit of its last digit. Of numbers with a single digit that counts, as 0.4, that
would forgive too much: theirs is 0, and they are held to four decimals like all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import numpy as np

from nn_core.slips import Claim

NUMBER = r"[-+−]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+−]?\d+)?"
FEWEST_DIGITS = 2
LARGEST_POWER = 300
TOKEN = re.compile(rf"\[|\]|{NUMBER}(?![\w.])|[^\s,;|\[\]()]+")
NOT_FINITE = re.compile(r"[-+−]?(?:nan|inf|infinity)", re.IGNORECASE)
FINITE = "which is not a finite number, allowed: finite numbers"


class PastedError(ValueError):
    """A text in which something cannot be read; its words say in which line and what is allowed."""


class Written(float):
    """A number that knows half a unit of its last digit."""

    half_unit: float

    def __new__(cls, text: str) -> Written:
        """The number of a text, its minus sign a hyphen or a true one."""
        text = text.replace("−", "-")
        made = super().__new__(cls, text)
        made.half_unit = half_unit_of(text)
        return made


def half_unit_of(text: str) -> float:
    """Half a unit of the last digit: 0.0005 for 0.378, and 0 where fewer than two digits count.

    >>> half_unit_of("0.378"), half_unit_of("1.2e-3"), half_unit_of("0.4"), half_unit_of("nan")
    (0.0005, 5e-05, 0.0, 0.0)
    """
    mantissa, _, exponent = text.lower().lstrip("+-").partition("e")
    digits = mantissa.replace(".", "").lstrip("0")
    if len(digits) < FEWEST_DIGITS or not digits.isdigit():
        return 0.0
    power = int(exponent[:6] or 0) - len(mantissa.partition(".")[2])
    return float(Decimal(5).scaleb(power - 1)) if abs(power) < LARGEST_POWER else 0.0


def claim_of(rows: Any) -> Claim:
    """A number or lists of numbers with their rounding; of plain floats that of their shortest text."""
    return Claim(np.asarray(rows, dtype=np.float64), np.asarray(half_units(rows), dtype=np.float64))


def half_units(rows: Any) -> Any:
    """Lists of the same form with the half units of the numbers."""
    if isinstance(rows, list):
        return [half_units(each) for each in rows]
    return rows.half_unit if isinstance(rows, Written) else half_unit_of(repr(float(rows)))


def at(line: int) -> str:
    """Where in the text; 0 where it has no lines of its own."""
    return f"line {line}: " if line else ""


def array_of(text: str, name: str, line: int, is_matrix: bool) -> Claim:
    """The array that stands after a name: numbers in brackets, or a row of them, or for a matrix rows."""
    tokens = [token[0] for token in TOKEN.finditer(text)]
    strange = next((each for each in tokens if not re.fullmatch(rf"\[|\]|{NUMBER}", each)), None)
    if strange is not None:
        if NOT_FINITE.fullmatch(strange):
            raise PastedError(f"{at(line)}got {strange} after {name}, {FINITE}")
        raise PastedError(f"{at(line)}got {strange!r} after {name}, allowed: numbers in brackets, or rows")
    if any(token == "[" for token in tokens):
        return rows_of(nested(iter(tokens), name, line), name, line)
    rows = [[Written(cell) for cell in re.findall(NUMBER, row)] for row in text.split("\n")]
    return rows_of(table_of([row for row in rows if row], is_matrix), name, line)


def table_of(rows: list[list[Written]], is_matrix: bool) -> Any:
    """The rows of a matrix; a list or a number alone where there is one row, or no matrix is meant."""
    if is_matrix and len(rows) > 1 and len({len(row) for row in rows}) == 1:
        return rows
    numbers = [number for row in rows for number in row]
    return numbers[0] if len(numbers) == 1 else numbers


def rows_of(rows: Any, name: str, line: int) -> Claim:
    """Lists as an array."""
    numbers = rows if is_numbers(rows) else []
    strange = next((each for each in flat(numbers) if not np.isfinite(each)), None)
    if strange is not None:
        raise PastedError(f"{at(line)}got {float(strange)} after {name}, {FINITE}")
    try:
        claim = claim_of(numbers)
    except (ValueError, TypeError, OverflowError):
        claim = claim_of([])
    if claim.values.size == 0:
        message = f"{at(line)}got no array after {name}, allowed: finite numbers in rows of equal length"
        raise PastedError(message)
    return claim


def is_numbers(rows: Any, depth: int = 3) -> bool:
    """Whether these are numbers, in at most ``depth`` lists or alone; true, "1" and null are none."""
    if isinstance(rows, list):
        return depth > 0 and all(is_numbers(each, depth - 1) for each in rows)
    return isinstance(rows, int | float) and not isinstance(rows, bool)


def flat(rows: Any) -> Iterator[float]:
    """The numbers of nested lists."""
    if not isinstance(rows, list):
        yield rows
        return
    for each in rows:
        yield from flat(each)


def nested(tokens: Iterator[str], name: str, line: int) -> list[Any]:
    """Brackets as lists, the first one's to its end."""
    open_lists: list[list[Any]] = []
    for token in tokens:
        if token == "[":
            open_lists.append([])
        elif not open_lists:
            break
        elif token != "]":
            open_lists[-1].append(Written(token))
        elif len(open_lists) > 1:
            open_lists[-2].append(open_lists.pop())
        elif any(after != "]" for after in tokens):
            raise PastedError(f"{at(line)}got more than one array after {name}, allowed: one")
        else:
            return open_lists[0]
    raise PastedError(f"{at(line)}got brackets that do not close after {name}, allowed: [ … ]")
