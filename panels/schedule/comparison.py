"""The schedule beside the best constant rate: from the same first weights, seed by seed."""

from __future__ import annotations

from typing import Any

import numpy as np

from nn_core.activations import FloatArray
from nn_core.metrics import mean_interval, wilson_interval
from nn_core.trainer.snapshot import STOPPED_AT_LIMIT
from panels.schedule.request import GRID, ScheduleRequest
from panels.schedule.result import ConstantRate, SeedDifference, SeedShare, SeedShares
from panels.schedule.runs import Best, Runs
from panels.schedule.words import STOPPED, say, say_rates, say_stopped, verdict_of


def mean_of(loss: FloatArray) -> FloatArray:
    """The mean over the seeds, the last axis; losses of a run that is about to diverge may be too large."""
    with np.errstate(over="ignore"):
        means: FloatArray = loss.mean(axis=-1)
    return means


def comparison(request: ScheduleRequest, runs: Runs, best: Best) -> dict[str, Any]:
    """The best constant rate, and what the schedule buys beside it."""
    loss = best.loss
    constant = ConstantRate(
        learning_rate=GRID[best.place],
        loss=loss[:, 0].copy(),
        mean_loss=mean_of(loss),
        final_losses=loss[-1].copy(),
        rates=np.array(GRID),
        mean_losses=best.means,
        at_edge=best.place in (0, len(GRID) - 1),
        parameters=best.drawn.copy(),
    )
    final = runs.loss[-1, 0]
    with np.errstate(over="ignore"):
        difference = difference_of(final - loss[-1])
    shares = shares_of(final, loss[-1])
    ended = [each for each in (runs.ended, best.ended) if each is not None]
    verdict = STOPPED if ended else verdict_of(difference)
    rates = runs.rate[:, 0, 0] if request.rates is None else request.rates
    if ended:
        told = say_stopped(min(ended), request.epochs)
    else:
        told = say(request, constant, (difference, shares), verdict)
    return {
        "constant": constant,
        "difference": difference,
        "shares": shares,
        "verdict": verdict,
        "status": STOPPED_AT_LIMIT if ended else "completed",
        "sentence": f"{say_rates(request, rates)} {told}",
    }


def difference_of(by_seed: FloatArray) -> SeedDifference:
    """The differences with the interval of their mean, if each is a number."""
    if not np.isfinite(by_seed).all():
        return SeedDifference(by_seed, None, None, None)
    with np.errstate(over="ignore", invalid="ignore"):
        interval = mean_interval(by_seed)
    if not np.isfinite(interval.high - interval.low):
        return SeedDifference(by_seed, None, None, None)
    return SeedDifference(by_seed, interval.mean, interval.low, interval.high)


def shares_of(scheduled: FloatArray, constant: FloatArray) -> SeedShares:
    """Who ends lower; a run that left the finite numbers ends higher than any."""
    one, other = (np.where(np.isnan(each), np.inf, each) for each in (scheduled, constant))
    return SeedShares(share_of(one < other), share_of(one > other))


def share_of(are_so: np.typing.NDArray[np.bool_]) -> SeedShare:
    """How many, with their interval."""
    count = int(are_so.sum())
    interval = wilson_interval(count, are_so.size)
    return SeedShare(count, interval.share, interval.low, interval.high)
