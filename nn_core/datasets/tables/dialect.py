"""The separator, decided over all rows: it cuts them into equally many fields, most of them numbers.

A first line alone does not tell: in ``0,5;1,5`` a comma cuts as well as a semicolon does, and names may hold
either.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from nn_core.datasets.tables.bounds import CsvBounds
from nn_core.datasets.tables.numbers import is_number

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar", " ": "spaces"}
SAID = re.compile(r'[ \t]*"?sep=(.)"?[,; \t]*(\r\n|\r|\n|$)', re.IGNORECASE)
SPACED = re.compile(r'"((?:[^"]|"")*)"(?=\s|$)|(\S+)')
MOST_LOOKED_AT = 200  # rows whose cells are tried as numbers
MARGIN = 0.02  # by less than this share, one is not more even than another


def said_separator(text: str) -> tuple[str | None, str]:
    """The separator that a first line ``sep=;`` names, or None; and the text with that line blank."""
    found = SAID.match(text)
    if not found or found[1] not in SEPARATORS:
        return None, text
    return found[1], found[2] + text[found.end() :]


def detect_separator(text: str, bounds: CsvBounds) -> str:
    """The separator that fits all rows best; a comma where none cuts anything."""
    candidates = [sign for sign in SEPARATORS if sign in text or (sign == " " and "\t" in text)]
    if not candidates:
        return ","
    scores = {sign: score(text, sign, bounds) for sign in candidates}
    evenest = max(even for even, _ in scores.values())
    if evenest == 0.0:
        return candidates[0]
    # Of those that cut about as evenly, the one that leaves most numbers; of equals, the one named first
    close = [sign for sign in candidates if scores[sign][0] >= evenest - MARGIN]
    return max(close, key=lambda sign: scores[sign][1])


def score(text: str, separator: str, bounds: CsvBounds) -> tuple[float, float]:
    """How evenly a separator cuts: the share of rows with the commonest width, if that is 2 or more; and
    which share of the cells are numbers then, less those of which another separator would make more."""
    widths: Counter[int] = Counter()
    cells = numbers = 0
    for place, row in enumerate(quick_rows(text, separator, bounds)):
        widths[len(row)] += 1
        if place < MOST_LOOKED_AT:
            filled = [cell.strip() for cell in row[: bounds.columns] if cell.strip()]
            cells += len(filled)
            numbers += sum(map(is_number, filled)) - sum(map(holds_separator, filled))
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    if width < 2:
        # Only some rows are cut: better than nothing
        cut = sum(count for wide, count in widths.items() if wide > 1)
        return (0.01 if cut else 0.0), 0.0
    return rows / sum(widths.values()), numbers / max(cells, 1)


def holds_separator(cell: str) -> bool:
    """Whether a cell that is no number holds a sign that separates columns."""
    return any(sign in cell for sign in ",;\t|") and not is_number(cell)


def quick_rows(text: str, separator: str, bounds: CsvBounds) -> Iterator[list[str]]:
    """The rows that are not blank, as far as they can be read, each as a list of fields."""
    try:
        for place, (_, cells) in enumerate(split_rows(text, separator, strict=False)):
            if place > bounds.lines:
                return
            if any(map(str.strip, cells)):
                yield cells
    except csv.Error:
        return


def split_rows(text: str, separator: str, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    """Row after row, with the line on which it begins; ``csv.Error`` for what is wrong with quotes."""
    if separator == " ":
        yield from spaced_rows(text)
        return
    # With newline="" a line may end as it likes, and line ends inside quotes stay as they are
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict, skipinitialspace=True)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def spaced_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows whose fields are set apart by any number of spaces or tabs."""
    for line, row in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        yield line, [quoted.replace('""', '"') or bare for quoted, bare in SPACED.findall(row)]
