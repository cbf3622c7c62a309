"""Handwritten digits: what there is to do with them besides learning them.

drawn_digit       strokes of a pen → 8 × 8 counts of ink, as the digits of ``load_digits`` were made
reduced           gray images, as those of MNIST → the same 8 × 8 counts
split_by_writers  keeps whole stretches of one hand for validation
shifted           images moved by some pixels
with_shifted_copies  a dataset and its images moved by one pixel in each direction
"""

from nn_core.digits.drawn import PLACEMENTS, DrawnDigit, drawn_digit
from nn_core.digits.reduced import reduced
from nn_core.digits.shifts import DIRECTIONS, shifted, with_shifted_copies
from nn_core.digits.writers import STRETCHES, split_by_writers

__all__ = [
    "DIRECTIONS",
    "PLACEMENTS",
    "STRETCHES",
    "DrawnDigit",
    "drawn_digit",
    "reduced",
    "shifted",
    "split_by_writers",
    "with_shifted_copies",
]
