"""The activation functions as the panels offer them: names, words and curves."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal, get_args

import numpy as np

from nn_core.activations import ACTIVATIONS, FloatArray
from panel_kit.specs.activations import ACTIVATION_NAMES, WORDS, ends

FunctionName = Literal[
    "step", "linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu", "silu"
]
FUNCTION_NAMES: dict[str, str] = {name: ACTIVATION_NAMES[name] for name in get_args(FunctionName)}


def function_words(name: str) -> str:
    """What a sentence calls it: “the sigmoid”, “ReLU”."""
    return WORDS[name].words


@lru_cache(maxsize=1)
def curves() -> dict[str, Any]:
    """Every function's curve, dense around 0, and the ends of its range; null where it has none."""
    z = np.unique(np.concatenate([np.sinh(np.arange(-140, 141) / 20), [-1e-9, 1e-9]]))
    return {
        "curves": {"z": z, **{name: ACTIVATIONS[name](z) for name in FUNCTION_NAMES}},
        "ranges": {name: ends(name) for name in FUNCTION_NAMES},
        "names": FUNCTION_NAMES,
    }


def slope_at(name: str, z: FloatArray) -> FloatArray:
    """f′(z)."""
    activation = ACTIVATIONS[name]
    return activation.derivative(z, activation(z))
