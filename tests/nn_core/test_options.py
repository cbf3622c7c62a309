"""The table of options: what a row allows, in words and in deed."""

import numpy as np
import pytest

from nn_core.errors import NotFiniteError, RangeError, UnknownNameError
from nn_core.options import Option, check_options

TABLE = (
    Option("rate", 0.5, "A share.", high=1.0),
    Option("count", None, "A count.", kind=int, low=1),
    Option("pair", (0, 1), "Two numbers.", kind=tuple, length=2, high=2.0, low_allowed=False),
    Option("mode", "min", "A word.", kind=str, choices=("min", "max")),
    Option("fast", False, "A choice.", kind=bool),
)


def test_what_is_not_given_takes_its_default():
    expected = {"rate": 0.25, "count": 3, "pair": (0, 1), "mode": "min", "fast": False}
    assert check_options("test", TABLE, {"rate": 0.25, "count": 3}) == expected


def test_a_row_says_in_words_what_it_allows():
    assert [option.allowed for option in TABLE] == [
        "a number in [0, 1)",
        "a whole number in [1, inf)",
        "2 numbers in (0, 2)",
        "one of min, max",
        "True or False",
    ]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({}, RangeError),  # count is required
        ({"count": 0}, RangeError),
        ({"count": 1.0}, RangeError),
        ({"count": 1, "rate": 1.0}, RangeError),
        ({"count": 1, "rate": None}, RangeError),
        ({"count": 1, "rate": [0.1]}, RangeError),
        ({"count": 1, "rate": float("inf")}, NotFiniteError),
        ({"count": 1, "rate": 10**400}, RangeError),  # more than a float can hold
        ({"count": 1, "pair": (1, 0)}, RangeError),
        ({"count": 1, "pair": (1, 1, 1)}, RangeError),
        ({"count": 1, "pair": (1, True)}, RangeError),
        ({"count": 1, "pair": "12"}, RangeError),
        ({"count": 1, "mode": "avg"}, RangeError),
        ({"count": 1, "mode": []}, RangeError),
        ({"count": 1, "fast": 0}, RangeError),
        ({"count": 1, "speed": 0}, UnknownNameError),
    ],
)
def test_what_is_not_allowed_is_refused(given, error):
    with pytest.raises(error):
        check_options("test", TABLE, given)


def test_a_number_of_numpys_is_a_number():
    assert check_options("test", TABLE, {"count": 1, "rate": np.float64(0.5)})["rate"] == 0.5
