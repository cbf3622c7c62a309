"""The dense layer: units that look at the same inputs and each make up their own mind.

A dense layer of n_out units on n_in inputs holds a matrix W of shape (n_out, n_in), row j the
weights of unit j, and n_out biases b. For a batch of inputs, one row per example,

    z = X Wᵀ + b                 every unit's weighted sum of its inputs, plus its bias
    a = f(z)                     the activation

and on the way back, where each example's blame flows through the same weights,

    δ = ∂L/∂a · f′(z)            what each z did to the loss
    ∂L/∂W = δᵀ X                 what each weight did: δ of its unit × its input, over the batch
    ∂L/∂b = 1ᵀ δ                 what each bias did: the sum of δ over the batch
    ∂L/∂X = δ W                  what each input did: handed to the layer before

Reference: Rumelhart, Hinton and Williams (1986), equations 4 to 8.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nn_core.activations import Activation, FloatArray
from nn_core.initializers import Initializer
from nn_core.layers.layer import Layer, LayerBackward, LayerTrace, State
from nn_core.layers.products import Product, has_equal_rows, product_for


def stays(column: FloatArray, row: FloatArray, rows: FloatArray) -> None:
    """Instead of column · row, where the row can be added as it is: to one example, or in a family."""


@dataclass(frozen=True, eq=False)
class DenseTrace(LayerTrace):
    """A dense layer's forward pass.

    Attributes
    ----------
    W : FloatArray, shape (…, n_out, n_in)
        The weights it used.
    b : FloatArray, shape (…, n_out)
        The biases it used.
    W_T, b_row, ones, product
        Wᵀ; b as a row, (…, 1, n_out); a 1 for each example; how to multiply matrices. Made once.
    W_T_rows
        Wᵀ as it is multiplied. In a family written out row by row: NumPy multiplies many small matrices in
        half the time if their rows lie in memory one after the other.
    b_rows, column, spread
        1 bᵀ, the biases once for each example; the column 1; how to multiply the two. NumPy adds an array
        of the shape of z in a fifth of the time that it takes for a row.
    """

    W: FloatArray
    b: FloatArray
    W_T: FloatArray
    W_T_rows: FloatArray
    b_row: FloatArray
    ones: FloatArray
    product: Product
    b_rows: FloatArray
    column: FloatArray
    spread: Callable[[FloatArray, FloatArray, FloatArray], object]

    def fresh(self) -> DenseTrace:
        """The same window into θ, with arrays for another z and a."""
        other = object.__new__(DenseTrace)
        other.__dict__.update(self.__dict__, z=np.empty(self.z.shape), a=np.empty(self.a.shape))
        if self.spread is not stays:
            other.__dict__["b_rows"] = np.empty(self.z.shape)
        if self.W_T_rows is not self.W_T:
            other.__dict__["W_T_rows"] = np.empty(self.W_T.shape)
        return other


@dataclass(frozen=True, eq=False)
class DenseBackward(LayerBackward):
    """A dense layer's way back.

    Attributes
    ----------
    weights : FloatArray, shape (…, n_out, n_in)
        ∂L/∂W.
    biases : FloatArray, shape (…, n_out)
        ∂L/∂b.
    delta_T : FloatArray, shape (…, n_out, batch)
        δᵀ, a view of δ.
    """

    weights: FloatArray
    biases: FloatArray
    delta_T: FloatArray  # noqa: N815


@dataclass(frozen=True)
class Dense(Layer[DenseTrace, DenseBackward]):
    """A fully connected layer: every unit sees every input.

    Attributes
    ----------
    n_in, n_out : int
        Inputs and units.
    activation : Activation
        f, the same for all its units.
    """

    n_in: int
    n_out: int
    activation: Activation

    @property
    def parameter_count(self) -> int:
        """n_out × n_in weights + n_out biases."""
        return self.n_out * self.n_in + self.n_out

    @property
    def output_activation(self) -> Activation:
        """f."""
        return self.activation

    def views(self, parameters: FloatArray) -> tuple[FloatArray, FloatArray]:
        """W and b as views of this layer's slice of θ.

        Parameters
        ----------
        parameters : FloatArray, shape (…, parameter_count)
            W row by row, then b: PyTorch's order.

        Returns
        -------
        W : FloatArray, shape (…, n_out, n_in)
        b : FloatArray, shape (…, n_out)
        """
        split = self.n_out * self.n_in
        shape = (*parameters.shape[:-1], self.n_out, self.n_in)
        return parameters[..., :split].reshape(shape), parameters[..., split:]

    def weight_mask(self) -> FloatArray:
        """1 for every weight, 0 for every bias."""
        mask = np.zeros(self.parameter_count)
        mask[: self.n_out * self.n_in] = 1.0
        return mask

    def multiply_adds(self) -> int:
        """n_out × n_in: one for each connection."""
        return self.n_out * self.n_in

    def has_equal_units(self, parameters: FloatArray) -> bool:
        """Whether two of its units have the same weights and bias."""
        return has_equal_rows(*self.views(parameters))

    def start(self, parameters: FloatArray, draw: Initializer, rng: np.random.Generator) -> None:
        """W drawn by the initializer, b = 0."""
        W, b = self.views(parameters)
        W[...] = draw(rng, W.shape)
        b[...] = 0.0

    def new_trace(self, state: State, shape: tuple[int, ...], training: bool) -> DenseTrace:
        W, b = self.views(state.parameters)
        b_row = b[..., np.newaxis, :]
        W_T = np.swapaxes(W, -1, -2)
        spreads = len(shape) == 1 and shape[0] > 1
        is_written_out = len(shape) > 1 and not state.fixed_order
        return DenseTrace(
            z=np.empty((*shape, self.n_out)),
            a=np.empty((*shape, self.n_out)),
            W=W,
            b=b,
            W_T=W_T,
            W_T_rows=np.empty(W_T.shape) if is_written_out else W_T,
            b_row=b_row,
            ones=np.ones(shape[-1]),
            product=product_for(shape, state.fixed_order),
            b_rows=np.empty((*shape, self.n_out)) if spreads else b_row,
            column=np.ones((shape[-1], 1)),
            spread=np.ndarray.dot if spreads else stays,
        )

    def new_backward(
        self, trace: DenseTrace, gradient: FloatArray, dL_da: FloatArray, dL_dx: FloatArray | None
    ) -> DenseBackward:
        weights, biases = self.views(gradient)
        delta = np.empty_like(trace.z)
        return DenseBackward(
            dL_da=dL_da,
            da_dz=np.empty(self.activation.slope_shape(trace.z.shape)),
            delta=delta,
            dL_dx=dL_dx,
            weights=weights,
            biases=biases,
            delta_T=np.swapaxes(delta, -1, -2),
        )

    def forward(self, inputs: FloatArray, trace: DenseTrace) -> FloatArray:
        # z = X Wᵀ + b
        if trace.W_T_rows is not trace.W_T:
            np.copyto(trace.W_T_rows, trace.W_T)
        trace.product(inputs, trace.W_T_rows, trace.z)
        trace.spread(trace.column, trace.b_row, trace.b_rows)
        np.add(trace.z, trace.b_rows, out=trace.z)
        # a = f(z)
        return self.activation.function(trace.z, trace.a)

    def error_signal(self, trace: DenseTrace, back: DenseBackward) -> None:
        # δ = ∂L/∂a · f′(z)
        self.activation.backward(back.dL_da, trace.z, trace.a, back.da_dz, back.delta)

    def gradients(self, inputs: FloatArray, trace: DenseTrace, back: DenseBackward) -> None:
        # ∂L/∂W = δᵀ X
        trace.product(back.delta_T, inputs, back.weights)
        # ∂L/∂b = 1ᵀ δ
        trace.product(trace.ones, back.delta, back.biases)

    def input_gradient(self, trace: DenseTrace, back: DenseBackward, dL_dx: FloatArray) -> None:
        # ∂L/∂X = δ W
        trace.product(back.delta, trace.W, dL_dx)
