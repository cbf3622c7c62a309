"""The Brier score by hand, and as scikit-learn has it."""

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss

from nn_core.errors import RangeError, ShapeError
from nn_core.metrics import brier_score


def test_the_score_by_hand():
    # (0.1² + 0.4² + 1²) / 3 = (0.01 + 0.16 + 1) / 3
    assert brier_score([1, 0, 1], [0.9, 0.4, 0.0]) == pytest.approx(0.39, rel=1e-15)
    assert brier_score([1, 0], [1.0, 0.0]) == 0.0
    assert brier_score([1, 0], [1e-200, 0.0]) == 0.5


@pytest.mark.parametrize("seed", range(20))
def test_the_score_is_that_of_scikit_learn(seed):
    rng = np.random.default_rng(seed)
    truth, predicted = rng.integers(0, 2, 40), rng.random(40)
    assert brier_score(truth, predicted) == pytest.approx(brier_score_loss(truth, predicted), rel=1e-13)


def test_what_is_no_probability_is_named():
    with pytest.raises(RangeError, match="probabilities"):
        brier_score([1], [1.5])
    with pytest.raises(ShapeError, match="probabilities"):
        brier_score([1, 0], [0.5])
