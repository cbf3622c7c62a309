"""Which setting mattered: PED-ANOVA, and how sure that is, by the bootstrap.

PED-ANOVA looks at the best trials and asks of each setting how differently its values are spread among them
than among all trials: v = Σ p(x) (p_best(x) / p(x) − 1)², over a grid of its values, both spreads smoothed.
The trials are a draw, so the importance is: it is worked out anew for hundreds of draws from these trials,
with replacement, and what 95 % of them say is the interval. A draw is how often it takes each trial, so all
draws are worked out at once.

References: Watanabe, Bansal and Hutter (2023) for PED-ANOVA, Scott (1992) for the width of the smoothing,
Efron (1979) for the bootstrap.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from panels.tuner.ranking import ranked
from panels.tuner.request import TunerRequest
from panels.tuner.result import Importance, Trial
from panels.tuner.space import Space

BEST_SHARE = 0.25
"""The best trials are so many of all."""
FEWEST, DRAWS, CONFIDENCE = 16, 400, 0.95
"""Of fewer trials nothing is said; so many draws; the share of them that the interval holds."""
STEPS = 50
"""The grid of a setting with two ends."""
LEAST_WIDTH = 0.5 / 1.64
"""Of the smoothing, in steps of the grid: nine tenths of a single value stay in its cell."""

Places = npt.NDArray[np.int64]


def importance_of(request: TunerRequest, trials: Sequence[Trial]) -> list[Importance]:
    """The share of each setting that varies, the largest first; none for few trials."""
    told = ranked(trials)
    names = request.space.varying
    if len(told) < FEWEST or len(names) < 2:
        return []
    rng = np.random.default_rng([2, request.seed])
    drawn = rng.multinomial(len(told), np.full(len(told), 1.0 / len(told)), DRAWS)
    times = np.vstack([np.ones(len(told), dtype=np.int64), drawn])
    shares = shares_of(request.space, told, times)
    return told_apart(names, shares[0], shares[1:])


def shares_of(space: Space, told: Sequence[Trial], times: Places) -> FloatArray:
    """The share of each setting in every draw, (draws, settings); they add up to 1.

    Parameters
    ----------
    space : Space
    told : sequence of Trial
        The best first.
    times : array, shape (draws, trials)
        How often each draw takes each trial.
    """
    best = times_of_the_best(times)
    found = []
    for name in space.varying:
        places, size, is_list = places_on_grid(space, name, told)
        spreads = [spread(counts_of(each, places, size), is_list) for each in (best, times)]
        found.append((spreads[1] * (spreads[0] / spreads[1] - 1.0) ** 2).sum(axis=-1))
    values = np.stack(found, axis=-1)
    total = values.sum(axis=-1, keepdims=True)
    shares: FloatArray = np.where(total > 0.0, values / np.where(total > 0.0, total, 1.0), 1.0 / len(found))
    return shares


def times_of_the_best(times: Places) -> Places:
    """How often each draw takes each trial among its best, (draws, trials)."""
    count = np.ceil(BEST_SHARE * times.sum(axis=-1, keepdims=True)).astype(np.int64)
    before = np.cumsum(times, axis=-1) - times
    best: Places = np.clip(count - before, 0, times)
    return best


def places_on_grid(space: Space, name: str, told: Sequence[Trial]) -> tuple[Places, int, bool]:
    """Where each trial lies on the grid of a setting, how long that is, and whether it is a list of names."""
    values = [getattr(trial.values, name) for trial in told]
    ends = space.ranges.get(name)
    if ends is None:
        return np.array([space.activation.index(value) for value in values]), len(space.activation), True
    scale = np.log if ends.is_log else np.asarray
    low, high = float(scale(ends.least)), float(scale(ends.high))
    size = min(STEPS, int(ends.high - ends.low) + 1) if ends.is_whole else STEPS
    shares = (np.asarray(scale(values), dtype=float) - low) / (high - low)
    return np.clip((shares * (size - 1)).round(), 0, size - 1).astype(np.int64), size, False


def counts_of(times: Places, places: Places, size: int) -> FloatArray:
    """How often each draw has a value at each place of the grid, (draws, size)."""
    is_at = places[:, np.newaxis] == np.arange(size)
    counts: FloatArray = times @ is_at.astype(np.float64)
    return counts


def spread(counts: FloatArray, is_list: bool) -> FloatArray:
    """The smoothed share of every place, (draws, size): besides the counts one value that may be anywhere."""
    size = counts.shape[-1]
    if is_list:
        # A name stands for the others a little, too
        alike = (np.eye(size) * (size + 1) + 1.0) / (2 * size + 1)
        listed: FloatArray = (counts @ alike + 1.0 / size) / (counts.sum(axis=-1, keepdims=True) + 1.0)
        return listed
    places = np.arange(size, dtype=float)
    total = counts.sum(axis=-1)
    mean = counts @ places / total
    squares = (counts * (places - mean[:, np.newaxis]) ** 2).sum(axis=-1)
    deviation = np.sqrt(squares / np.maximum(1.0, total - 1.0))
    width = np.maximum(LEAST_WIDTH, 1.059 * deviation * total**-0.2)
    apart = (places[:, np.newaxis] - places) ** 2
    bells = np.exp(-apart / (2.0 * width[:, np.newaxis, np.newaxis] ** 2))
    bells /= bells.sum(axis=-1, keepdims=True)
    middle = np.exp(-((places - (size - 1) / 2.0) ** 2) / (2.0 * size**2))
    heaped = np.einsum("dp,dpq->dq", counts, bells) + middle / middle.sum()
    smoothed: FloatArray = heaped / (total[:, np.newaxis] + 1.0)
    return smoothed


def told_apart(names: Sequence[str], whole: FloatArray, drawn: FloatArray) -> list[Importance]:
    """The settings by their share; which of them cannot be told apart from the first."""
    outside = 50.0 * (1.0 - CONFIDENCE)
    order = np.argsort(-whole, kind="stable")
    first = order[0]
    low, high = np.percentile(drawn, (outside, 100.0 - outside), axis=0)
    behind = np.percentile(drawn[:, [first]] - drawn, outside, axis=0)
    return [
        Importance(
            parameter=names[place],
            share=float(whole[place]),
            low=float(low[place]),
            high=float(high[place]),
            like_first=bool(behind[place] <= 0.0),
        )
        for place in order
    ]
