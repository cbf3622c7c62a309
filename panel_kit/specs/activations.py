"""The activation functions as requests, sentences and formulas call them: one table for Python and the pages.

What a function computes stands in ``nn_core.activations``; here is how it is spoken of.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from nn_core.activations import ACTIVATIONS, FloatArray


@dataclass(frozen=True)
class ActivationWords:
    """What an activation is called.

    Attributes
    ----------
    label : str
        In a list of choices: “leaky ReLU”.
    words : str
        In a sentence: “the sigmoid”.
    symbol : str
        In a formula, one word: “σ”.
    slope : str
        f′ with ``z`` and ``a`` where their numbers go, as pages write formulas.
    """

    label: str
    words: str
    symbol: str
    slope: str


def called(label: str, slope: str, *, words: str = "", symbol: str = "") -> ActivationWords:
    """An entry of the table; a sentence and a formula use the label where they have no word of their own."""
    return ActivationWords(label, words or label, symbol or label, slope)


WORDS: dict[str, ActivationWords] = {
    "tanh": called("tanh", "1 − a · a"),
    "relu": called("ReLU", "ReLU′ ( z )"),
    "sigmoid": called("sigmoid", "a · ( 1 − a )", words="the sigmoid", symbol="σ"),
    "linear": called("linear", "1", words="the identity", symbol="id"),
    "leaky_relu": called("leaky ReLU", "LeakyReLU′ ( z )", symbol="LeakyReLU"),
    "elu": called("ELU", "ELU′ ( z )"),
    "softplus": called("softplus", "σ ( z )"),
    "gelu": called("GELU", "Φ ( z ) + z · φ ( z )"),
    "gelu_tanh": called("GELU (tanh form)", "GELU′ ( z )", words="GELU in its tanh form", symbol="GELU"),
    "silu": called("SiLU", "σ ( z ) · ( 1 + z · σ ( − z ) )"),
    "step": called("step", "0", words="the step"),
    "softmax": called("softmax", "a · ( 1 − a )", words="the softmax"),
}
"""Every activation of the engine, in the order of the choices."""

ACTIVATION_NAMES = {name: entry.label for name, entry in WORDS.items()}
# A softmax shares 1 among all units of its layer: what the classes of an output do.
HIDDEN_NAMES = {name: label for name, label in ACTIVATION_NAMES.items() if name != "softmax"}

# Those that are shown as curves: a softmax has no curve, and the tanh form of GELU lies on GELU's
FunctionName = Literal[
    "step", "linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu", "silu"
]
FUNCTION_NAMES: dict[str, str] = {name: ACTIVATION_NAMES[name] for name in get_args(FunctionName)}

if TYPE_CHECKING:
    ActivationName = str
    HiddenName = str
else:
    ActivationName = Literal[tuple(ACTIVATION_NAMES)]
    HiddenName = Literal[tuple(HIDDEN_NAMES)]


def ends(name: str) -> list[float | None]:
    """The ends of an activation's range; null where it has none."""
    both = (ACTIVATIONS[name].low, ACTIVATIONS[name].high)
    return [float(end) if np.isfinite(end) else None for end in both]


@lru_cache(maxsize=1)
def activation_table() -> dict[str, dict[str, Any]]:
    """The table as a page brings it to its scripts: what each is called, and the ends of its range."""
    return {name: asdict(entry) | {"range": ends(name)} for name, entry in WORDS.items()}


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
