"""What a trainer is given, checked before anything is computed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite
from nn_core.errors import RangeError, ShapeError
from nn_core.losses import Loss
from nn_core.network import Network


def checked_data(
    which: str, network: Network, loss: Loss, inputs: npt.ArrayLike, targets: npt.ArrayLike
) -> tuple[FloatArray, FloatArray]:
    """Inputs (n, n_in) and targets (n, n_out) that fit the network and the loss.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        Naming which of them does not fit.
    """
    x = as_finite(f"{which}inputs", inputs)
    n_in, n_out = network.layers[0].n_in, network.layers[-1].n_out
    if x.ndim != 2 or x.shape[1] != n_in or not len(x):
        raise ShapeError(f"{which}inputs", x.shape, f"(n, {n_in})")
    y = loss.as_targets(targets, (len(x), n_out))
    if y.ndim != 2:
        raise ShapeError(f"{which}targets", y.shape, f"({len(x)}, {n_out})")
    return x, y


def create_generators(seed: int | Sequence[int], family: tuple[int, ...]) -> list[np.random.Generator]:
    """One source of chance for all members, or one for each.

    Raises
    ------
    RangeError
        A seed is no whole number of 0 or more.
    ShapeError
        Several seeds, but not one for each member.
    """
    seeds = list(seed) if isinstance(seed, Sequence | np.ndarray) else [seed]
    for value in seeds:
        if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 0:
            raise RangeError("seed", repr(value), "a whole number of 0 or more")
    if isinstance(seed, Sequence | np.ndarray) and family != (len(seeds),):
        raise ShapeError("seed", f"{len(seeds)} seeds", f"one for each member of a family {family}")
    return [np.random.default_rng(value) for value in seeds]
