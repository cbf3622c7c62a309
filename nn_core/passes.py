"""Passes: the way forward through a network, from the loss back, and the arrays for both.

``Network`` makes a pass for the learner, filled once and frozen. The trainer keeps one for each batch
size and fills it again at every step, which is what makes it quick: no array is made twice.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import RangeError, ShapeError
from nn_core.layers import AnyLayer, LayerBackward, LayerTrace, chain
from nn_core.layers.dense import DenseTrace
from nn_core.layers.dropout import Dropout, DropoutTrace
from nn_core.layers.layer import State
from nn_core.losses.output import Output
from nn_core.traces import BackwardTrace, ForwardTrace


class ForwardPass:
    """The way forward for batches of one size.

    Attributes
    ----------
    layers : tuple of Layer
    traces : tuple of LayerTrace
        What each layer computed last.
    prediction : FloatArray, shape (…, batch, n_out)
        The last layer's activation.
    """

    def __init__(
        self, layers: tuple[AnyLayer, ...], state: State, shape: tuple[int, ...], training: bool
    ) -> None:
        self.layers = layers
        state = chain.with_its_order(layers, state)
        self.traces: tuple[LayerTrace, ...] = chain.new_traces(layers, state, shape, training)
        self.prediction = self.traces[-1].a
        # Bound once: a small network spends a good part of a step between two products
        pairs = zip(layers, self.traces, strict=True)
        self.steps = tuple((layer.forward, trace) for layer, trace in pairs)

    def forward(self, inputs: FloatArray) -> FloatArray:
        """ŷ of the inputs (…, batch, n_in)."""
        a = inputs
        for forward, trace in self.steps:
            a = forward(a, trace)
        return a

    def loss(self, output: Output, targets: FloatArray) -> FloatArray:
        """L of the latest forward pass, shape (…)."""
        last = self.traces[-1]
        return output.value(last.z, last.a, targets)

    def dropouts(self) -> list[tuple[Dropout, FloatArray]]:
        """Each dropout layer with its mask, to be filled before a training pass."""
        leaves = [leaf for layer in self.layers for leaf in layer.leaves()]
        traces = [leaf for trace in self.traces for leaf in trace.leaves()]
        return [
            (layer, trace.mask)
            for layer, trace in zip(leaves, traces, strict=True)
            if isinstance(layer, Dropout) and isinstance(trace, DropoutTrace)
        ]


class BackwardPass:
    """The way back, after a forward pass.

    Attributes
    ----------
    gradient : FloatArray, shape (…, n_parameters)
        ∂L/∂θ of the latest way back.
    backs : tuple of LayerBackward
        What each layer computed last.
    """

    def __init__(
        self, layers: Sequence[AnyLayer], traces: Sequence[LayerTrace], output: Output, gradient: FloatArray
    ) -> None:
        self.layers, self.traces, self.output, self.gradient = layers, traces, output, gradient
        dL_da = np.empty_like(traces[-1].a)
        self.backs: tuple[LayerBackward, ...] = chain.new_backwards(layers, traces, gradient, dL_da, None)
        self.steps = chain.steps_back(layers, traces, self.backs)
        self.is_fused = output.fused
        self.scale = np.array(output.at_a.scale(dL_da.shape))

    def backward(self, inputs: FloatArray, targets: FloatArray) -> None:
        """∂L/∂θ, from the targets (…, batch, n_out) back to the inputs (…, batch, n_in)."""
        self.error_at_output(targets)
        chain.backward(self.steps, inputs)

    def error_at_output(self, targets: FloatArray) -> None:
        """δ of the last layer: a − y where activation and loss are made for each other."""
        trace, back = self.traces[-1], self.backs[-1]
        if self.is_fused:
            # δ = (a − y) · scale
            np.subtract(trace.a, targets, out=back.delta)
            np.multiply(back.delta, self.scale, out=back.delta)
        else:
            # ∂L/∂a = ∂term/∂a · scale
            np.multiply(self.output.at_a.slope(trace.a, targets), self.scale, out=back.dL_da)
            self.layers[-1].error_signal(trace, back)

    def fill_in(self, targets: FloatArray) -> None:
        """Computes the slopes that the short ways left out: those of a fused output, and of softmax."""
        np.multiply(self.output.at_a.slope(self.traces[-1].a, targets), self.scale, out=self.backs[-1].dL_da)
        for layer, trace, back in zip(self.layers, self.traces, self.backs, strict=True):
            parts = zip(layer.leaves(), trace.leaves(), back.leaves(), strict=True)
            for leaf, seen, sent in parts:
                if leaf.output_activation:
                    leaf.output_activation.derivative(seen.z, seen.a, sent.da_dz)


class PlainForward:
    """The way forward through dense layers only: a slider's every move goes here.

    What does not change between two passes, the windows into θ, is kept and handed to the next trace.
    """

    def __init__(self, layers: tuple[AnyLayer, ...], state: State) -> None:
        self.layers, self.state = layers, chain.with_its_order(layers, state)
        # Shape and traces in one, so that threads never see the one without the other
        self.kept: tuple[tuple[int, ...], tuple[DenseTrace, ...]] | None = None

    def trace(self, inputs: FloatArray, shape: tuple[int, ...]) -> ForwardTrace:
        """One forward pass of ``shape``, (…, batch), frozen."""
        traces = tuple(trace.fresh() for trace in self.pattern_of(shape))
        # A product too small for float64 is 0 to every digit
        with np.errstate(under="ignore"):
            chain.forward(self.layers, inputs, traces)
        for array in (inputs, *(part for trace in traces for part in (trace.z, trace.a))):
            array.flags.writeable = False
        return ForwardTrace(inputs, traces)

    def pattern_of(self, shape: tuple[int, ...]) -> tuple[DenseTrace, ...]:
        """The frozen traces that the next ones are made from; of the latest shape."""
        kept = self.kept
        if kept is not None and kept[0] == shape:
            return kept[1]
        traces = chain.new_traces(self.layers, self.state, shape, training=False)
        pattern = tuple(trace for trace in traces if isinstance(trace, DenseTrace))
        for trace in pattern:
            trace.freeze()
        self.kept = (shape, pattern)
        return pattern


def forward_trace(
    layers: tuple[AnyLayer, ...],
    state: State,
    inputs: FloatArray,
    family: tuple[int, ...],
    training: bool,
    rng: np.random.Generator | None,
    masks: Sequence[FloatArray] | None,
) -> ForwardTrace:
    """One forward pass, frozen; see ``Network.forward``."""
    forward = ForwardPass(layers, state, (*family, inputs.shape[-2]), training)
    if training:
        set_masks(forward, rng, masks)
    # A product too small for float64 is 0 to every digit
    with np.errstate(under="ignore"):
        forward.forward(inputs)
    trace = ForwardTrace(inputs, forward.traces)
    trace.freeze()
    return trace


def backward_trace(
    layers: tuple[AnyLayer, ...], trace: ForwardTrace, targets: FloatArray, output: Output
) -> BackwardTrace:
    """One way back, frozen; see ``Network.backward``."""
    gradient = np.zeros((*trace.prediction.shape[:-2], chain.parameter_count(layers)))
    backward = BackwardPass(layers, trace.layers, output, gradient)
    with np.errstate(under="ignore"):
        backward.backward(trace.inputs, targets)
        backward.fill_in(targets)
        loss = output.value(trace.layers[-1].z, trace.prediction, targets)
    result = BackwardTrace(np.asarray(loss), backward.backs, gradient)
    result.freeze()
    return result


def set_masks(
    forward: ForwardPass, rng: np.random.Generator | None, masks: Sequence[FloatArray] | None
) -> None:
    """Fills the mask of each dropout layer, from those given or else by drawing."""
    dropouts = forward.dropouts()
    if masks is not None and len(masks) != len(dropouts):
        raise ShapeError("masks", f"{len(masks)} masks", f"{len(dropouts)}, one for each dropout layer")
    for index, (layer, mask) in enumerate(dropouts):
        if masks is not None:
            np.copyto(mask, masks[index])
        elif rng is not None:
            layer.draw(rng, mask)
        else:
            raise RangeError("rng", None, "a generator, or masks: dropout needs them when training")
