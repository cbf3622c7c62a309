"""The neuron: a weighted sum, a bias, an activation function. Everything else is many of these.

z = w₁x₁ + … + wₙxₙ + b,    a = f(z)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from panel_kit.contract.operation import Operation, at_once, varied
from panel_kit.contract.panel import Panel
from panel_kit.contract.schema import FieldError, Request, Vector, choice, slider
from panel_kit.contract.table import Cell, Column, Table, table, words
from panel_kit.contract.words import capital, in_words, layer_phrase, signed, subscript
from panel_kit.programs.activations import SOURCES, definitions
from panel_kit.programs.literals import joined
from panel_kit.programs.program import Part, Program, Programs, program
from panel_kit.specs.activations import FUNCTION_NAMES, WORDS, FunctionName, curves, slope_at

MAX_INPUTS = 8
LARGEST = 1e6
Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]


class NeuronRequest(Request):
    """One neuron and what it is shown."""

    inputs: list[Number] = slider(
        "Input x{_}",
        step=0.01,
        reach=(-3, 3),
        default=[0.5],
        min_length=1,
        max_length=MAX_INPUTS,
        description="What the neuron sees, one number per input.",
    )
    weights: list[Number] = slider(
        "Weight w{_}",
        step=0.01,
        reach=(-3, 3),
        default=[0.8],
        min_length=1,
        max_length=MAX_INPUTS,
        description="How strongly it listens to each input.",
    )
    bias: Number = slider(
        "Bias b", step=0.01, reach=(-3, 3), default=0.2, description="What it adds whatever it sees."
    )
    activation: FunctionName = choice(
        "Activation",
        names=FUNCTION_NAMES,
        default="sigmoid",
        description="How the sum is bent into the answer.",
    )

    @model_validator(mode="after")
    def _one_weight_per_input(self) -> Self:
        if len(self.weights) != len(self.inputs):
            message = f"got {len(self.weights)} weights, allowed: {len(self.inputs)}, one for each input"
            raise FieldError(("weights",), message)
        return self


@dataclass(frozen=True)
class NeuronResult:
    """The neuron's arithmetic.

    ``terms`` are wᵢxᵢ, ``weighted_sum`` their sum, ``z`` the sum plus the bias, ``a`` = f(z), and
    ``derivative`` da/dz, the slope of f at z.
    """

    inputs: Vector
    weights: Vector
    bias: float
    terms: Vector
    weighted_sum: float
    z: float
    a: float
    derivative: float
    sentence: str


def compute(request: NeuronRequest) -> NeuronResult:
    """Asks a network of one neuron."""
    network = Network.from_weights([[request.weights]], [[request.bias]], [request.activation])
    (layer,) = network.forward([request.inputs]).layers
    x, w = np.array(request.inputs), network.weights[0][0]
    z, a = float(layer.z[0, 0]), float(layer.a[0, 0])
    return NeuronResult(
        inputs=x,
        weights=w,
        bias=request.bias,
        terms=w * x,
        weighted_sum=float(np.sum(w * x)),
        z=z,
        a=a,
        derivative=float(slope_at(request.activation, layer.z)[0, 0]),
        sentence=say(request, w * x, z, a),
    )


def say(request: NeuronRequest, terms: Vector, z: float, a: float) -> str:
    """The arithmetic in words."""
    count = len(terms)
    products = in_words([signed(term) for term in terms])
    gives = f"{layer_phrase(count, 'weighted input')} {'gives' if count == 1 else 'give'} {products}"
    bent = f"{WORDS[request.activation].words} makes of that a = {signed(a, 4)}"
    return f"{capital(gives)}; with the bias of {signed(request.bias)} that is z = {signed(z)}, and {bent}."


def programs(request: NeuronRequest) -> Programs:
    """The neuron in NumPy and in PyTorch."""
    return {"numpy": numpy_program(request), "pytorch": pytorch_program(request), "sklearn": None}


def numpy_program(request: NeuronRequest) -> Program:
    """Term by term, with the slope."""
    name = request.activation
    printed = f"""\
print(f"terms = {{terms.tolist()}}")
print(f"weighted_sum = {{float(weighted_sum)}}")
print(f"z = {{float(z)}}")
print(f"a = {{float({name}(z))}}")
print(f"derivative = {{float({name}_slope(z))}}")
"""
    return program(
        "numpy",
        Part("functions", joined(*definitions([name], sloped=[name], wide=False))),
        Part("data", neuron_of(request, "np.array")),
        Part("loop", SUM + "z = weighted_sum + b\n" + printed),
    )


def pytorch_program(request: NeuronRequest) -> Program:
    """The same, with the slope by automatic differentiation."""
    answer = f"""\
z = (weighted_sum + b).requires_grad_()
a = {SOURCES[request.activation].torch}
a.backward()
print(f"terms = {{terms.tolist()}}")
print(f"weighted_sum = {{weighted_sum.item()}}")
print(f"z = {{z.item()}}")
print(f"a = {{a.item()}}")
print(f"derivative = {{z.grad.item()}}")
"""
    return program("pytorch", Part("data", neuron_of(request, "torch.tensor")), Part("loop", SUM + answer))


SUM = "terms = w * x\nweighted_sum = terms.sum()\n"


def neuron_of(request: NeuronRequest, array: str) -> str:
    """Inputs, weights and bias; ``array`` is what makes an array of a list."""
    return f"x = {array}({request.inputs!r})\nw = {array}({request.weights!r})\nb = {request.bias!r}\n"


def all_numbers(request: NeuronRequest, result: NeuronResult) -> Table:
    """Each product, their sum, the bias, z, a and the slope."""
    products: list[list[Cell]] = [
        [f"x{subscript(i)} · w{subscript(i)}", x, w, term]
        for i, (x, w, term) in enumerate(zip(result.inputs, result.weights, result.terms, strict=True), 1)
    ]
    sums: list[list[Cell]] = [
        ["weighted sum", None, None, result.weighted_sum],
        ["bias b", None, None, result.bias],
        ["z", None, None, result.z],
        ["a", None, None, result.a],
        ["da/dz", None, None, result.derivative],
    ]
    columns: list[str | Column] = [words("quantity"), "input", "weight", "value"]
    return table("The neuron's arithmetic", columns, [*products, *sums])


def dearest(seed: int) -> dict[str, Any]:
    """As many inputs as there may be."""
    return {"inputs": [1.0] * MAX_INPUTS, "weights": [varied(seed)] * MAX_INPUTS, "activation": "gelu"}


PANEL = Panel(
    operation=Operation(
        path="neuron",
        title="One neuron",
        summary="Weigh the inputs, add the bias, apply a function: all that a neuron does.",
        request=NeuronRequest,
        result=NeuronResult,
        run=at_once(compute),
        dearest=dearest,
        examples={
            "first neuron": {},
            "x = 2": {"inputs": [2.0]},
            "AND": {"inputs": [1.0, 1.0], "weights": [1.0, 1.0], "bias": -1.5, "activation": "step"},
            "three inputs": {
                "inputs": [1.0, -0.5, 2.0],
                "weights": [0.4, 1.2, -0.6],
                "bias": 0.1,
                "activation": "tanh",
            },
        },
    ),
    programs=programs,
    table=all_numbers,
    constants=curves,
)
