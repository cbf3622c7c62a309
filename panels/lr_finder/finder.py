"""The tests of all seeds at once, and what their rules suggest."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np

from nn_core.lr_range_test import RANGE_TEST_OPTIONS, RangeTest, family_losses, read
from nn_core.lr_suggestions import RULES, SUGGESTED, stretch
from nn_core.trainer.snapshot import STOPPED_AT_LIMIT
from panel_kit.runs.setup import seeds_from
from panels.lr_finder.proof import prove
from panels.lr_finder.request import LrFinderRequest
from panels.lr_finder.result import Places, Spread, Suggested
from panels.lr_finder.words import say, say_with_the_proof

OPTIONS = {option.name: option.default for option in RANGE_TEST_OPTIONS}
SMOOTHING, DIVERGENCE = float(OPTIONS["smoothing"]), float(OPTIONS["divergence"])
Part = dict[str, Any]


def run(request: LrFinderRequest) -> Generator[Part | None]:
    """The tests; then the proof, as far as it has come, again and again."""
    tests, ended = yield from tests_of(request)
    found = told(request, tests, ended)
    yield found
    if request.prove and found["suggestion"] is not None and ended is None:
        for part in prove(request, found["suggestion"]):
            yield part and {
                **part,
                "sentence": say_with_the_proof(tests[0], found["spread"], part, request.epochs),
            }


def tests_of(request: LrFinderRequest) -> Generator[None, None, tuple[list[RangeTest], int | None]]:
    """The test of the first seed alone, the same whatever else is asked; the others together.

    With them the step at which the time limit ended some of them, None where it did not.
    """
    data, networks = request.data, request.networks(request.seeds)
    seeds = seeds_from(request.seed, request.seeds)
    found, least = [], request.steps
    for chosen in (slice(0, 1), slice(1, None)):
        if networks[chosen]:
            losses = yield from family_losses(
                networks[chosen], data.inputs, data.targets, request.spec, seeds[chosen], request.rates
            )
            found += [read(each, request.rates, SMOOTHING, DIVERGENCE) for each in losses.T]
            least = min(least, len(losses))
    return found, least if least < request.steps else None


def told(request: LrFinderRequest, tests: list[RangeTest], ended: int | None) -> Part:
    """Everything but the proof."""
    first = tests[0]
    spread = spread_of(request, tests)
    return {
        "learning_rate": first.learning_rates,
        "loss": first.losses,
        "smoothed": first.smoothed,
        "suggestion": first.suggestion,
        "suggested_by": SUGGESTED,
        "suggestions": Suggested(**first.suggested.rates),
        "places": Places(**first.suggested.places),
        "reading": list(stretch(len(first.losses), request.steps, SMOOTHING)),
        "fall": first.suggested.fall,
        "chance_fall": first.suggested.chance_fall,
        "has_fallen": first.suggested.has_fallen,
        "diverged_at": first.diverged_at,
        "spread": spread,
        "proof_epoch": np.zeros(0, dtype=np.int64),
        "proof": [],
        "proof_verdict": None,
        "status": "completed" if ended is None else STOPPED_AT_LIMIT,
        "sentence": say(first, spread, None if ended is None else (ended, request.steps)),
    }


def spread_of(request: LrFinderRequest, tests: list[RangeTest]) -> Spread:
    """What the rules suggest, seed by seed."""
    rates = {
        rule: np.array([np.nan if (rate := test.suggested.rates[rule]) is None else rate for test in tests])
        for rule in RULES
    }
    return Spread(
        seeds=seeds_from(request.network.seed, len(tests)),
        **rates,
        fell=sum(test.suggested.has_fallen for test in tests),
        factor=Suggested(**{rule: factor_of(each[np.isfinite(each)]) for rule, each in rates.items()}),
    )


def factor_of(rates: Any) -> float | None:
    """The largest ÷ the smallest."""
    return float(rates.max() / rates.min()) if len(rates) > 1 else None
