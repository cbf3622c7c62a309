"""Rates: what the four counts of a yes-or-no decision say, each answering another question.

Of the sick, how many are found? Of the healthy, how many are left in peace? Of the alarms, how many are
true? A share of nothing, 0/0, is no number: it is None, never 0 and never a NaN.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class BinaryCounts:
    """Four counts, and the rates made of them: in [0, 1], or None where they are 0/0.

    Attributes
    ----------
    true_positives, false_positives : int
        Decided yes; rightly, wrongly.
    false_negatives, true_negatives : int
        Decided no; wrongly, rightly.

    Reference: Fawcett (2006), section 2.
    """

    true_positives: int
    false_positives: int
    false_negatives: int
    true_negatives: int

    @property
    def sensitivity(self) -> float | None:
        """TP / (TP + FN): of those that are yes, the share found. None if there are none."""
        return ratio(self.true_positives, self.true_positives + self.false_negatives)

    @property
    def recall(self) -> float | None:
        """Sensitivity under its other name."""
        return self.sensitivity

    @property
    def specificity(self) -> float | None:
        """TN / (TN + FP): of those that are no, the share left alone. None if there are none."""
        return ratio(self.true_negatives, self.true_negatives + self.false_positives)

    @property
    def precision(self) -> float | None:
        """TP / (TP + FP): of those decided yes, the share that are. None if nothing was decided yes."""
        return ratio(self.true_positives, self.true_positives + self.false_positives)

    @property
    def f1(self) -> float | None:
        """2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall.

        0 if every yes is missed; None if nothing is yes and nothing was decided so.
        """
        hits = 2 * self.true_positives
        return ratio(hits, hits + self.false_positives + self.false_negatives)

    @property
    def accuracy(self) -> float | None:
        """(TP + TN) / N: the share decided right. None if all counts are 0."""
        right = self.true_positives + self.true_negatives
        return ratio(right, right + self.false_positives + self.false_negatives)


def ratio(part: int, whole: int) -> float | None:
    """part / whole; None for 0/0."""
    return part / whole if whole else None


def macro_average(rates: Iterable[float | None]) -> float | None:
    """The mean over the classes that have the rate: every class counts alike, rare or not.

    Parameters
    ----------
    rates : iterable of float or None
        One for each class: ``[counts.f1 for counts in matrix.per_class]``.

    Returns
    -------
    float or None
        None if no class has it.
    """
    defined = [rate for rate in rates if rate is not None]
    return sum(defined) / len(defined) if defined else None
