"""Decisions, patients and comparisons in words."""

from __future__ import annotations

from panel_kit.contract.words import grouped, layer_phrase, probability, signed
from panels.tumor.request import DecisionFields
from panels.tumor.result import NearestPatient, PerThousand, Rates

KINDS = ("benign", "malignant")


def percent(share: float) -> str:
    """“37.3 %”; of a small one a digit more: “0.15 %”."""
    decimals = 1 if share >= 0.01 or round(1000 * share, 6).is_integer() else 2
    return f"{signed(100 * share, decimals)} %"


def say_decision(
    request: DecisionFields, rates: Rates, thousand: PerThousand, value: float | None, prevalence: float
) -> str:
    """What is found and what is missed, and what an alarm means."""
    return f"{say_test(request, rates)} {say_thousand(thousand, value, prevalence)}"


def say_test(request: DecisionFields, rates: Rates) -> str:
    """The network at its threshold, or the test that stands for it."""
    if request.assumed is not None:
        assumed = request.assumed
        return (
            f"A test finds {percent(assumed.sensitivity)} of the sick and leaves "
            f"{percent(assumed.specificity)} of the healthy alone."
        )
    counts = rates.confusion
    sick, well = counts.tp + counts.fn, counts.tn + counts.fp
    return (
        f"At {signed(request.threshold)} the network finds {counts.tp} of {sick} malignant tumors and alarms "
        f"{counts.fp} of {well} with a benign one."
    )


def say_thousand(thousand: PerThousand, value: float | None, prevalence: float) -> str:
    """Of 1,000 people: alarms, and how many of these are right."""
    told = f"Of 1,000 people, {percent(prevalence)} sick,"
    if value is None:
        return f"{told} nobody is alarmed, and {thousand.fn} of the sick are missed."
    alarms = thousand.tp + thousand.fp
    verb = "is" if alarms == 1 else "are"
    return (
        f"{told} {grouped(alarms)} {verb} alarmed, {thousand.tp} rightly: an alarm is right with probability "
        f"{signed(value, 3)}."
    )


def say_patient(prediction: float, threshold: float, nearest: NearestPatient, row: int | None) -> str:
    """What the network says of a patient, and who is nearest."""
    who = "Of these measurements" if row is None else f"Of patient {row} of the file"
    side = "at or above" if prediction >= threshold else "below"
    return (
        f"{who} the network says: malignant with probability {probability(prediction)}, {side} the "
        f"threshold of {signed(threshold)}. The nearest {'' if row is None else 'other '}real patient, "
        f"{signed(nearest.distance, 1)} standard deviations away, had a {KINDS[nearest.target]} tumor."
    )


def say_splits(count: int, mean: float, interval: list[float], verdict: str) -> str:
    """Whether hidden layers help, and how sure that is."""
    low, high = (signed(end) for end in interval)
    side = "ahead of" if mean >= 0.0 else "behind"
    told = (
        f"On {layer_phrase(count, 'split')} the network is on average {signed(abs(mean))} percentage points "
        f"{side} logistic regression on the patients held out, 95 % interval of the difference {low} to "
        f"{high}"
    )
    if verdict == "not told apart":
        return f"{told}: 0 lies within it, so the hidden units cannot be told to help here."
    return f"{told}: the hidden units {'help' if verdict == 'better' else 'do harm'} here."
