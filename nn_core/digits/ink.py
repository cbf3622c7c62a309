"""Counts of ink as a network reads them: shares, from 0 for paper to 1 for ink everywhere."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from nn_core.datasets.dataset import Dataset

INK = 16
"""The dots of a block, all of which may have ink."""


@lru_cache(maxsize=2)
def of_paper_and_ink(counts: Dataset) -> Dataset:
    """The digits of ``load_digits``, or others like them, with the share of ink in each block.

    Parameters
    ----------
    counts : Dataset
        Inputs from 0 to 16.
    """
    return replace(counts, inputs=counts.inputs / INK)
