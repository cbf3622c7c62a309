"""The tent map beside one wide layer: how many straight pieces so many parameters make."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.approximation import built_network, linear_pieces, tent, tent_network
from nn_core.approximation.targets import HIGH, LOW
from panels.approximation.fits import as_fields, fit_of
from panels.approximation.request import MAX_DEPTH, X
from panels.approximation.result import Folds

OF_A_WIDE_UNIT, OF_THE_OUTPUT = 3, 1
"""Parameters: a weight in, a bias and a weight out for each unit; the output's bias."""


@lru_cache(maxsize=MAX_DEPTH)
def folded(depth: int) -> dict[str, Any]:
    """The deep network as a fit, one layer with as many parameters beside it, and the folds one by one."""
    deep, y = tent_network(depth), tent(X, depth)
    beside = best_layer((deep.parameter_count - OF_THE_OUTPUT) // OF_A_WIDE_UNIT, y)
    return {
        **as_fields(fit_of(deep, y)),
        "beside": fit_of(beside, y),
        "folds": folds_of(depth, deep, beside),
    }


def best_layer(units: int, y: FloatArray) -> Network:
    """One layer with kinks evenly apart, and the weights after them that miss y least (least squares)."""
    network = built_network(np.zeros_like, units, "relu")
    hidden = network.forward(X[:, np.newaxis]).layers[0].a
    solved, *_ = np.linalg.lstsq(np.column_stack([hidden, np.ones(len(X))]), y)
    weights = [network.weights[0], solved[np.newaxis, :-1]]
    return Network.from_weights(weights, [network.biases[0], solved[-1:]], network.activations)


def folds_of(depth: int, deep: Network, beside: Network) -> Folds:
    """What each fold makes, counted from the weights."""
    wide = built_network(lambda at: tent(at, depth), 2**depth, "relu")
    x = np.linspace(LOW, HIGH, 2**depth + 1)
    return Folds(
        parameters=deep.parameter_count,
        x=x,
        folded=np.stack([tent(x, fold) for fold in range(1, depth + 1)]),
        pieces=[pieces_in(tent_network(fold)) for fold in range(1, depth + 1)],
        equal_most=beside.sizes[1] + 1,
        wide_units=wide.sizes[1],
        wide_parameters=wide.parameter_count,
        wide_pieces=pieces_in(wide),
    )


def pieces_in(network: Network) -> int:
    """Straight pieces in [−1, 1]."""
    return linear_pieces(network, LOW, HIGH).count
