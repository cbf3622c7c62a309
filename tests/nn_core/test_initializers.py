"""Initializers: their width by definition, by many draws and by the same seed."""

import numpy as np
import pytest

from nn_core.initializers import INITIALIZERS

SHAPE = (40, 300, 200)  # 40 layers of n_out = 300, n_in = 200 at once


def draw(name):
    return INITIALIZERS[name](np.random.default_rng(1), SHAPE)


# r of each uniform rule and s of each normal one, by hand for n_in = 200, n_out = 300.
@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("uniform", 0.0, 1.0),
        ("xavier_uniform", -np.sqrt(6 / 500), np.sqrt(6 / 500)),
        ("kaiming_uniform", -np.sqrt(6 / 200), np.sqrt(6 / 200)),
    ],
)
def test_a_uniform_rule_fills_its_interval_and_never_leaves_it(name, low, high):
    W = draw(name)
    assert low <= W.min() < low + 1e-5
    assert high - 1e-5 < W.max() <= high
    assert W.std() == pytest.approx((high - low) / np.sqrt(12), rel=1e-3)


@pytest.mark.parametrize(
    ("name", "deviation"),
    [("normal", 1.0), ("xavier_normal", np.sqrt(2 / 500)), ("kaiming_normal", np.sqrt(2 / 200))],
)
def test_a_normal_rule_has_its_deviation_and_no_bias(name, deviation):
    W = draw(name)
    assert W.std() == pytest.approx(deviation, rel=3e-3)  # six standard errors
    assert abs(W.mean()) < 5 * deviation / np.sqrt(W.size)


def test_zeros_draws_nothing():
    assert not draw("zeros").any()


def test_the_same_seed_draws_the_same_bytes():
    for name in INITIALIZERS:
        assert draw(name).tobytes() == draw(name).tobytes()
