"""Distances to the nearest example, by hand."""

import numpy as np
import pytest

from nn_core import nearest as module
from nn_core.errors import ShapeError
from nn_core.nearest import nearest, widest_gap

EXAMPLES = np.array([[0.0, 0.0], [3.0, 4.0], [3.0, 5.0]])


def test_each_row_has_its_nearest_example_and_the_distance():
    # (0, 1) is 1 from the origin; (6, 8) is √(9 + 9) from (3, 5) and 5 from (3, 4)
    places, distances = nearest(np.array([[0.0, 1.0], [6.0, 8.0], [3.0, 4.0]]), EXAMPLES)
    assert places.tolist() == [0, 2, 1]
    assert distances == pytest.approx([1.0, np.sqrt(18.0), 0.0])


def test_the_widest_gap_is_that_of_the_loneliest_example():
    # The origin is 5 from (3, 4); these two are 1 apart
    assert list(widest_gap(EXAMPLES))[-1] == 5.0


def test_equal_examples_lie_no_distance_apart_and_one_alone_has_no_gap():
    assert list(widest_gap(np.zeros((3, 2))))[-1] == 0.0
    assert list(widest_gap(EXAMPLES[:1])) == []


def test_it_is_the_same_in_slices(monkeypatch):
    examples = np.random.default_rng(0).normal(size=(40, 3))
    rows = np.random.default_rng(1).normal(size=(17, 3))
    whole = nearest(rows, examples), list(widest_gap(examples))[-1]
    monkeypatch.setattr(module, "DIFFERENCES_AT_ONCE", 120)
    parts = nearest(rows, examples), list(widest_gap(examples))
    assert len(parts[1]) == 14
    assert parts[1][-1] == whole[1]
    for mine, theirs in zip(parts[0], whole[0], strict=True):
        assert mine.tolist() == theirs.tolist()


@pytest.mark.parametrize(
    ("rows", "examples", "name"),
    [
        (np.zeros((1, 2)), np.zeros((0, 2)), "examples"),
        (np.zeros((1, 3)), EXAMPLES, "rows"),
        (np.zeros((0, 2)), EXAMPLES, "rows"),
    ],
)
def test_tables_that_do_not_fit_are_named(rows, examples, name):
    with pytest.raises(ShapeError, match=name):
        nearest(rows, examples)
