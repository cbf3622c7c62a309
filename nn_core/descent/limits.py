"""How large a learning rate may be on a surface of the same curvature everywhere, and which one is best.

On ½ λ x² a step of gradient descent is linear, and so is one with momentum: the path shrinks if and only if
the factors of the step do. That gives exact limits. For optimizers that divide by the size of their gradients
none is known; a search finds which rate comes lowest.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.descent.paths import bound_of_leaving, checked_start
from nn_core.descent.walking import STEPS_A_PART, walking
from nn_core.optimizers import SGD, Optimizer, create_optimizer
from nn_core.surfaces import Surface

RATES: FloatArray = np.geomspace(1e-4, 10.0, 31)
"""Those that are tried for the best one."""


def rate_limit(largest_curvature: float | None, optimizer: Optimizer) -> float | None:
    """The rate below which every path comes down a surface of this largest curvature λ, if that is known.

    Gradient descent: 2/λ. With momentum μ: 2 (1 + μ)/λ. Nesterov: 2 (1 + μ)/(λ (1 + 2 μ)). Weight decay adds
    its strength to λ.

    Parameters
    ----------
    largest_curvature : float or None
        The largest eigenvalue of the Hessian; None where it is not the same everywhere.
    optimizer : Optimizer

    Returns
    -------
    float or None
        None for adaptive optimizers, for dampened momentum, for one of 1, whose factors' product is 1 at any
        rate, and where λ is not known.

    Reference: Polyak (1964); Sutskever, Martens, Dahl and Hinton (2013) in PyTorch's form.
    """
    if largest_curvature is None or not isinstance(optimizer, SGD) or optimizer.dampening:
        return None
    curvature, mu = largest_curvature + optimizer.weight_decay, optimizer.momentum
    if optimizer.nesterov:
        # q² − (1 + μ)(1 − ηλ) q + μ (1 − ηλ) = 0 reaches q = −1 where (1 − ηλ)(1 + 2 μ) = −1
        return 2.0 * (1.0 + mu) / (curvature * (1.0 + 2.0 * mu))
    # A step's factors q solve q² − (1 + μ − ηλ) q + μ = 0, which reaches q = −1 where ηλ = 2 (1 + μ)
    return 2.0 * (1.0 + mu) / curvature if mu < 1.0 else None


def best_rates(
    surface: Surface,
    start: npt.ArrayLike,
    racers: Sequence[tuple[str, Mapping[str, Any]]],
    steps: int,
    noise: FloatArray | None = None,
) -> Generator[None, None, list[float]]:
    """For each optimizer the one of ``RATES`` that ends lowest without having left.

    The smallest rate where all leave. There is a pause after every few steps.

    Parameters
    ----------
    surface, start, steps, noise
        As in ``race``.
    racers : sequence of (str, mapping)
        Name and options of each, without the learning rate.
    """
    point = checked_start(surface, start)
    families = [
        create_optimizer(name, (len(RATES), 2), **{**options, "learning_rate": RATES})
        for name, options in racers
    ]
    columns, _ = yield from walking(surface, point, families, steps, noise)
    parts = []
    for points in np.array_split(columns["points"], 1 + steps // STEPS_A_PART):
        with np.errstate(all="ignore"):
            parts.append(surface.value(points))
        yield
    losses = np.concatenate(parts)
    stays = np.isfinite(losses) & (losses <= bound_of_leaving(surface, point))
    ends = np.where(stays.all(axis=0), losses[-1], np.inf)
    return [float(RATES[place]) for place in ends.argmin(axis=-1)]
