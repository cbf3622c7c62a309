"""Metrics: how good a network is, once its answers are decisions.

The loss is what training lowers; what matters to whoever uses the network is other numbers. How often is it
right, which mistakes does it make, what would another threshold give, are its probabilities honest, and
how sure is all this? Where a number is 0/0 it is None; no result ever holds a NaN.
"""

from __future__ import annotations

from nn_core.metrics.brier import brier_score
from nn_core.metrics.calibration import CalibrationBin, CalibrationCurve, calibration_curve
from nn_core.metrics.confusion import ConfusionMatrix, confusion_matrix
from nn_core.metrics.decision import LOGIT_THRESHOLD, PROBABILITY_THRESHOLD, accuracy, decide
from nn_core.metrics.interval import ShareInterval, wilson_interval
from nn_core.metrics.mean_interval import MeanInterval, mean_interval
from nn_core.metrics.mistakes import Mistake, mistakes
from nn_core.metrics.prevalence import Screening, screen
from nn_core.metrics.rates import BinaryCounts, macro_average
from nn_core.metrics.roc import RocCurve, auc, roc_curve

__all__ = [
    "LOGIT_THRESHOLD",
    "PROBABILITY_THRESHOLD",
    "BinaryCounts",
    "CalibrationBin",
    "CalibrationCurve",
    "ConfusionMatrix",
    "MeanInterval",
    "Mistake",
    "RocCurve",
    "Screening",
    "ShareInterval",
    "accuracy",
    "auc",
    "brier_score",
    "calibration_curve",
    "confusion_matrix",
    "decide",
    "macro_average",
    "mean_interval",
    "mistakes",
    "roc_curve",
    "screen",
    "wilson_interval",
]
