"""The network that is built: its layers by their numbers, and which units and weights the picture shows."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from nn_core.initializers import get_initializer
from nn_core.layer_counts import BYTES_OF_A_FLOAT32, LayerCount, layer_counts
from panel_kit.contract.words import grouped
from panels.architecture.request import ArchitectureRequest
from panels.architecture.result import ArchitectureLayer, DrawnNetwork
from panels.architecture.words import say_network

MOST_DRAWN, FIRST_DRAWN, LAST_DRAWN = 10, 5, 3
"""A layer with more units than that is drawn by its first and its last ones."""
INITIALIZER = "kaiming_uniform"


def counted(request: ArchitectureRequest) -> dict[str, Any]:
    """All that is known of the network without training anything."""
    layers = layer_counts(request.layers)
    weights, biases = (sum(getattr(each, name) for each in layers) for name in ("weights", "biases"))
    return {
        "layers": [layer_of(each) for each in layers],
        "weights": weights,
        "biases": biases,
        "parameters": weights + biases,
        "multiply_adds": weights,
        "bytes": BYTES_OF_A_FLOAT32 * (weights + biases),
        "drawn": drawn_of(request),
        "counted": say_network(request.layers),
    }


def layer_of(layer: LayerCount) -> ArchitectureLayer:
    """A layer with its arithmetic: “3 × 4 + 4 = 16”."""
    n_in, n_out, whole = (grouped(each) for each in (layer.inputs, layer.outputs, layer.parameters))
    arithmetic = f"{n_in} × {n_out} + {n_out} = {whole}"
    return ArchitectureLayer(
        layer.inputs, layer.outputs, layer.weights, layer.biases, layer.parameters, arithmetic
    )


def units_drawn(size: int) -> list[int]:
    """Which units of a layer have room in the picture: all, or the first and the last ones."""
    if size <= MOST_DRAWN:
        return list(range(size))
    return [*range(FIRST_DRAWN), *range(size - LAST_DRAWN, size)]


def drawn_of(request: ArchitectureRequest) -> DrawnNetwork:
    """The drawn units and the weights between them.

    The weights of all units are drawn, in the order in which the engine draws them for a whole network, and
    only those between drawn units are kept: so they are the true ones.
    """
    draw, rng = get_initializer(INITIALIZER), np.random.default_rng(request.seed)
    units = [units_drawn(size) for size in request.layers]
    weights = []
    for (before, after), (n_in, n_out) in zip(pairwise(units), pairwise(request.layers), strict=True):
        weights.append(draw(rng, (n_out, n_in))[np.ix_(after, before)].copy())
    return DrawnNetwork(units, weights, INITIALIZER)
