"""Gradient checking: is backpropagation right? Turn every parameter a little and look.

    ∂L/∂θᵢ ≈ (L(θ + h eᵢ) − L(θ − h eᵢ)) / (2 h)

The central difference needs no calculus, so it knows nothing of the mistakes calculus can make. It is
slow, two forward passes for every parameter, and that is why one checks with it and does not train with
it. Here the turned copies of the network are a family, computed together.

Reference: Bishop (1995), section 4.8.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.errors import RangeError, ShapeError
from nn_core.losses import Loss, as_loss
from nn_core.losses.output import output_of
from nn_core.network import Network

STEP = 1e-5
SMALLEST_SIZE = 1e-5
NUMBERS_AT_ONCE = 1_000_000


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """Backpropagation beside central differences.

    Attributes
    ----------
    analytic, numeric : FloatArray, shape (n_parameters,)
        ∂L/∂θ both ways.
    weights, biases : tuple of FloatArray
        The numeric gradient layer by layer, as ``network.weights`` and ``network.biases``.
    max_relative_error : float
        The largest |analytic − numeric| / max(|analytic|, |numeric|, 1e−5). Differences carry rounding
        errors of about 1e−11, so gradients below 1e−5 are not measured against themselves.
    """

    analytic: FloatArray
    numeric: FloatArray
    weights: tuple[FloatArray, ...]
    biases: tuple[FloatArray, ...]
    max_relative_error: float


def gradient_check(
    network: Network,
    inputs: npt.ArrayLike,
    targets: npt.ArrayLike,
    loss: Loss | str,
    *,
    h: float = STEP,
    training: bool = False,
    masks: Sequence[FloatArray] | None = None,
) -> GradientCheck:
    """Compares backpropagation with central differences, parameter by parameter.

    Parameters
    ----------
    network : Network
        A single one, no family.
    inputs : array, shape (batch, n_in)
    targets : array, shape (batch, n_out)
        Or classes, as for ``Network.backward``.
    loss : Loss or str
    h : float
        How far to turn each parameter, above 0.
    training : bool
        Whether to check the pass that trains; dropout then needs its masks.
    masks : sequence of FloatArray, optional
        The masks of dropout, held fixed: ``trace.masks``.

    Raises
    ------
    RangeError
        If h is not above 0.
    ShapeError
        If the network is a family.
    """
    if not 0.0 < h < np.inf:
        raise RangeError("h", h, "a number above 0")
    if network.parameters.ndim != 1:
        raise ShapeError("parameters", network.parameters.shape, "one network, (n_parameters,)")
    loss = as_loss(loss)
    trace = network.forward(inputs, training=training, masks=masks)
    analytic = network.backward(trace, targets, loss).gradient
    numeric = numeric_gradient(network, inputs, targets, loss, h, training, masks)
    turned = network.with_parameters(numeric)
    return GradientCheck(
        analytic, turned.parameters, turned.weights, turned.biases, max_relative_error(analytic, numeric)
    )


def numeric_gradient(
    network: Network,
    inputs: npt.ArrayLike,
    targets: npt.ArrayLike,
    loss: Loss,
    h: float = STEP,
    training: bool = False,
    masks: Sequence[FloatArray] | None = None,
) -> FloatArray:
    """(L(θ + h eᵢ) − L(θ − h eᵢ)) / (2 h) for every i, shape (n_parameters,)."""
    theta, n = network.parameters, network.parameter_count
    output = output_of(network.layers[-1].output_activation, loss)
    y = loss.as_targets(targets, network.forward(inputs, training=training, masks=masks).prediction.shape)
    numeric = np.empty(n)
    for chosen in np.array_split(np.arange(n), -(-2 * n * n // NUMBERS_AT_ONCE)):
        turn = np.zeros((len(chosen), n))
        turn[np.arange(len(chosen)), chosen] = h
        family = network.with_parameters(np.stack([theta + turn, theta - turn]))
        last = family.forward(inputs, training=training, masks=masks).layers[-1]
        above, below = output.value(last.z, last.a, y)
        # The two ends as float64 holds them are not exactly 2 h apart
        width = (theta[chosen] + h) - (theta[chosen] - h)
        numeric[chosen] = (above - below) / width
    return numeric


def max_relative_error(analytic: FloatArray, numeric: FloatArray) -> float:
    """The largest |analytic − numeric| / max(|analytic|, |numeric|, 1e−5)."""
    size = np.maximum(np.maximum(np.abs(analytic), np.abs(numeric)), SMALLEST_SIZE)
    return float(np.max(np.abs(analytic - numeric) / size))
