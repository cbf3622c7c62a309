"""The residual connection: the layers inside only have to learn what to add to their input.

    z = F(x)         the layers inside
    a = x + z        the input goes on beside them

On the way back, ∂L/∂x = ∂L/∂a + (what comes through the layers inside): the 1 of the direct way keeps
gradients alive through any depth.

Reference: He, Zhang, Ren and Sun (2016), equation 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import ShapeError
from nn_core.layers import chain
from nn_core.layers.layer import AnyLayer, Layer, LayerBackward, LayerTrace, State


@dataclass(frozen=True, eq=False)
class ResidualTrace(LayerTrace):
    """A residual connection's forward pass.

    Attributes
    ----------
    inputs : FloatArray, shape (…, batch, n_in)
        x, as the layers inside saw it.
    layers : tuple of LayerTrace
        The layers inside.
    """

    inputs: FloatArray
    layers: tuple[LayerTrace, ...]

    def leaves(self) -> Iterator[LayerTrace]:
        """Those of the layers inside."""
        for trace in self.layers:
            yield from trace.leaves()


@dataclass(frozen=True, eq=False)
class ResidualBackward(LayerBackward):
    """A residual connection's way back.

    Attributes
    ----------
    layers : tuple of LayerBackward
        The layers inside.
    steps : tuple of chain.Step
        The way back through them.
    """

    layers: tuple[LayerBackward, ...]
    steps: tuple[chain.Step, ...]

    def leaves(self) -> Iterator[LayerBackward]:
        """The ways back through the layers inside."""
        for back in self.layers:
            yield from back.leaves()


@dataclass(frozen=True)
class Residual(Layer[ResidualTrace, ResidualBackward]):
    """a = x + F(x).

    Attributes
    ----------
    layers : tuple of Layer
        F, with as many outputs as inputs.
    """

    layers: tuple[AnyLayer, ...]

    def __post_init__(self) -> None:
        chain.check_layers(self.layers)
        if self.n_in != self.n_out:
            raise ShapeError("residual", f"{self.n_in} inputs and {self.n_out} outputs", "as many of each")

    @property
    def n_in(self) -> int:  # type: ignore[override]
        """Inputs of the first layer inside."""
        return self.layers[0].n_in

    @property
    def n_out(self) -> int:  # type: ignore[override]
        """Outputs of the last layer inside."""
        return self.layers[-1].n_out

    @property
    def parameter_count(self) -> int:
        """Those of the layers inside."""
        return sum(layer.parameter_count for layer in self.layers)

    @property
    def buffer_count(self) -> int:
        """Those of the layers inside."""
        return sum(layer.buffer_count for layer in self.layers)

    def leaves(self) -> Iterator[AnyLayer]:
        """The layers inside, and the layers inside those."""
        for layer in self.layers:
            yield from layer.leaves()

    def weight_mask(self) -> FloatArray:
        """Those of the layers inside, end to end."""
        return np.concatenate([layer.weight_mask() for layer in self.layers])

    def multiply_adds(self) -> int:
        """Those of the layers inside."""
        return sum(layer.multiply_adds() for layer in self.layers)

    def initial_buffers(self) -> FloatArray:
        """Those of the layers inside, end to end."""
        return np.concatenate([layer.initial_buffers() for layer in self.layers])

    def new_trace(self, state: State, shape: tuple[int, ...], training: bool) -> ResidualTrace:
        inside = chain.new_traces(self.layers, state, shape, training)
        full = (*shape, self.n_out)
        return ResidualTrace(z=inside[-1].a, a=np.empty(full), inputs=np.empty(full), layers=inside)

    def new_backward(
        self, trace: ResidualTrace, gradient: FloatArray, dL_da: FloatArray, dL_dx: FloatArray | None
    ) -> ResidualBackward:
        # ∂a/∂z = 1, so ∂L/∂a is δ, and what the last layer inside is told
        through = np.empty_like(trace.inputs)
        inside = chain.new_backwards(self.layers, trace.layers, gradient, dL_da, through)
        steps = chain.steps_back(self.layers, trace.layers, inside)
        return ResidualBackward(
            dL_da=dL_da, da_dz=np.ones_like(trace.z), delta=dL_da, dL_dx=dL_dx, layers=inside, steps=steps
        )

    def forward(self, inputs: FloatArray, trace: ResidualTrace) -> FloatArray:
        np.copyto(trace.inputs, inputs)
        # z = F(x)
        chain.forward(self.layers, trace.inputs, trace.layers)
        # a = x + z
        return np.add(trace.inputs, trace.z, out=trace.a)

    def error_signal(self, trace: ResidualTrace, back: ResidualBackward) -> None:
        # δ = ∂L/∂a · 1, which is the ∂L/∂a of the last layer inside
        self.layers[-1].error_signal(trace.layers[-1], back.layers[-1])

    def gradients(self, inputs: FloatArray, trace: ResidualTrace, back: ResidualBackward) -> None:
        chain.backward(back.steps, trace.inputs)

    def input_gradient(self, trace: ResidualTrace, back: ResidualBackward, dL_dx: FloatArray) -> None:
        # ∂L/∂x = ∂L/∂a + what came through F
        np.add(back.dL_da, back.layers[0].dL_dx, out=dL_dx)  # type: ignore[arg-type]
