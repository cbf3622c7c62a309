"""A family of cases in one test: none is passed over, and each that fails is named."""

import pytest

from tests.every_case import check_every


def small(number):
    assert number < 3, f"{number} is large"


def test_every_case_that_fails_is_named_with_what_was_wrong():
    with pytest.raises(AssertionError) as failed:
        check_every(((f"case {n}", (n,)) for n in range(5)), small)
    assert "2 of 5 cases failed" in str(failed.value)
    assert "case 3: AssertionError: 3 is large" in str(failed.value)
    assert "case 4: AssertionError: 4 is large" in str(failed.value)
    assert "case 2" not in str(failed.value)


def test_a_case_that_breaks_is_named_like_one_that_fails():
    with pytest.raises(AssertionError, match="zero: ZeroDivisionError"):
        check_every([("zero", (0,)), ("one", (1,))], lambda number: 1 / number)


def test_a_case_that_does_not_raise_what_it_should_is_named_like_one_that_fails():
    def raises(number):
        with pytest.raises(ZeroDivisionError):
            _ = 1 / number

    with pytest.raises(AssertionError, match=r"2 of 3 cases failed:\none: Failed: DID NOT RAISE.*\ntwo: "):
        check_every([("zero", (0,)), ("one", (1,)), ("two", (2,))], raises)


def test_a_family_that_has_become_empty_fails():
    with pytest.raises(AssertionError, match="no case"):
        check_every([], small)
