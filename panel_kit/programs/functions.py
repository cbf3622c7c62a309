"""The activation functions as the panels offer them: names, curves, and how programs write them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

import numpy as np

from nn_core.activations import ACTIVATIONS, FloatArray
from panel_kit.specs.activations import ACTIVATION_NAMES, WORDS, ends

FunctionName = Literal[
    "step", "linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu", "silu"
]
FUNCTION_NAMES: dict[str, str] = {name: ACTIVATION_NAMES[name] for name in get_args(FunctionName)}


@dataclass(frozen=True)
class Source:
    """A function f and its slope f′ as the lines of a NumPy program, and f in PyTorch."""

    numpy: str
    slope: str
    torch: str


NORMAL = """\
def normal_share(z):  # Φ(z), the share of a standard normal below z
    return (1 + np.vectorize(math.erf)(z / np.sqrt(2))) / 2


"""
SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n\n\n"
SOURCES = {
    "step": Source("np.where(z >= 0, 1.0, 0.0)", "np.zeros_like(z)", "torch.where(z >= 0, 1.0, 0.0) + 0 * z"),
    "linear": Source("z", "np.ones_like(z)", "z"),
    "sigmoid": Source("sigmoid(z)", "sigmoid(z) * sigmoid(-z)", "torch.sigmoid(z)"),
    "tanh": Source("np.tanh(z)", "1 - np.tanh(z) ** 2", "torch.tanh(z)"),
    "relu": Source("np.maximum(0, z)", "np.where(z > 0, 1.0, 0.0)", "torch.relu(z)"),
    "leaky_relu": Source(
        "np.maximum(z, 0.01 * z)", "np.where(z > 0, 1.0, 0.01)", "nn.functional.leaky_relu(z)"
    ),
    "elu": Source(
        "np.where(z > 0, z, np.expm1(np.minimum(z, 0)))",
        "np.where(z > 0, 1.0, np.exp(np.minimum(z, 0)))",
        "nn.functional.elu(z)",
    ),
    "softplus": Source(
        "np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))", "sigmoid(z)", "nn.functional.softplus(z)"
    ),
    "gelu": Source(
        "z * normal_share(z)",
        "normal_share(z) + z * np.exp(-z * z / 2) / np.sqrt(2 * np.pi)",
        "nn.functional.gelu(z)",
    ),
    "silu": Source("z * sigmoid(z)", "sigmoid(z) * (1 + z * sigmoid(-z))", "nn.functional.silu(z)"),
}


def numpy_functions(name: str, called: str = "f", with_slope: bool = True) -> str:
    """``def f(z)`` and ``def slope(z)`` of a function, with what they stand on."""
    source = SOURCES[name]
    both = source.numpy + (source.slope if with_slope else "")
    needs = (SIGMOID if "sigmoid(" in both else "") + (NORMAL if "normal_share(" in both else "")
    slope = f"\n\ndef slope(z):\n    return {source.slope}\n" if with_slope else ""
    return f"{needs}def {called}(z):\n    return {source.numpy}\n{slope}"


def numpy_imports(*names: str) -> str:
    """The imports that the functions need."""
    return "import math\n\nimport numpy as np\n" if "gelu" in names else "import numpy as np\n"


def torch_imports(*names: str) -> str:
    """The imports that the functions need in PyTorch."""
    needs_nn = any("nn." in SOURCES[name].torch for name in names)
    return "import torch\nfrom torch import nn\n" if needs_nn else "import torch\n"


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
