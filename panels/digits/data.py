"""The digits as the network gets them: pixels from 0 to 1, in two parts."""

from __future__ import annotations

from typing import Literal

import numpy as np

from nn_core.datasets import Dataset, Split, load_digits, split
from nn_core.digits import STRETCHES, of_paper_and_ink, split_by_writers
from panels.digits.mnist import mnist

SAMPLES, SIDE, CLASSES = 1797, 8, 10
PIXELS = SIDE**2
HELD_OUT_SHARE = 0.25
HELD_OUT_STRETCHES = 4

Splitting = Literal["same_writers", "new_writers"]
SPLIT_NAMES = {"same_writers": "known writers", "new_writers": "new writers"}
Images = Literal["uci", "mnist"]
IMAGE_NAMES = {"uci": "UCI, 8 × 8", "mnist": "MNIST"}
SOURCE = (
    "Alpaydin and Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, "
    "doi 10.24432/C50P49, CC BY 4.0"
)


def digits(images: Images = "uci") -> Dataset:
    """1,797 digits of 8 × 8 pixels, from 0 for paper to 1 for ink everywhere."""
    return of_paper_and_ink(load_digits() if images == "uci" else mnist().data)


def parts_of(kind: Splitting, seed: int, images: Images = "uci") -> Split:
    """Some digits to learn from, and others to be asked about.

    Parameters
    ----------
    kind : str
        ``"same_writers"``: a quarter drawn at random is held out; ``"new_writers"``: 4 of the 14 stretches
        of one hand, or the digits of MNIST's test file.
    seed : int
    images : str
        Which digits.
    """
    rng, data = np.random.default_rng([1, seed]), digits(images)
    if kind == "same_writers":
        return split(data, HELD_OUT_SHARE, rng=rng)
    if images == "uci":
        return split_by_writers(data, HELD_OUT_STRETCHES, rng=rng)
    learned, held_out = np.split(np.arange(data.samples), [mnist().of_training])
    return Split(data.take(learned), data.take(held_out), learned, held_out)


def held_out_stretches(rows: set[int], images: Images = "uci") -> list[tuple[int, int]]:
    """The stretches of the file whose digits are held out."""
    if images == "mnist":
        return [(mnist().of_training, digits(images).samples)]
    return [stretch for stretch in STRETCHES if stretch[0] in rows]
