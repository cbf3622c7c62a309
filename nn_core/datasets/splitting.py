"""The split: examples to learn from, and others to ask afterwards.

What a network has learned by heart shows only on examples it has never seen. Each class is split in the same
proportion, so that neither part is easier than the other by chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn_core.datasets.apportion import apportion
from nn_core.datasets.dataset import Dataset, IntArray
from nn_core.errors import RangeError
from nn_core.options import Option

VALIDATION_SHARE = Option(
    "validation_share", 0.25, "Share of the examples kept for validation.", high=0.9, high_allowed=True
)


@dataclass(frozen=True, eq=False)
class Split:
    """The two parts.

    Attributes
    ----------
    training : Dataset
    validation : Dataset or None
        None where the share is 0.
    training_rows, validation_rows : IntArray
        Where their examples stood, in ascending order; read-only. Together every row once.
    """

    training: Dataset
    validation: Dataset | None
    training_rows: IntArray
    validation_rows: IntArray


def split(dataset: Dataset, validation_share: float = 0.25, *, rng: np.random.Generator) -> Split:
    """Examples drawn for validation, the rest for training; both in the order they had.

    Of n examples ⌊n · share + ½⌋ go to validation, at least one on either side. Classes are split in
    proportion, by the largest remainder, and each keeps one example in training as long as
    that leaves enough for validation.

    Parameters
    ----------
    dataset : Dataset
    validation_share : float
        0 to 0.9; 0 keeps all for training.
    rng : np.random.Generator

    Raises
    ------
    RangeError, NotFiniteError
        The share is out of range, or there is only one example to split.
    """
    VALIDATION_SHARE.check("split", validation_share)
    held_out = np.zeros(dataset.samples, dtype=bool)
    if validation_share > 0.0:
        for members, count in zip(
            groups_of(dataset), held_out_counts(dataset, validation_share), strict=True
        ):
            held_out[rng.permutation(members)[:count]] = True
    training_rows, validation_rows = np.flatnonzero(~held_out), np.flatnonzero(held_out)
    for rows in (training_rows, validation_rows):
        rows.flags.writeable = False
    validation = dataset.take(validation_rows) if len(validation_rows) else None
    return Split(dataset.take(training_rows), validation, training_rows, validation_rows)


def groups_of(dataset: Dataset) -> list[IntArray]:
    """The rows of each class; all of them as one group for regression."""
    if dataset.task == "regression":
        return [np.arange(dataset.samples)]
    labels = dataset.labels
    return [np.flatnonzero(labels == label) for label in range(len(dataset.class_names))]


def held_out_counts(dataset: Dataset, validation_share: float) -> tuple[int, ...]:
    """How many of each group go to validation."""
    if dataset.samples < 2:
        raise RangeError("samples", dataset.samples, "2 or more, to split them")
    wanted = int(np.floor(dataset.samples * validation_share + 0.5))
    total = min(max(wanted, 1), dataset.samples - 1)
    sizes = [len(members) for members in groups_of(dataset)]
    kept_back = [max(size - 1, 0) for size in sizes]
    return apportion(total, sizes, at_most=kept_back if sum(kept_back) >= total else sizes)
