"""Architecture: which layers a network of given sizes has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray, get_activation
from nn_core.arrays import as_finite
from nn_core.errors import RangeError, ShapeError
from nn_core.layers import AnyLayer, BatchNorm, Dense, Dropout, Residual


def make_layers(
    sizes: Sequence[int],
    activations: Sequence[str],
    *,
    batch_norm: bool = False,
    dropout: float = 0.0,
    residual: bool = False,
) -> tuple[AnyLayer, ...]:
    """One dense layer between each pair of neighbors in ``sizes``, the last one the output.

    Parameters
    ----------
    sizes : sequence of int
        Inputs, hidden units layer by layer, outputs.
    activations : sequence of str
        One name per dense layer.
    batch_norm : bool
        Whether each hidden layer normalizes z before its activation.
    dropout : float
        The chance that a hidden unit is silenced while training, in [0, 1); 0 for no dropout layers.
    residual : bool
        Whether each hidden layer with as many outputs as inputs only adds to its input.

    Raises
    ------
    RangeError
        Fewer than two sizes, or one below 1; dropout out of range.
    ShapeError
        Not one activation for each dense layer.
    UnknownNameError
        An activation that does not exist.
    """
    check_sizes(sizes)
    if len(activations) != len(sizes) - 1:
        raise ShapeError("activations", f"{len(activations)} names", f"{len(sizes) - 1}, one for each layer")
    *hidden, output = zip(pairwise(sizes), activations, strict=True)
    layers: list[AnyLayer] = []
    for (n_in, n_out), name in hidden:
        block = hidden_block(n_in, n_out, name, batch_norm)
        layers += [Residual(block)] if residual and n_in == n_out else block
        layers += [Dropout(n_out, dropout)] if dropout else []
    (n_in, n_out), name = output
    return (*layers, Dense(n_in, n_out, get_activation(name)))


def hidden_block(n_in: int, n_out: int, name: str, batch_norm: bool) -> tuple[AnyLayer, ...]:
    """A dense layer, and batch normalization between its z and its activation if asked for."""
    activation = get_activation(name)
    if not batch_norm:
        return (Dense(n_in, n_out, activation),)
    return (Dense(n_in, n_out, get_activation("linear")), BatchNorm(n_out, activation))


def layers_from_weights(
    weights: Sequence[npt.ArrayLike], biases: Sequence[npt.ArrayLike], activations: Sequence[str]
) -> tuple[tuple[AnyLayer, ...], FloatArray]:
    """The dense layers that these weights and biases belong to, and θ; see ``Network.from_weights``."""
    W = [as_finite(f"weights of layer {index}", w) for index, w in enumerate(weights, 1)]
    b = [as_finite(f"biases of layer {index}", v) for index, v in enumerate(biases, 1)]
    check_shapes(W, b, activations)
    layers = make_layers([W[0].shape[1], *(w.shape[0] for w in W)], activations)
    return layers, np.concatenate([part.ravel() for pair in zip(W, b, strict=True) for part in pair])


def check_sizes(sizes: Sequence[int]) -> None:
    """Raises RangeError unless there are at least an input and an output layer, of 1 unit or more."""
    if len(sizes) < 2:
        raise RangeError("layers", list(sizes), "at least two sizes: inputs and outputs")
    if any(isinstance(size, bool) or not isinstance(size, int) for size in sizes):
        raise RangeError("layers", list(sizes), "whole numbers")
    if min(sizes) < 1:
        raise RangeError("layers", list(sizes), "sizes of 1 or more")


def check_shapes(weights: list[FloatArray], biases: list[FloatArray], activations: Sequence[str]) -> None:
    """Raises ShapeError where a layer does not fit the one before it, or its own biases."""
    if not weights or not len(weights) == len(biases) == len(activations):
        came = f"{len(weights)} weights, {len(biases)} biases, {len(activations)} activations"
        raise ShapeError("layers", came, "as many of each, at least one")
    n_in = weights[0].shape[-1] if weights[0].ndim else 0
    for number, (W, b) in enumerate(zip(weights, biases, strict=True), 1):
        if W.ndim != 2 or W.shape[1] != n_in or 0 in W.shape:
            raise ShapeError(f"weights of layer {number}", W.shape, f"(n_out, {n_in or 'n_in'})")
        if b.shape != (W.shape[0],):
            raise ShapeError(f"biases of layer {number}", b.shape, f"({W.shape[0]},)")
        n_in = W.shape[0]
