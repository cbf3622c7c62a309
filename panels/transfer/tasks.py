"""The two pairs of tasks: digits to learn a source task from, and others for the target task."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.datasets import load_digits
from nn_core.digits import of_paper_and_ink

Preset = Literal["new_digits", "odd_even"]
TASK_NAMES: dict[str, str] = {"new_digits": "0–4, then 5–9", "odd_even": "all ten, then odd or even"}
SOURCE_NAMES: dict[Preset, str] = {"new_digits": "the digits 0 to 4", "odd_even": "all ten digits"}
TARGET_NAMES: dict[Preset, str] = {
    "new_digits": "the digits 5 to 9",
    "odd_even": "whether a digit is odd or even",
}
PIXELS = 64
DIGITS, FIRST_NEW = 10, 5
MAX_EXAMPLES = 50
"""So many of each class may be learned from; all others of the target are kept to be asked about."""
HALF = 900
LEARNED_SHARE = 0.75

Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Examples:
    """Digits and what each is, as a number from 0 and as a row with a single 1."""

    inputs: FloatArray
    labels: Labels
    targets: FloatArray


@dataclass(frozen=True, eq=False)
class Tasks:
    """The digits of one seed in four parts: of each task some to learn from, and others to be asked about."""

    source: Examples
    source_new: Examples
    target: Examples
    target_new: Examples

    def few(self, count: int) -> Examples:
        """The first so many of each class of the target, class by class."""
        classes = self.target.targets.shape[1]
        rows = np.concatenate([np.flatnonzero(self.target.labels == each)[:count] for each in range(classes)])
        return Examples(self.target.inputs[rows], self.target.labels[rows], self.target.targets[rows])


def classes_of(preset: Preset) -> tuple[int, int]:
    """How many classes the source has, and the target."""
    return (FIRST_NEW, DIGITS - FIRST_NEW) if preset == "new_digits" else (DIGITS, 2)


@lru_cache(maxsize=32)
def tasks_of(preset: Preset, seed: int) -> Tasks:
    """Draws an order of all digits, and deals them out.

    Parameters
    ----------
    preset : str
        ``"new_digits"``: 0 to 4 for the source, 5 to 9 for the target. ``"odd_even"``: one half of all digits
        for the source, the other for the target, which asks whether they are odd.
    seed : int
    """
    data = of_paper_and_ink(load_digits())
    inputs, digits = data.inputs, np.asarray(data.labels, dtype=np.int64)
    order = np.random.default_rng([1, seed]).permutation(data.samples)
    if preset == "new_digits":
        is_new = digits[order] >= FIRST_NEW
        source, target = order[~is_new], order[is_new]
        labels = digits - FIRST_NEW
    else:
        source, target = order[:HALF], order[HALF:]
        labels = digits % 2
    of_source, of_target = classes_of(preset)
    learned = int(LEARNED_SHARE * len(source))
    of_class = [np.flatnonzero(labels[target] == each) for each in range(of_target)]
    pool = np.concatenate([rows[:MAX_EXAMPLES] for rows in of_class])
    others = np.setdiff1d(np.arange(len(target)), pool)
    return Tasks(
        source=examples(inputs, digits, source[:learned], of_source),
        source_new=examples(inputs, digits, source[learned:], of_source),
        target=examples(inputs, labels, target[pool], of_target),
        target_new=examples(inputs, labels, target[others], of_target),
    )


def examples(inputs: FloatArray, labels: Labels, rows: npt.NDArray[np.int64], classes: int) -> Examples:
    """Some rows of the digits."""
    return Examples(inputs[rows], labels[rows], np.eye(classes)[labels[rows]])
