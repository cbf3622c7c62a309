"""The forward pass: an input goes in on the left, an answer comes out on the right.

Every layer computes z = W a + b from the activations a before it, then a = f(z). The panel shows
all of it for one example: every z, every a, the prediction, and what the prediction says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from nn_core.activations import ACTIVATIONS, FloatArray
from panel_kit.contract.operation import Cost, Operation, at_once, varied
from panel_kit.contract.panel import Panel, PanelView
from panel_kit.contract.schema import FieldError, Request, Vector, integral, slider
from panel_kit.contract.table import Table, table, words
from panel_kit.contract.words import in_words, layer_phrase, numeral, signed, subscript
from panel_kit.programs.forward import numpy_forward, pytorch_forward
from panel_kit.programs.program import Programs
from panel_kit.programs.size import cost_of_numbers
from panel_kit.specs.activations import WORDS, activation_table, ends
from panel_kit.specs.limits import LIMITS
from panel_kit.specs.network import MAX_SIZES, MAX_UNITS, NETWORK_LIMITS, NetworkSpec
from panel_kit.specs.network_result import NetworkResult

MAX_INPUT = 1e6
Input = Annotated[float, Field(ge=-MAX_INPUT, le=MAX_INPUT)]
UnitIndex = Annotated[int, Field(ge=0, le=LIMITS.size), integral]

Verdict = Literal[
    "neutral",
    "leans_to_0",
    "leans_to_1",
    "leans_to_minus_1",
    "zero",
    "one",
    "positive",
    "negative",
    "largest",
    "tie",
]


class ForwardRequest(Request):
    """A network and the one example it is shown."""

    network: NetworkSpec = Field(default=NetworkSpec(), description="The network.")
    x: list[Input] = slider(
        "Input x{_}",
        step=0.01,
        reach=(-2, 2),
        default=[0.0, 0.0],
        min_length=1,
        max_length=LIMITS.inputs,
        description="The example, one number per input. Left out: as many zeros as the network has inputs.",
    )

    @model_validator(mode="after")
    def _one_number_per_input(self) -> Self:
        expected = self.network.layers[0]
        if "x" not in self.model_fields_set:
            self.__dict__["x"] = [0.0] * expected
        if len(self.x) != expected:
            message = f"got {len(self.x)} numbers, allowed: {expected}, one for each input of the network"
            raise FieldError(("x",), message)
        return self


class ForwardView(PanelView):
    """What is open in the panel: which unit or edge, which drawer, how far the pass has been played.

    ``unit`` is layer (0 for the inputs) and unit; with a third number, the edge that comes from that unit of
    the layer before.
    """

    unit: Annotated[list[UnitIndex], Field(min_length=2, max_length=3)] = [3, 0]
    pace: Literal["layer", "neuron", "term"] = "neuron"
    step: Annotated[int, Field(ge=0, le=5000), integral] | None = None


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


def judge(prediction: FloatArray, activation: str) -> tuple[Verdict, int | None]:
    """What a prediction amounts to, read off the numbers as they are shown, to two decimals.

    One output: which end of its range it leans to, or neither. Several: which is largest, or a tie.
    """
    shown = [round(value, 2) for value in prediction.tolist()]
    if len(shown) > 1:
        leader = shown.index(max(shown))
        return ("largest", leader) if shown.count(shown[leader]) == 1 else ("tie", None)
    below, at, above = VERDICTS.get(activation, ("negative", "zero", "positive"))
    low, high = ends(activation)
    middle = 0.0 if low is None or high is None else (low + high) / 2
    return (below if shown[0] < middle else above if shown[0] > middle else at), 0


VERDICTS: dict[str, tuple[Verdict, Verdict, Verdict]] = {
    "sigmoid": ("leans_to_0", "neutral", "leans_to_1"),
    "tanh": ("leans_to_minus_1", "neutral", "leans_to_1"),
    "step": ("zero", "neutral", "one"),
    "softmax": ("zero", "neutral", "one"),
}
PHRASES: dict[str, str] = {
    "neutral": "it tips neither way",
    "leans_to_0": "it leans toward 0",
    "leans_to_1": "it leans toward 1",
    "leans_to_minus_1": "it leans toward −1",
    "zero": "it is zero",
    "one": "it is one",
    "positive": "it is positive",
    "negative": "it is negative",
}


def say(
    network: Network, z: FloatArray, prediction: FloatArray, verdict: Verdict, leading: int | None
) -> str:
    """The picture in one or two sentences."""
    n_in, function = network.sizes[-2], network.activations[-1]
    sources = layer_phrase(n_in, "input" if len(network.sizes) == 2 else "hidden activation")
    if len(prediction) == 1:
        start = f"The output neuron weighs {sources}, adds its bias and gets z = {signed(z[0])}"
        if function == "linear":
            return f"{start}. A linear output passes it on: {PHRASES[verdict]}."
        bent = f"{WORDS[function].words} turns that into {signed(prediction[0])}"
        said = "an output alone gets all of the 1 that a softmax shares out" if function == "softmax" else ""
        return f"{start}; {bent}: {said or PHRASES[verdict]}."
    values = in_words([signed(value) for value in prediction])
    end = "the largest share a tie" if leading is None else f"output {leading + 1} is the largest"
    added = ", probabilities that add to 1" if function == "softmax" else ""
    each = f"Each of the {numeral(len(prediction))} outputs weighs {sources}."
    return f"{each} They answer {values}{added}: {end}."


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
