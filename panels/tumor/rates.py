"""From probabilities to rates, and from rates to what they mean for people of whom few or many are sick."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.metrics import (
    BinaryCounts,
    CalibrationBin,
    RocCurve,
    brier_score,
    calibration_curve,
    confusion_matrix,
    decide,
    roc_curve,
    screen,
    wilson_interval,
)
from nn_core.metrics.prevalence import Screening
from panels.tumor.request import DecisionFields
from panels.tumor.result import (
    CheapestThreshold,
    LogisticRates,
    PerThousand,
    Rates,
    TumorBin,
    TumorCalibration,
    TumorConfusion,
    TumorDecision,
    TumorRoc,
)
from panels.tumor.words import say_decision

PEOPLE = 1000
Targets = npt.NDArray[np.int64]


def rates_of(targets: Targets, probabilities: FloatArray, threshold: float) -> dict[str, Any]:
    """All fields of ``Rates``."""
    counts = confusion_matrix(
        targets, decide(probabilities[:, np.newaxis], threshold=threshold)
    ).against_rest()
    curve = roc_of(targets, probabilities)
    return {
        "confusion": confusion_of(counts),
        **shares_of(counts),
        "roc": TumorRoc(list(curve.thresholds), curve.false_positive_rate, curve.true_positive_rate),
        "auc": curve.auc,
        "brier": brier_score(targets, probabilities),
        "calibration": calibration_of(targets, probabilities),
    }


def roc_of(targets: Targets, probabilities: FloatArray) -> RocCurve:
    """The curve; there are both kinds of patients."""
    curve = roc_curve(targets, probabilities)
    assert curve is not None
    return curve


def confusion_of(counts: BinaryCounts) -> TumorConfusion:
    """The four counts under their short names."""
    return TumorConfusion(
        tp=counts.true_positives,
        fp=counts.false_positives,
        tn=counts.true_negatives,
        fn=counts.false_negatives,
    )


def shares_of(counts: BinaryCounts) -> dict[str, Any]:
    """The rates made of the counts."""
    sick = counts.true_positives + counts.false_negatives
    well = counts.true_negatives + counts.false_positives
    found, quiet = (
        wilson_interval(counts.true_positives, sick),
        wilson_interval(counts.true_negatives, well),
    )
    return {
        "sensitivity": found.share,
        "sensitivity_interval": [found.low, found.high],
        "specificity": quiet.share,
        "specificity_interval": [quiet.low, quiet.high],
        "precision": counts.precision,
        "accuracy": counts.accuracy,
    }


def calibration_of(targets: Targets, probabilities: FloatArray) -> TumorCalibration:
    """Predicted beside observed, in ten bins."""
    curve = calibration_curve(targets, probabilities)
    return TumorCalibration([bin_of(each) for each in curve.bins], curve.expected_calibration_error)


def bin_of(each: CalibrationBin) -> TumorBin:
    """A bin with how sure its share is."""
    interval = None
    if each.observed is not None:
        share = wilson_interval(round(each.observed * each.count), each.count)
        interval = [share.low, share.high]
    return TumorBin(each.low, each.high, each.count, each.mean_predicted, each.observed, interval)


def decide_by(
    request: DecisionFields, targets: Targets, probabilities: FloatArray, logistic: FloatArray | None
) -> TumorDecision:
    """Everything that threshold, costs and prevalence decide."""
    rates = rates_of(targets, probabilities, request.threshold)
    prevalence = float(targets.mean()) if request.prevalence is None else request.prevalence
    assumed = request.assumed
    used = (
        assumed.sensitivity if assumed else rates["sensitivity"],
        assumed.specificity if assumed else rates["specificity"],
    )
    screened = screen(*used, prevalence)
    beside = None
    if logistic is not None:
        fields = rates_of(targets, logistic, request.threshold)
        beside = LogisticRates(**fields, probabilities=logistic)
    people = people_of(screened)
    value = screened.positive_predictive_value
    return TumorDecision(
        **rates,
        prevalence=prevalence,
        used_sensitivity=used[0],
        used_specificity=used[1],
        per_thousand=people,
        predictive_value=value,
        cleared_value=screened.negative_predictive_value,
        cost=PEOPLE * screened.cost(request.cost_ratio),
        cheapest=cheapest(targets, probabilities, prevalence, request.cost_ratio),
        logistic=beside,
        sentence=say_decision(request, Rates(**rates), people, value, prevalence),
    )


def people_of(screened: Screening) -> PerThousand:
    """1,000 people in four groups: each share cut to whole people, the largest remainders get the rest."""
    shares = np.array(
        [
            screened.true_positives,
            screened.false_positives,
            screened.true_negatives,
            screened.false_negatives,
        ]
    )
    exact = np.round(PEOPLE * shares, 9)
    whole = np.floor(exact)
    missing = PEOPLE - int(whole.sum())
    whole[np.argsort(whole - exact, kind="stable")[:missing]] += 1.0
    return PerThousand(*(int(count) for count in whole))


def cheapest(
    targets: Targets, probabilities: FloatArray, prevalence: float, of_a_miss: float
) -> CheapestThreshold:
    """The threshold whose mistakes cost least; of equally cheap ones the highest."""
    curve = roc_of(targets, probabilities)
    missed = prevalence * (1.0 - curve.true_positive_rate)
    costs = PEOPLE * (of_a_miss * missed + (1.0 - prevalence) * curve.false_positive_rate)
    scores = [1.0 if score is None else score for score in curve.thresholds] + [0.0]
    # A probability of 1 reaches every threshold there is
    first = 1 if scores[1] == 1.0 else 0
    least = first + int(np.argmin(np.round(costs[first:], 9)))
    return CheapestThreshold(short_between(scores[least + 1], scores[least]), float(costs[least]))


def short_between(low: float, high: float) -> float:
    """A threshold with few decimals that lies over ``low`` and not over ``high``."""
    for decimals in range(2, 16):
        middle = round((low + high) / 2.0, decimals)
        if low < middle <= high:
            return middle
    return high
