"""The examples: few to learn from, others to watch, more where that is the cure, many new ones at the end.

Each of the four is a draw of its own, so that nothing of one is in another. The examples to watch choose when
early stopping stops; whoever is judged by them has chosen by them. So the last word is that of examples which
nothing was chosen by.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from nn_core.datasets import Dataset, make_dataset
from panel_kit.specs.limits import MAX_SEED

HELD_OUT, NEW = 40, 1000
APART = MAX_SEED + 1
WATCHED_DRAW, MORE_DRAW, NEW_DRAW = 1, 2, 3
"""Which draw is whose: the generator's seed is the data's plus so many times 10,000."""


@dataclass(frozen=True, eq=False)
class Examples:
    """To learn from, to watch, and new ones."""

    training: Dataset
    validation: Dataset
    new: Dataset


@lru_cache(maxsize=64)
def drawn_examples(name: str, samples: int, noise: float, seed: int, times: int = 1) -> Examples:
    """The examples of one seed; ``times`` as many to learn from, the few ones among them."""

    def draw(count: int, number: int) -> Dataset:
        return make_dataset(name, samples=count, noise=noise, seed=seed + APART * number)

    training = draw(samples, 0)
    if times > 1:
        training = joined(training, draw((times - 1) * samples, MORE_DRAW))
    return Examples(training, draw(HELD_OUT, WATCHED_DRAW), draw(NEW, NEW_DRAW))


def joined(one: Dataset, other: Dataset) -> Dataset:
    """All examples of both."""
    inputs = np.concatenate([one.inputs, other.inputs])
    return replace(one, inputs=inputs, targets=np.concatenate([one.targets, other.targets]))
