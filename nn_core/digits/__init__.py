"""Handwritten digits: what there is to do with them besides learning them.

drawn_digit       strokes of a pen → 8 × 8 counts of ink, as the digits of ``load_digits`` were made
of_paper_and_ink  such counts as shares, from 0 for paper to 1 for ink
reduced           gray images, as those of MNIST → the same 8 × 8 counts
split_by_writers  keeps whole stretches of one hand for validation
shifted           images moved by some pixels
with_shifted_copies  a dataset and its images moved by one pixel in each direction
"""

from nn_core.digits.drawn import PLACEMENTS, DrawnDigit, drawn_digit
from nn_core.digits.ink import INK, of_paper_and_ink
from nn_core.digits.reduced import reduced
from nn_core.digits.shifts import DIRECTIONS, shifted, with_shifted_copies
from nn_core.digits.writers import STRETCHES, split_by_writers

__all__ = [
    "DIRECTIONS",
    "INK",
    "PLACEMENTS",
    "STRETCHES",
    "DrawnDigit",
    "drawn_digit",
    "of_paper_and_ink",
    "reduced",
    "shifted",
    "split_by_writers",
    "with_shifted_copies",
]
