"""Activations by hand-worked values, by their limits and by a second route to the derivative."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.activations import ACTIVATIONS, get_activation
from nn_core.activations.error_function import erfc
from nn_core.errors import UnknownNameError

FAR = np.array([-1e308, -1e3, -40.0, -1.0, 0.0, 1.0, 40.0, 1e3, 1e308])
ELEMENTWISE = [name for name in ACTIVATIONS if name != "softmax"]
LOGITS = st.lists(st.floats(-50, 50), min_size=2, max_size=6).map(np.array)


# By hand: σ(0) = ½; σ(ln 3) = 3/4; tanh(ln 2) = (2 − ½)/(2 + ½) = 0.6; ELU(−ln 2) = ½ − 1;
# softplus(0) = ln 2, softplus(ln 3) = ln 4; SiLU(ln 3) = ¾ ln 3. Φ(1) = 0.841344746068543 (tables).
# GELU's tanh form at 1: u = √(2/π) · 1.044715 = 0.833563…, ½ (1 + tanh u) = 0.841191990608…
@pytest.mark.parametrize(
    ("name", "z", "a"),
    [
        ("step", -1e-9, 0.0),
        ("step", 0.0, 1.0),
        ("step", 2.0, 1.0),
        ("linear", -1.25, -1.25),
        ("sigmoid", 0.0, 0.5),
        ("sigmoid", np.log(3), 0.75),
        ("sigmoid", -np.log(3), 0.25),
        ("tanh", 0.0, 0.0),
        ("tanh", np.log(2), 0.6),
        ("relu", -2.0, 0.0),
        ("relu", 2.5, 2.5),
        ("leaky_relu", -2.0, -0.02),
        ("leaky_relu", 2.5, 2.5),
        ("elu", -np.log(2), -0.5),
        ("elu", 2.5, 2.5),
        ("softplus", 0.0, np.log(2)),
        ("softplus", np.log(3), np.log(4)),
        ("silu", np.log(3), 0.75 * np.log(3)),
        ("gelu", 1.0, 0.8413447460685429),
        ("gelu", -1.0, -0.15865525393145707),
        ("gelu_tanh", 1.0, 0.8411919906082768),
    ],
)
def test_value_is_the_hand_worked_one(name, z, a):
    assert ACTIVATIONS[name](np.array(z)).item() == pytest.approx(a, abs=1e-15)


def test_first_neuron_of_the_course_answers_as_printed():
    # 0.50 × 0.80 + 0.20 = 0.60 → 0.6457; with x = 2: 1.80 → 0.8581
    sigmoid = ACTIVATIONS["sigmoid"]
    assert round(sigmoid(np.array(0.5 * 0.8 + 0.2)).item(), 4) == 0.6457
    assert round(sigmoid(np.array(2 * 0.8 + 0.2)).item(), 4) == 0.8581


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_values_far_out_stay_finite_and_in_range(name):
    activation = ACTIVATIONS[name]
    a = activation(FAR)
    assert np.isfinite(a).all()
    assert np.isfinite(activation.derivative(FAR, a)).all()
    assert (a >= activation.low).all()
    assert (a <= activation.high).all()


@pytest.mark.parametrize("name", ["gelu", "gelu_tanh", "silu"])
def test_a_bowl_left_of_zero_ends_in_zero_and_has_the_stated_bottom(name):
    activation, z = ACTIVATIONS[name], np.linspace(-3, 0, 3_000_001)
    assert abs(activation(np.array(-1e308)).item()) < 1e-280
    assert activation(z).min() == pytest.approx(activation.low, abs=1e-13)


def test_sigmoid_keeps_its_digits_in_the_left_tail():
    # σ(−40) = e⁻⁴⁰ / (1 + e⁻⁴⁰), and e⁻⁴⁰ = 4.248354255291589e−18
    assert ACTIVATIONS["sigmoid"](np.array(-40.0)).item() == pytest.approx(4.248354255291589e-18, rel=1e-14)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_derivative_agrees_with_central_differences(name):
    z, h = np.linspace(-4.05, 4.05, 82), 1e-5  # steps over the kinks at 0
    activation = ACTIVATIONS[name]
    slope = (activation(z + h) - activation(z - h)) / (2 * h)
    np.testing.assert_allclose(activation.derivative(z, activation(z)), slope, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_the_stated_kinks_are_the_only_ones(name):
    activation, z = ACTIVATIONS[name], np.linspace(-4, 4, 8001)
    a = activation(z)
    jumps = z[:-1][np.abs(np.diff(activation.derivative(z, a))) > 0.01]
    # The step's slope does not jump, its value does
    steps = z[:-1][np.abs(np.diff(a)) > 0.01]
    found = [*jumps, *steps]
    assert len(found) == len(activation.kinks)
    assert all(abs(at - kink) < 0.0011 for at, kink in zip(found, activation.kinks, strict=True))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_writing_into_an_array_given_equals_making_a_new_one(name):
    activation, z = ACTIVATIONS[name], np.random.default_rng(0).normal(size=(4, 3))
    a, slope = np.empty_like(z), np.empty(activation.slope_shape(z.shape))
    assert activation.function(z, a) is a
    assert a.tobytes() == activation(z).tobytes()
    activation.derivative(z, a, slope)
    assert slope.tobytes() == activation.derivative(z, a).tobytes()


def test_erfc_has_the_digits_of_the_mathematics_library():
    x = np.concatenate([np.linspace(-6, 6, 5001), np.linspace(6, 25.9, 500), [0.46875, 4.0]])
    exact = np.array([math.erfc(value) for value in x])
    assert np.max(np.abs(erfc(x) - exact) / exact) <= 2e-15


def test_softmax_of_known_odds_is_their_share():
    # e^(ln 1) : e^(ln 2) : e^(ln 5) = 1 : 2 : 5
    z = np.log([[1.0, 2.0, 5.0]])
    np.testing.assert_allclose(ACTIVATIONS["softmax"](z), [[1 / 8, 2 / 8, 5 / 8]], rtol=1e-15)


@pytest.mark.parametrize("size", [1e3, 1e15, 1e19, 1e150, 1e308])
def test_softmax_of_logits_far_apart_is_sure_however_large_they_are(size):
    z = size * np.array([[-1.0, 1.0, 0.5], [-1.0, -0.5, -1.0], [1.0, 0.5, 1.0]])
    np.testing.assert_allclose(
        ACTIVATIONS["softmax"](z),
        [[0.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.5, 0.0, 0.5]],
        rtol=1e-15,
        atol=1e-200,
    )


@given(LOGITS, st.floats(-1e3, 1e3))
def test_softmax_does_not_feel_a_shift_of_all_logits(z, shift):
    softmax = ACTIVATIONS["softmax"]
    np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=1e-11, atol=0)


@given(LOGITS)
def test_softmax_adds_to_one_and_of_two_classes_is_the_sigmoid(z):
    assert ACTIVATIONS["softmax"](z).sum() == pytest.approx(1.0, abs=1e-15)
    two = ACTIVATIONS["softmax"](z[:2])
    np.testing.assert_allclose(two[0], ACTIVATIONS["sigmoid"](z[0] - z[1]), rtol=1e-13, atol=0)


@given(LOGITS)
def test_softmax_derivative_is_its_jacobian(z):
    softmax, h = ACTIVATIONS["softmax"], 1e-5
    turns = h * np.eye(len(z))
    numeric = ((softmax(z + turns) - softmax(z - turns)) / (2 * h)).T
    np.testing.assert_allclose(softmax.derivative(z, softmax(z)), numeric, rtol=1e-6, atol=1e-9)


@given(LOGITS)
def test_softmax_backward_equals_the_product_with_its_jacobian(z):
    softmax = ACTIVATIONS["softmax"]
    a, dL_da = softmax(z), np.linspace(-1, 2, len(z))
    delta = np.empty_like(z)
    softmax.backward(dL_da, z, a, np.empty((len(z), len(z))), delta)
    np.testing.assert_allclose(delta, dL_da @ softmax.derivative(z, a), rtol=1e-9, atol=1e-15)


@given(st.floats(-600, 600))
def test_sigmoid_of_the_negative_is_the_complement(z):
    sigmoid = ACTIVATIONS["sigmoid"]
    assert sigmoid(np.array(z)) + sigmoid(np.array(-z)) == pytest.approx(1.0, abs=1e-15)


@given(st.floats(-300, 300))
def test_softplus_of_z_and_of_the_negative_differ_by_z(z):
    softplus = ACTIVATIONS["softplus"]
    assert softplus(np.array(z)) - softplus(np.array(-z)) == pytest.approx(z, abs=1e-13)


def test_every_activation_tells_a_learner_what_it_is():
    for name, activation in ACTIVATIONS.items():
        assert activation.name == name
        assert activation.formula
        assert activation.derivative_formula
        assert activation.low < activation.high
        assert activation.use.endswith(".")


def test_an_unknown_activation_lists_the_known_ones():
    with pytest.raises(UnknownNameError, match="activation: got 'swish', expected one of linear, sigmoid"):
        get_activation("swish")
