"""Apportioning: by hand, and the laws of the largest remainder."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.datasets.apportion import apportion
from nn_core.errors import RangeError

WEIGHTS = st.lists(st.floats(0.01, 1.0), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("total", "weights", "expected"),
    [
        (10, [0.7, 0.3], (7, 3)),
        (10, [1, 1, 1], (4, 3, 3)),  # quotas of 3⅓ each: the first gets what is left over
        (7, [0.5, 0.5], (4, 3)),
        (100, [0.415, 0.385, 0.2], (42, 38, 20)),  # 41.5 and 38.5: the first of two equal remainders
        (0, [0.2, 0.8], (0, 0)),
        (3, [0.1, 0.1, 0.1], (1, 1, 1)),
    ],
)
def test_the_hand_worked_shares(total, weights, expected):
    assert apportion(total, weights) == expected


@given(st.integers(0, 5000), WEIGHTS)
def test_shares_add_up_and_are_less_than_one_off(total, weights):
    counts = apportion(total, weights)
    assert sum(counts) == total
    assert np.abs(np.array(counts) - total * np.array(weights) / sum(weights)).max() < 1.0


@given(st.integers(6, 200), WEIGHTS, st.integers(0, 1), st.randoms())
def test_limits_come_before_proportions(total, weights, at_least, random):
    at_most = [random.randint(at_least, total) for _ in weights]
    if sum(at_most) < total:
        at_most[0] = total
    counts = apportion(total, weights, at_least=at_least, at_most=at_most)
    assert sum(counts) == total
    assert all(at_least <= count <= limit for count, limit in zip(counts, at_most, strict=True))


def test_limits_that_leave_nothing_are_refused():
    with pytest.raises(RangeError, match="total: got 5, expected 0 to 4"):
        apportion(5, [1, 1], at_most=[2, 2])
    with pytest.raises(RangeError, match="total: got 1, expected 2 to"):
        apportion(1, [1, 1], at_least=1)
