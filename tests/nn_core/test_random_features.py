"""Random features: their least squares by hand, as scikit-learn has it, and the double descent."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge as SklearnRidge

from nn_core.datasets import load_digits
from nn_core.errors import NotFiniteError, RangeError, ShapeError
from nn_core.random_features import RandomFeatures, Ridge


def drawn(n_in=3, features=40, seed=0):
    return RandomFeatures.draw(n_in, features, rng=np.random.default_rng(seed))


def test_one_feature_by_hand():
    # φ = (1, 2), y = (1, 1): θ = φᵀy / (φᵀφ + λ) = 3 / (5 + λ)
    ridge = Ridge([[1.0], [2.0]], [[1.0], [1.0]])
    assert ridge.solve().weights == pytest.approx(np.array([[0.6]]))
    assert ridge.solve(1.0).weights == pytest.approx(np.array([[0.5]]))
    assert ridge.solve(1.0).norm == pytest.approx(0.5)


def test_features_are_relu_of_a_drawn_layer_and_fewer_are_the_first_of_more():
    layer = drawn()
    x = np.random.default_rng(1).normal(size=(5, 3))
    by_hand = np.maximum(x @ layer.weights.T + layer.biases, 0)
    np.testing.assert_allclose(layer(x) * np.sqrt(40), by_hand, rtol=1e-14)
    np.testing.assert_allclose(layer(x, 7) * np.sqrt(7), by_hand[:, :7], rtol=1e-14)
    assert np.array_equal(drawn().weights, layer.weights)
    assert not np.array_equal(drawn(seed=1).weights, layer.weights)


@pytest.mark.parametrize("features", [5, 30, 90])
@pytest.mark.parametrize("ridge", [1e-3, 0.1, 10.0])
def test_the_solution_is_that_of_scikit_learn(features, ridge):
    rng = np.random.default_rng(features)
    phi, y = rng.normal(size=(30, features)), rng.normal(size=(30, 2))
    found = Ridge(phi, y).solve(ridge)
    expected = SklearnRidge(alpha=ridge, fit_intercept=False, solver="svd").fit(phi, y).coef_.T
    np.testing.assert_allclose(found.weights, expected, rtol=1e-8, atol=1e-12)
    assert found.norm == pytest.approx(np.linalg.norm(found.weights), rel=1e-10)


def test_with_more_features_than_examples_every_target_is_met_by_the_smallest_weights():
    rng = np.random.default_rng(3)
    phi, y = rng.normal(size=(10, 25)), rng.normal(size=(10, 1))
    found = Ridge(phi, y).solve()
    np.testing.assert_allclose(phi @ found.weights, y, rtol=1e-9)
    np.testing.assert_allclose(found.weights, np.linalg.pinv(phi) @ y, rtol=1e-9)


def test_a_larger_ridge_makes_smaller_weights():
    rng = np.random.default_rng(4)
    ridge = Ridge(rng.normal(size=(20, 20)), rng.normal(size=(20, 3)))
    norms = [ridge.solve(value).norm for value in (0.0, 1e-4, 1e-2, 1.0, 100.0)]
    assert norms == sorted(norms, reverse=True)


def test_equal_columns_share_what_one_would_have():
    # A direction that is not there is left out, not divided by 0
    found = Ridge([[1.0, 1.0], [2.0, 2.0]], [[2.0], [4.0]]).solve()
    np.testing.assert_allclose(found.weights, [[1.0], [1.0]])


def test_the_error_on_new_digits_falls_rises_to_a_peak_and_falls_below_where_it_was():
    data, errors = load_digits(), {}
    for seed in range(3):
        rng = np.random.default_rng(seed)
        order = rng.permutation(data.samples)
        learned, new = order[:200], order[200:700]
        layer = drawn(64, 1000, seed)
        x = (data.inputs - data.inputs[learned].mean(axis=0)) / data.inputs[learned].std()
        for features in (100, 200, 1000):
            ridge = Ridge(layer(x[learned], features), data.targets[learned])
            for price in (0.0, 0.01):
                answers = layer(x[new], features) @ ridge.solve(price).weights
                wrong = np.mean(answers.argmax(axis=1) != data.labels[new])
                errors.setdefault((features, price), []).append(wrong)
    mean = {key: np.mean(values) for key, values in errors.items()}
    assert mean[1000, 0.0] < mean[100, 0.0] < mean[200, 0.0]
    assert mean[200, 0.0] > 0.3 > 2 * mean[1000, 0.0]
    assert mean[200, 0.01] < mean[200, 0.0] / 2  # the peak is gone


@pytest.mark.parametrize(
    ("wrong", "field", "error"),
    [
        (lambda: RandomFeatures.draw(0, 5, rng=np.random.default_rng(0)), "n_in", RangeError),
        (lambda: drawn(features=20_001), "features", RangeError),
        (lambda: drawn()([[1.0, 2.0]]), "inputs", ShapeError),
        (lambda: drawn()([[1.0, 2.0, 3.0]], 41), "features", RangeError),
        (lambda: Ridge([1.0], [[1.0]]), "features", ShapeError),
        (lambda: Ridge([[1.0]], [[1.0], [2.0]]), "targets", ShapeError),
        (lambda: Ridge([[np.nan]], [[1.0]]), "features", NotFiniteError),
        (lambda: Ridge([[1.0]], [[1.0]]).solve(-1.0), "ridge", RangeError),
    ],
)
def test_what_cannot_be_is_named(wrong, field, error):
    with pytest.raises(error, match=field):
        wrong()
