"""How far each decision of a network is from changing: what a boundary is drawn from.

A boundary lies where a margin is 0. Behind a sigmoid or a softmax the answer goes from 0 to 1 within a small
step of a grid, and a line between two of its values would only find the middle of that step. Before the
activation the same crossing is told by numbers that rise evenly: a straight line between them finds it.
"""

from __future__ import annotations

from math import atanh

import numpy as np

from nn_core.activations import FloatArray
from nn_core.metrics.decision import PROBABILITY_THRESHOLD

# The z at which a single output reaches the threshold, for activations that flatten at both ends
TURNS_AT = {"sigmoid": 0.0, "tanh": atanh(PROBABILITY_THRESHOLD)}
RISING = {*TURNS_AT, "softmax"}


def margins(z: FloatArray, a: FloatArray, activation: str) -> FloatArray:
    """The lead of each class over the others, or of the answer over the threshold; 0 on the boundary.

    Parameters
    ----------
    z, a : array, (places, outputs)
        Of the output layer, before and after its activation.
    activation : str
        Its name.

    Returns
    -------
    array, (places, outputs)
        m ≥ 0 exactly where the decision is for the class (for one output: class 1).
    """
    if z.shape[1] == 1:
        return z - TURNS_AT[activation] if activation in TURNS_AT else a - PROBABILITY_THRESHOLD
    values = z if activation in RISING else a
    return np.column_stack([leads(values, each) for each in range(values.shape[1])])


def leads(values: FloatArray, one: int) -> FloatArray:
    """By how much one column leads the largest of the others."""
    return np.asarray(values[:, one] - np.delete(values, one, axis=1).max(axis=1))
