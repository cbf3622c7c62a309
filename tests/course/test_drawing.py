"""Drawings held against the engine's: by hand, at the edges, and what is refused."""

import numpy as np
import pytest
from pydantic import ValidationError

from course.questions.drawing import Axis, DrawnTrap, EngineCurve, EngineLine
from course.questions.drawn_curve import DrawnCurve
from course.questions.drawn_line import DrawnLine, line_through, parted_alike

X = Axis("epoch", 0, 10, 1, 0)
Y = Axis("loss", 0, 1, 0.05, 2)
SIDE = Axis("x₁", -1, 1, 0.1, 2)
CURVE = DrawnCurve(X, Y, places=(0.0, 5.0, 10.0), start=(0.5, 0.5, 0.5), tolerance=0.1)
LINE = DrawnLine(SIDE, SIDE, start=((-1.0, 0.0), (1.0, 0.0)), tolerance=0.9)
FALLING = EngineCurve([0.0, 10.0], [1.0, 0.0])
UPRIGHT = EngineLine((1.0, 0.0), 0.0)  # x₁ = 0


def curve(heights, traps=()):
    return CURVE.judged(CURVE.request("a-curve").model_validate({"heights": heights}), FALLING, traps)


def line(ends, traps=(), engine=UPRIGHT):
    return LINE.judged(LINE.request("a-line").model_validate({"ends": ends}), engine, traps)


def test_the_same_curve_is_right():
    drawn = curve([1.0, 0.5, 0.0])
    assert (drawn.measure, drawn.is_right) == (pytest.approx(0.0, abs=1e-12), True)


def test_a_curve_a_little_off_everywhere_is_as_far_off_as_that():
    assert curve([0.95, 0.45, 0.0]).measure == pytest.approx(
        0.0375, abs=1e-4
    )  # 0.05 in one half, 0.05 to 0 in the other


def test_the_words_tell_what_is_above_what_below_and_both_ends():
    # 0.5 − (1 − x / 10): from −0.5 to 0.5; more than 0.1 below for x < 4 and above for x > 6
    drawn = curve([0.5, 0.5, 0.5])
    assert drawn.measure == pytest.approx(0.25, abs=1e-3)
    assert "0.25 away" in drawn.comparison
    assert "too high over 40 % of the way and as much too low over 40 %" in drawn.comparison
    assert "You end at 0.50, the engine at 0.000" in drawn.comparison


def test_a_misconception_is_named_only_where_it_is_much_nearer_than_the_engine():
    flat = DrawnTrap([1.0, 1.0, 1.0], "It does fall.")
    assert curve([0.9, 0.9, 0.9], [flat]).misconception == "It does fall."
    assert curve([0.8, 0.3, 0.0], [flat]).misconception is None
    assert curve([1.0, 0.5, 0.0], [DrawnTrap([1.0, 0.5, 0.0], "the same")]).misconception is None


def test_two_points_of_the_engines_line_are_right_in_either_order():
    for ends in ([[0.0, -1.0], [0.0, 1.0]], [[0.0, 0.5], [0.0, 0.25]]):
        assert (line(ends).measure, line(ends).is_right) == (1.0, True)


def test_a_line_across_the_engines_parts_half_of_the_plane_alike():
    drawn = line([[-1.0, 0.01], [1.0, 0.01]])
    assert drawn.measure == pytest.approx(0.5, abs=0.01)  # the points on the engine's line are on both sides
    assert "of 3,721 points" in drawn.comparison.lower()


def test_a_shifted_line_differs_in_the_strip_between():
    assert line([[0.51, -1.0], [0.51, 1.0]]).measure == pytest.approx(0.75, abs=0.01)  # 0.5 of 2


def test_the_counts_in_the_words_are_all_points():
    drawn = line([[0.5, -1.0], [0.5, 1.0]])
    same, other = (
        int(word.replace(",", "")) for word in (drawn.comparison.split()[11], drawn.comparison.split()[-4])
    )
    assert same + other == 3721
    assert same == round(drawn.measure * 3721)


@pytest.mark.parametrize(
    ("engine", "ends"),
    [
        (EngineLine((1.0, 0.0), 0.5), {(-0.5, -1.0), (-0.5, 1.0)}),
        (EngineLine((0.0, 2.0), 1.0), {(-1.0, -0.5), (1.0, -0.5)}),
        (EngineLine((1.0, -1.0), 0.0), {(-1.0, -1.0), (1.0, 1.0)}),
    ],
)
def test_the_engines_line_goes_from_edge_to_edge(engine, ends):
    drawn = line([[-1.0, 0.0], [1.0, 0.0]], engine=engine)
    assert set(zip(drawn.engine_x, drawn.engine_y, strict=True)) == ends


def test_a_line_through_two_points_is_zero_at_both():
    w1, w2, b = line_through((2.0, 0.0), (0.0, 1.0))
    assert [w1 * x + w2 * y + b for x, y in ((2.0, 0.0), (0.0, 1.0), (4.0, -1.0))] == [0.0, 0.0, 0.0]


def test_which_side_is_which_does_not_count():
    one = np.array([1, 1, -1, -1])
    assert parted_alike(one, -one) == parted_alike(one, one) == 1.0
    assert parted_alike(one, np.array([1, -1, -1, -1])) == 0.75
    assert parted_alike(one, np.array([1, 0, -1, -1])) == 1.0


@pytest.mark.parametrize(
    "heights", [[0.1, 0.2], [0.1] * 4, [0.1, 0.2, 1.1], [0.1, 0.2, -0.1], [0.1, 0.2, "0"]]
)
def test_heights_that_do_not_fit_are_refused(heights):
    with pytest.raises(ValidationError):
        curve(heights)


@pytest.mark.parametrize(
    "ends", [[[0.0, 0.0]], [[0.0, 0.0], [0.0, 0.0]], [[0.0], [1.0]], [[0.0, 0.0], [0.0, 1.01]]]
)
def test_ends_that_make_no_line_in_the_plane_are_refused(ends):
    with pytest.raises(ValidationError):
        line(ends)
