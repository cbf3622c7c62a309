"""The learning-rate range test: one short run tells which rates a network bears.

The rate starts tiny and grows by the same factor every step. At first nothing happens; then the loss
falls, faster and faster; then the rate is too large and the loss climbs. A good rate lies where the loss
falls most steeply, well before the climb.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import RangeError
from nn_core.options import Option, check_options

RANGE_TEST_OPTIONS = (
    Option("low", 1e-5, "The first rate.", low_allowed=False),
    Option("high", 10.0, "The last rate.", low_allowed=False),
    Option("steps", 100, "How many rates are tried.", kind=int, low=2),
    Option("smoothing", 0.8, "How much of the smoothed loss each step keeps, β.", high=1.0),
    Option(
        "divergence", 4.0, "It stops where the loss is this many times its best.", low=1.0, low_allowed=False
    ),
)


@dataclass(frozen=True, eq=False)
class RangeTest:
    """What a range test saw, one entry per step taken; every number finite, arrays read-only.

    Attributes
    ----------
    learning_rates : FloatArray, shape (taken,)
    losses : FloatArray, shape (taken,)
        The loss that each step reported.
    smoothed : FloatArray, shape (taken,)
        Their fading mean.
    suggestion : float or None
        The rate at the steepest descent; None if the loss never fell.
    diverged_at : int or None
        The step, from 0, at which the loss left its best far behind or was no longer finite; it is the
        last entry, or one past it.
    """

    learning_rates: FloatArray
    losses: FloatArray
    smoothed: FloatArray
    suggestion: float | None
    diverged_at: int | None

    def __post_init__(self) -> None:
        for array in (self.learning_rates, self.losses, self.smoothed):
            array.flags.writeable = False


def lr_range_test(
    step: Callable[[float], float],
    *,
    low: float = 1e-5,
    high: float = 10.0,
    steps: int = 100,
    smoothing: float = 0.8,
    divergence: float = 4.0,
) -> RangeTest:
    """Tries growing rates until the loss diverges: rate k is low · (high / low)^(k / (steps − 1)).

    Parameters
    ----------
    step : callable
        Takes a rate, trains one step with it, returns the loss before that step.
    low, high : float
        First and last rate, 0 < low < high.
    steps : int
        How many, 2 or more.
    smoothing : float
        β in [0, 1): s ← β s + (1 − β) L, shown as s / (1 − βᵏ). It lags β / (1 − β) steps behind.
    divergence : float
        Stop where the smoothed loss is more than this many times its best; above 1.

    Raises
    ------
    RangeError, NotFiniteError
        Naming the option.

    Reference: Smith (2017), section 3.3; smoothing and suggestion after Gugger (2018).
    """
    given = {"low": low, "high": high, "steps": steps, "smoothing": smoothing, "divergence": divergence}
    check_options("lr_range_test", RANGE_TEST_OPTIONS, given)
    if not low < high:
        raise RangeError("high of lr_range_test", high, f"more than low, {low}")
    rates = low * (high / low) ** (np.arange(steps) / (steps - 1.0))
    losses, smoothed, diverged_at = climb(step, rates, smoothing, divergence)
    tried = rates[: len(losses)]
    suggestion = steepest_descent(tried, np.array(smoothed))
    return RangeTest(tried, np.array(losses), np.array(smoothed), suggestion, diverged_at)


def climb(
    step: Callable[[float], float], rates: FloatArray, beta: float, divergence: float
) -> tuple[list[float], list[float], int | None]:
    """The losses at the rates, raw and smoothed, and where they diverged."""
    losses: list[float] = []
    smoothed: list[float] = []
    mean = 0.0
    for index, rate in enumerate(rates):
        # A rate that is too large may overflow: that is what the test is looking for.
        with np.errstate(all="ignore"):
            loss = float(step(float(rate)))
        if not np.isfinite(loss):
            return losses, smoothed, index
        # s ← β s + (1 − β) L, freed of its start at 0 by 1 − βᵏ
        mean = beta * mean + (1.0 - beta) * loss
        losses.append(loss)
        smoothed.append(mean / (1.0 - beta ** (index + 1)))
        if smoothed[-1] > divergence * min(smoothed):
            return losses, smoothed, index
    return losses, smoothed, None


def steepest_descent(rates: FloatArray, smoothed: FloatArray) -> float | None:
    """The rate where the smoothed loss falls fastest against log η; None if it never falls."""
    if len(rates) < 2:
        return None
    # The rates are evenly spaced in log η, so the slope per step is the slope against log η.
    slope = np.gradient(smoothed)
    steepest = int(np.argmin(slope))
    return float(rates[steepest]) if slope[steepest] < 0.0 else None
