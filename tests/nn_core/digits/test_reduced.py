"""Gray images in the form of the digits of UCI: the box around the ink, enlarged, in the middle, counted."""

import numpy as np
import pytest

from nn_core.datasets import load_digits
from nn_core.digits import reduced
from nn_core.errors import ShapeError


def image(height=28, width=28):
    return np.zeros((height, width), dtype=np.uint8)


def test_a_square_fills_the_field_wherever_it_lies():
    for top, left, side in [(4, 4, 20), (0, 0, 8), (20, 3, 8), (27, 27, 1)]:
        gray = image()
        gray[top : top + side, left : left + side] = 255
        assert (reduced(gray[np.newaxis]) == 16.0).all()


def test_a_bar_by_hand():
    # 16 high and 4 wide: enlarged twice to 32 × 8 dots, in the middle: the columns of blocks 3 and 4 are full
    gray = image()
    gray[2:18, 20:24] = 200
    expected = np.zeros((8, 8))
    expected[:, 3:5] = 16.0
    assert reduced(gray[np.newaxis]).reshape(8, 8).tolist() == expected.tolist()


def test_an_image_of_32_dots_that_fills_its_box_is_only_counted():
    rng = np.random.default_rng(0)
    dots = rng.random((32, 32)) < 0.4
    dots[0, 0] = dots[31, 31] = True
    expected = dots.reshape(8, 4, 8, 4).sum(axis=(1, 3)).ravel()
    assert reduced(255 * dots.astype(np.uint8)[np.newaxis])[0].tolist() == expected.tolist()


def test_half_dark_is_ink_and_less_is_paper():
    gray = image()
    gray[5, 5], gray[20, 20] = 128, 127
    assert (reduced(gray[np.newaxis]) == 16.0).all()


def test_paper_alone_has_no_ink():
    assert not reduced(image()[np.newaxis]).any()
    assert reduced(np.zeros((0, 28, 28), dtype=np.uint8)).shape == (0, 64)


def test_digits_that_were_enlarged_into_mnists_size_come_back_much_as_they_were():
    # 8 × 8 counts as a 24 × 24 gray image with a border, as MNIST has one
    digits = load_digits()
    counts = digits.inputs[:100].reshape(-1, 8, 8)
    gray = np.pad(np.kron(counts, np.ones((3, 3))) * 255 / 16, ((0, 0), (2, 2), (2, 2))).astype(np.uint8)
    back = reduced(gray)
    distances = np.square(back[:, np.newaxis] - digits.inputs[np.newaxis, :100]).sum(axis=2)
    right = (digits.labels[distances.argmin(axis=1)] == digits.labels[:100]).mean()
    assert right > 0.8


def test_anything_but_images_is_refused():
    with pytest.raises(ShapeError, match=r"^images: got .*, expected \(samples, height, width\)"):
        reduced(image())
