"""The confusion matrix: which class is taken for which.

Accuracy says how often a network errs; this table says how. Its rows are the true classes, its columns the
decisions, and what stands off the diagonal are the mistakes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.metrics.checks import IntArray, checked_classes, checked_count
from nn_core.metrics.rates import BinaryCounts


@dataclass(frozen=True, eq=False)
class ConfusionMatrix:
    """The table, and what can be read off it.

    Attributes
    ----------
    counts : IntArray, shape (classes, classes)
        ``counts[t][d]`` examples of class t were taken for class d; read-only.
    """

    counts: IntArray

    @property
    def accuracy(self) -> float:
        """Σ counts[k][k] / N, the share on the diagonal."""
        return int(np.trace(self.counts)) / int(self.counts.sum())

    @property
    def per_class(self) -> tuple[BinaryCounts, ...]:
        """``against_rest`` of each class in turn."""
        return tuple(self.against_rest(k) for k in range(len(self.counts)))

    def against_rest(self, positive: int = 1) -> BinaryCounts:
        """The four counts of one class as yes and all others as no.

        Parameters
        ----------
        positive : int
            The class that is yes; of two classes, 1 is meant.

        Raises
        ------
        RangeError
            There is no such class.
        """
        k = checked_count("positive", positive, 0, len(self.counts) - 1)
        hit, total = int(self.counts[k, k]), int(self.counts.sum())
        taken, true = int(self.counts[:, k].sum()), int(self.counts[k].sum())
        return BinaryCounts(
            true_positives=hit,
            false_positives=taken - hit,
            false_negatives=true - hit,
            true_negatives=total - taken - true + hit,
        )


def confusion_matrix(
    targets: npt.ArrayLike, decisions: npt.ArrayLike, *, classes: int = 2
) -> ConfusionMatrix:
    """How often each class was taken for each.

    Parameters
    ----------
    targets, decisions : array, shape (batch,)
        Class numbers from 0 to classes − 1; at least one example.
    classes : int
        How many there are, from 2 to 1000, whether or not each of them occurs.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        Naming the field.
    """
    k = checked_count("classes", classes, 2, 1000)
    truth = checked_classes("targets", targets, classes=k)
    taken = checked_classes("decisions", decisions, classes=k, batch=len(truth))
    counts = np.bincount(truth * k + taken, minlength=k * k).reshape(k, k).astype(np.int64)
    counts.flags.writeable = False
    return ConfusionMatrix(counts)
