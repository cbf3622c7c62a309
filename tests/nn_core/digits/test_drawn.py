"""From strokes to 8 × 8: counted by hand, placed in the middle, and like the digits of UCI."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.datasets import load_digits
from nn_core.digits import PLACEMENTS, drawn_digit
from nn_core.errors import NotFiniteError, RangeError, ShapeError, UnknownNameError

POINTS = st.lists(st.tuples(*[st.floats(0.0, 1.0, width=32)] * 2), min_size=1, max_size=8)
UPRIGHT = [[0.5, 0.0625], [0.5, 0.9375]]  # from dot 2 to dot 30, with the pen's half width from 0 to 32


def test_an_upright_stroke_counted_by_hand():
    # The pen is 4 wide and the stroke at x = 16: columns 14 to 17 have their middles within 2 of it, two of
    # them in each of the blocks 3 and 4: 2 · 4 = 8 dots of a block. At the round ends, y = 2 and 30, the dots
    # of row 0 are within √(2² − 1.5²) = 1.32 for columns 15 and 16 only: 1 of 2 in each block.
    drawn = drawn_digit([UPRIGHT], "as_drawn")
    expected = np.zeros((8, 8))
    expected[:, 3:5] = 8
    expected[[0, 7], 3:5] = 7
    assert drawn.pixels.tolist() == expected.tolist()
    assert drawn.bitmap[2:30].sum(axis=1).tolist() == [4] * 28
    assert drawn.box.tolist() == [0.5, 0.0625, 0.5, 0.9375]


def test_a_small_stroke_in_a_corner_becomes_the_same_stroke_when_centered():
    small = [[0.125, 0.125], [0.125, 0.375]]
    assert drawn_digit([small]).pixels.tolist() == drawn_digit([UPRIGHT], "as_drawn").pixels.tolist()
    assert drawn_digit([small], "as_drawn").pixels[:, 4:].sum() == 0


def test_the_longer_side_fills_the_field_and_proportions_are_kept():
    drawn = drawn_digit([[[0.25, 0.25], [0.75, 0.375]], [[0.25, 0.375]]])
    # 0.5 wide and 0.125 high: s = 28 / 0.5 = 56, so 28 wide and 7 high around (16, 16)
    low, high = np.concatenate(drawn.strokes).min(axis=0), np.concatenate(drawn.strokes).max(axis=0)
    assert low.tolist() == [2.0, 12.5]
    assert high.tolist() == [30.0, 19.5]
    assert drawn.bitmap.any(axis=0).all()


@given(st.lists(POINTS, min_size=1, max_size=4), st.sampled_from(PLACEMENTS))
def test_ink_is_counted_once_wherever_it_is(strokes, placement):
    drawn = drawn_digit(strokes, placement)
    assert drawn.pixels.sum() == drawn.bitmap.sum()
    assert 0 <= drawn.pixels.min() <= drawn.pixels.max() <= 16
    assert drawn.pixels.shape == (8, 8)
    assert not any(array.flags.writeable for array in (drawn.bitmap, drawn.pixels, *drawn.strokes))
    if placement == "centered" and not drawn.is_dot:
        sides = np.ptp(np.argwhere(drawn.bitmap), axis=0) + 1
        assert sides.max() in (31, 32)


@given(POINTS, st.permutations(range(4)))
def test_neither_order_nor_direction_nor_a_point_more_makes_a_difference(points, order):
    strokes = [[points[place % len(points)], points[(place + 1) % len(points)]] for place in range(4)]
    there = drawn_digit(strokes).pixels
    back = drawn_digit([strokes[place][::-1] for place in order]).pixels
    twice = drawn_digit([[first, first, second] for first, second in strokes]).pixels
    assert np.abs(there - back).sum() <= 4  # a dot on the very edge of the pen is rounded either way
    assert np.abs(there - twice).sum() <= 4


def test_nothing_a_dot_and_a_full_sheet():
    nothing = drawn_digit([])
    assert nothing.is_empty
    assert not nothing.is_dot
    assert nothing.box is None
    assert nothing.pixels.sum() == 0
    dot = drawn_digit([[[0.1, 0.1]]])
    assert dot.is_dot
    assert not dot.is_empty
    # In the middle, at (16, 16), 12 dots have their middles within 2: all of 4 × 4 but its corners
    assert dot.pixels[3:5, 3:5].tolist() == [[3, 3], [3, 3]]
    assert drawn_digit([[[0.1, 0.1], [0.22, 0.1]]]).is_dot
    assert not drawn_digit([[[0.1, 0.1], [0.23, 0.1]]]).is_dot
    lines = [[[0.0, y], [1.0, y]] for y in np.linspace(0.0, 1.0, 17)]
    assert drawn_digit(lines, "as_drawn").pixels.tolist() == [[16] * 8] * 8


def test_many_segments_are_the_same_as_few():
    fine = np.column_stack([np.full(1001, 0.5), np.linspace(0.0625, 0.9375, 1001)])
    assert drawn_digit([fine]).pixels.tolist() == drawn_digit([UPRIGHT]).pixels.tolist()


def test_a_plain_one_lies_near_to_the_ones_of_the_data():
    digits = load_digits()
    one = drawn_digit([[[0.42, 0.3], [0.52, 0.15], [0.52, 0.85]]]).pixels.ravel()
    nearest = np.square(digits.inputs - one).sum(axis=1).argsort()[:5]
    assert np.bincount(digits.labels[nearest], minlength=10).argmax() == 1


@pytest.mark.parametrize(
    ("strokes", "error", "message"),
    [
        ([[[0.5, 1.5]]], RangeError, "stroke 1: got 1.5, expected x and y from 0 to 1"),
        ([[[0.5, 0.5]], []], ShapeError, r"stroke 2: got \(0,\), expected \(points, 2\), at least 1"),
        ([[0.5, 0.5]], ShapeError, r"stroke 1: got \(2,\)"),
        ([[[0.5, float("nan")]]], NotFiniteError, "stroke 1: got nan"),
    ],
)
def test_what_is_no_stroke_is_refused(strokes, error, message):
    with pytest.raises(error, match=f"^{message}"):
        drawn_digit(strokes)


def test_another_placement_is_refused():
    with pytest.raises(UnknownNameError, match=r"^placement: got 'left', expected one of centered, as_drawn"):
        drawn_digit([], "left")
