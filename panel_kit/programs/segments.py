"""Where a program is mostly numbers: long data and first weights, told apart from the lines one reads.

A listing on a page folds them, and a notebook gives them a cell of their own, so that the loop is what one
sees. They stay in the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONG = 240
"""Characters from which on numbers are in the way."""
MOST_LETTERS = 0.25
"""A statement with a larger share of letters is to be read; numbers have those of their name and of e-05."""
CONTINUED = re.compile(r"[\s)\]}]")
NO_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True)
class Segment:
    """Some whole statements of a program.

    Attributes
    ----------
    text : str
        Whole lines.
    is_numbers : bool
        Whether it is one long statement that is mostly numbers.
    """

    text: str
    is_numbers: bool


def segments(text: str, longest: int = LONG) -> list[Segment]:
    """The program in order; joined, the texts are the program again.

    ``longest`` is the number of characters from which on numbers are told apart.
    """
    found: list[Segment] = []
    for statement in statements(text):
        is_numbers = is_mostly_numbers(statement, longest)
        if found and not is_numbers and not found[-1].is_numbers:
            found[-1] = Segment(found[-1].text + statement, False)
        else:
            found.append(Segment(statement, is_numbers))
    return found


def statements(text: str) -> Iterator[str]:
    """Each statement with the lines that continue it: those moved in, empty, or closing a bracket."""
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        if lines and not CONTINUED.match(line):
            yield "".join(lines)
            lines = []
        lines.append(line)
    if lines:
        yield "".join(lines)


def is_mostly_numbers(statement: str, longest: int = LONG) -> bool:
    """Whether it is long and has hardly a letter."""
    if len(statement) < longest:
        return False
    letters = len(NO_LETTERS.sub("", statement))
    return letters < MOST_LETTERS * len("".join(statement.split()))
