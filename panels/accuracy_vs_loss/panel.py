"""Accuracy against loss: nudge one weight, and see which of the two notices.

Accuracy counts decisions. It stays flat while a weight moves and jumps when a decision flips, so it gives no
slope to follow. The loss asks how sure each answer was: it moves with every nudge, and its slope says
where to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Any

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import ForwardTrace, Network, train
from nn_core.activations import FloatArray
from nn_core.losses import BCE, BCEWithLogits
from nn_core.trainer.accuracy import Accuracy
from panel_kit.contract.operation import Cost, Operation, at_once
from panel_kit.contract.panel import Panel
from panel_kit.contract.schema import FieldError, Matrix, Request, Vector, integral, slider
from panel_kit.contract.table import Cell, Column, Table, places, table, words
from panel_kit.contract.words import short, signed
from panel_kit.programs.size import cost_of_numbers
from panel_kit.specs.network import MAX_SEED, MAX_UNITS, WIDEST_IN_THE_PLANE, NetworkResult, NetworkSpec
from panel_kit.specs.plane_data import MAX_SAMPLES, PlaneDataset
from panels.accuracy_vs_loss.programs import programs
from panels.linear_collapse import Grid

RESOLUTION = 33
LARGEST = 10.0
MAX_PRETRAIN = 500
MAX_POINTS = 401
PREDICTIONS_A_SECOND, SECONDS_OF_AN_EPOCH = 2e6, 1e-4
Index = Annotated[int, Field(ge=0, le=MAX_UNITS - 1), integral]
Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
LOSS = BCE()


class AccuracyVsLossRequest(Request):
    """A network, examples, and the one weight that is nudged."""

    network: NetworkSpec = Field(
        default=NetworkSpec(),
        description="Two inputs, one sigmoid output. Weights left out are drawn and pretrained.",
    )
    dataset: PlaneDataset = Field(default=PlaneDataset(), description="The examples.")
    pretrain: Annotated[int, Field(ge=0, le=MAX_PRETRAIN), integral] = slider(
        "Epochs trained before",
        step=10,
        decimals=0,
        default=60,
        description="Epochs of Adam that drawn weights get first; given weights are left alone.",
    )
    layer: Index = slider(
        "Layer", step=1, decimals=0, reach=(0, 5), default=2, description="Of the weight, from 0."
    )
    unit: Index = slider(
        "To unit", step=1, decimals=0, default=0, description="Which the weight runs to, from 0."
    )
    input: Index = slider(
        "From", step=1, decimals=0, default=1, description="Which the weight comes from, from 0."
    )
    value: Number | None = slider(
        "The weight",
        step=0.01,
        reach=(-6, 6),
        default=None,
        description="What the weight is set to. Null: as it is.",
    )
    low: Number = slider("From", step=0.5, decimals=1, default=-6.0, description="Where the sweep starts.")
    high: Number = slider("To", step=0.5, decimals=1, default=6.0, description="Where the sweep ends.")
    points: Annotated[int, Field(ge=11, le=MAX_POINTS), integral] = Field(
        default=161, description="How many values the sweep has."
    )

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        _check_network(self.network)
        _check_place(self)
        if self.high - self.low < 0.5:
            message = f"got {self.high}, allowed: at least 0.5 above low, which is {self.low}"
            raise FieldError(("high",), message)
        return self


def cost(request: AccuracyVsLossRequest) -> Cost:
    """What the training before and the sweep cost."""
    predictions = request.points * request.dataset.samples
    return training_cost(request) + Cost(predictions / PREDICTIONS_A_SECOND)


def programs_cost(request: AccuracyVsLossRequest) -> Cost:
    """What the training before costs, and to write weights and examples out."""
    numbers = request.network.build().parameter_count + 3 * request.dataset.samples
    return training_cost(request) + cost_of_numbers(numbers)


def training_cost(request: AccuracyVsLossRequest) -> Cost:
    """What it costs to train a network that is drawn."""
    is_trained = request.network.weights is None
    return Cost(request.pretrain * SECONDS_OF_AN_EPOCH if is_trained else 0.0)


def _check_network(spec: NetworkSpec) -> None:
    sizes = spec.layers
    if sizes[0] != 2:
        raise FieldError(
            ("network", "layers", 0), f"got {sizes[0]}, allowed: 2, for the examples lie in a plane"
        )
    if sizes[-1] != 1:
        raise FieldError(("network", "layers", len(sizes) - 1), f"got {sizes[-1]}, allowed: 1")
    if spec.layer_activations[-1] != "sigmoid":
        got = spec.layer_activations[-1]
        raise FieldError(("network", "output_activation"), f"got {got!r}, allowed: 'sigmoid', a probability")


def _check_place(request: AccuracyVsLossRequest) -> None:
    sizes = request.network.layers
    bounds = {"layer": len(sizes) - 2}
    if request.layer <= bounds["layer"]:
        bounds |= {"unit": sizes[request.layer + 1] - 1, "input": sizes[request.layer] - 1}
    for field, last in bounds.items():
        if getattr(request, field) > last:
            raise FieldError((field,), f"got {getattr(request, field)}, allowed: 0 to {last} in this network")


@dataclass(frozen=True)
class Examples:
    """What the network is asked; ``wrong`` are those it decides wrong at the present weight."""

    inputs: Matrix
    targets: Vector
    wrong: list[int]


@dataclass(frozen=True)
class AccuracyVsLossResult:
    """The sweep: for every ``weight`` the ``loss`` and the ``accuracy``; and both ``here``.

    ``slope`` is ∂L/∂w at the present weight. ``jumps`` counts the places where the accuracy changes between
    neighbors of the sweep; everywhere else it is flat.
    """

    network: NetworkResult
    weight: Vector
    loss: Vector
    accuracy: Vector
    here: float
    loss_here: float
    accuracy_here: float
    slope: float
    jumps: int
    examples: Examples
    grid: Grid
    sentence: str


def compute(request: AccuracyVsLossRequest) -> AccuracyVsLossResult:
    """Sets the weight to every value in turn, all at once as a family."""
    data = request.dataset.build()
    network, (layer, unit, source) = network_of(request), place_of(request)
    here = float(network.weights[layer][unit, source]) if request.value is None else request.value
    weight = np.linspace(request.low, request.high, request.points)
    sweep = with_weight(network, request, weight).forward(data.inputs)
    now = with_weight(network, request, np.array(here))
    trace = now.forward(data.inputs)
    score = Accuracy(data.targets, LOSS)
    shares = score(sweep.prediction)
    right = (trace.prediction[:, 0] >= 0.5) == (data.targets[:, 0] >= 0.5)
    backward = now.backward(trace, data.targets, LOSS)
    accuracy, slope = float(score(trace.prediction)), float(backward.weights[layer][unit, source])
    jumps = int(np.count_nonzero(np.diff(shares)))
    return AccuracyVsLossResult(
        network=NetworkResult.of(now),
        weight=weight,
        loss=losses_of(sweep, data.targets),
        accuracy=shares,
        here=here,
        loss_here=float(backward.loss),
        accuracy_here=accuracy,
        slope=slope,
        jumps=jumps,
        examples=Examples(data.inputs, data.targets[:, 0].copy(), np.flatnonzero(~right).tolist()),
        grid=grid_of(now, *request.dataset.plane),
        sentence=say(request, float(backward.loss), accuracy, slope, jumps),
    )


def losses_of(sweep: ForwardTrace, targets: FloatArray) -> FloatArray:
    """The loss of every network of the family, from its logits: as right where a probability is 0 or 1."""
    z = sweep.layers[-1].z
    return BCEWithLogits().value(z, np.broadcast_to(targets, z.shape))


def place_of(request: AccuracyVsLossRequest) -> tuple[int, int, int]:
    """Layer, unit it runs to, unit it comes from."""
    return request.layer, request.unit, request.input


def network_of(request: AccuracyVsLossRequest) -> Network:
    """The network as given, or drawn and pretrained."""
    if request.network.weights is not None or request.pretrain == 0:
        return request.network.build()
    return pretrained(request.network.model_dump_json(exclude_unset=True), request.dataset, request.pretrain)


@lru_cache(maxsize=64)
def pretrained(spec: str, dataset: PlaneDataset, epochs: int) -> Network:
    """Trained once for each request that describes it alike."""
    data = dataset.build()
    drawn = NetworkSpec.model_validate_json(spec).build()
    run = train(
        drawn,
        data.inputs,
        data.targets,
        loss="bce",
        optimizer="adam",
        learning_rate=0.05,
        epochs=epochs,
        record_every=epochs,
    )
    return run.network


def with_weight(network: Network, request: AccuracyVsLossRequest, values: FloatArray) -> Network:
    """The network with the one weight set; a family where there are several values."""
    sizes = network.sizes
    before = sum(n_in * n_out + n_out for n_in, n_out in pairwise(sizes[: request.layer + 1]))
    theta = np.broadcast_to(network.parameters, (*values.shape, network.parameter_count)).copy()
    # θ holds W row by row, then b, layer after layer.
    theta[..., before + request.unit * sizes[request.layer] + request.input] = values
    return network.with_parameters(theta)


def grid_of(network: Network, low: float, high: float) -> Grid:
    """The prediction over the plane."""
    ticks = np.linspace(low, high, RESOLUTION)
    x1, x2 = np.meshgrid(ticks, ticks)
    values: FloatArray = network.forward(np.column_stack([x1.ravel(), x2.ravel()])).prediction[:, 0]
    return Grid(low, high, RESOLUTION, values.round(4))


def say(request: AccuracyVsLossRequest, loss: float, accuracy: float, slope: float, jumps: int) -> str:
    """What the two say, and which way is down."""
    here = f"The loss is {signed(loss, 4)} and {signed(100 * accuracy, 1)} % of the decisions are right"
    way = "a larger weight" if slope < 0 else "a smaller weight"
    flat = 100 * (1 - jumps / (request.points - 1))
    down = (
        f"the slope of the loss, {signed(slope, 4)}, says that {way} would be better"
        if slope
        else "the loss is flat"
    )
    sweep = f"While this weight goes from {short(request.low)} to {short(request.high)}"
    return f"{here}; {down}. {sweep}, {signed(flat, 0)} % of the steps leave the accuracy as it is."


def all_numbers(request: AccuracyVsLossRequest, result: AccuracyVsLossResult) -> Table:
    """The present weight, then the sweep."""
    here: list[Cell] = ["here", result.here, result.loss_here, result.accuracy_here]
    sweep: list[list[Cell]] = [
        ["sweep", result.weight[i], result.loss[i], result.accuracy[i]] for i in places(request.points, 41)
    ]
    columns: list[str | Column] = [words(""), "weight", "loss", "accuracy"]
    return table("Loss and accuracy along one weight", columns, [here, *sweep])


def dearest(seed: int) -> dict[str, Any]:
    """The largest network, trained as long as it may be, swept over all points and examples."""
    return {
        "network": {"layers": WIDEST_IN_THE_PLANE, "seed": seed % (MAX_SEED + 1)},
        "dataset": {"samples": MAX_SAMPLES},
        "points": MAX_POINTS,
        "pretrain": MAX_PRETRAIN,
    }


PANEL = Panel(
    operation=Operation(
        path="accuracy-vs-loss",
        title="Accuracy is blind to small steps",
        summary="Nudge one weight: the loss notices at once, the accuracy only when a decision flips.",
        request=AccuracyVsLossRequest,
        result=AccuracyVsLossResult,
        run=at_once(compute),
        cost=cost,
        dearest=dearest,
        limits={
            "accuracy_vs_loss.examples": MAX_SAMPLES,
            "accuracy_vs_loss.points": MAX_POINTS,
            "accuracy_vs_loss.epochs_before": MAX_PRETRAIN,
        },
        examples={
            "circles": {},
            "two sides": {
                "dataset": {"name": "linear", "noise": 0.15},
                "network": {"layers": [2, 1]},
                "layer": 0,
                "input": 0,
                "pretrain": 40,
            },
            "moons": {"dataset": {"name": "moons"}, "network": {"layers": [2, 4, 1]}, "layer": 0, "input": 0},
            "untrained": {"pretrain": 0},
        },
    ),
    programs=programs,
    programs_cost=programs_cost,
    table=all_numbers,
)
