"""Rows: a text becomes rows of cells, equally long, that know their lines.

Quotes, separators and line ends are those of spreadsheets (RFC 4180): a field in quotes may hold the
separator, a line end, and a quote written twice. Spaces around a field and blank lines do not count,
nor does the apostrophe that keeps a text from being a formula (``nn_core/datasets/csv_cells.py``).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass

from nn_core.datasets.csv_cells import as_meant
from nn_core.datasets.tables.bounds import CsvBounds
from nn_core.datasets.tables.decision import Decision, counted, listed
from nn_core.datasets.tables.decoding import BYTE_ORDER_MARK
from nn_core.datasets.tables.dialect import SEPARATORS, detect_separator, said_separator, split_rows
from nn_core.datasets.tables.numbers import is_number
from nn_core.errors import FormatError, RangeError, ShapeError

COMPLAINTS = {
    "unexpected end of data": ("a quote that is never closed", "a closing quote"),
    "expected after": ("text after a closing quote", "a separator; a quote inside quotes is written twice"),
    "field larger": ("a very long field", f"at most {csv.field_size_limit()} characters"),
}


@dataclass(frozen=True)
class Row:
    """One row.

    Attributes
    ----------
    line : int
        The line of the text on which it begins, from 1.
    cells : tuple of str
        Its fields, without the spaces around them.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """All rows that hold something, equally long, and what was decided on the way.

    Attributes
    ----------
    rows : list of Row
        At least one, each of two cells or more.
    separator : str
    decisions : tuple of Decision
    """

    rows: list[Row]
    separator: str
    decisions: tuple[Decision, ...]


def read_sheet(text: object, separator: str | None, bounds: CsvBounds, *, fewest: int = 2) -> Sheet:
    """The rows of a text, each of so many columns at least.

    Raises
    ------
    FormatError, ShapeError, RangeError
        Naming the line.
    """
    readable = checked_text(text, bounds)
    said, readable = said_separator(readable)
    sign = separator or said or detect_separator(readable, bounds)
    rows, empty = parsed_rows(readable, sign, bounds)
    decisions = [separator_decision(sign, said if separator is None else None)]
    if empty:
        lines = listed([f"line {line}" for line in empty])
        words = f"{counted(len(empty), 'row')} of nothing but separators left out: {lines}."
        decisions.append(Decision("left_out", len(empty), words))
    return Sheet(equally_long(rows, bounds, fewest), sign, tuple(decisions))


def separator_decision(sign: str, said: str | None) -> Decision:
    """What separates the columns."""
    name = SEPARATORS[sign].capitalize()
    why = "as the line sep= says" if said else "for they cut the rows most evenly"
    sentence = f"{name}{'' if sign == ' ' else 's'} separate the columns, {why}."
    return Decision("separator", sign, sentence, "separator", tuple(SEPARATORS))


def checked_text(text: object, bounds: CsvBounds) -> str:
    """The text without its byte-order mark, if it is not too long, and one that a person can have written."""
    if not isinstance(text, str):
        raise ShapeError("text", type(text).__name__, "a text")
    if len(text) > bounds.characters:
        raise RangeError("text", f"{len(text)} characters", f"at most {bounds.characters}")
    place = text.find("\0")
    if place >= 0:
        line = 1 + len(re.findall(r"\r\n|\r|\n", text[:place]))
        raise FormatError(f"line {line}", "a NUL character", "text; is it a CSV file?")
    return text.removeprefix(BYTE_ORDER_MARK)


def parsed_rows(text: str, separator: str, bounds: CsvBounds) -> tuple[list[Row], list[int]]:
    """The rows that hold something, and the lines of those that hold nothing but separators."""
    rows: list[Row] = []
    empty: list[int] = []
    try:
        for line, cells in split_rows(text, separator, strict=True):
            check_size(line, len(cells), len(rows), bounds)
            row = Row(line, tuple(as_meant(cell.strip()) for cell in cells))
            if any(row.cells):
                rows.append(row)
            elif len(row.cells) > 1:
                empty.append(line)
    except csv.Error as error:
        raise complaint(next_line(text, separator), str(error)) from error
    if not rows:
        raise RangeError("text", "no rows", "at least one")
    return rows, empty


def check_size(line: int, columns: int, rows: int, bounds: CsvBounds) -> None:
    """Raises where a row is one too many, or much too wide: of such nothing else is asked."""
    if line > bounds.lines:
        raise RangeError("text", f"more than {bounds.lines} lines", f"at most {bounds.lines}")
    if columns > 2 * bounds.columns:
        raise too_wide(line, columns, bounds)
    if rows > bounds.rows + 1:
        raise RangeError(f"line {line}", f"row {rows}", f"at most {bounds.rows} rows and a header")


def next_line(text: str, separator: str) -> int:
    """The line on which the row begins that cannot be read."""
    line = 1
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    try:
        for _ in reader:
            line = reader.line_num + 1
    except csv.Error:
        return line
    return line


def complaint(line: int, message: str) -> FormatError:
    """What the standard library found wrong, in our words."""
    for sign, (came, allowed) in COMPLAINTS.items():
        if sign in message:
            return FormatError(f"line {line}", came, allowed)
    return FormatError(f"line {line}", message, "fields as in RFC 4180")


def equally_long(rows: list[Row], bounds: CsvBounds, fewest: int) -> list[Row]:
    """The rows, all as long as most of them.

    Empty cells at the end of a row do not count. A first row of names that is one shorter than all others
    names no index: the first column gets an empty name.
    """
    widths = Counter(len(row.cells) for row in rows)
    first = len(rows[0].cells)
    width = max(widths, key=lambda wide: (widths[wide], wide == first))
    if lacks_index_name(rows, width):
        rows = [Row(rows[0].line, ("", *rows[0].cells)), *rows[1:]]
    reference = next(row.line for row in rows if len(row.cells) == width)
    even = [cut_to(row, width, reference) for row in rows]
    if width < fewest:
        names = ", ".join(SEPARATORS.values())
        raise ShapeError(f"line {even[0].line}", "1 column", f"2 or more, separated by one of {names}")
    if width > bounds.columns:
        raise too_wide(even[0].line, width, bounds)
    return even


def lacks_index_name(rows: list[Row], width: int) -> bool:
    """Whether the first row holds names, one fewer than every other row has cells."""
    first, *others = rows
    return (
        len(first.cells) == width - 1
        and len(others) > 1
        and all(len(row.cells) == width for row in others)
        and not any(map(is_number, first.cells))
    )


def cut_to(row: Row, width: int, reference: int) -> Row:
    """The row with so many cells, if what is too much is empty."""
    columns = len(row.cells)
    if columns == width:
        return row
    if columns > width and not any(row.cells[width:]):
        return Row(row.line, row.cells[:width])
    raise ShapeError(f"line {row.line}", counted(columns, "column"), f"{width}, as in line {reference}")


def too_wide(line: int, columns: int, bounds: CsvBounds) -> ShapeError:
    """What to say of a table with too many columns."""
    return ShapeError(f"line {line}", counted(columns, "column"), f"at most {bounds.columns}")


def rows_below(sheet: Sheet, is_header: bool, bounds: CsvBounds) -> list[Row]:
    """The rows below the header."""
    rows = sheet.rows[is_header:]
    if not 1 <= len(rows) <= bounds.rows:
        raise RangeError("rows", len(rows), f"1 to {bounds.rows}, besides the header")
    return rows
