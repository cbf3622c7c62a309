"""Decisions: the class that a prediction leads to, and how often it is the right one.

A network answers with numbers; a verdict needs a rule. One output says yes where it reaches a threshold, ½
for a probability, and for a logit what sigmoid makes ½ of. Several outputs decide for the largest. The rule
stands here alone: training curves and the figures of a finished network cannot disagree about it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.activations.smooth import sigmoid
from nn_core.arrays import as_finite
from nn_core.errors import ShapeError
from nn_core.metrics.checks import IntArray, checked_classes, checked_number

PROBABILITY_THRESHOLD = 0.5
"""Where a probability says yes."""


def least_logit() -> float:
    """The smallest z whose sigmoid is ½ in float64: so close below 0 that 1 + e⁻ᶻ is rounded to 2."""
    no, yes = -1e-15, 0.0
    while no < (middle := 0.5 * (no + yes)) < yes:
        is_half = sigmoid(np.array([middle]))[0] >= PROBABILITY_THRESHOLD
        no, yes = (no, middle) if is_half else (middle, yes)
    return yes


LOGIT_THRESHOLD = least_logit()
"""Where a logit does: 0, but for rounding. Whoever decides by logits and whoever decides by probabilities
come to the same."""


def decide(prediction: npt.ArrayLike, *, threshold: float = PROBABILITY_THRESHOLD) -> IntArray:
    """The class decided for: 1 if ŷ ≥ threshold else 0; of several outputs, argmax ŷ.

    Targets of zeros and ones become class numbers by the same rule.

    Parameters
    ----------
    prediction : array, shape (…, n_out)
        One output: a probability or a logit. Several: either, the larger the likelier; of equal ones the
        first is chosen.
    threshold : float
        Where one output says yes; several outputs need none. ``LOGIT_THRESHOLD`` for a logit.

    Returns
    -------
    IntArray, shape (…)
        From 0 to n_out − 1, or 0 and 1 for one output.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        Naming the field.
    """
    outputs = as_finite("prediction", prediction)
    if outputs.ndim == 0 or outputs.shape[-1] == 0:
        raise ShapeError("prediction", outputs.shape, "(…, n_out), at least one output")
    return decided(outputs, checked_number("threshold", threshold)).astype(np.int64)


def accuracy(targets: npt.ArrayLike, decisions: npt.ArrayLike) -> float:
    """The share of decisions that are right, in [0, 1]: (1/N) Σ [decision = target].

    Parameters
    ----------
    targets, decisions : array, shape (batch,)
        Class numbers from 0; at least one example.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        Naming the field.
    """
    truth = checked_classes("targets", targets)
    return float(agreement(checked_classes("decisions", decisions, batch=len(truth)), truth))


def decided(prediction: FloatArray, threshold: float) -> npt.NDArray[Any]:
    """The rule itself, of arrays already checked: truth values for one output, places for several."""
    if prediction.shape[-1] > 1:
        places: npt.NDArray[Any] = prediction.argmax(axis=-1)
        return places
    yes: npt.NDArray[Any] = prediction[..., 0] >= threshold
    return yes


def agreement(decisions: npt.NDArray[Any], truth: npt.NDArray[Any]) -> FloatArray:
    """The share decided right, of shape (…) for decisions (…, batch)."""
    share: FloatArray = np.add.reduce(decisions == truth, axis=-1) / truth.shape[-1]
    return share
