"""Whole rows: those that have a value in every column that is used; the others are left out, and told."""

from __future__ import annotations

from collections.abc import Sequence

from nn_core.datasets.tables.columns import Column
from nn_core.datasets.tables.decision import Decision, counted, listed, shortened, shortened_name
from nn_core.errors import RangeError


def whole_rows(used: Sequence[Column]) -> tuple[list[int], Decision]:
    """The places of the rows that have all their values, and what became of the others.

    Raises
    ------
    RangeError
        There is none.
    """
    gaps = {column.position: column.gap_places() for column in used}
    missing = {place for places in gaps.values() for place in places}
    rows = len(used[0].cells)
    worst = max(used, key=lambda column: len(gaps[column.position]))
    if len(missing) == rows:
        came = f"no value in {len(gaps[worst.position])} of {counted(rows, 'row')}, so that no row is whole"
        raise RangeError(worst.title, came, "rows with a value in every column; or leave the column out")
    return [place for place in range(rows) if place not in missing], gaps_decision(used, gaps, missing, worst)


def gaps_decision(
    used: Sequence[Column], gaps: dict[int, list[int]], missing: set[int], worst: Column
) -> Decision:
    """Which rows are left out, for something is missing."""
    if not missing:
        return Decision("missing", 0, "No value is missing.", "missing")
    said = []
    for place in sorted(missing)[:5]:
        column = next(each for each in used if place in gaps[each.position])
        cell = shortened(column.cells[place], 12) if column.cells[place] else "an empty cell"
        said.append(f"line {column.lines[place]} ({cell} in {shortened_name(column.name)})")
    names = [*said, *[""] * (len(missing) - len(said))]
    share = f"{len(missing)} of {counted(len(worst.cells), 'row')}"
    sentence = f"{share} left out, for a value is missing: {listed(names)}."
    most = len(gaps[worst.position])
    if 2 * most > len(worst.cells):
        sentence += f" {shortened_name(worst.name)} lacks {most}: without that column the rows could stay."
    return Decision("missing", len(missing), sentence, "missing")
