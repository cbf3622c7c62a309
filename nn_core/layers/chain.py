"""Layers in a row: each reads what the one before it wrote, and blame goes back the same way.

A network is such a chain, and so is the inside of a residual connection. Backpropagation is the loop
in ``backward``, nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import RangeError, ShapeError
from nn_core.layers.layer import AnyLayer, LayerBackward, LayerTrace, State


def forward(layers: Sequence[AnyLayer], inputs: FloatArray, traces: Sequence[LayerTrace]) -> FloatArray:
    """Runs the inputs (…, batch, n_in) through every layer, filling the traces; the last a."""
    a = inputs
    for layer, trace in zip(layers, traces, strict=True):
        a = layer.forward(a, trace)
    return a


Step = tuple[AnyLayer, LayerTrace, LayerBackward, FloatArray | None, bool]
"""One layer on the way back: what it computed, the a it read (None: the data), whether it is the last."""


def steps_back(
    layers: Sequence[AnyLayer], traces: Sequence[LayerTrace], backs: Sequence[LayerBackward]
) -> tuple[Step, ...]:
    """The layers from last to first."""
    sources = [None, *(trace.a for trace in traces[:-1])]
    is_last = [*[False] * (len(layers) - 1), True]
    return tuple(reversed(list(zip(layers, traces, backs, sources, is_last, strict=True))))


def backward(steps: Sequence[Step], inputs: FloatArray) -> None:
    """Sends the last layer's δ, which must be there already, back through every layer.

    Each layer turns δ into the gradients of its own parameters and into ∂L/∂x, which is ∂L/∂a of the
    layer before, which makes its own δ of it.
    """
    for layer, trace, back, source, is_last in steps:
        if not is_last:
            layer.error_signal(trace, back)
        layer.gradients(inputs if source is None else source, trace, back)
        if back.dL_dx is not None:
            layer.input_gradient(trace, back, back.dL_dx)


def new_traces(
    layers: Sequence[AnyLayer], state: State, shape: tuple[int, ...], training: bool
) -> tuple[LayerTrace, ...]:
    """Arrays for a forward pass of ``shape``, (…, batch), through every layer."""
    return tuple(layer.new_trace(part, shape, training) for layer, part in slices(layers, state))


def new_backwards(
    layers: Sequence[AnyLayer],
    traces: Sequence[LayerTrace],
    gradient: FloatArray,
    dL_da: FloatArray,
    dL_dx: FloatArray | None,
) -> tuple[LayerBackward, ...]:
    """Arrays for the way back: what a layer writes as ∂L/∂x, the one before it reads as ∂L/∂a.

    Parameters
    ----------
    layers, traces
        Of the forward pass.
    gradient : FloatArray, shape (…, n_parameters)
        ∂L/∂θ of the whole chain.
    dL_da : FloatArray, shape (…, batch, n_out)
        Where the loss, or the layer after the chain, will write.
    dL_dx : FloatArray, shape (…, batch, n_in), or None
        Where the first layer shall write; None if nobody asks.
    """
    between = [np.empty_like(trace.a) for trace in traces[:-1]]
    read, written = [*between, dL_da], [dL_dx, *between]
    parts = slices(layers, State(gradient, np.zeros(buffer_count(layers))))
    return tuple(
        layer.new_backward(trace, part.parameters, after, before)
        for (layer, part), trace, after, before in zip(parts, traces, read, written, strict=True)
    )


def slices(layers: Sequence[AnyLayer], state: State) -> Iterator[tuple[AnyLayer, State]]:
    """Each layer with its slice of the state, as views."""
    start = first = 0
    for layer in layers:
        end, last = start + layer.parameter_count, first + layer.buffer_count
        parameters, buffers = state.parameters[..., start:end], state.buffers[..., first:last]
        yield layer, State(parameters, buffers, state.fixed_order)
        start, first = end, last


def with_its_order(layers: Sequence[AnyLayer], state: State) -> State:
    """The state of a whole network, with a fixed order of sums if two units of a hidden layer are equal.

    Outputs do not count: each has a target of its own.
    """
    hidden = [leaf for layer in layers for leaf in layer.leaves()][:-1]
    equal = any(leaf.has_equal_units(part.parameters) for leaf, part in slices(hidden, state))
    return replace(state, fixed_order=equal)


def parameter_count(layers: Sequence[AnyLayer]) -> int:
    """How many numbers θ holds for these layers."""
    return sum(layer.parameter_count for layer in layers)


def buffer_count(layers: Sequence[AnyLayer]) -> int:
    """How many numbers they count without learning them."""
    return sum(layer.buffer_count for layer in layers)


def initial_buffers(layers: Sequence[AnyLayer], family: tuple[int, ...]) -> FloatArray:
    """What they count before anything was counted, (…, n_buffers): the same for each of a family."""
    start = np.concatenate([layer.initial_buffers() for layer in layers])
    return np.tile(start, (*family, 1)) if family else start


def check_layers(layers: Sequence[AnyLayer]) -> None:
    """Raises RangeError if there is no layer, ShapeError where one does not fit the one before it."""
    if not layers:
        raise RangeError("layers", 0, "at least one layer")
    for number, (before, after) in enumerate(pairwise(layers), 2):
        if before.n_out != after.n_in:
            raise ShapeError(f"inputs of layer {number}", before.n_out, str(after.n_in))
