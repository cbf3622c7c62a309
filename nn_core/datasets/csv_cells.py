"""CSV, one cell: numbers with all their digits, and texts that no spreadsheet takes for a formula.

A spreadsheet computes a cell that begins with one of the signs in ``FORMULA``, and where it cuts depends on
its settings: a file with commas, opened where semicolons or tabs delimit, falls into other cells than were
written, and a quote in the middle of a line protects nothing. So an apostrophe goes before such a sign at the
beginning of a text and after every delimiter and line end within. ``as_meant`` takes it away again.

Reference: OWASP, *CSV Injection*, https://owasp.org/www-community/attacks/CSV_Injection.
"""

from __future__ import annotations

import re

# No digit can belong to two parts of it, or a long row of them would be cut in every possible way
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")

FORMULA = "=+\\-@＝＋－＠"
SKIPPED = r'\s\0-\x20"'  # before a formula: spreadsheets skip space, and drop quotes
BEGINNING = rf"(^[{SKIPPED};]*|(?<![{SKIPPED};])[{SKIPPED};]+)"
LIVE = re.compile(rf"{BEGINNING}('*[{FORMULA}])")
INERT = re.compile(rf"{BEGINNING}'('*[{FORMULA}])")
CUTS = re.compile(r"[;\t\r\n]")


def written(number: float) -> str:
    """The shortest decimal that reads back as this number; whole ones without a point."""
    return repr(number).removesuffix(".0")


def inert(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet might begin a formula; numbers as they are."""
    return text if NUMBER.fullmatch(text) else LIVE.sub(lambda found: joined(found, "'"), text)


def as_meant(cell: str) -> str:
    """The text of which ``inert`` made this cell."""
    return INERT.sub(lambda found: joined(found, ""), cell) if "'" in cell else cell


def joined(found: re.Match[str], between: str) -> str:
    """What was found with this between its two parts, or as it was where no cell begins."""
    before, formula = found.groups()
    begins = found.start() == 0 or CUTS.search(before)
    return before + between + formula if begins else found[0]


def quoted(text: str) -> str:
    """The text as a cell: in quotes where it holds a quote, a line end or any delimiter."""
    return '"' + text.replace('"', '""') + '"' if re.search(r'[,;\t\r\n"]', text) else text
