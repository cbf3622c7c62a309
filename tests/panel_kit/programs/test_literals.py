"""How programs write numbers and set blocks of lines apart."""

import numpy as np
import pytest

from panel_kit.programs.literals import indented, joined, keywords, literal

VALUE = "x = 1\n"
FUNCTION = "def f(x):\n    return x\n"
CLASS = "class Step:\n    pass\n"
DECORATED = "@cache\ndef f():\n    return 1\n"
LOOP = "for i in x:\n    print(i)\n"


@pytest.mark.parametrize(
    ("first", "second", "blank"),
    [
        (VALUE, VALUE, 1),
        (VALUE, LOOP, 1),
        (LOOP, VALUE, 1),  # it ends with an indented line, but not with a function's
        (VALUE, FUNCTION, 2),
        (FUNCTION, VALUE, 2),
        (FUNCTION, FUNCTION, 2),
        (CLASS, VALUE, 2),
        (VALUE, DECORATED, 2),
        (FUNCTION + "\n\n" + VALUE, VALUE, 1),
        ("layers = [\n    1,\n]\n", VALUE, 1),
    ],
)
def test_definitions_stand_apart_from_what_is_around_them(first, second, blank):
    assert joined(first, second) == first + "\n" * blank + second


def test_empty_blocks_leave_no_gap():
    assert joined("", VALUE, "", VALUE, "") == joined(VALUE, VALUE)
    assert joined() == joined("", "") == ""


def test_numbers_keep_every_digit():
    values = np.random.default_rng(0).normal(size=(3, 2)) * 1e-7
    assert np.array_equal(eval(literal(values)), values)
    assert np.array_equal(eval(literal(values[0], 8)), values[0])


def test_a_matrix_has_a_row_a_line():
    assert literal([[1.0, 2.0], [3.0, 4.0]], 4) == "[\n        [1.0, 2.0],\n        [3.0, 4.0],\n    ]"


def test_empty_lines_are_not_indented():
    assert indented("a\n\nb\n", 4) == "    a\n\n    b\n"


def test_options_are_written_as_arguments():
    assert keywords({"lr": 0.1, "reduction": "none"}) == "lr=0.1, reduction='none'"
