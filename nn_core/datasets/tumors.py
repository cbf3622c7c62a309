"""Two measurements of the tumors that come with the engine, as one more kind of plane to learn from.

Each is the mean over the three largest values in an image of the cells: how large the nuclei are (``worst
radius``), and how uneven their gray is (``worst texture``). Both are standardized over all 569 tumors, so
that one step is one standard deviation.

Reference: Wolberg, Mangasarian, Street and Street (1995), Breast Cancer Wisconsin (Diagnostic).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from nn_core.activations import FloatArray
from nn_core.datasets.bundled import load_breast_cancer
from nn_core.datasets.standardizer import Standardizer

MEASURED = ("worst radius", "worst texture")
NAMES = ("size", "unevenness")
SHARE = 212 / 569
"""Of the malignant ones among all."""


def tumors(rng: np.random.Generator, counts: Sequence[int]) -> list[FloatArray]:
    """So many benign and so many malignant ones, each tumor once; after the last of a class they come again.

    Parameters
    ----------
    rng : np.random.Generator
    counts : sequence of int
        Of class 0, benign, and of class 1, malignant.

    Returns
    -------
    list of FloatArray, shape (count, 2) each
    """
    return [
        np.resize(rng.permutation(rows), (count, 2)) for rows, count in zip(by_class(), counts, strict=True)
    ]


@cache
def by_class() -> tuple[FloatArray, FloatArray]:
    """The two measurements, standardized, of the benign and of the malignant tumors."""
    data = load_breast_cancer()
    measured = data.inputs[:, [data.input_names.index(name) for name in MEASURED]]
    rows = Standardizer.fit(measured).transform(measured)
    return rows[data.labels == 0], rows[data.labels == 1]
