"""The largest eigenvalue of the Hessian: from the whole matrix where that is small, else by Lanczos' method.

Lanczos' method multiplies the Hessian with one direction after another, each at right angles to all before,
and keeps how far each reaches into its neighbors. These few numbers make a small matrix whose largest
eigenvalue comes near that of the Hessian very soon: from below, and in tens of products where there are
thousands of parameters.

Reference: Lanczos (1950); Golub and Van Loan (2013), section 10.1.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.losses import Loss
from nn_core.network import Network
from nn_core.sharpness.product import HessianProduct

EXACT_UP_TO = 120
"""Parameters of which the whole Hessian is computed."""

METHODS = {
    "hessian": "exact, from the whole Hessian",
    "lanczos": "by Lanczos’ method, from products with the Hessian",
}
MOST_PRODUCTS = 60
CLOSE = 1e-9
"""Lanczos' method has arrived when its eigenvalue moves by less than this share of itself."""
NUMBERS_AT_ONCE = 2_000_000


def sharpness(
    network: Network, inputs: npt.ArrayLike, targets: npt.ArrayLike, loss: Loss | str
) -> tuple[FloatArray, str]:
    """λ_max of the loss's Hessian.

    Parameters
    ----------
    network : Network
        Dense layers only; θ of shape (…, n_parameters), a family has one λ_max for each member.
    inputs : array, shape (batch, n_in)
    targets : array, shape (batch, n_out)
    loss : Loss or str

    Returns
    -------
    value : FloatArray, shape (…)
    method : str
        A key of ``METHODS``: the whole Hessian up to 120 parameters, Lanczos' method beyond.
    """
    if network.parameter_count > EXACT_UP_TO:
        return largest_by_lanczos(HessianProduct(network, inputs, targets, loss)), "lanczos"
    family = network.parameters.reshape(-1, network.parameter_count)
    size = network.parameter_count * np.shape(inputs)[-2] * max(network.sizes)
    members = max(1, NUMBERS_AT_ONCE // size)
    parts = [family[k : k + members] for k in range(0, len(family), members)]
    some = (Network(network.layers, part, np.empty((len(part), 0))) for part in parts)
    values = [np.linalg.eigvalsh(hessian(each, inputs, targets, loss)) for each in some]
    return np.concatenate(values)[:, -1].reshape(network.parameters.shape[:-1]), "hessian"


def hessian(network: Network, inputs: npt.ArrayLike, targets: npt.ArrayLike, loss: Loss | str) -> FloatArray:
    """∂²L/∂θ², (…, n_parameters, n_parameters): its product with each direction of an axis."""
    H = HessianProduct(network, inputs, targets, loss)(np.eye(network.parameter_count))
    return 0.5 * (H + np.swapaxes(H, -1, -2))


def largest_by_lanczos(product: HessianProduct) -> FloatArray:
    """λ_max of each member by Lanczos' method, every direction kept at right angles to all before."""
    shape = product.network.parameters.shape
    start = np.random.default_rng(0).normal(size=shape[-1])
    q = np.broadcast_to(start / np.linalg.norm(start), shape)
    directions: list[FloatArray] = []
    T = np.zeros((*shape[:-1], MOST_PRODUCTS, MOST_PRODUCTS))
    value = np.full(shape[:-1], -np.inf)
    for k in range(min(MOST_PRODUCTS, shape[-1])):
        directions.append(q)
        w = product(q[..., np.newaxis, :])[..., 0, :]
        T[..., k, k] = (q * w).sum(axis=-1)
        Q = np.stack(directions, axis=-2)
        for _ in range(2):  # twice: once leaves rounding errors that grow
            w = w - ((Q @ w[..., np.newaxis]) * Q).sum(axis=-2)
        before, value = value, np.linalg.eigvalsh(T[..., : k + 1, : k + 1])[..., -1]
        length = np.linalg.norm(w, axis=-1)
        if k and np.all(np.abs(value - before) <= CLOSE * np.abs(value)):
            break
        if k + 1 < MOST_PRODUCTS:
            T[..., k, k + 1] = T[..., k + 1, k] = length
        q = w / np.maximum(length, np.finfo(np.float64).tiny)[..., np.newaxis]
    return value
