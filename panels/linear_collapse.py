"""Linear layers collapse: however many are stacked, they multiply out to one.

    W₃(W₂(W₁x + b₁) + b₂) + b₃ = (W₃W₂W₁) x + (W₃W₂b₁ + W₃b₂ + b₃)

A bend between the layers is what stops that. The panel multiplies out the weights whatever the activation
is, and measures how far the network is from the one layer that they would make.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from panel_kit.contract.operation import Cost, Operation, at_once
from panel_kit.contract.panel import Panel
from panel_kit.contract.schema import FieldError, Matrix, Request, Vector, slider
from panel_kit.contract.table import Cell, Column, Table, table, words
from panel_kit.contract.words import capital, in_words, layer_phrase, numeral, signed, subscript
from panel_kit.programs.activations import definitions, torch_modules
from panel_kit.programs.layers import with_activations
from panel_kit.programs.literals import joined, literal
from panel_kit.programs.program import Part, Programs, program
from panel_kit.programs.size import cost_of_numbers
from panel_kit.specs.activations import ACTIVATION_NAMES
from panel_kit.specs.grid import Grid, grid_inputs
from panel_kit.specs.limits import LIMITS, MAX_SEED
from panel_kit.specs.network import WIDEST_IN_THE_PLANE, NetworkSpec, network_within
from panel_kit.specs.network_result import NetworkResult

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
    whole = grid_inputs(-REACH, REACH, RESOLUTION)
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
        f"the network differs from {line} by up to {signed(difference)}, and its boundary can curve."
    )


def programs(request: LinearCollapseRequest) -> Programs:
    """The product in NumPy and in PyTorch, beside the network's own answer."""
    activations = request.network.build().activations
    functions, modules = joined(*definitions(activations)), torch_modules(activations)
    return {
        "numpy": program("numpy", Part("functions", functions), *multiplied_out(request, "np", "array")),
        "pytorch": program(
            "pytorch", Part("functions", modules), *multiplied_out(request, "torch", "tensor")
        ),
        "sklearn": None,
    }


def multiplied_out(request: LinearCollapseRequest, library: str, array: str) -> list[Part]:
    """The layers, the product, and the answers, in the same words in both libraries."""
    layers = with_activations(request.network.build(), f"{library}.{array}")
    examples = f"X = {library}.{array}({literal(request.inputs)})\n"
    loop = f"""\
A, c = {library}.eye(2), {library}.zeros(2)
a = X
for W, b, f in layers:
    A, c = W @ A, W @ c + b
    a = f(a @ W.T + b)
print(f"matrix = {{A.tolist()}}")
print(f"bias = {{c.tolist()}}")
print(f"outputs = {{a[:, 0].tolist()}}")
print(f"collapsed = {{(X @ A.T + c)[:, 0].tolist()}}")
"""
    return [Part("weights", layers + examples), Part("loop", loop)]


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


def programs_cost(request: LinearCollapseRequest) -> Cost:
    """What it costs to write the weights out, and to color them."""
    return cost_of_numbers(request.network.build().parameter_count)


def dearest(seed: int) -> dict[str, Any]:
    """The largest network, and as many examples as there may be."""
    inputs = [[i / MOST_EXAMPLES, -i / MOST_EXAMPLES] for i in range(MOST_EXAMPLES)]
    return {"network": {"layers": WIDEST_IN_THE_PLANE, "seed": seed % (MAX_SEED + 1)}, "inputs": inputs}


PANEL = Panel(
    operation=Operation(
        path="linear-collapse",
        title="Linear layers are one layer",
        summary="Multiply the layers out to one matrix, then add an activation and see the boundary curve.",
        request=LinearCollapseRequest,
        result=LinearCollapseResult,
        run=at_once(compute),
        dearest=dearest,
        limits={"linear_collapse.examples": MOST_EXAMPLES},
        examples={
            "linear": {},
            "tanh between": {"network": {"hidden_activation": "tanh"}},
            "ReLU between": {"network": {"hidden_activation": "relu"}},
            "five linear layers": {"network": {"layers": [2, 4, 4, 4, 4, 1]}},
        },
    ),
    programs=programs,
    programs_cost=programs_cost,
    table=all_numbers,
)
