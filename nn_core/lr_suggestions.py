"""What a range test suggests: five rules that read a rate off its smoothed curve, and whether it fell at all.

Each rule has its own idea of where on the curve a good rate lies, and they often differ by a factor of ten.
All read the same stretch: the first tenth of the steps and the last five are left out, as fastai does, for
there the mean has not settled, or the loss is on its way up.

Reference: Smith (2017); fastai, ``callback/schedule.py``, ``valley``, ``slide``, ``minimum`` and ``steep``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from nn_core.activations import FloatArray

SKIPPED_AT_THE_END = 5
SLIDE_WIDTH, SLIDE_THRESHOLD = 15, 0.005
ROUNDING = 1e-9
DEVIATIONS = 4.5
SUGGESTED = "valley"
"""The rule whose rate is the suggestion; fastai's default since 2021."""

Rule = Callable[[FloatArray, FloatArray], int | None]


@dataclass(frozen=True)
class Suggestions:
    """What each rule suggests, and whether the loss fell by more than chance.

    Attributes
    ----------
    rates : mapping of str to float or None
        By the rule's name, a key of ``RULES``; None where it finds nothing, and for all where the loss never
        fell by more than chance.
    places : mapping of str to int or None
        The step of the test that each rule points at: that of its rate, for ``minimum_tenth`` the lowest one.
    fall : float
        How far the smoothed loss came below the mean of the first steps.
    chance_fall : float
        How far batches alone are likely to bring it.
    """

    rates: Mapping[str, float | None]
    places: Mapping[str, int | None]
    fall: float
    chance_fall: float

    @property
    def has_fallen(self) -> bool:
        """Whether the loss fell by more than chance makes it."""
        return self.fall > self.chance_fall


def suggest(
    rates: FloatArray, losses: FloatArray, smoothed: FloatArray, steps: int, smoothing: float
) -> Suggestions:
    """Reads the curve of a range test by every rule.

    Parameters
    ----------
    rates, losses, smoothed : FloatArray, shape (taken,)
        Of the steps that were taken.
    steps : int
        How many were asked for.
    smoothing : float
        β of the smoothed loss.
    """
    first, end = stretch(len(rates), steps, smoothing)
    tried, curve = rates[first:end], smoothed[first:end]
    fall, chance = fall_of(losses, smoothed, max(1, first), smoothing)
    places: dict[str, int | None] = dict.fromkeys(RULES)
    if fall > chance:
        places = {name: rule(tried, curve) for name, rule in RULES.items()}
    found = {name: None if at is None else rate_of(name, tried, at) for name, at in places.items()}
    on_the_test = {name: None if at is None else first + at for name, at in places.items()}
    return Suggestions(MappingProxyType(found), MappingProxyType(on_the_test), fall, chance)


