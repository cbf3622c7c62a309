"""The examples of a comparison: those that all networks learn, and others to ask them afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from nn_core.datasets import Dataset, Standardizer, load_breast_cancer, make_dataset
from panel_kit.specs.limits import MAX_SEED

HELD_OUT = 400
"""So many examples of the plane are held out. Of a table, all that are left."""


@dataclass(frozen=True, eq=False)
class Examples:
    """Both parts, their inputs brought to mean 0 and deviation 1 over those to learn."""

    training: Dataset
    held_out: Dataset


@lru_cache(maxsize=32)
def drawn_examples(name: str, samples: int, noise: float, seed: int) -> Examples:
    """The examples of a kind. Those held out are drawn by a seed that no examples to learn are drawn by."""
    if name == "measurements":
        training, held_out = tabled(samples, seed)
    else:
        training = make_dataset(name, samples=samples, noise=noise, seed=seed)
        held_out = make_dataset(name, samples=HELD_OUT, noise=noise, seed=seed + MAX_SEED + 1)
    scale = Standardizer.fit(training.inputs)
    return Examples(
        replace(training, inputs=scale.transform(training.inputs)),
        replace(held_out, inputs=scale.transform(held_out.inputs)),
    )


def tabled(samples: int, seed: int) -> tuple[Dataset, Dataset]:
    """Rows of the table of tumors, in a random order."""
    table = load_breast_cancer()
    order = np.random.default_rng(seed).permutation(table.samples)
    return table.take(np.sort(order[:samples])), table.take(np.sort(order[samples:]))
