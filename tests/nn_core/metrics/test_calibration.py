"""Calibration: bins by hand, by scikit-learn, and the error they add up to."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve as sklearn_calibration_curve

from nn_core.errors import NotFiniteError, RangeError, ShapeError
from nn_core.metrics import CalibrationBin, calibration_curve

# Half of them at an edge of ten bins
PROBABILITY = st.one_of(st.sampled_from(np.linspace(0.0, 1.0, 11).tolist()), st.floats(0.0, 1.0))
ROWS = st.lists(st.tuples(st.integers(0, 1), PROBABILITY), min_size=1, max_size=40)


def test_the_hand_worked_bins():
    # (0, ½]: 0.25 no, 0.5 yes: predicted 0.375, observed 0.5. (½, 1]: 0.75 and 1, yes: 0.875, observed 1.
    # Error: 2/4 · 0.125 + 2/4 · 0.125
    curve = calibration_curve([0, 1, 1, 1], [0.25, 0.5, 0.75, 1.0], bins=2)
    assert curve.bins == (CalibrationBin(0.0, 0.5, 2, 0.375, 0.5), CalibrationBin(0.5, 1.0, 2, 0.875, 1.0))
    assert curve.expected_calibration_error == 0.125


def test_an_empty_bin_has_no_mean_and_no_share():
    curve = calibration_curve([1], [0.9], bins=4)
    assert curve.bins[0] == CalibrationBin(0.0, 0.25, 0, None, None)
    assert [each.count for each in curve.bins] == [0, 0, 0, 1]


def test_an_edge_belongs_to_the_bin_below_it_and_zero_to_the_first():
    curve = calibration_curve([0] * 5, [0.0, 0.25, 0.5, 0.75, 1.0], bins=4)
    assert [each.count for each in curve.bins] == [2, 1, 1, 1]


@pytest.mark.parametrize(("targets", "error"), [([0, 1], 0.0), ([1, 0], 1.0)])
def test_being_sure_is_honest_if_right_and_as_wrong_as_can_be_if_not(targets, error):
    assert calibration_curve(targets, [0.0, 1.0]).expected_calibration_error == error


def test_one_bin_compares_the_means():
    curve = calibration_curve([0, 0, 0, 1], [0.5, 0.5, 0.25, 0.75], bins=1)
    assert curve.bins == (CalibrationBin(0.0, 1.0, 4, 0.5, 0.25),)
    assert curve.expected_calibration_error == 0.25


@given(ROWS, st.sampled_from([1, 3, 10]))
def test_the_bins_are_scikit_learns(rows, bins):
    # scikit-learn wants both classes to occur
    targets, probabilities = zip(*rows, (0, 0.0), (1, 1.0), strict=True)
    curve = calibration_curve(targets, probabilities, bins=bins)
    with np.errstate(under="ignore"):
        observed, predicted = sklearn_calibration_curve(targets, probabilities, n_bins=bins)
    filled = [each for each in curve.bins if each.count]
    assert [each.observed for each in filled] == pytest.approx(observed, rel=1e-14)
    assert [each.mean_predicted for each in filled] == pytest.approx(predicted, rel=1e-14)
    assert sum(each.count for each in filled) == len(targets)


@given(ROWS)
def test_the_error_is_the_weighted_gap_of_the_bins(rows):
    targets, probabilities = [target for target, _ in rows], [probability for _, probability in rows]
    curve = calibration_curve(targets, probabilities)
    gaps = [b.count / len(rows) * abs(b.observed - b.mean_predicted) for b in curve.bins if b.count]
    assert curve.expected_calibration_error == pytest.approx(sum(gaps), abs=1e-14)
    assert 0.0 <= curve.expected_calibration_error <= 1.0


@given(ROWS, st.randoms())
def test_the_order_of_the_examples_does_not_matter(rows, random):
    one, other = (
        calibration_curve([target for target, _ in each], [probability for _, probability in each])
        for each in (rows, random.sample(rows, len(rows)))
    )
    assert [(b.count, b.observed) for b in one.bins] == [(b.count, b.observed) for b in other.bins]
    assert one.expected_calibration_error == pytest.approx(other.expected_calibration_error, abs=1e-14)


@pytest.mark.parametrize(
    ("request_", "error", "message"),
    [
        ({"targets": []}, ShapeError, r"targets: got \(0,\), expected \(batch,\)"),
        ({"targets": [0, 2]}, RangeError, "targets: got 2.0, expected class numbers from 0 to 1"),
        ({"targets": [0, np.inf]}, NotFiniteError, "targets: got inf"),
        ({"probabilities": [0.5]}, ShapeError, r"probabilities: got \(1,\), expected \(2,\)"),
        ({"probabilities": [0.5, 1.1]}, RangeError, r"probabilities: got 1.1, expected .* in \[0, 1\]"),
        ({"probabilities": [-1e-300, 0.5]}, RangeError, "probabilities: got -1e-300"),
        ({"probabilities": [np.nan, 0.5]}, NotFiniteError, "probabilities: got nan"),
        ({"bins": 0}, RangeError, "bins: got 0, expected a whole number from 1 to 1000"),
        ({"bins": 1001}, RangeError, "bins: got 1001"),
        ({"bins": 10.0}, RangeError, "bins: got 10.0"),
        ({"bins": "10"}, RangeError, "bins: got '10'"),
        ({"bins": True}, RangeError, "bins: got True"),
    ],
)
def test_bad_requests_name_the_field(request_, error, message):
    with pytest.raises(error, match=message):
        calibration_curve(**{"targets": [0, 1], "probabilities": [0.1, 0.9]} | request_)
