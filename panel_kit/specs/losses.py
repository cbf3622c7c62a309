"""The losses as requests and pages call them. What each computes stands in ``nn_core.losses``."""

from __future__ import annotations

LOSS_NAMES = {
    "bce": "binary cross-entropy",
    "cross_entropy": "cross-entropy",
    "mse": "mean squared error",
    "mae": "mean absolute error",
    "huber": "Huber",
    "categorical_cross_entropy": "categorical cross-entropy",
}

OUTPUT_FOR = {"bce": "sigmoid", "cross_entropy": "softmax"}
"""The output that a loss of probabilities is made for."""


def losses_named(*names: str) -> dict[str, str]:
    """Some of them, in this order."""
    return {name: LOSS_NAMES[name] for name in names}
