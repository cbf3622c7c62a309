"""Softmax: shares that add up to 1, only differences count, and two classes are a sigmoid."""

import math

import numpy as np
import pytest
from pydantic import ValidationError

from panel_kit.contract.words import in_words, signed
from panels.softmax import MOST, PANEL
from tests.panels.reading import ask, ask_preset, column, numbers_said, table_of
from tests.panels.states import random_request


def drawn(seed, count=40):
    rng = np.random.default_rng(seed)
    return [random_request("softmax", rng) for _ in range(count)]


def test_the_panel_opens_at_the_shares_worked_by_hand():
    # e² = 7.389056, e¹ = 2.718282, e^0.1 = 1.105171; sum 11.212509; shares 0.659001, 0.242433, 0.098566
    result = ask(PANEL)
    np.testing.assert_allclose(result.exponentials, [math.e**2, math.e, math.exp(0.1)], rtol=1e-14)
    assert result.total == pytest.approx(11.212509, abs=5e-7)
    np.testing.assert_allclose(result.probabilities, [0.659001, 0.242433, 0.098566], atol=5e-7)
    assert result.largest == 0
    # −Σ p ln p = 0.659001 × 0.417030 + 0.242433 × 1.417030 + 0.098566 × 2.317030
    assert result.entropy == pytest.approx(0.846738, abs=5e-6)
    assert result.two_class is None


