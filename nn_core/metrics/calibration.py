"""Calibration: of all the times a network says 80 %, is it right 80 % of the time?

A network can put every example in the right order and still be far too sure. Sorted into bins by what was
predicted, the examples show it: a bin's mean prediction should be the share of its examples that are yes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.metrics.checks import checked_classes, checked_count, checked_probabilities


@dataclass(frozen=True)
class CalibrationBin:
    """The examples whose predicted probability lies in (low, high]; in the first bin 0 too.

    Attributes
    ----------
    low, high : float
        The bin's ends.
    count : int
        Its examples.
    mean_predicted : float or None
        Mean of their predicted probabilities; None if there are none.
    observed : float or None
        Share of them that are yes; None if there are none.
    """

    low: float
    high: float
    count: int
    mean_predicted: float | None
    observed: float | None


@dataclass(frozen=True)
class CalibrationCurve:
    """All the bins, from 0 to 1.

    Attributes
    ----------
    bins : tuple of CalibrationBin
        Empty ones too.
    expected_calibration_error : float
        Σ count/N · |observed − mean_predicted|, in [0, 1]; 0 is honest.
    """

    bins: tuple[CalibrationBin, ...]
    expected_calibration_error: float


def calibration_curve(
    targets: npt.ArrayLike, probabilities: npt.ArrayLike, *, bins: int = 10
) -> CalibrationCurve:
    """Predicted beside observed, in bins of equal width.

    Parameters
    ----------
    targets : array, shape (batch,)
        0 or 1 each; at least one example.
    probabilities : array, shape (batch,)
        ŷ in [0, 1], the predicted probability of a 1.
    bins : int
        How many, from 1 to 1000.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        Naming the field.

    Reference: Guo, Pleiss, Sun and Weinberger (2017), section 2 and equation 3, for the predicted
    probability of a yes in place of the confidence in the decision.
    """
    truth = checked_classes("targets", targets, classes=2)
    predicted = checked_probabilities("probabilities", probabilities, len(truth))
    number = checked_count("bins", bins, 1, 1000)
    edges = np.linspace(0.0, 1.0, number + 1)
    place = np.searchsorted(edges[1:-1], predicted, side="left")
    count = np.bincount(place, minlength=number)
    total = np.bincount(place, weights=predicted, minlength=number)
    yes = np.bincount(place, weights=truth, minlength=number)
    rows = tuple(
        CalibrationBin(low, high, n, p / n if n else None, y / n if n else None)
        for low, high, n, p, y in zip(
            edges[:-1].tolist(),
            edges[1:].tolist(),
            count.tolist(),
            total.tolist(),
            yes.tolist(),
            strict=True,
        )
    )
    # count · |observed − mean predicted| = |Σ y − Σ ŷ| over the bin
    return CalibrationCurve(rows, float(np.abs(yes - total).sum()) / len(truth))
