"""What slips make of an optimizer's step: the gradient added, η forgotten, ε in the wrong place.

Adam, RMSProp and AdaGrad divide by √v + ε. Whoever writes √(v + ε) takes nearly the same step where a
gradient is large, and a much smaller one where it is small: ε is 10⁻⁸, its root 10⁻⁴.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn_core.activations import FloatArray
from nn_core.optimizers import SGD, Optimizer, create_optimizer

SQUARES = ("exp_avg_sq", "square_avg", "sum")
"""What the mean or the sum of the squared gradients is called."""


@dataclass(frozen=True, eq=False)
class Update:
    """θ after a step by η, and what known slips would have made of it; all of them of the shape of θ."""

    right: FloatArray
    slips: dict[str, FloatArray]
    eta: float


def update_of(
    theta: FloatArray, g: FloatArray, optimizer: Optimizer, kept: FloatArray | None = None
) -> Update:
    """One step of the optimizer, which itself stays as it is.

    Parameters
    ----------
    theta, g : array, shape (n_parameters,)
    optimizer : Optimizer
        In its state before the step.
    kept : array of bool, shape (n_parameters,), optional
        Which parameters the step leaves as they are.
    """
    used = create_optimizer(optimizer.name, optimizer.shape)
    used.restore(optimizer.state())
    used.step(theta.copy(), g)
    change, eta = used.change, float(used.eta)
    slips = {"sign": theta - change, "nothing": theta}
    if eta:
        slips["no learning rate"] = theta + change / eta
        slips["the bare gradient"] = theta - eta * g
    slips |= {name: theta + other for name, other in of_the_squares(used, g).items()}
    gradient = {"the gradient": g}
    if kept is None:
        return Update(theta + change, slips | gradient, eta)
    slips = {name: np.where(kept, theta, value) for name, value in slips.items()} | gradient
    return Update(np.where(kept, theta, theta + change), slips | {"nothing is kept": theta + change}, eta)


def of_the_squares(used: Optimizer, g: FloatArray) -> dict[str, FloatArray]:
    """What Δθ would be with √(v + ε) in place of √v + ε, and for Adam without the correction of its means."""
    name = next((name for name in SQUARES if name in used.moments), None)
    if name is None or isinstance(used, SGD):
        return {}
    eta, eps, v, m = float(used.eta), float(used.settings["eps"]), used.moments[name], g
    if "exp_avg" not in used.moments:
        return {"ε in the wrong place": -eta * m / np.sqrt(v + eps)}
    m, (beta1, beta2), t = used.moments["exp_avg"], used.settings["betas"], used.step_count
    decay = used.change + eta * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    inside = -eta * (m / (1 - beta1**t)) / np.sqrt(v / (1 - beta2**t) + eps)
    return {
        "ε in the wrong place": inside + decay,
        "no correction": -eta * m / (np.sqrt(v) + eps) + decay,
    }
