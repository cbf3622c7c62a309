"""Losses: the figures of the lesson, gradients against differences, what ½, mean and sum change."""

import math

import numpy as np
import pytest
from pydantic import ValidationError

from panel_kit.contract.words import signed
from panels.loss.panel import LOSS_NAMES, MOST, PANEL, POINTS, PROBABILITIES
from tests.panels.reading import ask, ask_preset, column, numbers_said, table_of
from tests.panels.states import random_request

SQUARED_OR_ABSOLUTE = ("mse", "mae", "huber")


def drawn(seed, count=40):
    rng = np.random.default_rng(seed)
    return [random_request("loss", rng) for _ in range(count)]


def of(loss, prediction, target, **fields):
    return ask(PANEL, {"loss": loss, "predictions": [prediction], "targets": [target], **fields})


def test_the_panel_opens_at_0_70_for_0_90():
    # 0.70 − 0.90 = −0.20; squared 0.04; slope 2 × −0.20 = −0.40
    result = ask(PANEL)
    assert result.errors.tolist() == [pytest.approx(-0.2, abs=1e-15)]
    assert (signed(result.errors[0], 3), signed(result.loss, 4)) == ("−0.200", "0.0400")
    assert result.loss == pytest.approx(0.04, abs=1e-15)
    assert result.gradient.tolist() == [pytest.approx(-0.4, abs=1e-15)]
    assert ask_preset(PANEL, "0.70 for 0.90").loss == result.loss


def test_the_half_makes_the_slope_the_error_and_halves_loss_and_gradient():
    whole, half = ask(PANEL), ask(PANEL, {"half": True})
    assert (signed(half.loss, 4), half.gradient.tolist()) == ("0.0200", half.errors.tolist())
    assert (2 * half.loss, 2 * half.slope) == (whole.loss, whole.slope)
    assert half.sentence.endswith("the mean squared error with the ½.")
    assert "½" not in whole.sentence


def test_cross_entropy_at_99_percent_right_is_0_01005():
    result = ask_preset(PANEL, "99 % right")
    assert result.loss == pytest.approx(-math.log(0.99), rel=1e-14)
    assert signed(result.loss, 5) == "0.01005"


def test_cross_entropy_at_99_percent_wrong_is_4_605_and_not_infinite():
    result = ask_preset(PANEL, "99 % wrong")
    assert result.loss == pytest.approx(math.log(100), rel=1e-14)
    assert signed(result.loss, 3) == "4.605"


@pytest.mark.parametrize("loss", PROBABILITIES)
def test_categorical_and_binary_cross_entropy_cost_alike_where_there_are_two_classes(loss):
    fields = {"loss": loss, "predictions": [0.01, 0.99], "targets": [1.0, 0.0]}
    assert ask(PANEL, fields).loss == pytest.approx(math.log(100), rel=1e-14)


def test_a_sure_mistake_is_finite_to_the_last():
    # As in PyTorch, ln is never taken below −100.
    result = of("bce", 0.0, 1.0)
    assert result.loss == 100.0
    assert math.isfinite(result.gradient[0])


@pytest.mark.parametrize(
    ("loss", "terms", "slopes"),
    [
        # errors −0.5, 0.2, 3.0
        ("mse", [0.25, 0.04, 9.0], [-1.0, 0.4, 6.0]),
        ("mae", [0.5, 0.2, 3.0], [-1.0, 1.0, 1.0]),
        # δ = 1: ½ e² inside, |e| − ½ outside
        ("huber", [0.125, 0.02, 2.5], [-0.5, 0.2, 1.0]),
    ],
)
def test_three_pairs_are_those_worked_by_hand(loss, terms, slopes):
    fields = {"loss": loss, "predictions": [0.5, 0.4, 3.0], "targets": [1.0, 0.2, 0.0]}
    mean, total = ask(PANEL, fields), ask(PANEL, {**fields, "reduction": "sum"})
    np.testing.assert_allclose(mean.terms, terms, atol=1e-14)
    np.testing.assert_allclose(total.gradient, slopes, atol=1e-14)
    np.testing.assert_allclose(mean.gradient, np.array(slopes) / 3, atol=1e-14)
    assert (mean.loss, total.loss) == (pytest.approx(sum(terms) / 3), pytest.approx(sum(terms)))


