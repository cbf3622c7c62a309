"""The verdict: does the signal arrive, forward and back?

A ratio of gradients alone is blind. In a ReLU network whose weights are half as large as they should be, the
signal halves from layer to layer on the way forward, and the error signal halves as often on the way back:
∂L/∂W, a product of both, is equally tiny in every layer, and its ratio is near 1. So both ways are looked at.

    back      ‖∂L/∂W‖ of the first ÷ that of the last of the equally shaped hidden weights
    forward   the standard deviation of the activations, last ÷ first hidden layer
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from nn_core.gradient_flow.measure import Flow

Verdict = Literal["dead", "vanishing", "healthy", "exploding"]

FAR = 100.0
"""A signal that has become a hundred times smaller or larger on its way has vanished or exploded."""


@dataclass(frozen=True)
class Ratios:
    """How the signal changes on its way through one network.

    Attributes
    ----------
    first_last : float or None
        ‖∂L/∂W‖, first ÷ last of the hidden weights of one shape; None where the last is 0.
    factor : float or None
        By what the gradient is multiplied from one such layer to the one before it, on the mean: the root of
        ``first_last``. None where there is but one such layer, or no ratio.
    signal : float or None
        The standard deviation of the activations, last ÷ first hidden layer; None where the first is 0.
    is_dead : bool
        Whether no hidden weight has a gradient.
    """

    first_last: float | None
    factor: float | None
    signal: float | None
    is_dead: bool


def ratios(flow: Flow, member: int | None = None) -> Ratios:
    """The ratios of a network, or of one member of a family.

    The weights of the first hidden layer have as many columns as there are inputs, so they are left out.
    """
    at = ... if member is None else member
    gradients, spreads = flow.gradient_norm[at][:-1], flow.activation_std[at][:-1]
    equal = gradients[1:]
    first_last = quotient(equal[0], equal[-1]) if equal.size else None
    steps = equal.size - 1
    return Ratios(
        first_last=first_last,
        factor=float(first_last ** (1.0 / steps)) if first_last is not None and steps > 0 else None,
        signal=quotient(spreads[-1], spreads[0]),
        is_dead=not gradients.any(),
    )


def quotient(part: float, whole: float) -> float | None:
    """part ÷ whole; None where that is no number."""
    with np.errstate(all="ignore"):
        value = float(np.divide(part, whole))
    return value if np.isfinite(value) else None


def verdict(found: Ratios) -> tuple[Verdict, Literal["both", "back", "forward"]]:
    """What came of it, and which way shows it most: dead first, then whatever is farthest from 1."""
    if found.is_dead:
        return "dead", "both"
    back, forward = distance(found.first_last), distance(found.signal)
    worst = back if abs(back) >= abs(forward) else forward
    way: Literal["back", "forward"] = "back" if worst is back else "forward"
    if abs(worst) < np.log10(FAR):
        return "healthy", "both"
    return ("vanishing" if worst < 0.0 else "exploding"), way


def distance(ratio: float | None) -> float:
    """How far a ratio is from 1, in powers of ten; 0 is infinitely far below, and none is not far."""
    if ratio is None:
        return 0.0
    return float(np.log10(ratio)) if ratio > 0.0 else -np.inf
