"""Gaps: cells that hold nothing, or a word that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MISSING_WORDS = (
    "NA",
    "N/A",
    "n.a.",
    "<NA>",
    "k.A.",
    "k. A.",
    "NaN",
    "null",
    "nil",
    "none",
    "?",
    "-",
    "--",
    "−",
    "–",
    "—",
    ".",
    "#N/A",
    "#NA",
    "#NV",
    "#DIV/0!",
    "#VALUE!",
    "#WERT!",
    "#REF!",
    "#BEZUG!",
    "#NUM!",
    "#ZAHL!",
)
"""What stands for a missing value if nothing else is said; large or small letters are the same."""

OTHERWISE = {"none": "", "nil": "", "-": "+", "−": "+", "–": "+"}
"""What may as well be a class: “none” among words, “−” beside “+”."""


class Gaps:
    """Which cells of a table are gaps.

    Parameters
    ----------
    missing : sequence of str, optional
        The words that stand for a missing value; ``MISSING_WORDS`` if not given.
    class_names : sequence of str, optional
        Words that are classes, whatever else they may stand for.
    """

    def __init__(
        self, missing: Sequence[str] | None = None, class_names: Sequence[str] | None = None
    ) -> None:
        self.is_chosen = missing is not None
        self.words = {word.casefold() for word in (MISSING_WORDS if missing is None else missing)}
        self.words -= {name.casefold() for name in class_names or ()}
        self.words.add("")

    def is_gap(self, cell: str) -> bool:
        """Whether the cell holds nothing."""
        return cell.casefold() in self.words

    def among(self, cells: Iterable[str]) -> set[str]:
        """The gaps among these cells."""
        return {cell for cell in cells if cell.casefold() in self.words}

    def in_words(self, cells: set[str]) -> set[str]:
        """The gaps among the different cells of a column of words, where some gaps may be words too."""
        gaps = self.among(cells)
        if self.is_chosen:
            return gaps
        return {cell for cell in gaps if not may_be_word(cell.casefold(), cells)}


def may_be_word(gap: str, cells: set[str]) -> bool:
    """Whether a gap is a word like the others in its column."""
    beside = OTHERWISE.get(gap)
    return beside is not None and (not beside or beside in cells)
