"""Curves: by hand, and that points without noise lie on them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.datasets import CURVES, make_dataset


@given(st.sampled_from(list(CURVES)), st.integers(5, 300), st.integers(0, 2**32 - 1))
def test_a_curve_without_noise_goes_through_every_point(name, samples, seed):
    points = make_dataset(name, samples=samples, noise=0.0, seed=seed)
    assert points.targets.tolist() == CURVES[name].value(points.inputs).tolist()
    np.testing.assert_allclose(np.diff(points.inputs[:, 0]), 2.0 / (samples - 1), rtol=1e-9)
    assert points.inputs[0] == -1.0
    assert points.inputs[-1] == 1.0


# By hand at x = −½, 0, ½.
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("sine", [-1.0, 0.0, 1.0]),
        ("fast_sine", [1.0, 0.0, -1.0]),
        ("step", [-1.0, 1.0, 1.0]),
        ("absolute", [0.5, 0.0, 0.5]),
        ("quadratic", [0.25, 0.0, 0.25]),
        ("cubic", [1.0, 0.0, -1.0]),
        ("bump", [np.exp(-3.125), 1.0, np.exp(-3.125)]),
        ("sawtooth", [0.0, -1.0, 0.0]),
    ],
)
def test_a_curve_has_the_hand_worked_values(name, values):
    np.testing.assert_allclose(CURVES[name].value(np.array([-0.5, 0.0, 0.5])), values, atol=1e-15)
