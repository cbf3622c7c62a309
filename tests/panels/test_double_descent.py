"""More parameters than examples: shapes of curves, what ridge and seeds change, words that hold."""

from itertools import pairwise

import numpy as np
import pytest
from pydantic import ValidationError

from nn_core.metrics.mean_interval import mean_interval
from panel_kit.runs.words import percent
from panels.double_descent import PANEL
from panels.double_descent.compute import KEPT, compared, shape_of
from panels.double_descent.request import MAX_FEATURES, RIDGES, DoubleDescentRequest, features_around
from tests.panels.reading import ask, ask_preset, column, numbers_said, table_of

pytestmark = pytest.mark.computes

FEW = {"features": [10, 40, 60, 120], "examples": 60, "seeds": 3}


@pytest.fixture(scope="module")
def whole():
    return ask(PANEL)


def test_the_error_falls_then_peaks_at_as_many_features_as_examples_then_falls_lower(whole):
    assert whole.shape == "double descent"
    widths = whole.features.tolist()
    assert widths[whole.test_error.argmax()] == widths[whole.at] == 200
    assert widths[whole.beyond] == MAX_FEATURES
    assert 0.08 < whole.test_error[whole.before] < 0.18
    assert whole.test_error[whole.at] > 0.5
    assert whole.test_error[whole.beyond] < 0.07
    assert whole.parameter_norm.argmax() == whole.at
    # Where there are as many features as examples, and beyond, every target is met
    assert not whole.train_error[whole.at :].any()


def test_a_little_ridge_takes_the_peak_away_and_much_of_it_keeps_the_error_up(whole):
    gentle, strong = ask_preset(PANEL, "a little ridge"), ask_preset(PANEL, "too much ridge")
    assert gentle.shape == "no peak"
    assert gentle.test_error[gentle.at] < whole.test_error[whole.before]
    assert strong.test_error[strong.beyond] > 2 * whole.test_error[whole.beyond]
    assert gentle.parameter_norm[gentle.at] < whole.parameter_norm[whole.at] / 10


def test_with_a_fifth_of_the_labels_drawn_the_second_descent_does_not_get_below_the_first():
    assert ask_preset(PANEL, "wrong labels").shape == "a peak"
    assert ask(PANEL, {"label_noise": 0.2, "ridge": 0.1}).shape == "no peak"


def test_the_peak_moves_with_the_examples():
    result = ask_preset(PANEL, "100 examples")
    assert result.features[result.test_error.argmax()] == 100


def test_interval_mean_and_comparisons_are_students(whole):
    for place, column_ in enumerate(whole.errors.T):
        expected = mean_interval(column_)
        assert whole.test_error[place] == pytest.approx(expected.mean)
        np.testing.assert_allclose(whole.interval[place], [expected.low, expected.high])
    rise = mean_interval(whole.errors[:, whole.at] - whole.errors[:, whole.before])
    assert (whole.rise.low, whole.rise.high) == pytest.approx((rise.low, rise.high))


def test_one_seed_has_no_interval_and_is_the_first_row_of_several():
    one, three = ask(PANEL, {**FEW, "seeds": 1}), ask(PANEL, FEW)
    assert one.interval is None
    assert one.rise.low is None
    assert np.array_equal(one.test_error, three.errors[0])
    assert np.array_equal(one.digit.scores, three.digit.scores)
    other = ask(PANEL, {**FEW, "seeds": 1, "seed": 1})
    assert np.array_equal(other.test_error, three.errors[1])


def test_all_prices_of_the_slider_are_known_together_and_another_is_computed_alone():
    request = DoubleDescentRequest(**{**FEW, "ridge": 0.01})
    assert request.prices == RIDGES
    before = len(KEPT._results)
    first = PANEL.compute(request)
    after = len(KEPT._results)
    assert np.array_equal(PANEL.compute(request).test_error, first.test_error)
    PANEL.compute(DoubleDescentRequest(**{**FEW, "ridge": 1.0}))
    assert len(KEPT._results) == after >= before
    alone = DoubleDescentRequest(**{**FEW, "ridge": 0.010000001})
    assert alone.prices == (alone.ridge,)
    np.testing.assert_allclose(PANEL.compute(alone).parameter_norm, first.parameter_norm, rtol=1e-5)


def test_the_kept_price_is_the_one_asked_for():
    # A larger price, smaller weights, at every place
    norms = [ask(PANEL, {**FEW, "ridge": price}).parameter_norm for price in RIDGES]
    assert all((after <= before + 1e-9).all() for before, after in pairwise(norms))


def test_compared_by_hand():
    # Of 1, 2, 3: mean 2, s = 1, t(2) = 4.303, so 2 ± 4.303 / √3 = 2 ± 2.484
    found = compared(np.array([1.0, 2.0, 3.0]))
    assert (found.low, found.high) == pytest.approx((-0.484, 4.484), abs=1e-3)
    assert found.sign == 0
    rises, falls, unclear = (compared(np.array(each)) for each in ([1.0, 1.1], [-1.0, -1.1], [-1.0, 1.0]))
    assert shape_of(rises, falls, True) == "double descent"
    assert shape_of(rises, unclear, True) == "a peak"
    assert shape_of(falls, unclear, True) == "no peak"
    assert shape_of(unclear, unclear, True) == "not distinguishable"
    assert shape_of(rises, rises, False) == "a valley"
    assert shape_of(falls, falls, False) == "no valley"


def test_with_fewer_features_than_examples_everywhere_nothing_is_said_of_a_peak():
    result = ask(PANEL, {"features": [10, 40, 80, 150]})
    assert result.shape == "a valley"
    assert result.at == result.beyond
    assert "peak" not in result.sentence
    assert result.sentence.count("150") == 1


@pytest.mark.parametrize("examples", [20, 110, 200, 300])
def test_the_places_are_closer_around_as_many_features_as_examples(examples):
    widths = features_around(examples)
    assert widths == sorted(set(widths))
    assert examples in widths
    assert (widths[0], widths[-1]) == (10, MAX_FEATURES)


def test_the_digit_is_new_and_its_scores_decide(whole):
    digit = whole.digit
    assert digit.pixels.shape == (64,)
    assert digit.scores.shape == (len(whole.features), 10)
    assert np.array_equal(digit.said, digit.scores.argmax(axis=1))
    other = ask(PANEL, {"digit": 2}).digit
    assert not np.array_equal(other.pixels, digit.pixels)


def test_the_sentence_tells_three_places_of_the_result(whole):
    for place in (whole.before, whole.at, whole.beyond):
        assert percent(whole.test_error[place]) in whole.sentence
    assert f"{100 * whole.interval[whole.at][0]:.1f}" in numbers_said(whole.sentence)


def test_the_table_has_every_place():
    table, result = table_of(PANEL, FEW), ask(PANEL, FEW)
    assert column(table, "features") == result.features.tolist()
    assert column(table, "test error") == result.test_error.tolist()
    assert column(table, "‖θ‖") == result.parameter_norm.tolist()
    assert "low" not in [each.name for each in table_of(PANEL, {**FEW, "seeds": 1}).columns]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"features": [10, 20, 20]}, ("features", 2)),
        ({"features": [10, 20]}, ("features",)),
        ({"ridge": -0.1}, ("ridge",)),
        ({"examples": 5}, ("examples",)),
    ],
)
def test_what_cannot_be_asked_is_named(fields, path):
    with pytest.raises(ValidationError) as caught:
        DoubleDescentRequest.model_validate(fields)
    (error,) = caught.value.errors()
    assert tuple(error["loc"]) == path or getattr(error.get("ctx", {}).get("error"), "path", ()) == path
