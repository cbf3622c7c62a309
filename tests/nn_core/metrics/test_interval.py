"""Wilson's interval: published figures, SciPy's, and what an interval of shares must be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from nn_core.errors import NotFiniteError, RangeError, ShapeError
from nn_core.metrics import wilson_interval

TRIALS = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_newcombes_table(successes, trials, low, high):
    interval = wilson_interval(successes, trials)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_fifty_of_fifty_do_not_prove_that_nothing_ever_fails():
    # low = n / (n + z²) = 50 / 53.8415
    interval = wilson_interval(50, 50)
    assert interval.share == interval.high == 1.0
    assert interval.low == pytest.approx(50 / (50 + 1.959963984540054**2), rel=1e-14)


@given(TRIALS, st.floats(0.01, 0.9999))
def test_it_is_scipys(counts, confidence):
    successes, trials = counts
    interval = wilson_interval(successes, trials, confidence=confidence)
    with np.errstate(all="ignore"):
        expected = binomtest(successes, trials).proportion_ci(confidence, method="wilson")
    assert (interval.low, interval.high) == pytest.approx((expected.low, expected.high), rel=1e-9, abs=1e-12)


@given(TRIALS, st.floats(0.01, 0.9999))
def test_it_holds_the_share_and_stays_within_zero_and_one(counts, confidence):
    interval = wilson_interval(*counts, confidence=confidence)
    assert 0.0 <= interval.low <= interval.share <= interval.high <= 1.0


@given(TRIALS)
def test_failures_have_the_mirrored_interval(counts):
    successes, trials = counts
    one, other = wilson_interval(successes, trials), wilson_interval(trials - successes, trials)
    assert (other.low, other.high) == pytest.approx((1.0 - one.high, 1.0 - one.low), abs=1e-15)


def test_more_trials_narrow_it_and_more_confidence_widens_it():
    def width(trials, confidence):
        interval = wilson_interval(trials // 5, trials, confidence=confidence)
        return interval.high - interval.low

    assert width(1000, 0.95) < width(100, 0.95) < width(10, 0.95)
    assert width(100, 0.5) < width(100, 0.95) < width(100, 0.99)


def test_a_count_that_numpy_made_is_a_count():
    assert wilson_interval(np.ones(3, dtype=bool).sum(), 3) == wilson_interval(3, 3)


@pytest.mark.parametrize(
    ("request_", "error", "message"),
    [
        ({"successes": -1}, RangeError, "successes: got -1, expected a whole number from 0 to 50"),
        ({"successes": 51}, RangeError, "successes: got 51"),
        ({"successes": 4.0}, RangeError, "successes: got 4.0"),
        ({"successes": True}, RangeError, "successes: got True"),
        ({"trials": 0}, RangeError, "trials: got 0, expected a whole number from 1 to 1000000000"),
        ({"trials": 10**400}, RangeError, "trials: got 1000"),
        ({"trials": None}, RangeError, "trials: got None"),
        ({"confidence": 0.0}, RangeError, r"confidence: got 0.0, expected a number in \[0.01, 0.9999\]"),
        ({"confidence": 95}, RangeError, "confidence: got 95"),
        ({"confidence": "0.95"}, RangeError, "confidence: got values of type"),
        ({"confidence": float("nan")}, NotFiniteError, "confidence: got nan"),
        ({"confidence": [0.95]}, ShapeError, r"confidence: got \(1,\), expected one number"),
    ],
)
def test_bad_requests_name_the_field(request_, error, message):
    with pytest.raises(error, match=message):
        wilson_interval(**{"successes": 45, "trials": 50} | request_)
