"""A panel's table: rows as long as its columns, numbers plain, and long lists thinned out fairly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_kit.contract.table import rows_shown, table, words


def test_a_column_named_alone_has_four_decimals_and_one_of_words_has_none():
    made = table("Two columns", ["z", words("unit")], [[0.5, "h₁"]])
    assert [(column.name, column.decimals) for column in made.columns] == [("z", 4), ("unit", None)]


def test_cells_are_plain_numbers_words_or_nothing():
    made = table("Cells", ["a", "b", "c", "d"], [[np.float64(0.1), np.int64(3), "x", None]])
    assert [type(cell) for cell in made.rows[0]] == [float, float, str, type(None)]
    assert made.rows[0] == [0.1, 3.0, "x", None]


def test_a_row_of_another_length_is_a_bug_and_says_so():
    with pytest.raises(ValueError, match="Uneven: every row must have 2 cells"):
        table("Uneven", ["a", "b"], [[1.0, 2.0], [1.0]])


@given(count=st.integers(1, 2000), most=st.integers(2, 100))
def test_places_are_spread_from_the_first_to_the_last(count, most):
    found = rows_shown(count, most)
    assert (found[0], found[-1]) == (0, count - 1)
    assert len(found) == min(count, most)
    steps = np.diff(found)
    assert not steps.size or 1 <= steps.min() <= steps.max() <= steps.min() + 1
