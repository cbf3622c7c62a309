"""Prevalence: what an alarm means depends on how many of the tested are sick at all.

Sensitivity and specificity belong to the test; whoever has an alarm asks another question: how likely is it
true? Bayes' theorem answers it, and the rarer the disease, the more of the alarms are false:

    P(sick | alarm)    = π s / (π s + (1 − π)(1 − t))        s sensitivity, t specificity, π prevalence
    P(well | no alarm) = (1 − π) t / ((1 − π) t + π (1 − s))

Reference: Altman and Bland (1994), Diagnostic tests 2: predictive values.
"""

from __future__ import annotations

from dataclasses import dataclass

from nn_core.errors import RangeError
from nn_core.metrics.checks import checked_number


@dataclass(frozen=True)
class Screening:
    """What comes of screening people, as shares of all of them; together 1.

    Attributes
    ----------
    true_positives, false_negatives : float
        The sick, found and missed.
    false_positives, true_negatives : float
        The well, alarmed and left in peace.
    """

    true_positives: float
    false_negatives: float
    false_positives: float
    true_negatives: float

    @property
    def positive_predictive_value(self) -> float | None:
        """P(sick | alarm); None where nobody is alarmed."""
        return share(self.true_positives, self.false_positives)

    @property
    def negative_predictive_value(self) -> float | None:
        """P(well | no alarm); None where everybody is alarmed."""
        return share(self.true_negatives, self.false_negatives)

    def cost(self, of_a_miss: float) -> float:
        """What a person costs on average, where a false alarm costs 1 and a miss so much."""
        return of_a_miss * self.false_negatives + self.false_positives


def screen(sensitivity: float, specificity: float, prevalence: float) -> Screening:
    """What comes of screening people of whom so many are sick.

    Parameters
    ----------
    sensitivity, specificity, prevalence : float
        In [0, 1].

    Raises
    ------
    RangeError, ShapeError, NotFiniteError
        Naming the field.
    """
    s = checked_share("sensitivity", sensitivity)
    t = checked_share("specificity", specificity)
    sick = checked_share("prevalence", prevalence)
    well = 1.0 - sick
    return Screening(sick * s, sick * (1.0 - s), well * (1.0 - t), well * t)


def share(part: float, rest: float) -> float | None:
    """part / (part + rest); None where both are 0."""
    return part / (part + rest) if part + rest > 0.0 else None


def checked_share(field: str, value: float) -> float:
    """A number in [0, 1]."""
    number = checked_number(field, value)
    if not 0.0 <= number <= 1.0:
        raise RangeError(field, number, "a number in [0, 1]")
    return number
