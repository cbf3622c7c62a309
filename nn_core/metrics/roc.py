"""The ROC curve: what every threshold would give, in one picture.

A lower threshold finds more of the sick and alarms more of the healthy. The curve shows each exchange on
offer; the area under it is the chance that a sick one scores higher than a healthy one, so that ½ is
guessing and 1 a perfect order. It sees the order of the scores only, not whether they are honest: for that
see the calibration.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.metrics.checks import checked_classes, checked_column


@dataclass(frozen=True, eq=False)
class RocCurve:
    """The curve from (0, 0), where nothing is decided yes, to (1, 1), where everything is.

    Attributes
    ----------
    thresholds : tuple of float or None
        Each score that occurs, falling: yes is decided where a score reaches it. The first is None: no
        score reaches it.
    false_positive_rate, true_positive_rate : FloatArray, shape (thresholds,)
        1 − specificity, and sensitivity, at each threshold; read-only.
    auc : float
        The area under the curve, in [0, 1].
    """

    thresholds: tuple[float | None, ...]
    false_positive_rate: FloatArray
    true_positive_rate: FloatArray
    auc: float


def roc_curve(targets: npt.ArrayLike, scores: npt.ArrayLike) -> RocCurve | None:
    """Every threshold's pair of rates. Equal scores cross the threshold together.

    AUC = P(s₁ > s₀) + ½ P(s₁ = s₀), for a score s₁ of a yes and s₀ of a no. It is computed in whole
    numbers, with one division at the end.

    Parameters
    ----------
    targets : array, shape (batch,)
        0 or 1 each; at least one example.
    scores : array, shape (batch,)
        Probabilities, logits or anything else that is larger for a likelier yes.

    Returns
    -------
    RocCurve or None
        None if all targets are equal: one of the two rates would be 0/0.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        Naming the field.

    Reference: Fawcett (2006), algorithms 1 and 2; Hanley and McNeil (1982).
    """
    truth = checked_classes("targets", targets, classes=2)
    values, group = np.unique(checked_column("scores", scores, len(truth)), return_inverse=True)
    yes = np.bincount(group[truth == 1], minlength=len(values))[::-1]
    no = np.bincount(group[truth == 0], minlength=len(values))[::-1]
    if not yes.any() or not no.any():
        return None
    found, alarmed = np.append(0, yes.cumsum()), np.append(0, no.cumsum())
    # Trapezoids, doubled to stay whole: Σ (alarmedᵢ − alarmedᵢ₋₁)(foundᵢ + foundᵢ₋₁)
    doubled = int((no * (found[1:] + found[:-1])).sum())
    curve = RocCurve(
        thresholds=(None, *values[::-1].tolist()),
        false_positive_rate=alarmed / alarmed[-1],
        true_positive_rate=found / found[-1],
        auc=doubled / (2 * int(found[-1]) * int(alarmed[-1])),
    )
    curve.false_positive_rate.flags.writeable = False
    curve.true_positive_rate.flags.writeable = False
    return curve


def auc(targets: npt.ArrayLike, scores: npt.ArrayLike) -> float | None:
    """The area under the ROC curve, in [0, 1]; None if all targets are equal. See ``roc_curve``."""
    curve = roc_curve(targets, scores)
    return curve.auc if curve else None
