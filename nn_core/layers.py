"""Layers: units that look at the same inputs and each make up their own mind.

A dense layer of n_out units on n_in inputs holds a matrix W of shape (n_out, n_in), row j the
weights of unit j, and n_out biases b. For a batch of inputs, one row per example,

    z = X Wᵀ + b        every unit's weighted sum of its inputs, plus its bias
    a = f(z)            the activation

A layer owns no numbers. Its weights are a window into the network's one parameter vector θ, so
the same layer serves one network or, over leading axes, a whole family of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn_core.activations import Activation, FloatArray


@dataclass(frozen=True, eq=False)
class LayerTrace:
    """What one layer computed, kept for looking at.

    Attributes
    ----------
    z : FloatArray, shape (…, batch, n_out)
        Pre-activations.
    a : FloatArray, shape (…, batch, n_out)
        Activations, f(z).
    """

    z: FloatArray
    a: FloatArray

    def __post_init__(self) -> None:
        self.z.flags.writeable = False
        self.a.flags.writeable = False


@dataclass(frozen=True)
class Dense:
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

    def views(self, parameters: FloatArray) -> tuple[FloatArray, FloatArray]:
        """W and b as views of this layer's stretch of θ.

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

    def forward(self, W: FloatArray, b: FloatArray, inputs: FloatArray) -> LayerTrace:
        """z = X Wᵀ + b and a = f(z).

        Parameters
        ----------
        W : FloatArray, shape (…, n_out, n_in)
        b : FloatArray, shape (…, n_out)
        inputs : FloatArray, shape (…, batch, n_in)
        """
        z = inputs @ np.swapaxes(W, -1, -2) + b[..., np.newaxis, :]
        return LayerTrace(z=z, a=self.activation(z))
