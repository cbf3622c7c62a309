"""The examples of a comparison: those that all networks learn, and others to ask them afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache, partial

import numpy as np

from nn_core.datasets import Dataset, Standardizer, load_breast_cancer, make_dataset
from panel_kit.specs.limits import MAX_SEED

HELD_OUT = 400
"""So many examples are held out. Of a table of tumors, all that are left."""
SIGNED = ("a", "b", "c")
"""The columns of the table whose class is the sign of their product."""


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
        draw = signed if name == "signs" else partial(make_dataset, name)
        training = draw(samples=samples, noise=noise, seed=seed)
        held_out = draw(samples=HELD_OUT, noise=noise, seed=seed + MAX_SEED + 1)
    scale = Standardizer.fit(training.inputs)
    return Examples(
        replace(training, inputs=scale.transform(training.inputs)),
        replace(held_out, inputs=scale.transform(held_out.inputs)),
    )


def signed(samples: int, noise: float, seed: int) -> Dataset:
    """A table of three columns, uniform from −1 to 1; class 1 where their product is above 0.

    Any two columns together say nothing about the class: it takes all three.
    """
    rng = np.random.default_rng(seed)
    inputs = rng.uniform(-1.0, 1.0, (samples, len(SIGNED)))
    targets = (inputs.prod(axis=1) > 0.0).astype(float)
    return Dataset(
        task="classification",
        inputs=inputs + rng.normal(0.0, noise, inputs.shape),
        targets=targets[:, np.newaxis],
        input_names=SIGNED,
        target_name="class",
        class_names=("product below 0", "product above 0"),
    )


def tabled(samples: int, seed: int) -> tuple[Dataset, Dataset]:
    """Rows of the table of tumors, in a random order."""
    table = load_breast_cancer()
    order = np.random.default_rng(seed).permutation(table.samples)
    return table.take(np.sort(order[:samples])), table.take(np.sort(order[samples:]))
