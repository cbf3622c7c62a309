"""The same network, trained: full batches, and before every step the loss and the gradient of each layer.

Batch normalization looks at the batch, as it does when training, and the batch is all there is: loss and
gradients are those of the very passes that train.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.gradient_flow.measure import columns, norm
from nn_core.layers import Dense
from nn_core.losses import Loss
from nn_core.network import Network
from nn_core.optimizers import Optimizer
from nn_core.traces import BackwardTrace


@dataclass(frozen=True, eq=False)
class Learning:
    """A run of one network or of a family, index 0 before the first step; NaN from where it left the numbers.

    Attributes
    ----------
    loss : FloatArray, shape (epochs + 1, …)
    accuracy : FloatArray, shape (epochs + 1, …)
        The share of the examples that are decided right, by 0.5.
    gradient_norm : FloatArray, shape (epochs + 1, …, layers)
    snapshots : FloatArray, shape (snapshots, parameters)
        θ of the one network, or of the first of the family, before those epochs that were asked for.
    """

    loss: FloatArray
    accuracy: FloatArray
    gradient_norm: FloatArray
    snapshots: FloatArray


def descend(
    network: Network,
    inputs: npt.ArrayLike,
    targets: npt.ArrayLike,
    loss: Loss | str,
    optimizer: Optimizer,
    epochs: int,
    snapshots: Sequence[int] = (),
) -> Generator[None, None, Learning]:
    """Trains it, with a pause after every epoch.

    Parameters
    ----------
    network : Network
        A network or a family of networks of dense layers; it is not changed.
    inputs, targets, loss
        As for ``measure``; the targets are 0 or 1.
    optimizer : Optimizer
        New, for θ of this shape.
    epochs : int
        Steps, each from the gradient of all examples; 0 or more.
    snapshots : sequence of int
        After how many epochs the parameters are kept, ascending, each from 0 to ``epochs``.
    """
    theta, y = network.parameters.copy(), np.asarray(targets)
    lost = np.zeros(theta.shape[:-1], dtype=bool)
    rows: list[tuple[FloatArray, FloatArray, FloatArray]] = []
    kept: list[FloatArray] = []
    for epoch in range(epochs + 1):
        with np.errstate(all="ignore"):
            forward = network.with_parameters(theta).forward(inputs, training=True)
            back = network.backward(forward, y, loss)
            right = ((forward.prediction >= 0.5) == y).mean(axis=(-2, -1))
            gradients = norms(network, back)
            lost = lost | ~(np.isfinite(back.loss) & np.isfinite(gradients).all(axis=-1))
            rows.append((gaps(back.loss, lost), gaps(right, lost), gaps(gradients, lost)))
            if epoch in snapshots:
                kept.append(gaps(theta, lost).reshape(-1, theta.shape[-1])[0])
            optimizer.step(theta, back.gradient)
            # Who has left the numbers goes on as a network of zeros, and nobody looks at it any more
            lost = lost | ~np.isfinite(theta).all(axis=-1)
            theta[lost] = 0.0
        yield
    losses, accuracies, sizes = (np.stack(column) for column in zip(*rows, strict=True))
    return Learning(losses, accuracies, sizes, np.reshape(kept, (-1, theta.shape[-1])))


def gaps(values: FloatArray, lost: npt.NDArray[np.bool_]) -> FloatArray:
    """The values, (…) or (…, layers), with NaN for whoever is lost."""
    return np.where(lost.reshape(lost.shape + (1,) * (values.ndim - lost.ndim)), np.nan, values)


def norms(network: Network, back: BackwardTrace) -> FloatArray:
    """‖∂L/∂W‖ of each dense layer, (…, layers)."""
    learning = [leaf for leaf in network.leaves if leaf.parameter_count]
    pairs = zip(learning, back.weights, strict=True)
    return columns([norm(gradient) for leaf, gradient in pairs if isinstance(leaf, Dense)])
