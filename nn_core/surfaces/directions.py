"""Two directions through a network's many parameters: random ones of fair size, or those of its own path.

A plane shows what happens in it and nothing else. Random directions say how the loss looks from afar; the
main directions of a run say where that run went, and how much of its way they explain.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite
from nn_core.errors import RangeError, ShapeError
from nn_core.layers import Dense, chain
from nn_core.layers.layer import State
from nn_core.network import Network


def random_directions(network: Network, rng: np.random.Generator) -> FloatArray:
    """Two random directions, each unit's part as long as the unit's weights; biases do not move.

    Without that a network with large weights would look flat and one with small weights steep, though both
    compute the same.

    Parameters
    ----------
    network : Network
        One network of dense layers.
    rng : np.random.Generator

    Returns
    -------
    FloatArray, shape (2, n_parameters)

    Reference: Li, Xu, Taylor, Studer and Goldstein (2018), section 4, filter normalization.
    """
    return np.stack([filter_normalized(network, rng) for _ in range(2)])


def filter_normalized(network: Network, rng: np.random.Generator) -> FloatArray:
    """One such direction, (n_parameters,)."""
    direction = np.zeros(network.parameter_count)
    for leaf, part in chain.slices(network.leaves, State(direction, np.zeros_like(network.buffers))):
        if not isinstance(leaf, Dense):
            continue
        rows, _ = leaf.views(part.parameters)
        drawn = rng.standard_normal(rows.shape)
        drawn /= np.linalg.norm(drawn, axis=-1, keepdims=True)
        rows[...] = drawn
    direction *= np.concatenate([unit_lengths(w) for w in network.weights])
    return direction


def unit_lengths(weights: FloatArray) -> FloatArray:
    """‖w‖ of each unit, once for each of its weights, then 0 for each bias; (n_out × n_in + n_out,)."""
    norms = np.linalg.norm(weights, axis=-1, keepdims=True)
    return np.concatenate([np.broadcast_to(norms, weights.shape).ravel(), np.zeros(len(weights))])


def main_directions(thetas: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """The two directions in which a path through the parameters varies most, and their shares of it.

    The principal components of the differences from the last point.

    Parameters
    ----------
    thetas : array, shape (points, n_parameters)
        θ along the path; three points or more.

    Returns
    -------
    directions : FloatArray, shape (2, n_parameters)
        Of length 1, at right angles; each points from the end toward the start.
    shares : FloatArray, shape (2,)
        Of the sum of squares. 0 where the path does not move at all.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        If it is no such path.

    Reference: Li, Xu, Taylor, Studer and Goldstein (2018), section 7.1.
    """
    path = as_finite("thetas", thetas)
    if path.ndim != 2 or path.shape[1] < 2:
        raise ShapeError("thetas", path.shape, "(points, n_parameters)")
    if len(path) < 3:
        raise RangeError("thetas", f"{len(path)} points", "3 or more")
    ways = path[:-1] - path[-1]
    _, sizes, directions = np.linalg.svd(ways, full_matrices=False)
    total = float((sizes**2).sum())
    shares = sizes[:2] ** 2 / total if total else np.zeros(2)
    toward_start = np.where(directions[:2] @ ways[0] < 0.0, -1.0, 1.0)
    return directions[:2] * toward_start[:, None], shares
