"""What an alarm means: Bayes by hand, by counting people, and at the ends."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.errors import NotFiniteError, RangeError, ShapeError
from nn_core.metrics import BinaryCounts, screen

SHARES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("prevalence", "value"), [(0.373, 0.966), (0.1, 0.841), (0.01, 0.324), (0.005, 0.193)]
)
def test_an_alarm_of_the_same_test_means_less_where_the_disease_is_rarer(prevalence, value):
    # 0.95 · 0.01 / (0.95 · 0.01 + 0.02 · 0.99) = 0.0095 / 0.0293 = 0.324
    assert round(screen(0.95, 0.98, prevalence).positive_predictive_value, 3) == value


def test_a_thousand_people_are_counted():
    # 10 sick: 9.5 found, 0.5 missed; 990 well: 19.8 alarmed, 970.2 in peace
    people = screen(0.95, 0.98, 0.01)
    counts = [people.true_positives, people.false_negatives, people.false_positives, people.true_negatives]
    np.testing.assert_allclose(np.multiply(counts, 1000), [9.5, 0.5, 19.8, 970.2])
    assert people.negative_predictive_value == pytest.approx(970.2 / 970.7)
    assert people.cost(10.0) == pytest.approx((10 * 0.5 + 19.8) / 1000)


@given(*[st.integers(1, 500)] * 4)
def test_at_the_prevalence_of_the_data_it_is_what_the_table_says(tp, fn, fp, tn):
    counts = BinaryCounts(tp, fp, fn, tn)
    people = screen(counts.sensitivity, counts.specificity, (tp + fn) / (tp + fn + fp + tn))
    assert people.positive_predictive_value == pytest.approx(counts.precision, rel=1e-12)
    assert people.negative_predictive_value == pytest.approx(tn / (tn + fn), rel=1e-12)


@given(SHARES, SHARES, SHARES)
def test_the_four_shares_are_everybody(sensitivity, specificity, prevalence):
    people = screen(sensitivity, specificity, prevalence)
    shares = [people.true_positives, people.false_negatives, people.false_positives, people.true_negatives]
    assert min(shares) >= 0
    assert sum(shares) == pytest.approx(1)


def test_where_nobody_is_alarmed_an_alarm_means_nothing():
    assert screen(0.0, 1.0, 0.3).positive_predictive_value is None
    assert screen(1.0, 0.0, 0.3).negative_predictive_value is None


@pytest.mark.parametrize(
    ("values", "field", "error"),
    [
        ((1.1, 0.5, 0.5), "sensitivity", RangeError),
        ((0.5, -0.1, 0.5), "specificity", RangeError),
        ((0.5, 0.5, np.nan), "prevalence", NotFiniteError),
        (([0.5], 0.5, 0.5), "sensitivity", ShapeError),
    ],
)
def test_what_is_no_share_is_named(values, field, error):
    with pytest.raises(error, match=field):
        screen(*values)
