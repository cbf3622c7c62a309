"""The mistakes one by one, the worst first: an accuracy counts them, and hides what they look like."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.arrays import as_finite
from nn_core.errors import ShapeError
from nn_core.losses.likelihood import log_softmax
from nn_core.metrics.checks import checked_classes


@dataclass(frozen=True)
class Mistake:
    """An example that was taken for something else.

    Attributes
    ----------
    index : int
        Where it stands among the examples.
    truth, said : int
        The two classes.
    loss : float
        −ln p of the truth: large where the network was sure of the other.
    """

    index: int
    truth: int
    said: int
    loss: float


def mistakes(targets: npt.ArrayLike, logits: npt.ArrayLike) -> tuple[Mistake, ...]:
    """All examples that are taken for another class, by falling cross-entropy.

    Parameters
    ----------
    targets : array, shape (batch,)
        Class numbers.
    logits : array, shape (batch, classes)
        z of the output, before the softmax: there no digit of a small probability is lost.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        Naming the field.
    """
    z = as_finite("logits", logits)
    if z.ndim != 2 or z.shape[1] < 2:
        raise ShapeError("logits", z.shape, "(batch, classes), at least 2 classes")
    truth = checked_classes("targets", targets, classes=z.shape[1], batch=len(z))
    said = z.argmax(axis=1)
    loss = -log_softmax(z)[np.arange(len(z)), truth]
    wrong = np.flatnonzero(said != truth)
    worst_first = wrong[np.argsort(-loss[wrong], kind="stable")]
    return tuple(Mistake(int(row), int(truth[row]), int(said[row]), float(loss[row])) for row in worst_first)
