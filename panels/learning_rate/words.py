"""What came of the rates, in words."""

from __future__ import annotations

from panel_kit.contract.words import layer_phrase, short, signed
from panel_kit.runs.words import stopped_after
from panel_kit.specs.activations import ACTIVATION_NAMES
from panels.learning_rate.request import LearningRateRequest
from panels.learning_rate.result import RateRun, SharpnessCourse, SweptRate, TestedBand


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
    """Every rate with its verdict, and as far as there is room its evidence, its seeds, its sharpness.

    ``ended`` is the epoch at which the time limit ended the runs, None where it did not.
    """
    is_short = request.seeds > 1 or request.sharpness or len(runs) > 3
    start = f"After {layer_phrase(request.epochs, 'epoch')}:"
    if ended is not None:
        start = f"{stopped_after(ended, request.epochs)}:"
    told = "; ".join(say_run(run, is_short) for run in runs)
    seeds = say_seeds(runs, request.seeds) if request.seeds > 1 else ""
    curved = say_sharpness(runs) if request.sharpness else ""
    return " ".join(filter(None, (f"{start} η = {told}.", seeds, curved)))


def say_run(run: RateRun, is_short: bool) -> str:
    """A rate with its verdict, and where there is room with its evidence."""
    evidence = "" if is_short else f", {run.evidence}"
    return f"{rate_text(run.learning_rate)} {run.verdict}{evidence}"


def say_seeds(runs: list[RateRun], seeds: int) -> str:
    """From how many seeds each rate solves it, with the interval of the share."""
    told: list[str] = []
    for run in runs:
        low, high = (signed(100.0 * end, 0) for end in run.interval)
        solved, rate = sum(end.solved for end in run.seeds), rate_text(run.learning_rate)
        count = f"{solved} with {rate}" if told else f"{solved} of {seeds} seeds with η = {rate}"
        told.append(f"{count} ({low} to {high} %)")
    return f"Solved from {', '.join(told)}."


def say_sharpness(runs: list[RateRun]) -> str:
    """Where the sharpness of each run stands at its end, beside 2/η."""
    courses = [run.sharpness for run in runs if run.sharpness is not None]
    if not courses:
        return ""
    told = ", ".join(say_stand(run.learning_rate, run.sharpness) for run in runs if run.sharpness)
    are_all_at = all(course.stand == "at" for course in courses)
    end = ": the edge of stability" if are_all_at else ""
    if courses[0].limit is None:
        end = "; 2/η is no limit for this optimizer"
    return f"The sharpness goes from {signed(courses[0].value[0], 1)} to {told}{end}."


def say_stand(rate: float, course: SharpnessCourse) -> str:
    """“20.2 with η = 0.1 (at 2/η = 20.0)”."""
    late = "no number" if course.late is None else signed(course.late, 1)
    limit = f" ({course.stand} 2/η = {signed(course.limit, 1)})" if course.limit and course.stand else ""
    return f"{late} with η = {rate_text(rate)}{limit}"


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
