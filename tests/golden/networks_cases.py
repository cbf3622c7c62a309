"""The networks that PyTorch's golden results were computed for: every activation, loss and kind of layer.

Weights, inputs and targets are sines of their position, so they need no storing and no random numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from nn_core import Network
from nn_core.architecture import make_layers

BATCH, N_IN, N_OUT = 4, 3, 3
SIZES = [N_IN, 3, 3, N_OUT]
DROPOUT = 0.3

ACTIVATIONS = [
    "linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu", "gelu_tanh", "silu",
    "softmax",
]  # fmt: skip
# output activation, loss, its options, and what the targets are
DENSE_ENDS = [
    ("linear", "mse", {}, "numbers"),
    ("sigmoid", "mse", {"reduction": "sum"}, "shares"),
    ("linear", "mse", {"half": True}, "numbers"),
    ("tanh", "mae", {}, "numbers"),
    ("linear", "huber", {"delta": 0.5}, "numbers"),
    ("sigmoid", "bce", {}, "shares"),
    ("linear", "bce_with_logits", {"reduction": "sum"}, "shares"),
    ("softmax", "cross_entropy", {}, "classes"),
    ("linear", "cross_entropy", {"reduction": "sum"}, "rows"),
    ("softmax", "mse", {}, "shares"),
]
KIND_ENDS = [DENSE_ENDS[0], DENSE_ENDS[5], DENSE_ENDS[7]]
KINDS = ["batch_norm", "batch_norm_eval", "dropout", "residual", "everything"]


@dataclass(frozen=True)
class Case:
    """One network with one loss.

    Attributes
    ----------
    kind : str
        Which layers: "dense", or one of KINDS.
    hidden, output : str
        Activations.
    loss : str
    options : dict
        Of the loss.
    targets : str
        What they are: "numbers", "shares", "classes", "rows".
    """

    kind: str
    hidden: str
    output: str
    loss: str
    options: dict[str, object]
    targets: str

    @property
    def name(self) -> str:
        options = "".join(f"-{key}-{value}" for key, value in self.options.items())
        return f"{self.kind}-{self.hidden}-{self.output}-{self.loss}{options}-{self.targets}"

    @property
    def training(self) -> bool:
        return self.kind != "batch_norm_eval"


CASES = [
    *(Case("dense", hidden, *end) for hidden, end in product(ACTIVATIONS, DENSE_ENDS)),
    *(Case(kind, hidden, *end) for kind, hidden, end in product(KINDS, ACTIVATIONS, KIND_ENDS)),
]


def sines(seed: int, *shape: int) -> np.ndarray:
    """Numbers in [−1, 1] that look random: sin(1 + seed + 1.7 k²)."""
    return np.sin(1.0 + seed + 1.7 * np.arange(np.prod(shape)) ** 2).reshape(shape)


def network_of(case: Case) -> Network:
    """Our network, its parameters and running numbers sines too."""
    normal = case.kind in ("batch_norm", "batch_norm_eval", "everything")
    layers = make_layers(
        SIZES,
        [case.hidden, case.hidden, case.output],
        batch_norm=normal,
        dropout=DROPOUT if case.kind in ("dropout", "everything") else 0.0,
        residual=case.kind in ("residual", "everything"),
    )
    count = sum(layer.parameter_count for layer in layers)
    running = sum(layer.buffer_count for layer in layers)
    return Network(layers, sines(len(case.name), count), 1.5 + sines(5, running))


def data_of(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and targets."""
    inputs = 2.0 * sines(3, BATCH, N_IN)
    if case.targets == "classes":
        return inputs, np.array([0, 2, 1, 2])
    values = sines(4, BATCH, N_OUT)
    if case.targets == "numbers":
        return inputs, values
    shares = 0.5 + 0.5 * values
    return inputs, shares if case.targets == "shares" else shares / shares.sum(axis=1, keepdims=True)
