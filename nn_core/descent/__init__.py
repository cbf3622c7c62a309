"""Descent on a surface of two parameters: paths, the limits of the rate, and what came of each path."""

from nn_core.descent.limits import RATES, best_rates, rate_limit, seeking_best_rates
from nn_core.descent.paths import DescentPath, descend, race, racing
from nn_core.descent.verdict import curvatures_at, steps_to_minimum, verdict
from nn_core.descent.walking import without_pauses

__all__ = [
    "RATES",
    "DescentPath",
    "best_rates",
    "curvatures_at",
    "descend",
    "race",
    "racing",
    "rate_limit",
    "seeking_best_rates",
    "steps_to_minimum",
    "verdict",
    "without_pauses",
]
