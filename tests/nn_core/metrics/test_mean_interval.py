"""Student's interval: his own figures, SciPy's, and what an interval of means must be."""

import numpy as np
import pytest
from scipy.stats import t

from nn_core.errors import RangeError
from nn_core.metrics import mean_interval
from nn_core.metrics.mean_interval import student_quantile


def test_the_extra_hours_of_sleep_of_student():
    # Student (1908): ten patients, mean 1.58, s = 1.229995; t of 9 degrees is 2.262157
    extra = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]
    interval = mean_interval(extra)
    assert interval.mean == pytest.approx(1.58)
    assert interval.high - interval.mean == pytest.approx(2.262157 * 1.229995 / np.sqrt(10), rel=1e-6)
    assert interval.mean - interval.low == pytest.approx(interval.high - interval.mean)


def test_the_quantiles_are_scipys():
    for degrees in (1, 2, 3, 4, 9, 10, 49, 200):
        for confidence in (0.5, 0.9, 0.95, 0.999):
            expected = t.ppf((1.0 + confidence) / 2.0, degrees)
            assert student_quantile(confidence, degrees) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("values", [[1.0], [1.0, np.nan], [[1.0, 2.0]]])
def test_what_has_no_interval_is_refused(values):
    with pytest.raises(RangeError, match="values"):
        mean_interval(values)


def test_equal_values_leave_no_doubt():
    assert mean_interval([2.0, 2.0]).low == mean_interval([2.0, 2.0]).high == 2.0


def test_the_side_of_zero_is_told_by_the_whole_interval():
    assert [mean_interval(values).sign for values in ([1, 1.1], [-1, -1.1], [-1, 1.1])] == [1, -1, 0]
    assert mean_interval([0.0, 0.0]).sign == 0


def test_the_interval_of_a_share_ends_where_shares_do():
    wide = mean_interval([0.1, 0.9])
    assert (wide.low, wide.high) != wide.within(0.0, 1.0) == (0.0, 1.0)
    narrow = mean_interval([0.5, 0.51])
    assert narrow.within(0.0, 1.0) == (narrow.low, narrow.high)
