"""Linear layers collapse: however many are stacked, they multiply out to one.

    W₃(W₂(W₁x + b₁) + b₂) + b₃ = (W₃W₂W₁) x + (W₃W₂b₁ + W₃b₂ + b₃)

A bend between the layers is what stops that. The panel multiplies out the weights whatever the activation
is, and measures how far the network is from the one layer that they would make.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from nn_core.activations import FloatArray
from panel_kit.contract.panel import Panel, Preset
from panel_kit.contract.schema import FieldError, Matrix, Request, Vector, slider
from panel_kit.contract.table import Cell, Column, Table, table, words
from panel_kit.contract.words import capital, in_words, layer_phrase, numeral, signed, subscript
from panel_kit.programs.forward import NUMPY_FUNCTIONS, TORCH_MODULES, literal
from panel_kit.specs.activations import ACTIVATION_NAMES
from panel_kit.specs.limits import LIMITS
from panel_kit.specs.network import NetworkResult, NetworkSpec, network_within

REACH = 2.0
RESOLUTION = 33
MOST_EXAMPLES = 16
Coordinate = Annotated[float, Field(ge=-REACH, le=REACH)]


# With these weights tanh and ReLU both bend the boundary clearly; with most others the bend is slight,
# or ReLU has no boundary at all, its answer being nowhere below 0.
@network_within(
    LIMITS,
    layers=[2, 3, 3, 1],
    hidden_activation="linear",
    output_activation="linear",
    initializer="kaiming_normal",
    seed=540,
)
class LinearNetwork(NetworkSpec):
    """A network, linear unless told otherwise."""


class LinearCollapseRequest(Request):
    """A network of two inputs, and examples to compare it by with its one layer."""

    network: LinearNetwork = Field(
        default=LinearNetwork(), description="The network, linear unless told otherwise."
    )
    inputs: Annotated[
        list[Annotated[list[Coordinate], Field(min_length=2, max_length=2)]],
        Field(min_length=1, max_length=MOST_EXAMPLES),
    ] = slider(
        "Input",
        step=0.01,
        default=[[1.0, 0.5]],
        description="Examples of two numbers each. The first is the one whose arithmetic is shown.",
    )

    @model_validator(mode="after")
    def _two_inputs_and_one_output(self) -> Self:
        sizes = self.network.layers
        if sizes[0] != 2:
            raise FieldError(
                ("network", "layers", 0), f"got {sizes[0]}, allowed: 2, for it is drawn over a plane"
            )
        if sizes[-1] != 1:
            raise FieldError(("network", "layers", len(sizes) - 1), f"got {sizes[-1]}, allowed: 1")
        if self.network.layer_activations[-1] == "softmax":
            message = "got 'softmax', allowed: another one, for a single output would be 1 everywhere"
            raise FieldError(("network", "output_activation"), message)
        return self


@dataclass(frozen=True)
class Product:
    """The layers up to here multiplied out: a = matrix · x + bias."""

    layers: int
    matrix: Matrix
    bias: Vector


@dataclass(frozen=True)
class Grid:
    """The network's output over the plane, row by row from low x₂ to high, ``resolution`` numbers a row."""

    low: float
    high: float
    resolution: int
    values: Vector


@dataclass(frozen=True)
class LinearCollapseResult:
    """``products`` multiply the layers out one by one; the last is ``matrix`` and ``bias``.

    ``outputs`` are the network's answers to the inputs, ``collapsed`` those of the one layer, and
    ``max_difference`` the largest difference over the inputs and the whole plane.
    """

    network: NetworkResult
    products: list[Product]
    matrix: Matrix
    bias: Vector
    outputs: Vector
    collapsed: Vector
    max_difference: float
    is_linear: bool
    grid: Grid
    sentence: str


def compute(request: LinearCollapseRequest) -> LinearCollapseResult:
    """Multiplies out, and compares."""
    network = request.network.build()
    products = multiply_out(network)
    X = np.array(request.inputs)
    whole = plane()
    both = np.concatenate([X, whole])
    outputs = network.forward(both).prediction[:, 0]
    collapsed = (both @ products[-1].matrix.T + products[-1].bias)[:, 0]
    difference = float(np.abs(outputs - collapsed).max())
    is_linear = all(name == "linear" for name in network.activations)
    return LinearCollapseResult(
        network=NetworkResult.of(network),
        products=products,
        matrix=products[-1].matrix,
        bias=products[-1].bias,
        outputs=outputs[: len(X)],
        collapsed=collapsed[: len(X)],
        max_difference=difference,
        is_linear=is_linear,
        grid=Grid(-REACH, REACH, RESOLUTION, outputs[len(X) :].round(5)),
        sentence=say(network, products[-1], difference, is_linear),
    )


def multiply_out(network: Network) -> list[Product]:
    """The first layer, the first two as one, and so on."""
    A, c = network.weights[0], network.biases[0]
    found = [Product(1, A, c)]
    for number, (W, b) in enumerate(zip(network.weights[1:], network.biases[1:], strict=True), 2):
        # W (A x + c) + b = (W A) x + (W c + b)
        A, c = W @ A, W @ c + b
        found.append(Product(number, A, c))
    return found


