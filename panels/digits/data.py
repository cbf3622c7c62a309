"""The digits as the network gets them: pixels from 0 to 1, in two parts."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Literal

import numpy as np

from nn_core.datasets import Dataset, Split, load_digits, split
from nn_core.digits import STRETCHES, split_by_writers

SAMPLES, SIDE, INK, CLASSES = 1797, 8, 16, 10
PIXELS = SIDE**2
HELD_OUT_SHARE = 0.25
HELD_OUT_STRETCHES = 4

Splitting = Literal["same_writers", "new_writers"]
SPLIT_NAMES = {"same_writers": "known writers", "new_writers": "new writers"}
SOURCE = (
    "Alpaydin and Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, "
    "doi 10.24432/C50P49, CC BY 4.0"
)


@lru_cache(maxsize=1)
def digits() -> Dataset:
    """1,797 digits of 8 × 8 pixels, from 0 for paper to 1 for ink everywhere."""
    whole = load_digits()
    return replace(whole, inputs=whole.inputs / INK)


def parts_of(kind: Splitting, seed: int) -> Split:
    """Some digits to learn from, and others to be asked about.

    Parameters
    ----------
    kind : str
        ``"same_writers"``: a quarter drawn at random is held out; ``"new_writers"``: 4 of the 14 stretches
        of one hand.
    seed : int
    """
    rng = np.random.default_rng([1, seed])
    if kind == "new_writers":
        return split_by_writers(digits(), HELD_OUT_STRETCHES, rng=rng)
    return split(digits(), HELD_OUT_SHARE, rng=rng)


def held_out_stretches(rows: set[int]) -> list[tuple[int, int]]:
    """The stretches of the file whose digits are held out."""
    return [stretch for stretch in STRETCHES if stretch[0] in rows]
