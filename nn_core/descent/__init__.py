"""Descent on a surface of two parameters: paths, the limits of the rate, and what came of each path."""

from nn_core.descent.limits import RATES, best_rates, rate_limit
from nn_core.descent.paths import DescentPath, descend, race, racing
from nn_core.descent.verdict import curvatures_at, steps_to_minimum, verdict

__all__ = [
    "RATES",
    "DescentPath",
    "best_rates",
    "curvatures_at",
    "descend",
    "race",
    "racing",
    "rate_limit",
    "steps_to_minimum",
    "verdict",
]
