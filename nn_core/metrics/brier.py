"""The Brier score: how far predicted probabilities are from what came, squared.

    B = 1/N Σ (ŷ − y)²

It is the mean squared error of probabilities. Being right with a guess of 60 % costs 0.16, being sure of the
wrong thing costs 1; whoever always says the share of the yes, π, has π (1 − π).

Reference: Brier (1950), in the form for two classes.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nn_core.metrics.checks import checked_classes, checked_probabilities


def brier_score(targets: npt.ArrayLike, probabilities: npt.ArrayLike) -> float:
    """The Brier score, in [0, 1]; 0 is best.

    Parameters
    ----------
    targets : array, shape (batch,)
        0 or 1 each; at least one example.
    probabilities : array, shape (batch,)
        ŷ in [0, 1], the predicted probability of a 1.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        Naming the field.
    """
    truth = checked_classes("targets", targets, classes=2)
    predicted = checked_probabilities("probabilities", probabilities, len(truth))
    # The square of what is too small to be squared is 0
    with np.errstate(under="ignore"):
        return float(np.mean(np.square(predicted - truth)))
