"""Standardization: beside scikit-learn's, and by its own laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.preprocessing import StandardScaler

from nn_core.datasets import Standardizer
from nn_core.errors import NotFiniteError, RangeError, ShapeError


def test_the_hand_worked_columns():
    # 1, 3: μ = 2, σ = 1. 0, 8: μ = 4, σ = 4.
    standardizer = Standardizer.fit([[1, 0], [3, 8]])
    assert standardizer.mean.tolist() == [2.0, 4.0]
    assert standardizer.std.tolist() == [1.0, 4.0]
    assert standardizer.transform([[1, 0], [3, 8], [2, 12]]).tolist() == [[-1, -1], [1, 1], [0, 2]]
    assert standardizer.inverse([[-1, -1], [0, 2]]).tolist() == [[1, 0], [2, 12]]


@settings(deadline=None)  # the first call is slow
@given(st.integers(0, 1000), st.integers(1, 40), st.integers(1, 6), st.floats(-6, 6), st.floats(-6, 6))
def test_it_is_scikit_learns(seed, samples, n_in, size, place):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(samples, n_in)) * 10.0**size + 10.0**place
    ours, theirs = Standardizer.fit(x), StandardScaler().fit(x)
    np.testing.assert_allclose(ours.mean, theirs.mean_, rtol=1e-12)
    # The spread is a difference of numbers of size |μ|, good to n ε |μ|
    error = samples * 2.3e-16 * np.abs(x).max()
    np.testing.assert_allclose(ours.std, theirs.scale_, rtol=1e-12, atol=error)


@given(st.integers(0, 1000), st.integers(2, 40))
def test_what_is_fitted_gets_mean_0_and_deviation_1_and_comes_back(seed, samples):
    x = np.random.default_rng(seed).uniform(-5.0, 20.0, size=(samples, 3))
    standardizer = Standardizer.fit(x)
    z = standardizer.transform(x)
    np.testing.assert_allclose(z.mean(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(z.std(axis=0), 1.0, rtol=1e-12)
    np.testing.assert_allclose(standardizer.inverse(z), x, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("value", [0.0, 0.1, -1e150, 1e-300])
def test_a_constant_column_becomes_0_exactly(value):
    x = np.column_stack([np.full(1001, value), np.arange(1001.0)])
    standardizer = Standardizer.fit(x)
    assert standardizer.std[0] == 1.0
    assert (standardizer.transform(x)[:, 0] == 0.0).all()
    assert (standardizer.inverse(standardizer.transform(x))[:, 0] == value).all()


def test_a_spread_of_rounding_is_none():
    x = np.array([[0.1 + 0.2], [0.3]] * 10)
    assert Standardizer.fit(x).std.tolist() == StandardScaler().fit(x).scale_.tolist() == [1.0]


def test_one_example_is_constant():
    assert Standardizer.fit([[3.0, 4.0]]).transform([[3.0, 5.0]]).tolist() == [[0.0, 1.0]]


def test_leading_axes_are_kept():
    standardizer = Standardizer.fit([[1, 0], [3, 8]])
    assert standardizer.transform([2, 4]).shape == (2,)
    assert standardizer.transform(np.zeros((4, 5, 2))).shape == (4, 5, 2)


def test_it_is_frozen():
    with pytest.raises(ValueError, match="read-only"):
        Standardizer.fit([[1.0], [2.0]]).mean[0] = 5.0


@pytest.mark.parametrize(
    ("inputs", "error", "message"),
    [
        ([1, 2], ShapeError, r"inputs: got \(2,\), expected \(samples, n_in\)"),
        (np.zeros((0, 2)), ShapeError, r"inputs: got \(0, 2\)"),
        ([[1], [np.inf]], NotFiniteError, "inputs: got inf"),
        ([["a"]], RangeError, "inputs: got values of type"),
        ([[1], [-2e150]], RangeError, r"inputs: got -2e\+150, expected numbers in \[-1e\+150, 1e\+150\]"),
    ],
)
def test_bad_inputs_to_fit_are_refused(inputs, error, message):
    with pytest.raises(error, match=message):
        Standardizer.fit(inputs)


@pytest.mark.parametrize("method", ["transform", "inverse"])
def test_inputs_of_another_width_are_refused(method):
    with pytest.raises(ShapeError, match=r"inputs: got \(1, 3\), expected \(…, 2\)"):
        getattr(Standardizer.fit([[1, 0], [3, 8]]), method)([[1, 2, 3]])
