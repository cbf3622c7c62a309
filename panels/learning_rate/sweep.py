"""Rates all along the axis, tried on the network at hand: what puts the rules of thumb to the test.

The sweep does not depend on the rates that are dragged, so it is computed once for a network and its data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from typing import Any

from panel_kit.runs.kept_results import KeptResults
from panels.learning_rate.bands import BANDS, SWEPT, RateBand, is_in
from panels.learning_rate.request import LearningRateRequest
from panels.learning_rate.result import STOPPED_AT_LIMIT, SweptRate, TestedBand
from panels.learning_rate.runs import Part, Trained, rows_apart, trained
from panels.learning_rate.verdict import verdict
from panels.learning_rate.words import say_rule

KEPT: KeptResults[Part] = KeptResults(32)


def swept(request: LearningRateRequest) -> Generator[Part]:
    """The fields of the sweep, computed or known."""
    yield (yield from KEPT.get_or_compute(key_of(request), lambda: computed(request), is_cut))


def is_cut(found: Part) -> bool:
    """Whether the time limit ended the sweep, which is said then."""
    return "status" in found


def key_of(request: LearningRateRequest) -> str:
    """What the sweep depends on."""
    asked: dict[str, Any] = {"rates": True, "sharpness": True, "seeds": True}
    return f"{request.swept_seeds} {request.model_dump_json(exclude=asked)}"


def computed(request: LearningRateRequest) -> Generator[Part, None, Part]:
    """Trains every rate of the sweep from a few seeds, all as one family."""
    seeds = request.swept_seeds
    networks = request.drawn(0, seeds) * len(SWEPT)
    rates = [rate for rate in SWEPT for _ in range(seeds)]
    many = yield from trained(request, networks, rates, rows_apart(request.epochs))
    found = [swept_rate(many, rate, place * seeds, seeds) for place, rate in enumerate(SWEPT)]
    bands = [tested(band, found, seeds) for band in BANDS]
    rule = say_rule(found, bands, seeds)
    cut = {"status": STOPPED_AT_LIMIT} if many.is_cut(request.epochs) else {}
    return {"sweep": found, "swept_seeds": seeds, "bands": bands, "rule": rule, **cut}


def swept_rate(many: Trained, rate: float, start: int, seeds: int) -> SweptRate:
    """What came of one rate."""
    words = [verdict(many.course(member)) for member in range(start, start + seeds)]
    return SweptRate(rate, words.count("solved"), Counter(words).most_common(1)[0][0])


def tested(band: RateBand, found: list[SweptRate], seeds: int) -> TestedBand:
    """A band with what came of its rates."""
    inside = [each for each in found if is_in(each.learning_rate, band)]
    solved = sum(each.solved for each in inside)
    return TestedBand(band.name, band.low, band.high, len(inside) * seeds, solved)
