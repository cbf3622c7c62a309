"""How large a table may be."""

from __future__ import annotations

from dataclasses import dataclass

LINES_A_ROW = 5


@dataclass(frozen=True)
class CsvBounds:
    """How large a CSV text may be.

    Attributes
    ----------
    characters, rows, columns, classes : int
        The most of each; rows without the header. There are fewer inputs than columns, also after words
        have become inputs of their own.
    words : int
        How many different words a column of inputs may hold.
    magnitude : float
        The largest size of a number.
    """

    characters: int = 4_000_000
    rows: int = 5_000
    columns: int = 101
    classes: int = 10
    words: int = 20
    magnitude: float = 1e15

    @property
    def lines(self) -> int:
        """The most lines, with those that are blank and those of cells over several lines."""
        return LINES_A_ROW * self.rows


CSV_BOUNDS = CsvBounds()