@pytest.mark.parametrize("fields", drawn(1))
def test_the_loss_is_the_mean_or_the_sum_of_the_terms(fields):
    result = ask(PANEL, fields)
    total = math.fsum(result.terms)
    is_mean = fields["reduction"] == "mean" and fields["loss"] != "categorical_cross_entropy"
    assert result.loss == pytest.approx(total / len(result.terms) if is_mean else total, rel=1e-12, abs=1e-15)
    np.testing.assert_allclose(result.errors, np.subtract(fields["predictions"], fields["targets"]), atol=0)
    assert (result.terms >= 0).all()
    assert result.point == result.terms[fields["pair"]]
    # Before the mean: what the pair's own term does when its prediction moves.
    count = 1 if not is_mean else len(result.terms)
    assert result.slope == pytest.approx(count * result.gradient[fields["pair"]], rel=1e-12, abs=1e-15)


def away_from_kinks_and_ends(fields):
    """Whether ŷ can be moved a little both ways without a corner, or the end of all probabilities."""
    p, y = np.array(fields["predictions"]), np.array(fields["targets"])
    gap = np.abs(p - y)
    if fields["loss"] in PROBABILITIES:
        return bool(((p > 0.01) & (p < 0.99)).all())
    kinks = {"mae": gap, "huber": np.abs(gap - fields.get("delta", 1.0)), "mse": gap + 1}[fields["loss"]]
    return bool((kinks > 1e-3).all() and (np.abs(p) < 9.99).all())


@pytest.mark.parametrize("fields", [fields for fields in drawn(2, 120) if away_from_kinks_and_ends(fields)])
def test_the_gradient_is_the_central_difference_of_the_loss(fields):
    h = 1e-5
    for place, slope in enumerate(ask(PANEL, fields).gradient):
        moved = []
        for step in (h, -h):
            predictions = list(fields["predictions"])
            predictions[place] += step
            moved.append(ask(PANEL, {**fields, "predictions": predictions}).loss)
        assert slope == pytest.approx((moved[0] - moved[1]) / (2 * h), rel=1e-5, abs=1e-7)


def test_enough_random_states_of_every_loss_are_away_from_kinks():
    kept = [fields["loss"] for fields in drawn(2, 120) if away_from_kinks_and_ends(fields)]
    assert {name for name in LOSS_NAMES if kept.count(name) >= 5} == set(LOSS_NAMES)


