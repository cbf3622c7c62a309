"""What a range test suggests, in words, with what that rests on."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, log10
from typing import Any

from nn_core.lr_range_test import RangeTest
from nn_core.lr_suggestions import SUGGESTED
from panel_kit.contract.words import signed
from panel_kit.runs.words import stopped_after
from panels.lr_finder.result import ProofVerdict, Spread

RULE_NAMES = {
    "steepest": "steepest",
    "valley": "valley",
    "minimum_tenth": "minimum ÷ 10",
    "slide": "slide",
    "longest_fall": "longest fall",
}


def rate_text(rate: float) -> str:
    """A rate with two digits that count: 0.047, 1.8, 0.00010. The page writes the same."""
    return signed(rate, max(0, 1 - floor(log10(rate))))


def say(test: RangeTest, spread: Spread, ended: tuple[int, int] | None = None) -> str:
    """The suggestion and its evidence, or that there is none; and how far apart the seeds are.

    ``ended``: after how many steps of how many the time limit ended a test, None where it did not.
    """
    stopped = f"{stopped_after(*ended, 'steps')}." if ended else ""
    last = of_the_end(test) if len(spread.seeds) == 1 else of_the_seeds(spread)
    parts = [stopped, of_the_fall(test), last]
    return " ".join(part for part in parts if part)


def of_the_fall(test: RangeTest) -> str:
    """What is suggested, or why nothing is."""
    fall, chance = signed(test.suggested.fall, 3), signed(test.suggested.chance_fall, 3)
    evidence = f"the smoothed loss fell by {fall}, chance may bring {chance}"
    if not test.suggested.has_fallen:
        return f"No rate is suggested: {evidence}."
    if test.suggestion is None:
        return f"The {RULE_NAMES[SUGGESTED]} rule finds no rate: {evidence}."
    return f"The {RULE_NAMES[SUGGESTED]} rule suggests {rate_text(test.suggestion)}: {evidence}."


def of_the_end(test: RangeTest) -> str:
    """Where the loss left."""
    if test.diverged_at is None or not len(test.learning_rates):
        return ""
    return f"At {rate_text(float(test.learning_rates[-1]))} the loss has left its lowest far behind."


def of_the_seeds(spread: Spread) -> str:
    """From where to where the rule's suggestions reach."""
    count = len(spread.seeds)
    if count == 1:
        return ""
    told = f"Of {count} seeds {spread.fell} fell by more than chance"
    factor = getattr(spread.factor, SUGGESTED)
    if factor is None:
        return f"{told}."
    rates = [rate for rate in getattr(spread, SUGGESTED).tolist() if rate == rate]
    reach = f"{rate_text(min(rates))} to {rate_text(max(rates))}, {signed(factor, 1)}-fold"
    return f"{told} and suggest {reach}."


def say_with_the_proof(test: RangeTest, spread: Spread, part: Mapping[str, Any], epochs: int) -> str:
    """The suggestion, the seeds, and what the proof has come to."""
    told = [of_the_fall(test), of_the_seeds(spread), say_the_proof(part, epochs)]
    return " ".join(filter(None, told))


def say_the_proof(part: Mapping[str, Any], epochs: int) -> str:
    """Whether the suggested rate won, and from how many seeds, in a proof of so many epochs."""
    verdict: ProofVerdict | None = part["proof_verdict"]
    if verdict is None:
        return f"The proof has come to epoch {part['proof_epoch'][-1]}."
    lower, own, upper = verdict.wins
    ends = f"{signed(100 * verdict.low, 0)} to {signed(100 * verdict.high, 0)} %"
    stopped = ""
    if "status" in part:
        stopped = f"{stopped_after(int(part['proof_epoch'][-1]), epochs, 'epochs of the proof')}. "
    return (
        f"{stopped}Of {verdict.seeds} seeds {own} ({ends}) ended lowest with the suggested rate, "
        f"{lower} with a tenth of it, {upper} with ten times it."
    )
