"""Mistakes by their loss: by hand, against scikit-learn, and where probabilities have no digits left."""

import numpy as np
import pytest
from sklearn.metrics import log_loss

from nn_core.errors import NotFiniteError, RangeError, ShapeError
from nn_core.metrics import Mistake, mistakes


def test_the_worst_comes_first_and_what_is_right_is_left_out():
    # Of equal logits each class has 1/2 and class 0 is said; a lead of ln 3 gives 3/4 and 1/4
    logits = [[0.0, 0.0], [np.log(3.0), 0.0], [np.log(3.0), 0.0], [0.0, 2.0]]
    first, second = mistakes([1, 1, 0, 1], logits)
    assert first == Mistake(1, 1, 0, first.loss)
    assert abs(first.loss - np.log(4.0)) < 1e-12
    assert second == Mistake(0, 1, 0, second.loss)
    assert abs(second.loss - np.log(2.0)) < 1e-12


def test_losses_are_those_of_scikit_learn():
    rng = np.random.default_rng(0)
    logits, truth = 3 * rng.normal(size=(200, 10)), rng.integers(0, 10, 200)
    found = mistakes(truth, logits)
    assert len(found) == (logits.argmax(axis=1) != truth).sum()
    for each in found:
        p = np.exp(logits[each.index]) / np.exp(logits[each.index]).sum()
        assert abs(each.loss - log_loss([truth[each.index]], [p], labels=range(10))) < 1e-9
    losses = [each.loss for each in found]
    assert losses == sorted(losses, reverse=True)


def test_a_loss_stays_finite_where_the_probability_is_0_in_float64():
    assert [each.loss for each in mistakes([1], [[2000.0, 0.0, 0.0]])] == [2000.0]


def test_nothing_wrong_is_no_mistake():
    assert mistakes([0, 1], [[1.0, 0.0], [0.0, 1.0]]) == ()


@pytest.mark.parametrize(
    ("targets", "logits", "error", "field"),
    [
        ([0], [0.0, 1.0], ShapeError, "logits"),
        ([0], [[0.0]], ShapeError, "logits"),
        ([0, 1], [[0.0, 1.0]], ShapeError, "targets"),
        ([2], [[0.0, 1.0]], RangeError, "targets"),
        ([0], [[0.0, np.nan]], NotFiniteError, "logits"),
    ],
)
def test_what_does_not_fit_is_refused(targets, logits, error, field):
    with pytest.raises(error, match=f"^{field}"):
        mistakes(targets, logits)
