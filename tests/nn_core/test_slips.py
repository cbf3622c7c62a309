"""How a claim is held against slips: rounding is allowed for, and nothing is named that is as near."""

import numpy as np
import pytest

from nn_core.slips import RATE, Claim, Explanation, Quantity, exact, explain, near, round_rates

RIGHT = np.array([0.3775, -0.5])


def rounded(values, unit):
    return Claim(np.array(values), np.full(len(values), unit / 2))


def test_a_number_is_right_within_half_a_unit_of_its_last_digit_or_four_decimals():
    assert near(rounded([0.378, -0.5], 0.001), RIGHT).all()
    assert near(rounded([0.379, -0.5], 0.001), RIGHT).tolist() == [False, True]
    assert near(exact([0.37755, -0.5]), RIGHT).all()  # 0.00005 off, though it is known to the last bit
    assert near(exact([0.378, -0.5]), RIGHT).tolist() == [False, True]


def test_the_nearest_slip_is_named_and_one_that_is_no_nearer_than_the_right_number_is_not():
    quantity = Quantity("z.0", RIGHT, {"sign": -RIGHT, "½ too many": RIGHT / 2})
    assert explain(exact(-RIGHT), quantity, (0,)) == Explanation("sign")
    assert explain(exact([0.3775, 0.5]), quantity, (1,)) == Explanation("sign", only_here=True)
    assert explain(exact([0.2, -0.5]), quantity, (0,)) == Explanation(None)
    close = Quantity("z.0", RIGHT, {"sign": RIGHT + 0.0002})
    assert explain(exact(RIGHT + 0.00012), close, (0,)) == Explanation(None)


def updated(eta=0.5):
    old = np.array([0.4, 0.45])
    return Quantity("updated.biases.0", old - eta * np.array([0.08, -0.02]), {"nothing": old}, eta)


def test_the_learning_rate_is_read_where_two_numbers_moved_far_enough():
    by_a_tenth = np.array([0.392, 0.452])
    assert explain(exact(by_a_tenth), updated(), (0,)) == Explanation(RATE, rate=0.1)
    assert explain(rounded(by_a_tenth, 0.0001), updated(), (0,)) == Explanation(RATE, rate=0.1)
    assert explain(rounded(by_a_tenth, 0.01), updated(), (0,)).rate is None  # read from less than one unit
    assert explain(exact([0.392, 0.453]), updated(), (0,)).rate is None  # no single rate
    assert explain(exact([0.408, 0.448]), updated(), (0,)).rate is None  # uphill
    one = Quantity("updated.biases.0", np.array([0.36]), {"nothing": np.array([0.4])}, 0.5)
    assert explain(exact([0.392]), one, (0,)).rate is None  # a number alone fits some rate always


def test_the_old_value_is_named_to_the_digit():
    assert explain(exact([0.4, 0.45]), updated(), (0,)) == Explanation("nothing")
    assert explain(exact([0.40005, 0.45]), updated(), (0,)).slip is None
    assert explain(rounded([0.40, 0.45], 0.01), updated(), (0,)) == Explanation("nothing")


@pytest.mark.parametrize(
    ("rate", "rates"), [(0.0263, [0.03, 0.025, 0.026, 0.0263]), (9.96, [10, 10, 10, 9.96]), (-1, []), (0, [])]
)
def test_round_rates_come_first(rate, rates):
    assert round_rates(rate) == rates
