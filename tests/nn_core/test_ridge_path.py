"""Least squares for many λ at once: as one by one, whatever the shape of the features."""

import numpy as np
import pytest

from nn_core.errors import NotFiniteError, RangeError, ShapeError
from nn_core.random_features import Ridge
from nn_core.ridge_path import by_gram, ridge_path, wide_ridge_path

PRICES = [0.0, 1e-6, 0.01, 1.0]


def drawn(n, p, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, p)), rng.normal(size=(n, 2)), rng.normal(size=(7, p))


@pytest.mark.parametrize(("n", "p"), [(30, 5), (30, 29), (30, 30), (30, 31), (30, 200), (1, 1)])
def test_every_price_is_that_of_the_singular_values(n, p):
    phi, y, new = drawn(n, p)
    found, one = ridge_path(phi, y, new, PRICES), Ridge(phi, y)
    for place, price in enumerate(PRICES):
        fit = one.solve(price)
        np.testing.assert_allclose(found.own[place], phi @ fit.weights, rtol=1e-7, atol=1e-9)
        np.testing.assert_allclose(found.new[place], new @ fit.weights, rtol=1e-6, atol=1e-8)
        assert found.norms[place] == pytest.approx(fit.norm, rel=1e-7)


def test_sums_over_features_are_enough_where_these_are_many():
    phi, y, new = drawn(20, 90)
    found, whole = wide_ridge_path(phi @ phi.T, y, new @ phi.T, PRICES), ridge_path(phi, y, new, PRICES)
    np.testing.assert_allclose(found.new, whole.new, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found.norms, whole.norms, rtol=1e-9)
    few = phi[:, :5]
    assert wide_ridge_path(few @ few.T, y, new[:, :5] @ few.T, PRICES) is None


def test_one_feature_by_hand():
    # φ = (1, 2), y = (1, 1): θ = 3 / (5 + λ), which answers 4 θ to a new φ of 4
    found = ridge_path([[1.0], [2.0]], [[1.0], [1.0]], [[4.0]], [0.0, 1.0])
    np.testing.assert_allclose(found.new[:, 0, 0], [2.4, 2.0])
    np.testing.assert_allclose(found.own[:, :, 0], [[0.6, 1.2], [0.5, 1.0]])
    np.testing.assert_allclose(found.norms, [0.6, 0.5])


def test_where_a_direction_is_missing_it_is_left_out():
    # Two equal columns share what one would have; the Gram matrix alone could not tell the third direction
    phi = np.array([[1.0, 1.0], [2.0, 2.0], [0.0, 0.0]])
    assert by_gram(phi, np.ones((3, 1)), phi) is None
    found = ridge_path(phi, [[2.0], [4.0], [0.0]], [[1.0, 0.0]], [0.0])
    np.testing.assert_allclose(found.new[0], [[1.0]])


def test_near_as_many_features_as_examples_all_digits_are_kept():
    rng = np.random.default_rng(1)
    u, v = (np.linalg.qr(rng.normal(size=(20, 20)))[0] for _ in range(2))
    strengths = np.geomspace(1.0, 1e-7, 20)
    phi, y = (u * strengths) @ v.T, rng.normal(size=(20, 1))
    exact = v @ ((u.T @ y) / strengths[:, np.newaxis])
    found = ridge_path(phi, y, np.eye(20), [0.0])
    np.testing.assert_allclose(found.new[0], exact, rtol=1e-6)


@pytest.mark.parametrize(
    ("changed", "field", "error"),
    [
        ({"features": [1.0]}, "features", ShapeError),
        ({"features": [[np.inf]]}, "features", NotFiniteError),
        ({"targets": [[1.0], [2.0]]}, "targets", ShapeError),
        ({"new": [[1.0, 2.0]]}, "new", ShapeError),
        ({"prices": [-0.1]}, "prices", RangeError),
    ],
)
def test_what_cannot_be_is_named(changed, field, error):
    given = {"features": [[1.0]], "targets": [[1.0]], "new": [[1.0]], "prices": [0.0]}
    with pytest.raises(error, match=field):
        ridge_path(**{**given, **changed})
