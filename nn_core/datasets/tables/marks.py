"""Decimal marks: which one each column of numbers is read with, and what is said of it.

What the cells of a column leave open, the other columns decide, and where they do not, what people usually
write beside the separator. Where they write both, the reader asks instead of guessing.
"""

from __future__ import annotations

from collections.abc import Sequence

from nn_core.datasets.tables.columns import Column
from nn_core.datasets.tables.decision import Decision, listed, shortened, shortened_name
from nn_core.datasets.tables.numbers import COMMA, EITHER, GROUPING, MARKS, POINT, has_mark, plain, value_of
from nn_core.errors import FormatError

MARK_NAMES = {".": "point", ",": "comma"}


def with_marks(columns: Sequence[Column], chosen: str | None, separator: str) -> list[Column]:
    """The columns, each column of numbers with its decimal mark.

    Raises
    ------
    FormatError
        A column can be read with either mark, and nothing tells which is meant.
    """
    proven = {column.fits for column in columns if column.fits in (POINT, COMMA)}
    only = proven.pop() if len(proven) == 1 else 0
    return [
        column.with_mark(mark_of(column, chosen, only, separator)) if column.fits else column
        for column in columns
    ]


def mark_of(column: Column, chosen: str | None, proven: int, separator: str) -> str:
    """The decimal mark of a column of numbers."""
    if chosen is not None:
        return chosen
    if column.fits != EITHER:
        return "." if column.fits == POINT else ","
    cell = column.open_cell
    if cell is None:
        return "."
    if proven:
        return "." if proven == POINT else ","
    usual = usual_mark(cell, separator)
    if usual is None:
        place = column.cells.index(cell)
        raise FormatError(column.where(place), shortened(cell), which_mark(column.bare(cell)))
    return usual


def usual_mark(cell: str, separator: str) -> str | None:
    """The decimal mark where a cell leaves it open: None where people write both.

    Where commas separate columns they are no decimal marks. Where semicolons do, it is because they are.
    """
    if "," in cell:
        return {",": ".", ";": ","}.get(separator)
    return None if separator == ";" else "."


def which_mark(cell: str) -> str:
    """The two numbers that a cell may be."""
    small, large = sorted(f"{abs(value_of(cell, mark)):.10g}" for mark in MARKS)
    return f'decimal_mark "." or ",", for it may be {small} or {large}'


def marks_decision(used: Sequence[Column]) -> list[Decision]:
    """Which decimal marks there are, what sets off thousands, and which signs were left out."""
    columns = [column for column in used if column.fits]
    marks = {column.mark for column in columns if any(map(has_mark, column.counts))}
    said = []
    if len(marks) == 1:
        said.append(f"A {MARK_NAMES[next(iter(marks)) or '.']} is the decimal mark.")
    elif marks:
        for mark in (".", ","):
            names = listed([shortened_name(each.name) for each in columns if each.mark == mark])
            said.append(f"A {MARK_NAMES[mark]} is the decimal mark in {names}.")
    for column in columns:
        said += [*thousands_said(column), *unit_said(column)]
    value = next(iter(marks)) if len(marks) == 1 else None
    return [Decision("decimal_mark", value, " ".join(said), "decimal_mark", (".", ","))] if said else []


def thousands_said(column: Column) -> list[str]:
    """An example of a number whose thousands are set off."""
    mark = column.mark or "."
    signs = ("," if mark == "." else ".", "'", " ")
    cells = column.counts if any(sign in plain("".join(column.counts)) for sign in signs) else ()
    for cell in cells:
        bare = plain(column.bare(cell))
        if any(sign in bare for sign in signs):
            return [f"In {shortened_name(column.name)}, {cell} is {bare.translate(GROUPING[mark])}."]
    return []


def unit_said(column: Column) -> list[str]:
    """A sign that was left out."""
    if not column.unit:
        return []
    cell = next(iter(column.counts))
    return [f"In {shortened_name(column.name)}, {cell} was read as {column.bare(cell)}."]
