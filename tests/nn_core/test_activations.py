"""Activations by hand-worked values, by their limits and by a second route to the derivative."""

import numpy as np
import pytest

from nn_core.activations import ACTIVATIONS

FAR = np.array([-1e308, -1e3, -40.0, -1.0, 0.0, 1.0, 40.0, 1e3, 1e308])


# By hand: σ(0) = ½; σ(ln 3) = 3/4; tanh(ln 2) = (2 − ½)/(2 + ½) = 0.6.
@pytest.mark.parametrize(
    ("name", "z", "a"),
    [
        ("linear", -1.25, -1.25),
        ("sigmoid", 0.0, 0.5),
        ("sigmoid", np.log(3), 0.75),
        ("sigmoid", -np.log(3), 0.25),
        ("tanh", 0.0, 0.0),
        ("tanh", np.log(2), 0.6),
        ("relu", -2.0, 0.0),
        ("relu", 2.5, 2.5),
    ],
)
def test_value_is_the_hand_worked_one(name, z, a):
    assert ACTIVATIONS[name](np.array(z)).item() == pytest.approx(a, abs=1e-15)


def test_values_far_out_stay_finite_and_in_range():
    with np.errstate(all="raise"):
        for activation in ACTIVATIONS.values():
            a = activation(FAR)
            assert np.isfinite(a).all()
            assert np.isfinite(activation.derivative(FAR, a)).all()
            assert (a >= activation.low).all()
            assert (a <= activation.high).all()


def test_sigmoid_keeps_its_digits_in_the_left_tail():
    # σ(−40) = e⁻⁴⁰ / (1 + e⁻⁴⁰), and e⁻⁴⁰ = 4.248354255291589e−18
    assert ACTIVATIONS["sigmoid"](np.array(-40.0)).item() == pytest.approx(4.248354255291589e-18, rel=1e-14)


def test_derivative_agrees_with_central_differences():
    z, h = np.linspace(-4.05, 4.05, 82), 1e-5  # steps over the kink of ReLU at 0
    for activation in ACTIVATIONS.values():
        slope = (activation(z + h) - activation(z - h)) / (2 * h)
        np.testing.assert_allclose(activation.derivative(z, activation(z)), slope, rtol=1e-6, atol=1e-9)
