"""A panel's numbers as a table: for screen readers, for readers without scripts, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

Cell = str | int | float | None


@dataclass(frozen=True)
class Column:
    """A column's name, and the decimals of its numbers; None where it holds words or whole numbers."""

    name: str
    decimals: int | None = 4


@dataclass(frozen=True)
class Table:
    """A caption, columns, and rows with one cell a column; null where there is nothing to say."""

    caption: str
    columns: list[Column]
    rows: list[list[Cell]]


def table(caption: str, columns: Sequence[str | Column], rows: Iterable[Sequence[Cell]]) -> Table:
    """A table. A column given by its name alone has numbers with four decimals.

    Raises
    ------
    ValueError
        When a row has another number of cells than there are columns: a bug of the panel's.
    """
    named = [Column(column) if isinstance(column, str) else column for column in columns]
    filled = [[cell_of(cell) for cell in row] for row in rows]
    if any(len(row) != len(named) for row in filled):
        raise ValueError(f"{caption}: every row must have {len(named)} cells")
    return Table(caption, named, filled)


def cell_of(cell: Cell) -> Cell:
    """The cell with NumPy's numbers made Python's."""
    return cell if cell is None or isinstance(cell, str | int) else float(cell)


def rows_shown(count: int, most: int) -> list[int]:
    """Which rows of a long list a table shows: all, or ``most`` evenly spread from the first to the last.

    >>> rows_shown(3, 5), rows_shown(9, 3)
    ([0, 1, 2], [0, 4, 8])
    """
    spread = np.linspace(0, count - 1, min(count, most))
    return [int(place) for place in spread.round()]


def words(name: str) -> Column:
    """A column of words or whole numbers."""
    return Column(name, None)