def plane() -> FloatArray:
    """Every point of the grid, shape (RESOLUTION², 2)."""
    ticks = np.linspace(-REACH, REACH, RESOLUTION)
    x1, x2 = np.meshgrid(ticks, ticks)
    return np.column_stack([x1.ravel(), x2.ravel()])


def say(network: Network, product: Product, difference: float, is_linear: bool) -> str:
    """What became of the layers."""
    count = layer_phrase(len(network.weights), "layer")
    terms = [f"{signed(w)} · x{subscript(i)}" for i, w in enumerate(product.matrix[0], 1)]
    line = " + ".join([*terms, signed(product.bias[0])]).replace("+ −", "− ")
    if is_linear:
        return f"{capital(count)} are one: the answer is {line}, and the boundary is a straight line."
    bends = in_words(sorted({ACTIVATION_NAMES[name] for name in network.activations if name != "linear"}))
    return (
        f"With {bends} between them the {numeral(len(network.weights))} layers no longer multiply out: "
        f"the network differs from {line} by up to {signed(difference)}, and its boundary can bend."
    )


def programs(request: LinearCollapseRequest) -> dict[str, str | None]:
    """The product in NumPy and in PyTorch, beside the network's own answer."""
    network = request.network.build()
    layers = "".join(
        f"    (np.array({literal(W, 4)}), np.array({literal(b)}), {name}),\n"
        for W, b, name in zip(network.weights, network.biases, network.activations, strict=True)
    )
    functions = "\n\n".join(NUMPY_FUNCTIONS[name] for name in dict.fromkeys(network.activations))
    numpy = f"""\
import numpy as np


{functions}

# Each layer: W of shape (n_out, n_in), b of shape (n_out,), and its activation f.
layers = [
{layers}]
X = np.array({literal(request.inputs)})

A, c = np.eye(2), np.zeros(2)
a = X.T
for W, b, f in layers:
    A, c = W @ A, W @ c + b
    a = f(W @ a + b[:, None])
print(f"matrix = {{A.tolist()}}")
print(f"bias = {{c.tolist()}}")
print(f"outputs = {{a[0].tolist()}}")
print(f"collapsed = {{(X @ A.T + c)[:, 0].tolist()}}")
"""
    torch_layers = "".join(
        f"    (torch.tensor({literal(W, 4)}), torch.tensor({literal(b)}), nn.{TORCH_MODULES[name]}()),\n"
        for W, b, name in zip(network.weights, network.biases, network.activations, strict=True)
    )
    pytorch = f"""\
import torch
from torch import nn

torch.set_default_dtype(torch.float64)

# Each layer: W of shape (n_out, n_in), b of shape (n_out,), and its activation f.
layers = [
{torch_layers}]
X = torch.tensor({literal(request.inputs)})

A, c = torch.eye(2), torch.zeros(2)
a = X.T
for W, b, f in layers:
    A, c = W @ A, W @ c + b
    a = f(W @ a + b[:, None])
print(f"matrix = {{A.tolist()}}")
print(f"bias = {{c.tolist()}}")
print(f"outputs = {{a[0].tolist()}}")
print(f"collapsed = {{(X @ A.T + c)[:, 0].tolist()}}")
"""
    return {"numpy": numpy, "pytorch": pytorch, "sklearn": None}


def all_numbers(request: LinearCollapseRequest, result: LinearCollapseResult) -> Table:
    """The one layer's weights and bias, then both answers to each input."""
    weights: list[list[Cell]] = [
        ["matrix", f"w{subscript(i)}", w, None] for i, w in enumerate(result.matrix[0], 1)
    ]
    bias: list[list[Cell]] = [["matrix", "b", result.bias[0], None]]
    answers: list[list[Cell]] = [
        ["answers", f"({signed(x[0])}, {signed(x[1])})", one, other]
        for x, one, other in zip(request.inputs, result.outputs, result.collapsed, strict=True)
    ]
    difference: list[list[Cell]] = [["largest difference", "", result.max_difference, None]]
    columns: list[str | Column] = [words("what"), words("of"), "network", "one layer"]
    return table("The layers multiplied out", columns, [*weights, *bias, *answers, *difference])


PANEL = Panel(
    slug="linear-collapse",
    title="Linear layers are one layer",
    summary="Multiply the layers out to one matrix, then switch a bend on and see the boundary curve.",
    request=LinearCollapseRequest,
    result=LinearCollapseResult,
    compute=compute,
    programs=programs,
    table=all_numbers,
    presets=(
        Preset("linear", {}),
        Preset("tanh between", {"network": {"hidden_activation": "tanh"}}),
        Preset("ReLU between", {"network": {"hidden_activation": "relu"}}),
        Preset("five linear layers", {"network": {"layers": [2, 4, 4, 4, 4, 1]}}),
    ),
)