@pytest.mark.parametrize("fields", drawn(3))
def test_the_curve_is_what_the_panel_says_of_each_prediction(fields):
    curves, name = ask(PANEL, fields).curves, fields["loss"]
    assert len(curves.prediction) == POINTS
    assert name in curves.terms
    alone = {k: v for k, v in fields.items() if k in ("half", "delta", "loss")} | {"reduction": "sum"}
    target = fields["targets"][fields["pair"]]
    if name == "categorical_cross_entropy":
        # one class of several, −y ln ŷ
        np.testing.assert_allclose(curves.terms[name], -target * np.log(curves.prediction), atol=1e-12)
        np.testing.assert_allclose(curves.slopes[name], -target / curves.prediction, rtol=1e-12, atol=1e-12)
        return
    for place in (0, POINTS // 3, POINTS - 1):
        there = ask(PANEL, {**alone, "predictions": [float(curves.prediction[place])], "targets": [target]})
        assert curves.terms[name][place] == pytest.approx(there.loss, rel=1e-12, abs=1e-15)
        assert curves.slopes[name][place] == pytest.approx(there.gradient[0], rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("fields", drawn(4))
def test_the_curve_reaches_as_far_as_the_numbers_do(fields):
    p = ask(PANEL, fields).curves.prediction
    numbers = [*fields["predictions"], *fields["targets"]]
    if fields["loss"] in PROBABILITIES:
        assert (p[0], p[-1]) == (0.005, 0.995)
    else:
        assert p[0] <= min(numbers)
        assert p[-1] >= max(numbers)


def test_cross_entropy_is_drawn_beside_squared_error_and_no_other_is():
    assert set(of("bce", 0.3, 1.0).curves.terms) == {"bce", "mse"}
    for name in SQUARED_OR_ABSOLUTE:
        assert set(of(name, 0.3, 1.0).curves.terms) == {name}


def test_an_outlier_pulls_squared_error_most_and_huber_no_more_than_delta():
    fields = {"predictions": [0.1, 3.0], "targets": [0.0, 0.0], "reduction": "sum"}
    pulls = {
        name: ask(PANEL, {**fields, "loss": name, "delta": 0.5}).gradient[1] for name in SQUARED_OR_ABSOLUTE
    }
    assert pulls == {"mse": 6.0, "mae": 1.0, "huber": 0.5}


@pytest.mark.parametrize("error", [-0.5, -0.2, 0.0, 0.3, 0.5])
def test_huber_within_delta_is_half_a_square(error):
    huber, half = of("huber", error, 0.0, delta=0.5), of("mse", error, 0.0, half=True)
    assert huber.loss == pytest.approx(half.loss, abs=1e-16)
    assert huber.slope == pytest.approx(half.slope, abs=1e-16)


def test_presets_show_what_they_are_called():
    outlier = ask_preset(PANEL, "one outlier")
    assert np.argmax(np.abs(outlier.errors)) == 2
    assert outlier.terms[2] > 10 * outlier.terms[:2].sum()
    assert outlier.point == outlier.terms[2]
    three = ask_preset(PANEL, "three classes")
    assert (len(three.terms), three.targets.tolist()) == (3, [1.0, 0.0, 0.0])
    assert three.loss == pytest.approx(-math.log(0.7), rel=1e-14)
    assert three.terms.tolist() == [three.loss, 0.0, 0.0]
    assert len(PANEL.presets) == 5


@pytest.mark.parametrize("fields", drawn(5))
def test_the_sentence_says_the_numbers_of_the_result(fields):
    result = ask(PANEL, fields)
    pairs = [
        signed(number) for pair in zip(result.predictions, result.targets, strict=True) for number in pair
    ]
    costs = [signed(term, 4) for term in result.terms]
    total = [signed(result.loss, 4)] if len(costs) > 1 else []
    assert numbers_said(result.sentence) == [*pairs, *costs, *total]
    assert LOSS_NAMES[fields["loss"]] in result.sentence
    if fields["loss"] != "categorical_cross_entropy" and total:
        assert f"the {fields['reduction']} of " in result.sentence


def test_the_sentence_of_the_first_state_reads_well():
    assert ask(PANEL).sentence == ("Predicting 0.70 for 0.90 costs 0.0400 by the mean squared error.")
    assert ask(PANEL, {"predictions": [0.7, 0.5], "targets": [0.9, 0.9], "loss": "huber"}).sentence == (
        "Predicting 0.70 for 0.90 and 0.50 for 0.90 costs 0.0200 and 0.0800; "
        "the mean of two terms is 0.0500, the Huber loss."
    )


@pytest.mark.parametrize("fields", drawn(6))
def test_the_table_holds_every_pair_and_the_loss(fields):
    result, table = ask(PANEL, fields), table_of(PANEL, fields)
    columns = {
        "prediction ŷ": fields["predictions"],
        "target y": fields["targets"],
        "error ŷ − y": result.errors.tolist(),
        "gradient ∂L/∂ŷ": result.gradient.tolist(),
    }
    for name, numbers in columns.items():
        assert column(table, name) == [*numbers, None]
    assert column(table, "term") == [*result.terms, result.loss]
    assert column(table, "pair")[-1] == f"loss ({fields['reduction']})"


def pairs(count, prediction=0.5, target=0.5, **fields):
    return {"predictions": [prediction] * count, "targets": [target] * count, **fields}


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"predictions": [0.1, 0.2]}, ("targets",)),
        ({"targets": [0.1, 0.2]}, ("targets",)),
        (pairs(0), ("predictions",)),
        (pairs(MOST + 1), ("predictions",)),
        (pairs(2, pair=2), ("pair",)),
        (pairs(1, prediction=1.5, loss="bce"), ("predictions", 0)),
        (pairs(1, target=-0.5, loss="bce"), ("targets", 0)),
        (pairs(3, loss="categorical_cross_entropy"), ("targets",)),
        ({"loss": "mae", "half": True}, ("half",)),
        ({"loss": "bce", "half": True}, ("half",)),
        ({"delta": 0.0}, ("delta",)),
        ({"loss": "hinge"}, ("loss",)),
        ({"reduction": "none"}, ("reduction",)),
    ],
)
def test_what_has_no_loss_is_refused_at_its_field(fields, place):
    with pytest.raises(ValidationError) as refused:
        ask(PANEL, fields)
    blamed = refused.value.errors()[0].get("ctx", {}).get("error")
    assert (*refused.value.errors()[0]["loc"], *(blamed.path if blamed else ())) == place


def test_a_logarithm_that_is_cut_off_is_named():
    assert "cut off at −100" in ask(PANEL, {"loss": "bce", "predictions": [1.0], "targets": [0.0]}).sentence
    assert "cut off" not in ask(PANEL, {"loss": "bce", "predictions": [0.9], "targets": [0.0]}).sentence
    assert "cut off" not in ask(PANEL, {"loss": "mse", "predictions": [1.0], "targets": [0.0]}).sentence
