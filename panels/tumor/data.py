"""The tumors as a network gets them: 30 measurements in standard deviations, in two parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from nn_core.datasets import Dataset, Split, Standardizer, load_breast_cancer, split
from nn_core.datasets.bundled import CHECKSUMS

SAMPLES, FEATURES = 569, 30
HELD_OUT_SHARE = 0.25
SALT = 13
"""Such that seed 0 has mistakes of both kinds to look at; many splits are counted whatever they are."""
GROUPS = {"mean": "mean", "error": "standard error", "worst": "worst"}
"""Each measurement three times: over all cells, how sure that is, and over the three largest values."""
MEASUREMENTS = (
    *("radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity"),
    *("concave points", "symmetry", "fractal dimension"),
)
SOURCE = (
    "Wolberg, Mangasarian, Street and Street (1995), Breast Cancer Wisconsin (Diagnostic), UCI Machine "
    "Learning Repository, doi 10.24432/C5DW2B, CC BY 4.0"
)
CHECKSUM = CHECKSUMS["breast_cancer.csv.gz"]


@dataclass(frozen=True, eq=False)
class Parts:
    """The tumors to learn from and those held out, and what brings measurements to standard deviations.

    ``whole`` has all 569 in the order of the file, in the deviations of those to learn from.
    """

    split: Split
    standardizer: Standardizer
    whole: Dataset

    @property
    def training(self) -> Dataset:
        """Those to learn from."""
        return self.whole.take(self.split.training_rows)

    @property
    def held_out(self) -> Dataset:
        """Those to be asked about."""
        return self.whole.take(self.split.validation_rows)


@lru_cache(maxsize=32)
def parts_of(seed: int) -> Parts:
    """A quarter of each class drawn at random is held out; mean and deviation are those of the rest."""
    data = load_breast_cancer()
    parts = split(data, HELD_OUT_SHARE, rng=np.random.default_rng([SALT, seed]))
    standardizer = Standardizer.fit(parts.training.inputs)
    return Parts(parts, standardizer, replace(data, inputs=standardizer.transform(data.inputs)))
