"""What the reader decided, in words, and the option that decides otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Decision:
    """One thing the reader decided.

    Attributes
    ----------
    about : str
        ``"separator"``, ``"header"``, ``"left_out"``, ``"missing"``, ``"decimal_mark"``, ``"words"``,
        ``"names"``, ``"target"`` or ``"task"``.
    value : Any
        What was decided, as the option takes it; where no option changes it, what it is about.
    sentence : str
        The same in words.
    option : str or None
        The option that decides otherwise; None where nothing does.
    choices : tuple
        What may be chosen, where that is a short list.
    """

    about: str
    value: Any
    sentence: str
    option: str | None = None
    choices: tuple[Any, ...] = ()


def listed(items: list[str], most: int = 5) -> str:
    """“a, b and c”; of many the first few, and how many more."""
    shown = items[:most]
    rest = len(items) - len(shown)
    if rest:
        return f"{', '.join(shown)} and {rest} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def counted(count: int, noun: str) -> str:
    """“1 row”, “2 rows”."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def shortened_name(name: str, most: int = 40) -> str:
    """A name as a sentence has room for it."""
    return name if len(name) <= most else f"{name[: most - 1]}…"


def shortened(cell: str, most: int = 40) -> str:
    """The cell in quotes, so much of it as fits in a message."""
    return repr(shortened_name(cell, most))
