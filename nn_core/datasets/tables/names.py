"""Names of columns: those of the header made fit to be shown, or x1, x2, …, y."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from nn_core.datasets.dataset import LONGEST_NAME, default_input_names, is_name
from nn_core.datasets.tables.columns import Column
from nn_core.datasets.tables.decision import Decision, listed, shortened
from nn_core.datasets.tables.rows import Row
from nn_core.errors import ShapeError


def names_of(first: Row, is_header: bool) -> tuple[list[str], list[Decision]]:
    """The names of the columns, and what was changed about them."""
    if not is_header:
        return [""] * len(first.cells), []
    names = unique([clean_name(cell) for cell in first.cells])
    changed = [
        f"{shortened(cell)} is called {name}"
        for cell, name in zip(first.cells, names, strict=True)
        if cell and cell != name
    ]
    return names, [Decision("names", names, f"{listed(changed)}.", "header")] if changed else []


def with_default_names(columns: list[Column], is_header: bool) -> list[Column]:
    """Without a header, x1, x2, …, y for the columns that hold something."""
    if is_header:
        return columns
    filled = [column.position for column in columns if not column.is_empty]
    if len(filled) < 2:
        raise ShapeError("columns", f"{len(filled)} that hold anything", "an input and a target")
    names = dict(zip(filled, default_names(len(filled)), strict=True))
    return [replace(column, name=names.get(column.position, "")) for column in columns]


def default_names(width: int) -> list[str]:
    """x1, x2, …, y."""
    return [*default_input_names(width - 1), "y"]


def clean_name(cell: str) -> str:
    """The name on one line, without what cannot be seen, and not too long."""
    text = " ".join(cell.split())
    seen = "".join(sign for sign in text if sign.isprintable() or sign in "\u200c\u200d")
    cut = seen if len(seen) <= LONGEST_NAME else f"{seen[: LONGEST_NAME - 1].rstrip()}…"
    return cut if is_name(cut) else ""


def unique(names: Sequence[str]) -> list[str]:
    """The names, each that was there before with a number: a, a (2)."""
    taken: set[str] = set(names)
    seen: Counter[str] = Counter()
    made: list[str] = []
    for name in names:
        seen[name] += 1
        if seen[name] == 1 or not name:
            made.append(name)
            continue
        while (other := f"{name[: LONGEST_NAME - 8]} ({seen[name]})") in taken:
            seen[name] += 1
        taken.add(other)
        made.append(other)
    return made
