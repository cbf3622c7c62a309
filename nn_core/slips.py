"""Which known slip makes what somebody got of an array: all of it, or the first wrong number alone.

What somebody got may be rounded, so nothing is held to the last bit. A slip is named where it is within what
rounding makes of it and much nearer to what is claimed than the right number is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray

CLOSE = 1e-4
"""Numbers that agree to so many of their size, or to this, are the same: they may have been rounded."""
CLEARLY = 4.0
"""So many times nearer than the right number has to be what explains a wrong one."""
HAIR = 1e-6
LARGEST = 1e100
"""No slip makes a number beyond this, and arithmetic with it may overflow."""
DIGITS_MOVED = 10
"""By so many units of rounding one number has to move, for a learning rate to be read from it."""
TO_THE_DIGIT = ("nothing",)
"""Slips that hold only as closely as the claim is written: a small step is soon near the old value."""
RATE = "another learning rate"


@dataclass(frozen=True, eq=False)
class Quantity:
    """One array of a step.

    Attributes
    ----------
    name : str
        ``"z.0"``, layer from 0.
    right : array
    slips : mapping of str to array
        What each slip makes of it. Of a parameter ``"nothing"`` is the value before the update.
    eta : float or None
        The learning rate of an update; None for whatever no update makes.
    """

    name: str
    right: FloatArray
    slips: Mapping[str, FloatArray]
    eta: float | None = None


@dataclass(frozen=True, eq=False)
class Claim:
    """What somebody got of an array, with half a unit of the last digit of each number, 0 where unknown."""

    values: FloatArray
    rounding: FloatArray


@dataclass(frozen=True)
class Explanation:
    """What was done: a slip, whether it is in one number alone, and the learning rate that was taken."""

    slip: str | None
    only_here: bool = False
    rate: float | None = None


def exact(values: Any) -> Claim:
    """A claim of which no rounding is known."""
    told = np.asarray(values, dtype=np.float64)
    return Claim(told, np.zeros_like(told))


def near(claim: Claim, value: FloatArray) -> npt.NDArray[np.bool_]:
    """Which numbers are the same up to rounding: as they are written, or to ``CLOSE``."""
    allowed = np.maximum(CLOSE + CLOSE * np.abs(value), claim.rounding * (1 + HAIR))
    return np.abs(claim.values - value) <= allowed


def explain(claim: Claim, quantity: Quantity, place: tuple[int, ...]) -> Explanation:
    """What makes all of a claim, else its number at the first wrong place; no slip where none is known."""
    if np.abs(claim.values).max(initial=0) > LARGEST:
        return Explanation(None)
    if slip := slip_of(claim, quantity):
        return Explanation(slip)
    if claim.values.shape != quantity.right.shape:
        return Explanation(None)
    if rate := other_rate(claim, quantity):
        return Explanation(RATE, rate=rate)
    same = claim.values.shape
    slips = {name: value[place] for name, value in quantity.slips.items() if value.shape == same}
    entry = Quantity(quantity.name, quantity.right[place], slips)
    slip = slip_of(Claim(claim.values[place], claim.rounding[place]), entry)
    return Explanation(slip, only_here=slip is not None)


def slip_of(claim: Claim, quantity: Quantity) -> str | None:
    """The slip that comes nearest to all of a claim, of those that are within its rounding.

    A matrix that is told as one row may be read in the order of its columns: it is transposed, too.
    """
    far: dict[str, float] = {}
    for name, value in quantity.slips.items():
        made = value.reshape(claim.values.shape) if can_be_row(name, claim, value) else value
        if made.shape == claim.values.shape and fits(name, claim, made, quantity.right):
            far[name] = round(float(np.abs(claim.values - made).max()), 9)
    return min(far, key=lambda name: far[name], default=None)


def can_be_row(name: str, claim: Claim, value: FloatArray) -> bool:
    """Whether a claim may be the transposed matrix, its numbers read into the shape of the right one."""
    return name == "transpose" and value.shape == claim.values.T.shape


def fits(name: str, claim: Claim, made: FloatArray, right: FloatArray) -> bool:
    """Whether a slip makes what is claimed, and is clearly nearer to it than what is right."""
    far = np.abs(claim.values - made)
    as_written = far <= claim.rounding * (1 + HAIR) + HAIR
    within = as_written if name in TO_THE_DIGIT else near(claim, made)
    return bool(within.all()) and is_clear(far, claim, right)


def is_clear(far: FloatArray, claim: Claim, right: FloatArray) -> bool:
    """Whether something so far from a claim is much nearer to it than what is right."""
    if claim.values.shape != right.shape:
        return True
    return bool(CLEARLY * far.max() <= np.abs(claim.values - right).max())


def other_rate(claim: Claim, quantity: Quantity) -> float | None:
    """The learning rate by which all parameters of an array were moved; None where no single one does it.

    A step is proportional to η: θ' = θ + (η'/η) Δθ. One number alone can always be explained so; it takes two
    that moved, and one of them by much more than its last digit.
    """
    if not quantity.eta:
        return None
    old, eta = quantity.slips["nothing"], quantity.eta
    change, moved = quantity.right - old, claim.values - old
    unit = claim.rounding * (1 + HAIR) + HAIR
    digits = np.abs(moved[change != 0]) / unit[change != 0]
    if np.count_nonzero(digits > 2) < 2 or digits.max() < DIGITS_MOVED:
        return None
    for rate in round_rates(eta * float((moved * change).sum() / (change**2).sum())):
        far = np.abs(moved - rate / eta * change)
        within = far <= np.maximum(unit, 2e-3 * np.abs(change))
        if within.all() and is_clear(far, claim, quantity.right):
            return rate
    return None


def round_rates(rate: float) -> list[float]:
    """Learning rates near one, the roundest first; none near one that is not positive.

    >>> round_rates(0.0263)
    [0.03, 0.025, 0.026, 0.0263]
    """
    if rate <= 0:
        return []
    exponent = int(np.floor(np.log10(rate)))
    leading = rate / 10.0**exponent
    return [float(f"{round(leading * parts) / parts:.2f}e{exponent}") for parts in (1, 2, 10, 100)]
