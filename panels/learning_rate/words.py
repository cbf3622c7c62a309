"""What came of the rates, in words."""

from __future__ import annotations

from panel_kit.contract.words import capital, layer_phrase, short, signed
from panel_kit.specs.activations import ACTIVATION_NAMES
from panels.learning_rate.request import LearningRateRequest
from panels.learning_rate.result import RateRun, SweptRate, TestedBand


def title_of(request: LearningRateRequest) -> str:
    """“2→3→3→1 with tanh on XOR”."""
    network = request.setup.network
    sizes = "→".join(str(size) for size in network.sizes)
    hidden = network.activations[:-1]
    units = f" with {ACTIVATION_NAMES[hidden[0]]}" if hidden else ""
    return f"{sizes}{units} on {request.dataset.title}"


def rate_text(rate: float) -> str:
    """A learning rate as short as it is: 0.01, 3, 0.00001."""
    return f"{rate:.5f}".rstrip("0").rstrip(".") if rate < 1.0 else short(rate)


def say(request: LearningRateRequest, runs: list[RateRun], ended: int | None = None) -> str:
    """Every rate with its verdict and its evidence, its seeds, and where its sharpness stands.

    ``ended`` is the epoch at which the time limit ended the runs, None where it did not.
    """
    is_short = request.seeds > 1 or request.sharpness or len(runs) > 3
    told = [say_run(run, is_short) for run in runs]
    start = f"{capital(layer_phrase(request.epochs, 'epoch'))}, the same data and first weights."
    if ended is not None:
        start = f"Stopped after {ended} of {request.epochs} epochs, for the time was up."
    shares = [say_seeds(run) for run in runs] if request.seeds > 1 else []
    seeds = [f"From {request.seeds} seeds: {'; '.join(shares)}."] if shares else []
    return " ".join([start, *told, *seeds, *(say_sharpness(run) for run in runs if run.sharpness)])


def say_run(run: RateRun, is_short: bool) -> str:
    """A rate with its verdict, and where there is room with its evidence."""
    evidence = "" if is_short else f", {run.evidence}"
    return f"η = {rate_text(run.learning_rate)}: {run.verdict}{evidence}."


def say_seeds(run: RateRun) -> str:
    """How many seeds solved it."""
    low, high = (signed(100.0 * end, 0) for end in run.interval)
    solved = sum(end.solved for end in run.seeds)
    return f"η = {rate_text(run.learning_rate)} solves it from {solved}, a share of {low} to {high} %"


def say_sharpness(run: RateRun) -> str:
    """Where the sharpness of a run stands at its end."""
    course = run.sharpness
    if course is None:
        return ""
    name = f"With η = {rate_text(run.learning_rate)}"
    if course.late is None:
        return f"{name} the sharpness leaves the finite numbers."
    went = f"{name} the sharpness goes from {signed(course.value[0], 1)} to {signed(course.late, 1)}"
    if course.limit is None:
        return f"{went}; 2/η is no limit for this optimizer."
    limit = f"2/η is {signed(course.limit, 1)}"
    ends = {
        "at": f"{limit}: the edge of stability.",
        "below": f"{limit}: it stays below.",
        "above": f"{limit}: it stands above.",
    }
    return f"{went}; {ends[course.stand or 'below']}"


def say_rule(found: list[SweptRate], bands: list[TestedBand], seeds: int) -> str:
    """The rules of thumb, put to the test."""
    working = [each.learning_rate for each in found if 2 * each.solved > seeds]
    counted = "; ".join(say_band(band) for band in bands)
    tested = f"Put to the test on this network: {counted}."
    if not working:
        return f"{tested} Of all rates tried here, none solves it for most seeds in so many epochs."
    if len(working) == 1:
        return f"{tested} Here only {rate_text(working[0])} solves it{for_most(seeds)}."
    ends = f"{rate_text(working[0])} to {rate_text(working[-1])}"
    return f"{tested} Here rates from {ends} solve it{for_most(seeds)}."


def for_most(seeds: int) -> str:
    """“ for most of 10 seeds”, of several."""
    return f" for most of {seeds} seeds" if seeds > 1 else ""


def say_band(band: TestedBand) -> str:
    """How many of a band's runs solved the task."""
    ends = f"{rate_text(band.low)} to {rate_text(band.high)}"
    return f"“{band.name}”, {ends}: {band.solved} of {band.runs} runs solve it"