def stretch(taken: int, steps: int, smoothing: float) -> tuple[int, int]:
    """The first step that the rules look at, and the one after the last; the mean has settled before."""
    first = max(steps // 10, int(smoothing / (1.0 - smoothing)))
    return first, max(first, taken - SKIPPED_AT_THE_END)


def rate_of(rule: str, rates: FloatArray, place: int) -> float:
    """The rate of a step, or a tenth of it where that is the rule."""
    return float(rates[place]) / (10.0 if rule == "minimum_tenth" else 1.0)


def steepest(rates: FloatArray, smoothed: FloatArray) -> int | None:
    """Where the loss falls most from one step to the next: arg min (Lₖ₊₁ − Lₖ) / (ln ηₖ₊₁ − ln ηₖ).

    Parameters
    ----------
    rates, smoothed : FloatArray, shape (n,)

    Returns
    -------
    int or None
        A step; None if there are fewer than two, or none goes down. Reference: fastai, ``steep``.
    """
    if len(rates) < 2:
        return None
    slopes = np.diff(smoothed) / np.diff(np.log(rates))
    at = int(np.argmin(slopes))
    return at if slopes[at] < 0.0 else None


def lowest(rates: FloatArray, smoothed: FloatArray) -> int | None:
    """Where the loss is lowest: arg min Lₖ. The rule takes a tenth of its rate.

    Reference: fastai, ``minimum``; None for an empty curve.
    """
    return int(np.argmin(smoothed)) if len(rates) else None


def valley(rates: FloatArray, smoothed: FloatArray) -> int | None:
    """The middle of the longest valley, a third and a sixth of its width from where it starts.

    The longest valley is the longest sequence of ever lower losses, steps between them left out; it ends at
    its last step, e, and with n of them is taken to start at s = e − n. The rate is that of step
    s + ⌊(e − s) / 3⌋ + ⌊(e − s) / 6⌋.

    Reference: ESRI's ``arcgis.learn``, from there fastai, ``valley``.
    """
    lengths = longest_falls_to(smoothed)
    if not lengths or max(lengths) < 2:
        return None
    end = lengths.index(max(lengths))
    start = end - lengths[end]
    return max(0, start + (end - start) // 3 + (end - start) // 6)


def longest_falls_to(losses: FloatArray) -> list[int]:
    """For each loss, how many the longest sequence of ever lower ones has that ends with it.

    ``last[n]`` is, negated, the highest loss that a sequence of n + 1 ends with so far: a new loss makes the
    longest that ends higher one longer (the longest decreasing subsequence, in n log n).
    """
    last: list[float] = []
    lengths = []
    for loss in losses.tolist():
        place = bisect_left(last, -loss)
        last[place : place + 1] = [-loss]
        lengths.append(place + 1)
    return lengths


def slide(rates: FloatArray, smoothed: FloatArray) -> int | None:
    """From the right, 15 steps slide down while the slopes at their ends differ by more than 0.005.

    The slopes are central differences from step to step. The rate is that of the left end of the last window
    whose slopes still differ; None where those of the very first do not. 0.005 is a loss, so the rule depends
    on the size of the loss.

    Reference: fastai, ``slide``, with its width and its threshold.
    """
    if len(rates) <= SLIDE_WIDTH:
        return None
    slopes = np.gradient(smoothed)
    differ = np.abs(slopes[SLIDE_WIDTH:] - slopes[:-SLIDE_WIDTH]) > SLIDE_THRESHOLD
    if not differ[-1]:
        return None
    flat = np.flatnonzero(~differ)
    return int(flat[-1]) + 1 if flat.size else 0


def longest_fall(rates: FloatArray, smoothed: FloatArray) -> int | None:
    """The middle of the longest run of steps in which the loss falls at every one, on the axis of ln η.

    It is the valley without steps left out, so one batch that goes against it ends it.
    """
    rises = np.flatnonzero(np.diff(smoothed) >= 0.0)
    ends = np.concatenate([[-1], rises, [len(smoothed) - 1]])
    lengths = np.diff(ends)
    at = int(np.argmax(lengths))
    start, steps = int(ends[at]) + 1, int(lengths[at]) - 1
    return start + steps // 2 if steps > 0 else None


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "steepest": steepest,
        "valley": valley,
        "minimum_tenth": lowest,
        "slide": slide,
        "longest_fall": longest_fall,
    }
)
"""The rules by name: (rates, smoothed losses) ↦ a step."""


def fall_of(losses: FloatArray, smoothed: FloatArray, first: int, beta: float) -> tuple[float, float]:
    """How far the smoothed loss came below the start, and how far chance alone is likely to bring it.

    The start is the mean of the first ``first`` losses. Losses that vary by σ have a mean of n of them that
    varies by σ / √n, and a fading mean that varies by σ √((1 − β) / (1 + β)); both together, 4.5 standard
    deviations of them. σ is that of the losses around each place, for it grows with the rate. What rounding
    makes of equal losses is chance too.

    Parameters
    ----------
    losses, smoothed : FloatArray, shape (taken,)
    first : int
        How many steps make the start.
    beta : float
        How much of the smoothed loss each step keeps.
    """
    if len(losses) <= first:
        return 0.0, 0.0
    at = first + int(np.argmin(smoothed[first:]))
    fall = float(losses[:first].mean() - smoothed[at])
    start, there = spread(losses[:first]), spread(losses[max(0, at - first) : at + first + 1])
    chance = DEVIATIONS * float(np.sqrt(start**2 / first + there**2 * (1.0 - beta) / (1.0 + beta)))
    return max(0.0, fall), max(chance, ROUNDING * float(np.abs(losses).max()))


def spread(losses: FloatArray) -> float:
    """σ of losses, a trend left out: from the median step between neighbors, for normal noise 0.954 σ."""
    if len(losses) < 2:
        return 0.0
    return float(np.median(np.abs(np.diff(losses)))) / 0.954  # 0.954 = 0.6745 √2
