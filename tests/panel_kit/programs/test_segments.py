"""Long numbers are told apart from the lines of a program that one reads, and nothing is lost."""

import pytest

from course.panels import all_panels
from course.syllabus import PANEL_SLUGS
from panel_kit.programs.program import texts
from panel_kit.programs.segments import LONG, segments

ROWS = "".join(f"    [{k / 7!r}, {k / 9!r}],\n" for k in range(20))
DATA = f"X = np.array([\n{ROWS}])\n"


def test_a_long_array_is_one_segment_of_its_own():
    found = segments(f"# The examples\n{DATA}y = 1\nprint(X)\n")
    assert [(each.is_numbers, each.text) for each in found] == [
        (False, "# The examples\n"),
        (True, DATA),
        (False, "y = 1\nprint(X)\n"),
    ]


def test_a_short_array_stays_with_the_lines_around_it():
    (only,) = segments("X = np.array([[0, 1]])\nprint(X)\n")
    assert not only.is_numbers


def test_a_long_function_is_to_be_read():
    (only,) = segments("def f(x):\n" + "    x = x + 1.0\n" * LONG)
    assert not only.is_numbers


def test_numbers_in_one_long_line_are_folded_too():
    line = f"y = np.array([{[k / 3 for k in range(40)]!r}]).T\n"
    assert [each.is_numbers for each in segments(line)] == [True]


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_the_segments_of_a_program_are_the_program(slug):
    for text in texts(all_panels()[slug].programs(all_panels()[slug].request())).values():
        if text is not None:
            found = segments(text)
            assert "".join(each.text for each in found) == text
            assert all(len(each.text) >= LONG for each in found if each.is_numbers)
