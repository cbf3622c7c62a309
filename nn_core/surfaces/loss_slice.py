"""A slice of a network's loss: two weights move, all the others stay.

The loss of a network is a surface over all its parameters. Along two of them, or along two directions
through them, it can be drawn and descended like any other.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite
from nn_core.errors import RangeError, ShapeError
from nn_core.losses import Loss, as_loss
from nn_core.losses.output import output_of
from nn_core.network import Network
from nn_core.surfaces.base import Surface

POINTS_AT_ONCE = 256
"""How many points are computed as one family: enough to be quick, few enough for the memory."""


class LossPlane:
    """The loss over the plane θ = θ₀ + x d₁ + y d₂.

    Attributes
    ----------
    origin : FloatArray, shape (n_parameters,)
        θ₀.
    directions : FloatArray, shape (2, n_parameters)
        d₁ and d₂.
    """

    def __init__(
        self,
        network: Network,
        data: tuple[npt.ArrayLike, npt.ArrayLike],
        loss: Loss,
        origin: FloatArray,
        directions: FloatArray,
    ) -> None:
        self.network, self.loss = network, loss
        self.origin, self.directions = origin, directions
        self.inputs = as_finite("inputs", data[0])
        shape = network.forward(self.inputs).prediction.shape
        self.targets = loss.as_targets(data[1], shape)
        self.output = output_of(network.layers[-1].output_activation, loss)

    def family(self, points: FloatArray) -> Network:
        """The networks at these points, (n, 2), as one family."""
        # θ = θ₀ + x d₁ + y d₂
        return self.network.with_parameters(self.origin + points @ self.directions)

    def value(self, points: FloatArray) -> FloatArray:
        """L(θ), (…, 2) ↦ (…)."""
        flat = points.reshape(-1, 2)
        parts = [self.losses(flat[i : i + POINTS_AT_ONCE]) for i in range(0, len(flat), POINTS_AT_ONCE)]
        return np.concatenate(parts).reshape(points.shape[:-1])

    def losses(self, points: FloatArray) -> FloatArray:
        """L(θ) of a few points, (n, 2) ↦ (n,)."""
        last = self.family(points).forward(self.inputs).layers[-1]
        return self.output.value(last.z, last.a, self.targets)

    def gradient(self, points: FloatArray) -> FloatArray:
        """∂L/∂x = ∂L/∂θ · d₁ and ∂L/∂y = ∂L/∂θ · d₂, (…, 2) ↦ (…, 2)."""
        flat = points.reshape(-1, 2)
        parts = [self.slopes(flat[i : i + POINTS_AT_ONCE]) for i in range(0, len(flat), POINTS_AT_ONCE)]
        return np.concatenate(parts).reshape(points.shape)

    def slopes(self, points: FloatArray) -> FloatArray:
        """The gradients of a few points, (n, 2) ↦ (n, 2)."""
        family = self.family(points)
        back = family.backward(family.forward(self.inputs), self.targets, self.loss)
        slopes: FloatArray = back.gradient @ self.directions.T
        return slopes


def weight_slice(
    network: Network,
    inputs: npt.ArrayLike,
    targets: npt.ArrayLike,
    loss: Loss | str,
    first: int,
    second: int,
    span: float = 2.0,
) -> Surface:
    """The loss over two parameters of a network; a point is the two values themselves.

    Parameters
    ----------
    network : Network
        One network, no family. It is looked at as when predicting: without dropout.
    inputs : array, shape (batch, n_in)
    targets : array, shape (batch, n_out)
    loss : Loss or str
    first, second : int
        Places in θ, two different ones.
    span : float
        How far the plotting range reaches from the present values, above 0.

    Returns
    -------
    Surface
        It starts at the network's own values. Its minima are not known.

    Raises
    ------
    RangeError
        If a place is none of θ, the two are the same, or the span is no number above 0.
    ShapeError, NotFiniteError, UnknownNameError
        If network, data and loss do not fit each other.
    """
    directions = np.zeros((2, network.parameter_count))
    for axis, (name, place) in enumerate((("first", first), ("second", second))):
        if not 0 <= place < network.parameter_count:
            raise RangeError(f"{name} weight", place, f"a place in θ, 0 to {network.parameter_count - 1}")
        directions[axis, place] = 1.0
    if first == second:
        raise RangeError("second weight", second, "another one than the first")
    theta = single(network)
    here = directions @ theta
    # θ₀ is θ without the two; so x and y are their values
    return make_surface(network, (inputs, targets), loss, theta - here @ directions, directions, here, span)


def direction_slice(
    network: Network,
    inputs: npt.ArrayLike,
    targets: npt.ArrayLike,
    loss: Loss | str,
    directions: npt.ArrayLike,
    span: float = 1.0,
) -> Surface:
    """The loss over the plane θ + x d₁ + y d₂ through a network's own θ, which is (0, 0).

    Parameters
    ----------
    network, inputs, targets, loss
        As in ``weight_slice``.
    directions : array, shape (2, n_parameters)
        d₁ and d₂.
    span : float
        How far the plotting range reaches, above 0.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError, UnknownNameError
        As in ``weight_slice``.

    Reference: Goodfellow, Vinyals and Saxe (2015) along one direction; Li et al. (2018), equation 1.
    """
    given = as_finite("directions", directions)
    if given.shape != (2, network.parameter_count):
        raise ShapeError("directions", given.shape, f"(2, {network.parameter_count})")
    return make_surface(network, (inputs, targets), loss, single(network), given, np.zeros(2), span)


def single(network: Network) -> FloatArray:
    """θ of one network; ShapeError for a family."""
    if network.parameters.ndim != 1:
        raise ShapeError("parameters", network.parameters.shape, f"({network.parameter_count},)")
    return network.parameters


def make_surface(
    network: Network,
    data: tuple[npt.ArrayLike, npt.ArrayLike],
    loss: Loss | str,
    origin: FloatArray,
    directions: FloatArray,
    here: FloatArray,
    span: float,
) -> Surface:
    """The plane as a surface, with ``here`` in the middle of its picture."""
    if not 0.0 < span < np.inf:
        raise RangeError("span", span, "a number in (0, inf)")
    plane = LossPlane(network, data, as_loss(loss), origin, directions)
    x, y = float(here[0]), float(here[1])
    return Surface(
        name="loss_slice",
        value=plane.value,
        gradient=plane.gradient,
        formula=r"L(\theta_0 + x\, d_1 + y\, d_2)",
        lesson="A real network's loss along two of its many directions.",
        minima=(),
        low=(x - span, y - span),
        high=(x + span, y + span),
        start=(x, y),
    )
