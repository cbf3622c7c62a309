"""Known writers and new ones: who wrote the digits that a network is tested on?

Drawn at random, the held-out digits are by people whose other digits were learned from. Whoever comes next
writes otherwise. The file of ``load_digits`` says nothing of who wrote what, but it goes on in stretches of
about 130 digits in which the hand stays the same, and their borders can be seen. **They are inferred from the
order in the file**, no fact of the source, which speaks of 13 people.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from nn_core.datasets.dataset import Dataset
from nn_core.datasets.splitting import Split
from nn_core.errors import RangeError

BORDERS = (0, 130, 256, 386, 516, 646, 776, 915, 1029, 1157, 1287, 1415, 1545, 1667, 1797)
STRETCHES = tuple(pairwise(BORDERS))
"""The first row of each stretch, and the first after it."""


def split_by_writers(dataset: Dataset, held_out: int = 4, *, rng: np.random.Generator) -> Split:
    """Some of the 14 stretches, drawn at random, for validation, and the rest for training.

    Parameters
    ----------
    dataset : Dataset
        The digits, in the order of the file.
    held_out : int
        How many stretches: 1 to 13.
    rng : np.random.Generator

    Raises
    ------
    RangeError
        Another number of stretches, or of digits.
    """
    if dataset.samples != BORDERS[-1]:
        raise RangeError("samples", dataset.samples, f"{BORDERS[-1]}, the digits in the order of their file")
    if isinstance(held_out, bool) or not isinstance(held_out, int) or not 1 <= held_out < len(STRETCHES):
        raise RangeError("held_out", repr(held_out), f"a whole number from 1 to {len(STRETCHES) - 1}")
    is_held_out = np.zeros(dataset.samples, dtype=bool)
    for stretch in rng.permutation(len(STRETCHES))[:held_out]:
        is_held_out[slice(*STRETCHES[stretch])] = True
    training, validation = np.flatnonzero(~is_held_out), np.flatnonzero(is_held_out)
    for rows in (training, validation):
        rows.flags.writeable = False
    return Split(dataset.take(training), dataset.take(validation), training, validation)
