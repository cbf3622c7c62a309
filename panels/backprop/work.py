"""A forward and a backward pass with all numbers at hand, and what they would be if one were another."""

from __future__ import annotations

import numpy as np

from nn_core.activations import ACTIVATIONS, Activation, FloatArray
from panels.backprop.request import BackpropRequest
from panels.backprop.run import Run


class Work:
    """A pass with all its numbers by layer: index 0 is the input, so ``a[l]`` and ``W[l]`` are of layer l."""

    def __init__(self, request: BackpropRequest, done: Run) -> None:
        network, layers = done.network, done.backward.layers
        self.request, self.done = request, done
        self.last = len(layers)
        empty = np.zeros(0)
        self.z = [empty, *(layer.z[0] for layer in done.forward.layers)]
        self.a = [done.forward.inputs[0], *(layer.a[0] for layer in done.forward.layers)]
        self.dL_da = [empty, *(layer.dL_da[0] for layer in layers)]
        self.da_dz = [empty, *(own_slopes(layer.da_dz[0]) for layer in layers)]
        self.is_softmax = [False, *(layer.da_dz[0].ndim == 2 for layer in layers)]
        self.delta = [empty, *(layer.delta[0] for layer in layers)]
        self.W = [empty, *network.weights]
        self.b = [empty, *network.biases]
        self.gradients = [empty, *done.backward.weights]
        self.new_W = [empty, *(done.updated or network).weights]

    def slope(self, layer: int, unit: int, z: float) -> float:
        """∂a/∂z of a unit, if its z were another."""
        f, there = self.moved(layer, unit, z)
        return float(own_slopes(f.derivative(there, f(there)))[unit])

    def activation(self, layer: int, unit: int, z: float) -> float:
        """a of a unit, if its z were another."""
        f, there = self.moved(layer, unit, z)
        return float(f(there)[unit])

    def moved(self, layer: int, unit: int, z: float) -> tuple[Activation, FloatArray]:
        """A layer's activation function, and its z with one of them changed."""
        there = self.z[layer].copy()
        there[unit] = z
        return ACTIVATIONS[self.done.network.activations[layer - 1]], there

    def delta_with(self, layer: int, unit: int, *, dL_da: float, da_dz: float) -> float:
        """δ of a unit, if its own ∂L/∂a and ∂a/∂z were these; a softmax adds what the other units send."""
        own = dL_da * da_dz
        if not self.is_softmax[layer]:
            return own
        true = float(self.dL_da[layer][unit] * self.da_dz[layer][unit])
        return float(self.delta[layer][unit]) - true + own


def own_slopes(da_dz: FloatArray) -> FloatArray:
    """∂aⱼ/∂zⱼ of each unit: of a Jacobian the diagonal."""
    return np.diagonal(da_dz) if da_dz.ndim == 2 else da_dz
