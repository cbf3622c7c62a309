"""Whole programs that print the numbers a panel shows: NumPy alone, and PyTorch.

Weights are written out with every digit, so a program depends on nothing but its library.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nn_core import Network

NUMPY_FUNCTIONS = {
    "linear": "def linear(z):\n    return z\n",
    "relu": "def relu(z):\n    return np.maximum(0, z)\n",
    "sigmoid": "def sigmoid(z):  # e⁷⁰⁰ is about as far as a number goes\n"
    "    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n",
    "tanh": "def tanh(z):\n    return np.tanh(z)\n",
}
TORCH_MODULES = {"linear": "Identity", "relu": "ReLU", "sigmoid": "Sigmoid", "tanh": "Tanh"}


def literal(array: Any, indent: int = 0) -> str:
    """An array as nested Python lists, a row a line, every digit kept."""
    values = np.asarray(array).tolist()
    if not isinstance(values[0], list):
        return repr(values)
    pad = " " * (indent + 4)
    rows = "".join(f"{pad}{row!r},\n" for row in values)
    return f"[\n{rows}{' ' * indent}]"


def numpy_forward(network: Network, x: Sequence[float]) -> str:
    """The forward pass of one example in NumPy."""
    names = list(dict.fromkeys(network.activations))
    functions = "\n\n".join(NUMPY_FUNCTIONS[name] for name in names)
    layers = "".join(
        f"    (np.array({literal(W, 4)}), np.array({literal(b)}), {name}),\n"
        for W, b, name in zip(network.weights, network.biases, network.activations, strict=True)
    )
    return f"""\
import numpy as np


{functions}

# Each layer: W of shape (n_out, n_in), b of shape (n_out,), and its activation f.
layers = [
{layers}]

a = np.array({literal(list(x))})
for number, (W, b, f) in enumerate(layers, 1):
    z = W @ a + b
    a = f(z)
    print(f"layer {{number}}: z = {{z.tolist()}}")
    print(f"layer {{number}}: a = {{a.tolist()}}")
print(f"prediction = {{a.tolist()}}")
"""


def pytorch_forward(network: Network, x: Sequence[float]) -> str:
    """The same in PyTorch, in float64, printing the same lines."""
    pairs = zip(network.sizes, network.sizes[1:], network.activations, strict=False)
    modules = "".join(
        f"    nn.Linear({n_in}, {n_out}),\n    nn.{TORCH_MODULES[name]}(),\n" for n_in, n_out, name in pairs
    )
    numbers = "".join(
        f"    ({literal(W, 4)}, {literal(b)}),\n"
        for W, b in zip(network.weights, network.biases, strict=True)
    )
    return f"""\
import torch
from torch import nn

torch.set_default_dtype(torch.float64)

model = nn.Sequential(
{modules})

# Each layer: W of shape (n_out, n_in), b of shape (n_out,).
parameters = [
{numbers}]

a = torch.tensor({literal(list(x))})
with torch.no_grad():
    for number, (W, b) in enumerate(parameters, 1):
        linear, f = model[2 * number - 2], model[2 * number - 1]
        linear.weight.copy_(torch.tensor(W))
        linear.bias.copy_(torch.tensor(b))
        z = linear(a)
        a = f(z)
        print(f"layer {{number}}: z = {{z.tolist()}}")
        print(f"layer {{number}}: a = {{a.tolist()}}")
print(f"prediction = {{a.tolist()}}")
"""
