"""Nielsen's slow start: the figures, every step by the rule, and which loss is sooner there."""

import math
from functools import cache

import numpy as np
import pytest
from pydantic import ValidationError

from panel_kit.contract.words import short, signed
from panels.slow_start import MAX_EPOCHS, NEAR, PANEL
from tests.panels.reading import ask, ask_preset, column
from tests.panels.states import random_request


def sigmoid(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def drawn(count=25):
    rng = np.random.default_rng(1)
    return [random_request("slow-start", rng) for _ in range(count)]


DRAWN = drawn()


@cache
def learned(place):
    """The result of a drawn request."""
    return ask(PANEL, DRAWN[place])


each_drawn = pytest.mark.parametrize("place", range(len(DRAWN)))


def test_the_panel_opens_at_a_badly_wrong_0_98():
    # w x + b = 2 × 1 + 2 = 4; σ(4) = 1 / (1 + 0.018316) = 0.982014
    result = ask(PANEL)
    assert result.start == pytest.approx(0.9820137900379085, abs=1e-15)
    assert signed(result.start) == "0.98"
    assert result.mse.output[0] == result.bce.output[0] == result.start


def test_the_first_slopes_are_those_worked_by_hand():
    # ½ (a − y)²: (a − y) σ′ x = 0.982014 × 0.982014 × 0.017986 = 0.017345
    # cross-entropy: (a − y) x = 0.982014
    result = ask(PANEL)
    assert result.mse.slope[0] == pytest.approx(0.017345, abs=5e-7)
    assert result.bce.slope[0] == pytest.approx(result.start, abs=1e-15)
    # ½ 0.982014² = 0.482176;  −ln(1 − 0.982014) = ln(1 + e⁴) = 4.018150
    assert result.mse.loss[0] == pytest.approx(0.482176, abs=5e-7)
    assert result.bce.loss[0] == pytest.approx(math.log1p(math.exp(4)), rel=1e-12)


def test_the_first_step_goes_down_the_slope():
    # η = 0.15; ∂L/∂b = ∂L/∂w, since x = 1
    result = ask(PANEL)
    for run in (result.mse, result.bce):
        assert run.weight[:2].tolist() == [2.0, pytest.approx(2 - 0.15 * run.slope[0], abs=1e-15)]
        assert run.bias[:2].tolist() == run.weight[:2].tolist()


def test_cross_entropy_is_near_at_once_where_squared_error_waits():
    result = ask(PANEL)
    assert result.bce.reached < 60
    assert result.mse.reached is None
    longer = ask(PANEL, {"epochs": 1000})
    assert longer.mse.reached > 5 * longer.bce.reached
    # A start that is only mildly wrong, σ(1.5) = 0.82, has nothing to wait for.
    mild = ask_preset(PANEL, "mildly wrong")
    assert signed(mild.start) == "0.82"
    assert mild.mse.reached < longer.mse.reached / 2


def test_the_harder_the_start_the_slower_squared_error_and_hardly_cross_entropy():
    mild, bad, hopeless = (
        ask_preset(PANEL, name) for name in ("mildly wrong", "badly wrong", "hopelessly wrong")
    )
    assert mild.start < bad.start < hopeless.start
    assert mild.mse.slope[0] > bad.mse.slope[0] > hopeless.mse.slope[0]
    assert hopeless.mse.reached is None
    assert hopeless.mse.output[-1] > 0.99
    assert hopeless.bce.reached < 60
    assert "squared errors (still more than 0.2 off)" in hopeless.sentence
    assert len(PANEL.presets) == 3


@each_drawn
@pytest.mark.parametrize("name", ["mse", "bce"])
def test_every_epoch_is_one_step_down_the_slope(place, name):
    fields, run = DRAWN[place], getattr(learned(place), name)
    x, y, eta = fields["x"], fields["y"], fields["learning_rate"]
    assert len(run.output) == fields["epochs"] + 1
    assert (run.weight[0], run.bias[0]) == (fields["weight"], fields["bias"])
    a = np.array([sigmoid(w * x + b) for w, b in zip(run.weight, run.bias, strict=True)])
    np.testing.assert_allclose(run.output, a, rtol=1e-12, atol=1e-300)
    delta = (a - y) * a * (1 - a) if name == "mse" else a - y
    np.testing.assert_allclose(run.slope, delta * x, rtol=1e-7, atol=1e-12)
    np.testing.assert_allclose(np.diff(run.weight), -eta * delta[:-1] * x, rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(np.diff(run.bias), -eta * delta[:-1], rtol=1e-6, atol=1e-12)


@each_drawn
def test_the_losses_are_those_of_the_outputs(place):
    result, x, y = learned(place), DRAWN[place]["x"], DRAWN[place]["y"]
    np.testing.assert_allclose(result.mse.loss, (result.mse.output - y) ** 2 / 2, rtol=1e-9, atol=1e-15)
    # −(y ln a + (1 − y) ln(1 − a)) by z: ln(1 + e^z) − y z
    z = result.bce.weight * x + result.bce.bias
    np.testing.assert_allclose(result.bce.loss, np.logaddexp(0, z) - y * z, rtol=1e-9, atol=1e-12)


@each_drawn
def test_reached_is_the_first_epoch_near_the_target(place):
    fields, result = DRAWN[place], learned(place)
    for run in (result.mse, result.bce):
        near = [epoch for epoch, a in enumerate(run.output) if abs(a - fields["y"]) <= NEAR]
        assert run.reached == (near[0] if near else None)


@pytest.mark.parametrize("fields", DRAWN)
def test_a_longer_run_starts_with_the_shorter_one(fields):
    short = ask(PANEL, {**fields, "epochs": 5})
    long = ask(PANEL, {**fields, "epochs": 50})
    for name in ("mse", "bce"):
        assert getattr(long, name).output[:6].tolist() == getattr(short, name).output.tolist()


@each_drawn
def test_cross_entropy_never_starts_with_a_smaller_slope(place):
    # They differ by the factor σ′ ≤ ¼.
    result = learned(place)
    assert abs(result.mse.slope[0]) <= 0.25 * abs(result.bce.slope[0]) + 1e-15


@each_drawn
def test_the_sentence_says_the_numbers_of_the_result(place):
    fields, result = DRAWN[place], learned(place)
    opening = f"It starts with an answer of {signed(result.start)} where {short(fields['y'])} is right."
    assert result.opening == opening
    assert result.sentence.startswith(f"{opening} After")
    assert f"After {fields['epochs']} epoch" in result.sentence
    for name, run in (("squared errors", result.mse), ("cross-entropy", result.bce)):
        when = (
            "still more than 0.2 off" if run.reached is None else f"first within 0.2 in epoch {run.reached}"
        )
        assert f"{signed(run.output[-1], 3)} with {name} ({when})" in result.sentence


def test_an_answer_that_is_nearly_near_is_not_said_to_be_at_its_bound():
    assert ask(PANEL).sentence == (
        "It starts with an answer of 0.98 where 0 is right. After 300 epochs it is 0.203 with squared errors "
        "(still more than 0.2 off) and 0.012 with cross-entropy (first within 0.2 in epoch 31)."
    )


def test_one_epoch_is_said_in_the_singular():
    assert "After 1 epoch it is" in ask(PANEL, {"epochs": 1}).sentence


@pytest.mark.parametrize("fields", [{"epochs": n} for n in (1, 2, 60, 61, 119, MAX_EPOCHS)] + DRAWN)
def test_the_table_holds_both_runs_from_start_to_end(fields):
    request = PANEL.request.model_validate(fields)
    result = PANEL.compute(request)
    table = PANEL.table(request, result)
    epochs = column(table, "epoch")
    assert (epochs[0], epochs[-1]) == (0, fields["epochs"])
    assert len(set(epochs)) == len(epochs) == min(fields["epochs"], 60) + 1
    for run, name in ((result.mse, "½ squared error"), (result.bce, "cross-entropy")):
        assert column(table, f"answer ({name})") == [run.output[epoch] for epoch in epochs]
        assert column(table, f"slope ({name})") == [run.slope[epoch] for epoch in epochs]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"weight": 10.5}, "weight"),
        ({"bias": -10.5}, "bias"),
        ({"learning_rate": 0.0}, "learning_rate"),
        ({"learning_rate": 10.5}, "learning_rate"),
        ({"epochs": 0}, "epochs"),
        ({"epochs": MAX_EPOCHS + 1}, "epochs"),
        ({"epochs": 2.5}, "epochs"),
        ({"y": 1.5}, "y"),
        ({"x": 11.0}, "x"),
    ],
)
def test_what_cannot_be_learned_is_refused_at_its_field(fields, place):
    with pytest.raises(ValidationError) as refused:
        ask(PANEL, fields)
    assert [error["loc"] for error in refused.value.errors()] == [(place,)]
