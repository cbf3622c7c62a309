"""Names as short as a picture has room for, and still each another one.

What is cut off at the end is often what tells names apart: the word of “eye color=green”, the year of
“population 2020”. Where names would be alike without it, it is the middle that goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

DISPLAYED = 14  # characters of a name in a picture
LONGEST_END = 10


def display_names(names: Sequence[str]) -> list[str]:
    """The names, each of at most 14 characters and unlike the others, as far as numbers can tell.

    Parameters
    ----------
    names : sequence of str
        Different ones.
    """
    counts = Counter(map(cut_at_end, names))
    shown = [cut_at_end(name) if counts[cut_at_end(name)] == 1 else cut_inside(name) for name in names]
    again = Counter(shown)
    return [
        short if not name or again[short] == 1 else f"{name[: DISPLAYED - 4].rstrip()}…{place}"
        for place, (name, short) in enumerate(zip(names, shown, strict=True), 1)
    ]


def cut_at_end(name: str) -> str:
    """“average_number” as it is, “average_numbers” as “average_numbe…”."""
    return name if len(name) <= DISPLAYED else f"{name[: DISPLAYED - 1].rstrip()}…"


def cut_inside(name: str) -> str:
    """“eye color=green” as “eye col…=green”: with its end, which is the word where it is short enough."""
    if len(name) <= DISPLAYED:
        return name
    _, sign, word = name.rpartition("=")
    end = sign + word if sign and len(word) < LONGEST_END else name[-DISPLAYED // 2 :]
    return f"{name[: DISPLAYED - 1 - len(end)].rstrip()}…{end}"
