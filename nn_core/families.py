"""Families: many networks of one architecture as one, trained together.

Fifty seeds, or five rates of ten seeds each, are fifty networks that differ in their numbers only. Put on a
leading axis of θ, every line of the engine computes all of them at once, in a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn_core.errors import RangeError, ShapeError
from nn_core.network import Network


def as_family(networks: Sequence[Network]) -> Network:
    """The networks as one, θ of shape (members, n_parameters), in their order.

    Raises
    ------
    RangeError
        No networks at all.
    ShapeError
        They are not of one architecture.
    """
    if not networks:
        raise RangeError("networks", 0, "at least one network")
    first = networks[0]
    for number, network in enumerate(networks, 1):
        if network.layers != first.layers:
            raise ShapeError(
                f"layers of network {number}", network.sizes, f"those of network 1, {first.sizes}"
            )
    parameters = np.stack([network.parameters for network in networks])
    return Network(first.layers, parameters, np.stack([network.buffers for network in networks]))


def members_of(family: Network) -> tuple[Network, ...]:
    """The networks of a family of shape (members, n_parameters), one by one.

    Raises
    ------
    ShapeError
        It is no such family.
    """
    if family.parameters.ndim != 2:
        raise ShapeError("parameters", family.parameters.shape, "(members, n_parameters)")
    pairs = zip(family.parameters, family.buffers, strict=True)
    return tuple(Network(family.layers, theta.copy(), buffers.copy()) for theta, buffers in pairs)
