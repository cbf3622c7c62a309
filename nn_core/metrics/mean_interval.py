"""How sure is a mean? Ten seeds differ by 0.01 on the mean: another ten would give another number.

The interval of Student (Gosset) holds the means from which the one observed would be no surprise, for values
that are about normal. Of few values the spread itself is uncertain, and the interval is wider for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin, sqrt

import numpy as np
import numpy.typing as npt

from nn_core.errors import RangeError

HALVINGS = 60


@dataclass(frozen=True)
class MeanInterval:
    """A mean and how far it can be trusted: low ≤ mean ≤ high."""

    mean: float
    low: float
    high: float

    @property
    def sign(self) -> int:
        """1 where the interval lies above 0, −1 where it lies below, 0 where 0 is in it."""
        return 1 if self.low > 0.0 else -1 if self.high < 0.0 else 0

    def within(self, least: float, most: float) -> tuple[float, float]:
        """The ends of the interval, for a mean that lies between bounds, such as a share."""
        return max(least, self.low), min(most, self.high)


def mean_interval(values: npt.ArrayLike, *, confidence: float = 0.95) -> MeanInterval:
    """x̄ ± t s / √n, with s² = Σ (xᵢ − x̄)² / (n − 1) and t the quantile of Student's distribution.

    Parameters
    ----------
    values : array, shape (n,)
        Two or more finite numbers.
    confidence : float
        The share of such intervals that hold the true mean, about; in [0.01, 0.9999].

    Raises
    ------
    RangeError
        Fewer than two values, one that is not finite, or a confidence out of range.

    Reference: Student (1908).
    """
    x = np.asarray(values, dtype=np.float64)
    if x.ndim != 1 or x.size < 2 or not np.isfinite(x).all():
        raise RangeError("values", x.shape, "two or more finite numbers")
    if not 0.01 <= confidence <= 0.9999:
        raise RangeError("confidence", confidence, "a number in [0.01, 0.9999]")
    mean, spread = float(x.mean()), float(x.std(ddof=1))
    reach = student_quantile(confidence, x.size - 1) * spread / sqrt(x.size)
    return MeanInterval(mean, mean - reach, mean + reach)


def student_quantile(confidence: float, degrees: int) -> float:
    """The t with P(|T| ≤ t) = confidence, found by halving the angle θ = arctan(t / √ν)."""
    low, high = 0.0, pi / 2.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        low, high = (middle, high) if share_within(middle, degrees) < confidence else (low, middle)
    return sqrt(degrees) * sin(low) / cos(low)


def share_within(theta: float, degrees: int) -> float:
    """P(|T| ≤ √ν tan θ) for ν degrees of freedom, a finite sum over powers of cos θ.

    Reference: Abramowitz and Stegun (1964), equations 26.7.3 and 26.7.4.
    """
    square, odd = cos(theta) ** 2, degrees % 2
    term, total = (cos(theta) if odd else 1.0), 0.0
    for k in range(2 + odd, degrees + 1, 2):
        total += term
        term *= square * (k - 1) / k
    if odd:
        return 2.0 / pi * (theta + sin(theta) * total)
    return sin(theta) * total