@pytest.mark.parametrize("fields", drawn(1))
def test_each_share_is_its_exponential_over_their_sum(fields):
    result = ask(PANEL, fields)
    shift, temperature = fields.get("shift", 0.0), fields.get("temperature", 1.0)
    scaled = [(z + shift) / temperature for z in fields["logits"]]
    np.testing.assert_allclose(result.scaled, scaled, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(result.exponentials, [math.exp(z) for z in result.scaled], rtol=1e-12)
    assert result.total == pytest.approx(math.fsum(result.exponentials), rel=1e-12)
    np.testing.assert_allclose(result.probabilities, result.exponentials / result.total, rtol=1e-12)


@pytest.mark.parametrize("fields", drawn(2))
def test_shares_add_up_to_one_and_keep_the_order_of_the_logits(fields):
    result = ask(PANEL, fields)
    assert result.probability_sum == pytest.approx(1.0, abs=1e-14)
    assert all(0.0 <= p <= 1.0 for p in result.probabilities)
    by_logit = result.probabilities[np.argsort(fields["logits"], kind="stable")]
    assert (np.diff(by_logit) >= 0).all()
    assert result.probabilities[result.largest] == result.probabilities.max()


@pytest.mark.parametrize("fields", drawn(3))
def test_adding_the_same_to_every_logit_changes_no_share(fields):
    plain, moved = ask(PANEL, {**fields, "shift": 0.0}), ask(PANEL, {**fields, "shift": 7.5})
    np.testing.assert_allclose(moved.probabilities, plain.probabilities, rtol=1e-12, atol=1e-300)
    assert (moved.exponentials > plain.exponentials).all()
    assert moved.largest == plain.largest
    assert moved.sentence == plain.sentence


@pytest.mark.parametrize("fields", drawn(4))
def test_a_higher_temperature_makes_the_shares_more_alike(fields):
    cold, warm, hot = (ask(PANEL, {**fields, "temperature": T}) for T in (0.5, 1.0, 4.0))
    assert cold.entropy <= warm.entropy + 1e-12
    assert warm.entropy <= hot.entropy + 1e-12
    assert cold.probabilities.max() >= hot.probabilities.max() - 1e-12


@pytest.mark.parametrize("fields", drawn(5))
def test_the_entropy_is_that_of_the_shares_and_at_most_ln_n(fields):
    result = ask(PANEL, fields)
    expected = -math.fsum(p * math.log(p) for p in result.probabilities.tolist() if p > 0)
    assert result.entropy == pytest.approx(expected, abs=1e-12)
    assert -1e-12 <= result.entropy <= math.log(len(fields["logits"])) + 1e-12


@pytest.mark.parametrize("fields", drawn(6))
def test_two_classes_are_the_sigmoid_of_the_difference(fields):
    first, second = fields["logits"][:2]
    result = ask(PANEL, {**fields, "logits": [first, second]})
    difference = (first - second) / fields.get("temperature", 1.0)
    assert result.two_class == pytest.approx(1 / (1 + math.exp(-difference)), rel=1e-12)
    assert result.probabilities[0] == pytest.approx(result.two_class, rel=1e-12)
    if len(fields["logits"]) > 2:
        assert ask(PANEL, fields).two_class is None


def test_the_farthest_logits_at_the_coldest_keep_every_number_finite():
    fields = {"logits": [10.0, -10.0], "temperature": 0.1, "shift": 10.0}
    result = ask(PANEL, fields)  # scaled 200 and 0
    assert np.isfinite([*result.exponentials, result.total, result.entropy]).all()
    assert result.probabilities.tolist() == [1.0, pytest.approx(math.exp(-200), rel=1e-12)]


@pytest.mark.parametrize("temperature", [0.1, 1.0, 10.0])
def test_logits_of_a_thousand_keep_every_number_finite(temperature):
    fields = {"logits": [1000.0, 999.5, -1000.0], "temperature": temperature, "shift": 10.0}
    result = ask(PANEL, fields)
    largest = 1010.0 / temperature
    assert result.subtracted == (largest if largest > 700 else 0.0)
    # e to the difference of the two large ones, whatever was taken off both
    second = math.exp(-0.5 / temperature)
    rest = math.exp(-2000 / temperature)
    total = 1 + second + rest
    np.testing.assert_allclose(
        result.probabilities, [1 / total, second / total, rest / total], rtol=1e-9, atol=1e-290
    )
    np.testing.assert_allclose(result.exponents, result.scaled - result.subtracted, rtol=1e-15)
    shares = result.exponentials / result.total
    np.testing.assert_allclose(result.probabilities, shares, rtol=1e-12, atol=1e-290)
    assert np.isfinite([*result.exponentials, result.total, result.entropy]).all()


def test_presets_show_what_they_are_called():
    three, two = ask_preset(PANEL, "three classes"), ask_preset(PANEL, "two classes")
    assert (len(three.probabilities), len(two.probabilities)) == (3, 2)
    assert two.two_class == pytest.approx(0.8807970779778823)  # σ(1 − (−1)) = σ(2)
    hot, cold = ask_preset(PANEL, "hot"), ask_preset(PANEL, "cold")
    assert cold.entropy < three.entropy < hot.entropy
    equal = ask_preset(PANEL, "all equal")
    assert equal.probabilities.tolist() == [0.25] * 4
    assert equal.entropy == pytest.approx(math.log(4))
    assert "there is a tie at the top" in equal.sentence
    assert len(PANEL.presets) == 5


@pytest.mark.parametrize("fields", drawn(7))
def test_the_sentence_says_the_numbers_of_the_result(fields):
    result = ask(PANEL, fields)
    shares = [signed(100 * p, 1) for p in result.probabilities]
    temperature = fields.get("temperature", 1.0)
    warm = [] if temperature == 1 else [signed(temperature)]
    assert numbers_said(result.sentence) == [*shares, *warm]
    assert in_words([f"{share} %" for share in shares]) in result.sentence
    if shares.count(shares[result.largest]) == 1:
        assert f"class {result.largest + 1} leads" in result.sentence
    else:
        assert "tie" in result.sentence


def test_the_sentence_of_the_first_state_reads_well():
    assert ask(PANEL).sentence == (
        "The 3 classes get 65.9 %, 24.2 % and 9.9 %, together 100 %: class 1 leads."
    )


@pytest.mark.parametrize("fields", drawn(8))
def test_the_table_holds_every_number(fields):
    result, table = ask(PANEL, fields), table_of(PANEL, fields)
    count = len(fields["logits"])
    assert column(table, "class") == [*(f"class {k}" for k in range(1, count + 1)), "sum"]
    assert column(table, "logit") == [*fields["logits"], None]
    assert column(table, "scaled") == [*result.scaled, None]
    assert column(table, "exponential") == [*result.exponentials, result.total]
    assert column(table, "probability") == [*result.probabilities, result.probability_sum]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"logits": [1.0]}, ("logits",)),
        ({"logits": [0.0] * (MOST + 1)}, ("logits",)),
        ({"logits": [0.0, 1000.5]}, ("logits", 1)),
        ({"temperature": 0.0}, ("temperature",)),
        ({"temperature": -1.0}, ("temperature",)),
        ({"shift": 11.0}, ("shift",)),
        ({"logit": [1.0, 2.0]}, ("logit",)),
    ],
)
def test_what_is_no_softmax_is_refused_at_its_field(fields, place):
    with pytest.raises(ValidationError) as refused:
        ask(PANEL, fields)
    assert [error["loc"] for error in refused.value.errors()] == [place]
