"""Numbers as people write them: 0.5 and 0,5, 1,234.5 and 1.234,5, 1'234.50, 1 234,5 and 12,34,567.

Whether a comma is the decimal mark or sets off thousands cannot be told from “1,234” alone. But a column
is written in one way: the mark is the one with which every cell of it is a number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from nn_core.datasets.csv_cells import NUMBER

MARKS = (".", ",")
POINT = 1
COMMA = 2
EITHER = POINT | COMMA

# No digit can belong to two parts of these, or a long row of them would be cut in every possible way
WITH_COMMA = re.compile(r"[+-]?([0-9]+(,[0-9]*)?|,[0-9]+)([eE][+-]?[0-9]+)?")
PLAIN_COLUMN = {
    mark: re.compile(rf"(?:{one.pattern}(?:\n|$))+") for mark, one in ((".", NUMBER), (",", WITH_COMMA))
}
WHOLE = re.compile(r"[+-]?[0-9]+([eE][+-]?[0-9]+)?")
GROUPED_POINT = re.compile(
    r"[+-]?([1-9][0-9]{0,2}(,[0-9]{3})+|[1-9][0-9]{0,2}('[0-9]{3})+|[1-9][0-9]{0,2}( [0-9]{3})+"
    r"|[1-9][0-9]?(,[0-9]{2})+,[0-9]{3})(\.[0-9]*)?"
)
GROUPED_COMMA = re.compile(
    r"[+-]?([1-9][0-9]{0,2}(\.[0-9]{3})+|[1-9][0-9]{0,2}('[0-9]{3})+|[1-9][0-9]{0,2}( [0-9]{3})+)(,[0-9]*)?"
)
NOT_FINITE = re.compile(r"[+-]?(inf|infinity)", re.IGNORECASE)
UNITS = "%$€£¥₹"

# Minus, and the spaces and the apostrophe that set off thousands, as one types them
PLAIN_SIGNS = str.maketrans({"−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'"})
GROUPING: dict[str, dict[int, str | None]] = {
    ".": dict.fromkeys(map(ord, ",' ")),
    ",": {ord("."): None, ord("'"): None, ord(" "): None, ord(","): "."},
}


def plain(cell: str) -> str:
    """The cell with the signs that one types: a true minus is a minus."""
    return cell if cell.isascii() else cell.translate(PLAIN_SIGNS)


@lru_cache(maxsize=4096)
def marks_of(cell: str) -> int:
    """With which decimal mark the cell is a number: POINT, COMMA, EITHER, or 0 for none."""
    text = plain(cell)
    if WHOLE.fullmatch(text) or NOT_FINITE.fullmatch(text):
        return EITHER
    fits = POINT if NUMBER.fullmatch(text) or GROUPED_POINT.fullmatch(text) else 0
    return fits | (COMMA if WITH_COMMA.fullmatch(text) or GROUPED_COMMA.fullmatch(text) else 0)


def is_number(cell: str) -> bool:
    """Whether it reads as a number in some way, a finite one or not."""
    return marks_of(cell) != 0


def marks_of_all(cells: Collection[str]) -> int:
    """With which decimal mark all of the cells are numbers."""
    fits = EITHER
    for mark, fit, other in ((".", POINT, COMMA), (",", COMMA, POINT)):
        if are_plain(cells, mark):
            return fit if any(not marks_of(cell) & other for cell in cells) else EITHER
    for cell in cells:
        fits &= marks_of(cell)
        if not fits:
            return 0
    return fits


def are_plain(cells: Iterable[str], mark: str = ".") -> bool:
    """Whether all are numbers with this mark and no others: found out in one go, for there may be many."""
    return bool(PLAIN_COLUMN[mark].fullmatch("\n".join(cells)))


def are_numbers(cells: Collection[str]) -> bool:
    """Whether each reads as a number in some way."""
    return any(are_plain(cells, mark) for mark in MARKS) or all(map(is_number, cells))


def value_of(cell: str, mark: str) -> float:
    """The number that a cell is with this decimal mark."""
    return float(plain(cell).translate(GROUPING[mark]))


def has_mark(cell: str) -> bool:
    """Whether it depends on the decimal mark which number the cell is."""
    return "." in cell or "," in cell


def unit_of(cells: Iterable[str]) -> str:
    """A percent or currency sign that every cell carries, before or after; "" for none."""
    common = None
    for cell in cells:
        unit = unit_in(cell)
        if not unit or unit != (common or unit):
            return ""
        common = unit
    return common or ""


def unit_in(cell: str) -> str:
    """The sign before or after the number."""
    first = cell.lstrip("+-−")[:1]
    return cell[-1:] if cell[-1:] in UNITS else first if first in UNITS else ""


def without_unit(cell: str, unit: str) -> str:
    """The cell without its sign."""
    return cell.replace(unit, "", 1).strip() if unit else cell


def looks_like_number(cell: str) -> bool:
    """Whether it begins as a number does: a date, a time, a range, a number with its unit."""
    return bool(re.match(r"[+\-−]?[%$€£¥₹]? ?[.,]?[0-9]", cell))
