"""The logic gates: four corners of a square and an answer for each, the oldest test of a learning machine.

A line separates the answers of AND, OR and NAND. None separates those of XOR, which is why XOR needs a
hidden layer (Minsky and Papert, 1969).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn_core.activations import FloatArray
from nn_core.datasets.apportion import apportion
from nn_core.datasets.dataset import as_targets

CORNERS: FloatArray = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])

TRUTH_TABLES: dict[str, tuple[int, int, int, int]] = {
    "and": (0, 0, 0, 1),
    "or": (0, 1, 1, 1),
    "nand": (1, 1, 1, 0),
    "xor": (0, 1, 1, 0),
}


def corners(
    rng: np.random.Generator, answers: Sequence[int], samples: int, noise: float, balance: float
) -> tuple[FloatArray, FloatArray]:
    """Copies of the four corners, round after round, each moved by N(0, noise²) in both coordinates.

    With four samples, no noise and the gate's own balance it is the truth table itself. A class's examples
    are dealt to its corners as evenly as can be, the first corners first.

    Parameters
    ----------
    rng : np.random.Generator
    answers : sequence of int
        Of (0, 0), (0, 1), (1, 0) and (1, 1), 0 or 1 each.
    samples : int
    noise : float
        Standard deviation.
    balance : float
        Share of the examples that are of class 1.

    Returns
    -------
    inputs : FloatArray, shape (samples, 2)
    targets : FloatArray, shape (samples, 1)
    """
    table = np.array(answers)
    copies = np.zeros(4, dtype=np.int64)
    for label, count in enumerate(apportion(samples, [1.0 - balance, balance], at_least=1)):
        copies[table == label] = apportion(count, np.ones((table == label).sum()).tolist())
    corner = np.repeat(np.arange(4), copies)
    turn = np.concatenate([np.arange(count) for count in copies])
    rows = corner[np.lexsort((corner, turn))]
    inputs = CORNERS[rows] + rng.normal(0.0, noise, (samples, 2))
    return inputs, as_targets(table[rows], 2)
