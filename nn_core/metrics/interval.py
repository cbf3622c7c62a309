"""How sure is a share? 45 of 50 seeds succeed: another fifty would give another number.

Wilson's interval holds the shares from which the one observed would be no surprise. Unlike the share ± 2
standard errors it stays within 0 and 1, and 50 of 50 does not make it claim that nothing ever fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from nn_core.errors import RangeError
from nn_core.metrics.checks import checked_count, checked_number

MOST_TRIALS = 10**9


@dataclass(frozen=True)
class ShareInterval:
    """A share and how far it can be trusted.

    Attributes
    ----------
    share : float
        successes / trials.
    low, high : float
        The interval's ends; 0 ≤ low ≤ share ≤ high ≤ 1.
    """

    share: float
    low: float
    high: float


def wilson_interval(successes: int, trials: int, *, confidence: float = 0.95) -> ShareInterval:
    """The p for which |p̂ − p| ≤ z √(p (1 − p) / n).

    Its ends are the roots of (n + z²) p² − (2 n p̂ + z²) p + n p̂² = 0, with z the normal quantile at
    (1 + confidence)/2, which is 1.96 for 95 %.

    Parameters
    ----------
    successes : int
        n p̂, from 0 to trials.
    trials : int
        n, from 1 to 10⁹.
    confidence : float
        The share of such intervals that hold the true share, about; in [0.01, 0.9999].

    Raises
    ------
    RangeError, NotFiniteError
        Naming the field.

    Reference: Wilson (1927); Newcombe (1998), method 3.
    """
    n = checked_count("trials", trials, 1, MOST_TRIALS)
    x = checked_count("successes", successes, 0, n)
    level = checked_number("confidence", confidence)
    if not 0.01 <= level <= 0.9999:
        raise RangeError("confidence", confidence, "a number in [0.01, 0.9999]")
    z = NormalDist().inv_cdf((1.0 + level) / 2.0)
    # Failures are the successes of the other side: the upper end is 1 minus their lower one
    share = x / n
    return ShareInterval(share, min(lower_end(x, n, z), share), max(1.0 - lower_end(n - x, n, z), share))


def lower_end(x: int, n: int, z: float) -> float:
    """The smaller root, as the product of both by the larger: no digit is lost, and 0 of n gives 0."""
    middle = x + z * z / 2.0
    reach = z * sqrt(x * (n - x) / n + z * z / 4.0)
    return x * (x / n) / (middle + reach)
