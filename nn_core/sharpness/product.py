"""The Hessian times a direction, without the Hessian: how the gradient changes along a line.

H v is the derivative of the gradient in the direction v. Differentiated line by line, forward and back, each
line of backpropagation gets a second one beside it. With R{·} for the derivative along v,

    R{z} = R{a} Wᵀ + a V_Wᵀ + v_b              forward: what z does as θ moves along v
    R{a} = f′(z) R{z}
    R{δ} = R{∂L/∂a} f′(z) + ∂L/∂a f″(z) R{z}   back: what each error signal does
    R{∂L/∂W} = R{δ}ᵀ a + δᵀ R{a}               H v, the part of W
    R{∂L/∂b} = 1ᵀ R{δ}                         H v, the part of b
    R{∂L/∂a} of the layer before = R{δ} W + δ V_W

which costs about two gradients, however many parameters there are.

Reference: Pearlmutter (1994), "Fast exact multiplication by the Hessian".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite
from nn_core.errors import RangeError, ShapeError
from nn_core.layers import Dense
from nn_core.losses import Loss, as_loss
from nn_core.losses.output import output_of
from nn_core.network import Network
from nn_core.sharpness.second import second_of, second_slope


@dataclass(frozen=True, eq=False)
class LayerPass:
    """One dense layer after a pass forward and back; all arrays with an axis of length 1 for directions.

    Attributes
    ----------
    layer : Dense
    x : FloatArray, shape (…, 1, batch, n_in)
        What came in.
    W : FloatArray, shape (…, 1, n_out, n_in)
    da_dz, delta, bend : FloatArray, shape (…, 1, batch, n_out)
        f′(z), δ, and ∂L/∂a · f″(z).
    """

    layer: Dense
    x: FloatArray
    W: FloatArray
    da_dz: FloatArray
    delta: FloatArray
    bend: FloatArray


class HessianProduct:
    """H v of one network, or of each member of a family, for any directions v.

    Parameters
    ----------
    network : Network
        Dense layers only. θ of shape (…, n_parameters).
    inputs : array, shape (batch, n_in)
    targets : array, shape (batch, n_out)
    loss : Loss or str

    Raises
    ------
    RangeError
        A layer is not dense.
    UnknownNameError
        There is no second derivative of this output with this loss.
    """

    def __init__(
        self, network: Network, inputs: npt.ArrayLike, targets: npt.ArrayLike, loss: Loss | str
    ) -> None:
        dense = [layer for layer in network.layers if isinstance(layer, Dense)]
        if len(dense) < len(network.layers):
            raise RangeError("layers", "layers of other kinds", "dense layers only")
        found = as_loss(loss)
        self.network = network
        self.output = output_of(network.layers[-1].output_activation, found)
        trace = network.forward(inputs)
        back = network.backward(trace, targets, found)
        self.targets = found.as_targets(targets, trace.prediction.shape)
        self.prediction = with_axis(trace.prediction)
        self.scale = self.output.at_a.scale(trace.prediction.shape)
        before = [trace.inputs, *(layer.a for layer in trace.layers[:-1])]
        self.passes = [
            LayerPass(
                layer=layer,
                x=with_axis(np.broadcast_to(x, (*seen.z.shape[:-2], *x.shape[-2:]))),
                W=with_axis(W),
                da_dz=with_axis(slopes_of(layer, seen.z, seen.a)),
                delta=with_axis(sent.delta),
                bend=with_axis(bend_of(layer, seen.z, seen.a, sent.dL_da)),
            )
            for layer, x, W, seen, sent in zip(
                dense, before, network.weights, trace.layers, back.layers, strict=True
            )
        ]

    def __call__(self, directions: FloatArray) -> FloatArray:
        """H v for every direction v.

        Parameters
        ----------
        directions : array, shape (…, directions, n_parameters)
            Or (directions, n_parameters), the same for all members.

        Returns
        -------
        FloatArray, shape (…, directions, n_parameters)
        """
        v = as_finite("directions", directions)
        if v.ndim < 2 or v.shape[-1] != self.network.parameter_count:
            raise ShapeError("directions", v.shape, f"(…, directions, {self.network.parameter_count})")
        with np.errstate(under="ignore"):
            parts = self.slices(v)
            R_zs, R_as = self.forward(parts)
            return self.backward(parts, R_zs, R_as)

    def slices(self, v: FloatArray) -> list[tuple[FloatArray, FloatArray]]:
        """V_W and v_b of each layer."""
        ends = np.cumsum([each.layer.parameter_count for each in self.passes])[:-1]
        pieces = np.split(v, ends, axis=-1)
        return [each.layer.views(piece) for each, piece in zip(self.passes, pieces, strict=True)]

    def forward(
        self, parts: list[tuple[FloatArray, FloatArray]]
    ) -> tuple[list[FloatArray], list[FloatArray]]:
        """R{z} of each layer, and R{a} of what enters it."""
        R_a: FloatArray = np.zeros(1)
        R_zs, R_as = [], []
        for each, (V, v_b) in zip(self.passes, parts, strict=True):
            R_as.append(R_a)
            R_z = each.x @ transposed(V) + v_b[..., np.newaxis, :]
            if R_a.ndim > 1:
                R_z = R_z + R_a @ transposed(each.W)
            R_zs.append(R_z)
            R_a = each.da_dz * R_z
        return R_zs, R_as

    def backward(
        self, parts: list[tuple[FloatArray, FloatArray]], R_zs: list[FloatArray], R_as: list[FloatArray]
    ) -> FloatArray:
        """R{∂L/∂θ}, from the output back."""
        found: list[FloatArray] = []
        R_delta = self.change_at_output(R_zs[-1])
        for place in range(len(self.passes) - 1, -1, -1):
            each, R_a, (V, _) = self.passes[place], R_as[place], parts[place]
            R_W = transposed(R_delta) @ each.x
            if R_a.ndim > 1:
                R_W = R_W + transposed(each.delta) @ R_a
            found.insert(0, R_delta.sum(axis=-2))
            found.insert(0, R_W.reshape(*R_W.shape[:-2], -1))
            if place:
                before = self.passes[place - 1]
                R_dL_da = R_delta @ each.W + each.delta @ V
                R_delta = R_dL_da * before.da_dz + before.bend * R_zs[place - 1]
        return np.concatenate(found, axis=-1)

    def change_at_output(self, R_z: FloatArray) -> FloatArray:
        """R{δ} of the last layer."""
        last, name = self.passes[-1], self.passes[-1].layer.activation.name
        if self.output.fused and name == "softmax":
            # δ = (a − y) · scale, and R{a} = a (R{z} − Σ a R{z})
            a = self.prediction
            R_delta: FloatArray = self.scale * a * (R_z - (a * R_z).sum(axis=-1, keepdims=True))
        elif self.output.fused:
            R_delta = self.scale * last.da_dz * R_z
        else:
            curve = second_slope(self.output.at_a, self.prediction, self.targets)
            R_delta = (self.scale * curve * last.da_dz**2 + last.bend) * R_z
        return R_delta


def hessian_product(
    network: Network,
    inputs: npt.ArrayLike,
    targets: npt.ArrayLike,
    loss: Loss | str,
    directions: FloatArray,
) -> FloatArray:
    """H v for every direction v: see ``HessianProduct``."""
    return HessianProduct(network, inputs, targets, loss)(directions)


def with_axis(array: FloatArray) -> FloatArray:
    """An axis of length 1 for directions, before the last two."""
    return array[..., np.newaxis, :, :]


def transposed(matrix: FloatArray) -> FloatArray:
    """The last two axes swapped."""
    return np.swapaxes(matrix, -1, -2)


def slopes_of(layer: Dense, z: FloatArray, a: FloatArray) -> FloatArray:
    """f′(z), (…, batch, n_out); softmax, whose slope is a matrix, is dealt with at the output."""
    if layer.activation.name == "softmax":
        return np.ones_like(z)
    return layer.activation.derivative(z, a)


def bend_of(layer: Dense, z: FloatArray, a: FloatArray, dL_da: FloatArray) -> FloatArray:
    """∂L/∂a · f″(z), (…, batch, n_out)."""
    if layer.activation.name == "softmax":
        return np.zeros_like(z)
    return dL_da * second_of(layer.activation.name)(z, a)
