"""CSV, the first half: a text becomes rows of cells that know their lines.

Quotes, delimiters and line ends are those of spreadsheets (RFC 4180): a field in quotes may hold the
delimiter, a line end, and a quote written twice. Spaces around a field and blank lines do not count,
nor does the apostrophe that keeps a text from being a formula (``nn_core/datasets/csv_cells.py``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from nn_core.datasets.csv_cells import as_meant
from nn_core.errors import FormatError, RangeError, ShapeError, UnknownNameError

# Where two cut the first line into equally many fields, the rarer sign is the one that is meant
DELIMITERS = {"\t": "tab", ";": "semicolon", ",": "comma"}

LINES_A_ROW = 5
MOST_CHARACTERS, MOST_ROWS = 65_536, 500  # that are looked at in search of a delimiter

COMPLAINTS = {
    "unexpected end of data": ("a quote that is never closed", "a closing quote"),
    "expected after": ("text after a closing quote", "a delimiter; a quote inside quotes is written twice"),
    "field larger": ("a very long field", f"at most {csv.field_size_limit()} characters"),
}


@dataclass(frozen=True)
class CsvBounds:
    """How large a CSV text may be.

    Attributes
    ----------
    characters, rows, columns, classes : int
        The most of each; rows without the header.
    magnitude : float
        The largest size of a number.
    """

    characters: int = 2_000_000
    rows: int = 5_000
    columns: int = 101
    classes: int = 10
    magnitude: float = 1e15

    @property
    def lines(self) -> int:
        """The most lines, with those that are blank and those of cells over several lines."""
        return LINES_A_ROW * self.rows


CSV_BOUNDS = CsvBounds()


@dataclass(frozen=True)
class CsvRow:
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


def read_rows(text: str, delimiter: str | None = None, bounds: CsvBounds = CSV_BOUNDS) -> list[CsvRow]:
    """The rows of a CSV text that are not blank, all equally long.

    Parameters
    ----------
    text : str
        A byte-order mark at its beginning does not count.
    delimiter : str, optional
        A comma, a semicolon or a tab; if not given, the one that cuts the first line into most fields.
    bounds : CsvBounds

    Raises
    ------
    FormatError, ShapeError, RangeError, UnknownNameError
        Naming the line.
    """
    check_text(text, bounds)
    text = text.removeprefix("\ufeff")
    if delimiter is None:
        delimiter = detect_delimiter(text)
    if delimiter not in DELIMITERS:
        raise UnknownNameError("delimiter", delimiter, map(repr, reversed(DELIMITERS)))
    rows: list[CsvRow] = []
    for row in parse(text, delimiter, bounds):
        check_row(row, rows[0] if rows else row, bounds)
        rows.append(row)
        if len(rows) > bounds.rows + 1:
            raise RangeError(
                f"line {row.line}", f"row {len(rows)}", f"at most {bounds.rows} rows and a header"
            )
    if not rows:
        raise RangeError("text", "no rows", "at least one")
    return rows


def check_text(text: object, bounds: CsvBounds) -> None:
    """Raises unless it is a text, not too long, and one that a person can have written."""
    if not isinstance(text, str):
        raise ShapeError("text", type(text).__name__, "a text")
    if len(text) > bounds.characters:
        raise RangeError("text", f"{len(text)} characters", f"at most {bounds.characters}")
    place = text.find("\0")
    if place >= 0:
        line = 1 + len(re.findall(r"\r\n|\r|\n", text[:place]))
        raise FormatError(f"line {line}", "a NUL character", "text; is it a CSV file?")


def detect_delimiter(text: str) -> str:
    """The delimiter that cuts the first row into most fields, quotes taken strictly if any can be."""
    text = text.lstrip("\r\n")[:MOST_CHARACTERS]

    def fields(delimiter: str, strict: bool) -> int:
        if strict and not first_record(delimiter).match(text):
            return 0
        rows = csv.reader(
            StringIO(text, newline=""), delimiter=delimiter, strict=strict, skipinitialspace=True
        )
        try:
            first = islice(rows, MOST_ROWS)
            return next((len(cells) for cells in first if any(map(str.strip, cells))), 0)
        except csv.Error:
            return 0

    return max(DELIMITERS, key=lambda delimiter: (fields(delimiter, True), fields(delimiter, False)))


def first_record(delimiter: str) -> re.Pattern[str]:
    """A line whose quotes stand around whole fields, or twice within them."""
    field = rf'(?: *"(?:[^"]|"")*" *|(?! *")[^"\r\n{delimiter}]*)'
    return re.compile(rf"{field}(?:{delimiter}{field})*(?=[\r\n]|\Z)")


def parse(text: str, delimiter: str, bounds: CsvBounds) -> Iterator[CsvRow]:
    """Row after row, blank ones left out."""
    # With newline="" a line may end as it likes, and line ends inside quotes stay as they are
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise complaint(line, str(error)) from error
        if cells is None:
            return
        if line > bounds.lines:
            raise RangeError("text", f"more than {bounds.lines} lines", f"at most {bounds.lines}")
        if len(cells) <= bounds.columns:  # of those that are refused as they are nothing is asked
            cells = [as_meant(cell.strip()) for cell in cells]
        row = CsvRow(line, tuple(cells))
        if len(row.cells) > 1 or any(row.cells):
            yield row


def complaint(line: int, message: str) -> FormatError:
    """What the standard library found wrong, in our words."""
    for sign, (came, allowed) in COMPLAINTS.items():
        if sign in message:
            return FormatError(f"line {line}", came, allowed)
    return FormatError(f"line {line}", message, "fields as in RFC 4180")


def check_row(row: CsvRow, first: CsvRow, bounds: CsvBounds) -> None:
    """Raises unless the row has as many columns as the first, 2 or more."""
    columns, expected = len(row.cells), len(first.cells)
    came = f"{columns} column{'s' * (columns != 1)}"
    if columns != expected:
        raise ShapeError(f"line {row.line}", came, f"{expected}, as in line {first.line}")
    if columns < 2:
        names = ", ".join(reversed(DELIMITERS.values()))
        raise ShapeError(f"line {row.line}", came, f"2 or more, separated by one of {names}")
    if columns > bounds.columns:
        raise ShapeError(f"line {row.line}", came, f"at most {bounds.columns}")
