"""The forward pass: an input goes in on the left, an answer comes out on the right.

Every layer computes z = W a + b from the activations a before it, then a = f(z). The panel shows
all of it for one example: every z, every a, the prediction, and what the prediction says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from nn_core.activations import ACTIVATIONS
from panel_kit.contract.operation import Cost, Operation, at_once, varied
from panel_kit.contract.panel import Panel
from panel_kit.contract.schema import Vector
from panel_kit.contract.table import Table, table, words
from panel_kit.contract.words import subscript
from panel_kit.programs.forward import numpy_forward, pytorch_forward
from panel_kit.programs.program import Programs
from panel_kit.programs.size import cost_of_numbers
from panel_kit.specs.activations import WORDS, activation_table
from panel_kit.specs.network import MAX_SIZES, MAX_UNITS, NETWORK_LIMITS
from panel_kit.specs.network_result import NetworkResult
from panels.forward.request import MAX_INPUT, ForwardRequest, ForwardView
from panels.forward.words import Verdict, judge, say


@dataclass(frozen=True)
class ForwardLayer:
    """One layer's pre-activations z and activations a = f(z)."""

    z: Vector
    a: Vector


@dataclass(frozen=True)
class ForwardResult:
    """Everything the pass computed.

    ``verdict`` says what the prediction amounts to; ``leading`` is the output it speaks of, counted
    from 0, or null on a tie; ``sentence`` says the same in words.
    """

    network: NetworkResult
    x: Vector
    layers: list[ForwardLayer]
    prediction: Vector
    verdict: Verdict
    leading: int | None
    sentence: str


def compute(request: ForwardRequest) -> ForwardResult:
    """Runs the example through the network."""
    network = request.network.build()
    trace = network.forward([request.x])
    prediction = trace.prediction[0]
    verdict, leading = judge(prediction, network.activations[-1])
    return ForwardResult(
        network=NetworkResult.of(network),
        x=trace.inputs[0],
        layers=[ForwardLayer(layer.z[0], layer.a[0]) for layer in trace.layers],
        prediction=prediction,
        verdict=verdict,
        leading=leading,
        sentence=say(network, trace.layers[-1].z[0], prediction, verdict, leading),
    )


@lru_cache(maxsize=1)
def constants() -> dict[str, Any]:
    """The table of activations, and each one's curve for the small picture beside the arithmetic.

    The curve is dense around 0. A softmax has none of its own: the others of its layer move it.
    """
    z = np.sinh(np.arange(-130, 131) / 10)
    curves = {name: ACTIVATIONS[name](z).round(6) for name in WORDS if name != "softmax"}
    return {"curves": {"z": z.round(6), **curves}, "activations": activation_table()}


def programs(request: ForwardRequest) -> Programs:
    """The pass in NumPy and in PyTorch."""
    network = request.network.build()
    return {
        "numpy": numpy_forward(network, request.x),
        "pytorch": pytorch_forward(network, request.x),
        "sklearn": None,
    }


def all_numbers(request: ForwardRequest, result: ForwardResult) -> Table:
    """Every unit's z and a, layer by layer."""
    inputs = [["inputs", f"x{subscript(i)}", None, value] for i, value in enumerate(result.x, 1)]
    units = [
        [f"layer {number}", f"unit {unit}", z, a]
        for number, layer in enumerate(result.layers, 1)
        for unit, (z, a) in enumerate(zip(layer.z, layer.a, strict=True), 1)
    ]
    caption = "Every unit's pre-activation z and activation a"
    return table(caption, [words("layer"), words("unit"), "z", "a"], [*inputs, *units])


def programs_cost(request: ForwardRequest) -> Cost:
    """What it costs to write the weights out, and to color them."""
    return cost_of_numbers(request.network.build().parameter_count)


def dearest(seed: int) -> dict[str, Any]:
    """The largest network, each of its weights with as many digits as they may take."""
    sizes = [MAX_UNITS] * MAX_SIZES
    weights = [
        [[(7 * i + 3 * j) % 97 / 97 - varied(seed) for i in range(n_in)] for j in range(n_out)]
        for n_in, n_out in pairwise(sizes)
    ]
    return {"network": {"layers": sizes, "weights": weights}, "x": [0.123456789] * MAX_UNITS}


# The defaults are the neutral network, where every number is 0; a page opens with something to see
START: dict[str, Any] = {"x": [0.8, -0.45]}

PANEL = Panel(
    operation=Operation(
        path="forward",
        title="The forward pass",
        summary="Move the inputs and follow every number through the network to its answer.",
        request=ForwardRequest,
        result=ForwardResult,
        run=at_once(compute),
        dearest=dearest,
        limits={**NETWORK_LIMITS, "absolute_input": MAX_INPUT},
        examples={
            "2→3→3→1": START,
            "3→4→2": {"network": {"layers": [3, 4, 2]}, "x": [0.8, -0.45, 0.3]},
            "4→16→8→1": {"network": {"layers": [4, 16, 8, 1]}, "x": [0.8, -0.45, 0.3, -0.6]},
            "one linear neuron": {
                "network": {
                    "layers": [1, 1],
                    "output_activation": "linear",
                    "weights": [[[0.8]]],
                    "biases": [[0.2]],
                },
                "x": [2.0],
            },
            "both inputs 0": {},
        },
    ),
    start=START,
    programs=programs,
    programs_cost=programs_cost,
    table=all_numbers,
    view=ForwardView,
    constants=constants,
)
