"""Apportioning: whole examples dealt out so that each class gets its share as nearly as can be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn_core.errors import RangeError


def apportion(
    total: int, weights: Sequence[float], *, at_least: int = 0, at_most: Sequence[int] | None = None
) -> tuple[int, ...]:
    """Whole numbers that add up to ``total``, in proportion to the weights, by the largest remainder.

    Each gets ⌊total · wₖ / Σ w⌋; what is left over goes one by one to whichever is furthest below its
    quota, the first of them where several are. The limits come before the proportions.

    Parameters
    ----------
    total : int
        0 or more.
    weights : sequence of float
        0 or more each, not all 0.
    at_least : int
        The smallest number that any may get.
    at_most : sequence of int, optional
        The largest number for each.

    Raises
    ------
    RangeError
        The limits leave no such numbers.

    Reference: Hamilton (1792), whose method it is.
    """
    quotas = total * np.asarray(weights, dtype=np.float64) / np.sum(weights)
    limits = np.full(len(quotas), total) if at_most is None else np.asarray(at_most)
    if limits.sum() < total or at_least * len(quotas) > total or (limits < at_least).any():
        raise RangeError("total", total, f"{at_least * len(quotas)} to {limits.sum()}")
    # A quota of 3 may have come out as 2.9999999999999996
    counts = np.clip(np.floor(quotas + 1e-9).astype(np.int64), at_least, limits)
    while (left := total - int(counts.sum())) != 0:
        step = 1 if left > 0 else -1
        has_room = counts < limits if step > 0 else counts > at_least
        gaps = np.where(has_room, np.round(step * (quotas - counts), 9), -np.inf)
        counts[gaps.argmax()] += step
    return tuple(counts.tolist())
