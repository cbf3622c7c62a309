"""The activation functions as the panels offer them: names, words and curves."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

import numpy as np

from nn_core.activations import ACTIVATIONS, FloatArray

FunctionName = Literal[
    "step", "linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu", "silu"
]
FUNCTION_NAMES: dict[str, str] = {
    "step": "step",
    "linear": "linear",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "relu": "ReLU",
    "leaky_relu": "leaky ReLU",
    "elu": "ELU",
    "softplus": "softplus",
    "gelu": "GELU",
    "silu": "SiLU",
}
IN_WORDS = {"linear": "the identity", "sigmoid": "the sigmoid", "step": "the step"}


def function_words(name: str) -> str:
    """What a sentence calls it: “the sigmoid”, “ReLU”."""
    return IN_WORDS.get(name, FUNCTION_NAMES[name])


@lru_cache(maxsize=1)
def curves() -> dict[str, Any]:
    """Every function's curve, dense around 0, and the ends of its range; null where it has none."""
    z = np.unique(np.concatenate([np.sinh(np.arange(-140, 141) / 20), [-1e-9, 1e-9]]))
    return {
        "curves": {"z": z, **{name: ACTIVATIONS[name](z) for name in FUNCTION_NAMES}},
        "ranges": {name: ends(name) for name in FUNCTION_NAMES},
        "names": FUNCTION_NAMES,
    }


def ends(name: str) -> list[float | None]:
    """The ends of a function's range; null where it has none."""
    both = (ACTIVATIONS[name].low, ACTIVATIONS[name].high)
    return [float(end) if np.isfinite(end) else None for end in both]


def slope_at(name: str, z: FloatArray) -> FloatArray:
    """f′(z)."""
    activation = ACTIVATIONS[name]
    return activation.derivative(z, activation(z))
