"""The header: whether the first row holds names, decided by what stands below it.

A word over a column of numbers is a name. A word that comes again below it is a value. A number may be a
name too, as a year is, where it lies far from all numbers below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nn_core.datasets.tables.decision import Decision, shortened
from nn_core.datasets.tables.gaps import Gaps
from nn_core.datasets.tables.numbers import MARKS, POINT, are_numbers, is_number, marks_of, value_of
from nn_core.datasets.tables.rows import Row
from nn_core.errors import FormatError

FAR = 10.0  # times as large as the largest number below


@dataclass(frozen=True)
class Evidence:
    """What the cells of the first row look like, beside those below them: how many of each kind.

    Attributes
    ----------
    names : list of str
        Words over numbers.
    values : list of str
        Words that come again below.
    words : list of str
        Words over other words.
    numbers : list of str
        Numbers.
    far : list of str
        Those of the numbers that are far from all below, or are years over what is none.
    """

    names: list[str]
    values: list[str]
    words: list[str]
    numbers: list[str]
    far: list[str]

    @property
    def is_header(self) -> bool:
        """Whether the row holds names."""
        if not self.names and not self.words:
            return False
        if self.values and len(self.names) < 2:
            return False
        return len(self.far) == len(self.numbers)

    @property
    def is_neither(self) -> bool:
        """Whether it can be no example either."""
        return not self.is_header and bool(self.names)


def has_header(rows: Sequence[Row], chosen: bool | None, gaps: Gaps) -> tuple[bool, Decision]:
    """Whether the first row holds names.

    Raises
    ------
    FormatError
        It is neither a header nor an example.
    """
    first = rows[0]
    if chosen is not None:
        return chosen, decision(first, chosen, "as chosen")
    if len(rows) == 1:
        is_header = not any(map(is_number, first.cells))
        return is_header, decision(first, is_header, "the only one")
    evidence = evidence_of(rows, gaps)
    if evidence.is_neither:
        raise neither(first, evidence)
    return evidence.is_header, decision(first, evidence.is_header, reason(evidence))


def evidence_of(rows: Sequence[Row], gaps: Gaps) -> Evidence:
    """The first row beside the others, column by column."""
    evidence = Evidence([], [], [], [], [])
    others = zip(*(row.cells for row in rows[1:]), strict=True)
    for cell, column in zip(rows[0].cells, others, strict=True):
        below = set(column)
        below -= gaps.among(below)
        if gaps.is_gap(cell):
            continue
        if is_number(cell):
            evidence.numbers.append(cell)
            evidence.far.extend([cell] if below and is_far(cell, below) else [])
        elif cell in below:
            evidence.values.append(cell)
        elif below and are_numbers(below):
            evidence.names.append(cell)
        else:
            evidence.words.append(cell)
    return evidence


def is_far(cell: str, below: set[str]) -> bool:
    """Whether a number lies far from all below it; of words, every number does."""
    numbers = [magnitude(each) for each in below if is_number(each)]
    if not numbers:
        return True
    if is_year(cell):
        return not all(is_year(each) for each in below) and magnitude(cell) > max(numbers)
    return magnitude(cell) > FAR * max(numbers)


def is_year(cell: str) -> bool:
    """Whether it is a year of our time."""
    return len(cell) == 4 and cell.isdecimal() and cell.isascii() and 1800 <= int(cell) <= 2200


def magnitude(cell: str) -> float:
    """|x|, with whichever decimal mark it can be read."""
    return abs(value_of(cell, MARKS[0] if marks_of(cell) & POINT else MARKS[1]))


def reason(evidence: Evidence) -> str:
    """Why it is names, or none."""
    if evidence.is_header:
        if evidence.names:
            return f"for {shortened(evidence.names[0])} stands over numbers"
        return f"for {shortened(evidence.words[0])} does not come again below"
    if evidence.values:
        return f"for {shortened(evidence.values[0])} comes again below"
    if evidence.numbers:
        return f"for it holds numbers such as {shortened(evidence.numbers[0])}"
    return "for it holds no names"


def decision(first: Row, is_header: bool, why: str) -> Decision:
    """What the first row is."""
    what = "names" if is_header else "an example"
    sentence = f"Line {first.line} was read as {what}, {why}."
    return Decision("header", is_header, sentence, "header", (True, False))


def neither(first: Row, evidence: Evidence) -> FormatError:
    """What to say of a first row that is neither names nor an example."""
    name = shortened(evidence.names[0])
    near = [cell for cell in evidence.numbers if cell not in evidence.far]
    other = f"the number {shortened(near[0])}" if near else shortened(evidence.values[0])
    allowed = (
        "names only (or header: true), or an example; it is neither a header nor an example as it stands"
    )
    came = f"{name} over a column of numbers beside {other}{'' if near else ', which comes again below'}"
    return FormatError(f"line {first.line}", came, allowed)
