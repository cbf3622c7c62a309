"""A mean over seeds: its interval, and on which side of 0 a difference lies."""

from __future__ import annotations

from typing import Literal

import numpy as np

from nn_core.activations import FloatArray
from nn_core.metrics.mean_interval import MeanInterval, mean_interval

Verdict = Literal["lower", "higher", "not told apart"]
VERDICTS: dict[int, Verdict] = {1: "higher", -1: "lower", 0: "not told apart"}


def interval_of(values: FloatArray) -> MeanInterval | None:
    """The mean with its interval; None for one value, or where one is no number."""
    return mean_interval(values) if len(values) > 1 and np.isfinite(values).all() else None


def verdict_of(difference: MeanInterval) -> Verdict:
    """On which side of 0 the interval lies."""
    return VERDICTS[difference.sign]
