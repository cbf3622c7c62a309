"""Dropout: while training, every unit is silenced now and then, so none can be relied upon.

Each example draws its own mask. Inverted dropout makes the units that stay louder by 1 / (1 − p), so
that on average nothing changes and prediction needs no correction.

Reference: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014), section 10, in the form of
``torch.nn.Dropout``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import RangeError
from nn_core.layers.layer import Layer, LayerBackward, LayerTrace, State


@dataclass(frozen=True, eq=False)
class DropoutTrace(LayerTrace):
    """A dropout layer's forward pass.

    Attributes
    ----------
    mask : FloatArray, shape (…, batch, n_out)
        1 / (1 − p) where a unit stays, 0 where it is silenced; 1 everywhere when predicting.
    """

    mask: FloatArray


@dataclass(frozen=True)
class Dropout(Layer[DropoutTrace, LayerBackward]):
    """a = z · mask, where z is the input.

    Attributes
    ----------
    n_in : int
        Units, as many out as in.
    p : float
        The chance of being silenced, in [0, 1).
    """

    n_in: int
    p: float = 0.5

    def __post_init__(self) -> None:
        if not 0.0 <= self.p < 1.0:
            raise RangeError("dropout", self.p, "a probability in [0, 1)")

    @property
    def n_out(self) -> int:  # type: ignore[override]
        """As many as come in."""
        return self.n_in

    def draw(self, rng: np.random.Generator, mask: FloatArray) -> None:
        """Fills a mask of any shape: 1 / (1 − p) with probability 1 − p, else 0."""
        np.divide(rng.random(mask.shape) >= self.p, 1.0 - self.p, out=mask)

    def new_trace(self, state: State, shape: tuple[int, ...], training: bool) -> DropoutTrace:
        full = (*shape, self.n_in)
        return DropoutTrace(z=np.empty(full), a=np.empty(full), mask=np.ones(full))

    def new_backward(
        self, trace: DropoutTrace, gradient: FloatArray, dL_da: FloatArray, dL_dx: FloatArray | None
    ) -> LayerBackward:
        return LayerBackward(dL_da=dL_da, da_dz=trace.mask, delta=np.empty_like(trace.z), dL_dx=dL_dx)

    def forward(self, inputs: FloatArray, trace: DropoutTrace) -> FloatArray:
        np.copyto(trace.z, inputs)
        # a = z · mask
        return np.multiply(trace.z, trace.mask, out=trace.a)

    def error_signal(self, trace: DropoutTrace, back: LayerBackward) -> None:
        # δ = ∂L/∂a · mask
        np.multiply(back.dL_da, trace.mask, out=back.delta)

    def gradients(self, inputs: FloatArray, trace: DropoutTrace, back: LayerBackward) -> None:
        """There is nothing to learn."""

    def input_gradient(self, trace: DropoutTrace, back: LayerBackward, dL_dx: FloatArray) -> None:
        # z is the input, so ∂L/∂x = δ
        np.copyto(dL_dx, back.delta)
