"""Columns: numbers or words.

A column is written in one way, so what its cells have in common decides how they are read. Where that leaves
two ways open, ``marks`` settles it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from nn_core.activations import FloatArray
from nn_core.datasets.tables.bounds import CsvBounds
from nn_core.datasets.tables.decision import shortened, shortened_name
from nn_core.datasets.tables.gaps import Gaps
from nn_core.datasets.tables.numbers import (
    COMMA,
    EITHER,
    NOT_FINITE,
    POINT,
    are_plain,
    has_mark,
    is_number,
    marks_of,
    marks_of_all,
    unit_of,
    value_of,
    without_unit,
)
from nn_core.datasets.tables.rows import Row
from nn_core.errors import FormatError, NotFiniteError, NudgeError, RangeError

A_NUMBER = "a number"
DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1(\d{2}|\d{4})([T ].*)?|\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?")


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    position : int
        From 1.
    name : str
    cells : tuple of str
        Those below the header.
    lines : tuple of int
        The line of each.
    gaps : Gaps
    mark : str or None
        The decimal mark it is read with; None where it holds words, or where none is settled yet.
    """

    position: int
    name: str
    cells: tuple[str, ...]
    lines: tuple[int, ...]
    gaps: Gaps
    mark: str | None = None

    @cached_property
    def counts(self) -> Counter[str]:
        """The different cells that are no gaps, in the order in which they first come, and how often."""
        different = Counter(self.cells)
        for gap in self.gaps.among(different):
            del different[gap]
        return different

    @property
    def gap_count(self) -> int:
        """How many cells are gaps."""
        return len(self.cells) - self.counts.total()

    @cached_property
    def unit(self) -> str:
        """A percent or currency sign that every number carries."""
        return unit_of(self.counts) if self.counts else ""

    @cached_property
    def fits(self) -> int:
        """With which decimal mark every cell is a number: POINT, COMMA, EITHER or 0."""
        if not self.counts:
            return 0
        return marks_of_all([self.bare(cell) for cell in self.counts] if self.unit else self.counts)

    @property
    def is_numbers(self) -> bool:
        """Whether every cell that is no gap is a number."""
        return self.fits != 0

    @property
    def is_empty(self) -> bool:
        """Whether every cell is a gap."""
        return not self.counts

    @cached_property
    def holds_dates(self) -> bool:
        """Whether every cell that is no gap is a date or a time of day."""
        return bool(self.counts) and all(map(DATE.fullmatch, self.counts)) and not self.is_numbers

    @cached_property
    def number_share(self) -> float:
        """Which share of the cells that are no gaps are numbers."""
        return sum(n for cell, n in self.counts.items() if is_number(self.bare(cell))) / self.counts.total()

    @cached_property
    def open_cell(self) -> str | None:
        """A cell that is another number with the other decimal mark, where the column fits both."""
        cells = (cell for cell in self.counts if has_mark(cell))
        return next(cells, None) if self.fits == EITHER else None

    def bare(self, cell: str) -> str:
        """The cell without the sign that all carry."""
        return without_unit(cell, self.unit)

    def where(self, place: int) -> str:
        """A cell, for a message."""
        return f"line {self.lines[place]}, {self.title}"

    @property
    def title(self) -> str:
        """The column, for a message."""
        return f"column {self.position}" + (f" ({shortened_name(self.name)})" if self.name else "")

    def gap_places(self) -> list[int]:
        """Where the column has no value."""
        different = set(self.cells)
        gaps = self.gaps.among(different) if self.is_numbers else self.gaps.in_words(different)
        return [place for place, cell in enumerate(self.cells) if cell in gaps]

    def number(self, place: int, bounds: CsvBounds) -> float:
        """A cell as a number.

        Raises
        ------
        RangeError, NotFiniteError
            Naming line and column.
        """
        cell = self.cells[place]
        bare, mark = self.bare(cell), self.mark or "."
        if NOT_FINITE.fullmatch(bare):
            raise NotFiniteError(self.where(place), cell, "a finite number")
        if not marks_of(bare) & (POINT if mark == "." else COMMA):
            raise self.no_number(place)
        value = value_of(bare, mark)
        if not math.isfinite(value):
            raise NotFiniteError(self.where(place), shortened(cell), "a finite number")
        if abs(value) > bounds.magnitude:
            limit = bounds.magnitude
            raise RangeError(self.where(place), shortened(cell), f"a number in [-{limit:g}, {limit:g}]")
        return value

    def numbers(self, places: Sequence[int], bounds: CsvBounds) -> FloatArray:
        """The numbers at these places; raises as ``number`` does."""
        cells = [self.cells[place] for place in places]
        mark = self.mark or "."
        if are_plain(cells, mark):
            found = np.array([float(cell.replace(mark, ".")) for cell in cells])
            if (np.abs(found) <= bounds.magnitude).all():
                return found
        return np.array([self.number(place, bounds) for place in places])

    def with_mark(self, mark: str) -> Column:
        """The same column, read with this decimal mark; what is known of it stays known."""
        made = copy(self)
        object.__setattr__(made, "mark", mark)
        return made

    def no_number(self, place: int | None = None) -> NudgeError:
        """What to say where a number was needed: the first cell that is none."""
        if place is None:
            place = next(
                (
                    place
                    for place, cell in enumerate(self.cells)
                    if cell in self.counts and not is_number(self.bare(cell))
                ),
                None,
            )
        if place is None:
            return self.mixed()
        cell, allowed = self.cells[place], self.mark_words
        if DATE.fullmatch(cell):
            allowed = f"{A_NUMBER}, not a {'time' if ':' in cell[:3] else 'date'}"
        elif not any(map(str.isdigit, cell)):
            allowed += "; or say in missing that it stands for a missing value"
        return RangeError(self.where(place), shortened(cell), allowed)

    @property
    def mark_words(self) -> str:
        """What a number of this column is, as the others in it are written."""
        marks = {marks_of(self.bare(cell)) for cell in self.counts} - {0, EITHER}
        found = {COMMA: ",", POINT: "."}[marks.pop()] if len(marks) == 1 else None
        mark = self.mark or found
        return f"{A_NUMBER}, with a decimal {'comma' if mark == ',' else 'point'}" if mark else A_NUMBER

    def mixed(self) -> NudgeError:
        """What to say of a column of numbers that share no decimal mark."""
        point = next(cell for cell in self.counts if marks_of(self.bare(cell)) == POINT)
        place = next(place for place, cell in enumerate(self.cells) if marks_of(self.bare(cell)) == COMMA)
        came = f"{shortened(self.cells[place])}, and elsewhere {shortened(point)}"
        return FormatError(self.where(place), came, "one decimal mark in the column, a point or a comma")


def columns_of(names: Sequence[str], rows: Sequence[Row], gaps: Gaps) -> list[Column]:
    """The columns of the rows below the header."""
    lines = tuple(row.line for row in rows)
    columns = zip(*(row.cells for row in rows), strict=True)
    return [
        Column(position, name, cells, lines, gaps)
        for position, (name, cells) in enumerate(zip(names, columns, strict=True), 1)
    ]


def counts_rows(column: Column) -> bool:
    """Whether its cells count the rows: 0, 1, 2, … or 1, 2, 3, …, gaps between them allowed for rows that
    were empty."""
    if not all(cell.isascii() and cell.isdecimal() and len(cell) < 9 for cell in column.cells):
        return False
    numbers = [int(cell) for cell in column.cells]
    rises = all(after > before for before, after in pairwise(numbers))
    return numbers[0] in (0, 1) and rises and numbers[-1] - numbers[0] < 2 * len(numbers)
