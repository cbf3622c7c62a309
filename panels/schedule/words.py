"""What a schedule buys, in words: against which constant rate, on how many seeds, and how sure that is."""

from __future__ import annotations

import numpy as np

from panel_kit.contract.words import amount, capital, signed
from panel_kit.runs.words import stopped_after
from panel_kit.specs.schedule import SCHEDULE_NAMES
from panels.schedule.request import GRID, ScheduleRequest
from panels.schedule.result import ConstantRate, SeedDifference, SeedShares

BETTER, WORSE, EQUAL = "better", "worse", "not distinguishable"
DIVERGED, STOPPED = "diverged", "stopped"
TITLES = {"constant": "a constant rate", "reduce_on_plateau": "reduce on plateau"}


def title_of(request: ScheduleRequest) -> str:
    """“cosine”, “one cycle”."""
    return TITLES.get(request.name, SCHEDULE_NAMES[request.name])


def say_rates(request: ScheduleRequest, rates: np.typing.NDArray[np.float64]) -> str:
    """From which rate to which, and what moves it on."""
    unit = "batch" if request.unit == "batch" else "epoch"
    count = f"{len(rates)} {unit if len(rates) == 1 else 'batches' if unit == 'batch' else 'epochs'}"
    if rates.min() == rates.max():
        return f"{capital(title_of(request))}: {amount(float(rates[0]))} in each of {count}."
    first, last, most = float(rates[0]), float(rates[-1]), float(rates.max())
    peak = f", at most {amount(most)}" if most > max(first, last) else ""
    ends = f"from {amount(first)} to {amount(last)}{peak}"
    return f"{capital(title_of(request))}: {ends}, over {count}."


def verdict_of(difference: SeedDifference) -> str:
    """What the interval of the mean difference says; a run that left the finite numbers counts first."""
    if difference.low is None or difference.high is None:
        return DIVERGED
    if difference.high < 0.0:
        return BETTER
    return WORSE if difference.low > 0.0 else EQUAL


def say(
    request: ScheduleRequest, constant: ConstantRate, both: tuple[SeedDifference, SeedShares], verdict: str
) -> str:
    """The verdict with its evidence."""
    difference, shares = both
    edge = ", an end of the grid" if constant.at_edge else ""
    beside = f"the best of {len(GRID)} constant rates ({amount(constant.learning_rate)}{edge})"
    lower = f"lower than {beside} with {shares.lower.count} of {request.seeds} seeds"
    if verdict == DIVERGED:
        lost = int(np.isnan(difference.by_seed).sum())
        what = f"With {lost} of {request.seeds} seeds a run left the finite numbers"
        return f"{what if lost else 'The losses are too large to be compared'}; it ends {lower}."
    return f"It ends {lower}. {interval_of(difference)}: {conclusion(verdict)}."


def say_stopped(ended: int, epochs: int) -> str:
    """That nothing is compared, for the runs did not come to their end."""
    return f"{stopped_after(ended, epochs)}: nothing is compared."


def interval_of(difference: SeedDifference) -> str:
    """The mean difference with its interval."""
    known = (difference.mean, difference.low, difference.high)
    mean, low, high = (signed_amount(each or 0.0) for each in known)
    return f"Mean difference {mean}, 95 % interval {low} to {high}"


def signed_amount(value: float) -> str:
    """A difference with its sign, to four decimals, or as a power of ten where those would say little."""
    size = signed(abs(value), 4) if abs(value) >= 0.001 else amount(abs(value))
    return f"+{size}" if value > 0.0 else f"−{size}" if value < 0.0 else "0"


def conclusion(verdict: str) -> str:
    """What follows for the reader."""
    return {
        BETTER: "the schedule is better",
        WORSE: "the schedule is worse",
        EQUAL: "the two are not distinguishable",
    }[verdict]
