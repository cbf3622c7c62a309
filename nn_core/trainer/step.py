"""One step of an epoch: the examples it looked at, the gradient it went against, and where it led."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.schedules.base import Rate


class BatchStep(NamedTuple):
    """One step of an epoch.

    Attributes
    ----------
    examples : array of int, shape (batch,) or (orders, batch)
        The rows of the data that it looked at.
    parameters : FloatArray, shape (…, n_parameters)
        θ after it, read-only.
    gradient : FloatArray, shape (…, n_parameters)
        ∂L/∂θ that it went against, penalties included; read-only.
    loss : FloatArray, shape (…)
        Of its batch, before the step, with dropout where there is any and without penalties.
    learning_rate : float or FloatArray
    """

    examples: npt.NDArray[np.int64]
    parameters: FloatArray
    gradient: FloatArray
    loss: FloatArray
    learning_rate: Rate
