"""The signs, numbers and names of a typed function, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Digits are 0 to 9 alone: Python knows others, which look like letters to most readers
TOKEN = re.compile(
    r"\s*(?:([0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)|([A-Za-z]+)|(\S))"
)
SPELLINGS = {"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "**": "^"}
RAISED = {"²": "2", "³": "3"}


@dataclass(frozen=True)
class Token:
    """A number, a name or a sign, and where it stands, counted from 1."""

    text: str
    kind: str
    place: int


def tokens_of(text: str) -> list[Token]:
    """The text in tokens; an empty one ends it."""
    spelled = text
    for odd, plain in SPELLINGS.items():
        spelled = spelled.replace(odd, plain.ljust(len(odd)))
    found: list[Token] = []
    for match in TOKEN.finditer(spelled):
        number, name, sign = match.groups()
        place = match.end() - len(number or name or sign) + 1
        if sign in RAISED:
            found += [Token("^", "sign", place), Token(RAISED[sign], "number", place)]
        else:
            kind = "number" if number else "name" if name else "sign"
            found.append(Token(number or name or sign, kind, place))
    return [*found, Token("", "end", len(text) + 1)]
