"""One neuron: its figures, its arithmetic term by term, its slope and its words."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_kit.contract.words import signed
from panel_kit.specs.activations import FUNCTION_NAMES
from panels.neuron import MAX_INPUTS, PANEL
from tests.panels.reading import ask, ask_preset, column, numbers_said, table_of

SMOOTH = ["linear", "sigmoid", "tanh", "softplus", "gelu", "silu"]


def test_the_panel_opens_at_the_first_neuron():
    # 0.50 × 0.80 = 0.40, + 0.20 = 0.60; σ(0.6) = 1 / (1 + 0.548812) = 0.645656; σ′ = a (1 − a) = 0.228784
    result = ask(PANEL)
    assert result.terms.tolist() == [0.4]
    assert result.weighted_sum == 0.4
    assert result.z == pytest.approx(0.6, abs=1e-15)
    assert result.a == pytest.approx(0.6456563062257954, abs=1e-15)
    assert result.derivative == pytest.approx(0.22878424045, abs=1e-11)
    assert (signed(result.z), signed(result.a, 4)) == ("0.60", "0.6457")
    assert ask_preset(PANEL, "first neuron").a == result.a


def test_an_input_of_2_gives_1_80_and_0_8581():
    # 2 × 0.8 + 0.2 = 1.8; e^−1.8 = 0.165299, 1 / 1.165299 = 0.858149
    result = ask_preset(PANEL, "x = 2")
    assert (signed(result.z), signed(result.a, 4)) == ("1.80", "0.8581")
    assert ask(PANEL, {"inputs": [2.0]}).a == result.a


@pytest.mark.parametrize(("inputs", "answer"), [([0, 0], 0), ([0, 1], 0), ([1, 0], 0), ([1, 1], 1)])
def test_a_step_with_a_bias_of_minus_one_and_a_half_says_and(inputs, answer):
    # x₁ + x₂ − 1.5 ≥ 0 for both alone
    fields = {"inputs": inputs, "weights": [1, 1], "bias": -1.5, "activation": "step"}
    assert ask(PANEL, fields).a == answer


def test_three_inputs_add_up_term_by_term():
    # 1 × 0.4 = 0.4;  −0.5 × 1.2 = −0.6;  2 × −0.6 = −1.2;  sum −1.4;  + 0.1 = −1.3;  tanh −1.3 = −0.861723
    result = ask_preset(PANEL, "three inputs")
    np.testing.assert_allclose(result.terms, [0.4, -0.6, -1.2], atol=1e-15)
    assert result.weighted_sum == pytest.approx(-1.4)
    assert result.z == pytest.approx(-1.3)
    assert result.a == pytest.approx(-0.8617231593)


@pytest.mark.parametrize(
    ("activation", "a", "derivative"),
    [
        ("step", 1.0, 0.0),
        ("linear", 0.6, 1.0),
        ("relu", 0.6, 1.0),
        ("leaky_relu", 0.6, 1.0),
        ("elu", 0.6, 1.0),
        ("tanh", math.tanh(0.6), 1 - math.tanh(0.6) ** 2),
        ("softplus", math.log(1 + math.exp(0.6)), 0.6456563062),
        ("silu", 0.6 * 0.6456563062, 0.6456563062 * (1 + 0.6 * 0.3543436938)),
    ],
)
def test_each_activation_bends_0_6_by_its_formula(activation, a, derivative):
    result = ask(PANEL, {"activation": activation})
    assert result.a == pytest.approx(a, rel=1e-9)
    assert result.derivative == pytest.approx(derivative, rel=1e-9)


numbers = st.floats(-10, 10, allow_subnormal=False)


@st.composite
def neurons(draw, activations=tuple(FUNCTION_NAMES)):
    count = draw(st.integers(1, MAX_INPUTS))
    return {
        "inputs": draw(st.lists(numbers, min_size=count, max_size=count)),
        "weights": draw(st.lists(numbers, min_size=count, max_size=count)),
        "bias": draw(numbers),
        "activation": draw(st.sampled_from(activations)),
    }


@given(neurons())
def test_z_is_the_sum_of_the_terms_plus_the_bias(fields):
    result = ask(PANEL, fields)
    terms = [x * w for x, w in zip(fields["inputs"], fields["weights"], strict=True)]
    assert result.terms.tolist() == terms
    assert result.weighted_sum == pytest.approx(math.fsum(terms), abs=1e-12)
    assert result.z == pytest.approx(math.fsum([*terms, fields["bias"]]), abs=1e-12)


@given(neurons(activations=SMOOTH))
def test_the_derivative_is_the_slope_of_the_answer_along_the_bias(fields):
    # ∂z/∂b = 1, so da/db = f′(z)
    h = 1e-5
    fields["bias"] = min(max(fields["bias"], -9.0), 9.0)
    above, below = (ask(PANEL, {**fields, "bias": fields["bias"] + step}).a for step in (h, -h))
    assert ask(PANEL, fields).derivative == pytest.approx((above - below) / (2 * h), rel=1e-5, abs=1e-7)


@given(neurons())
def test_the_sentence_says_the_numbers_of_the_result(fields):
    result = ask(PANEL, fields)
    expected = [*(signed(term) for term in result.terms), signed(result.bias), signed(result.z)]
    assert numbers_said(result.sentence) == [*expected, signed(result.a, 4)]


def test_the_sentence_of_the_first_neuron_reads_well():
    assert ask(PANEL).sentence == (
        "One weighted input gives 0.40; with the bias of 0.20 that is z = 0.60, "
        "and the sigmoid makes of that a = 0.6457."
    )


@given(neurons())
def test_the_table_holds_every_number(fields):
    result, table = ask(PANEL, fields), table_of(PANEL, fields)
    count = len(fields["inputs"])
    assert column(table, "input")[:count] == fields["inputs"]
    assert column(table, "weight")[:count] == fields["weights"]
    sums = [result.weighted_sum, result.bias, result.z, result.a, result.derivative]
    assert column(table, "value") == [*result.terms, *sums]
