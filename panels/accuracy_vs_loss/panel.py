"""Accuracy against loss: nudge one weight, and see which of the two notices.

Accuracy counts decisions. It stays flat while a weight moves and jumps when a decision flips, so it gives no
slope to follow. The loss asks how sure each answer was: it moves with every nudge, and its slope says
where to.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from nn_core import ForwardTrace, Network
from nn_core.activations import FloatArray
from nn_core.datasets import Dataset
from nn_core.layer_counts import start_of_layer
from nn_core.losses import BCE, BCEWithLogits
from nn_core.trainer.accuracy import Accuracy
from panel_kit.contract.operation import Operation
from panel_kit.contract.panel import Panel
from panel_kit.contract.schema import Matrix, Vector
from panel_kit.contract.table import Cell, Column, Table, rows_shown, table, words
from panel_kit.contract.words import short, signed
from panel_kit.specs.grid import Grid, grid_inputs
from panel_kit.specs.network_result import NetworkResult
from panel_kit.specs.plane_data import MAX_SAMPLES
from panels.accuracy_vs_loss.cost import cost, dearest, programs_cost
from panels.accuracy_vs_loss.pretraining import network_of
from panels.accuracy_vs_loss.programs import programs
from panels.accuracy_vs_loss.request import MAX_POINTS, MAX_PRETRAIN, AccuracyVsLossRequest

RESOLUTION = 33
ANSWERS_AT_ONCE = 1_000_000  # of units to examples, eight bytes each and twice over
LOSS = BCE()


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


def run(request: AccuracyVsLossRequest) -> Generator[AccuracyVsLossResult | None]:
    """Sets the weight to every value in turn, with pauses where there is much to ask."""
    data = request.dataset.build()
    network, (layer, unit, source) = network_of(request), place_of(request)
    here = float(network.weights[layer][unit, source]) if request.value is None else request.value
    weight = np.linspace(request.low, request.high, request.points)
    loss, shares = yield from swept(request, network, weight, data)
    now = with_weight(network, request, np.array(here))
    trace = now.forward(data.inputs)
    right = (trace.prediction[:, 0] >= 0.5) == (data.targets[:, 0] >= 0.5)
    backward = now.backward(trace, data.targets, LOSS)
    accuracy = float(Accuracy(data.targets, LOSS)(trace.prediction))
    slope = float(backward.weights[layer][unit, source])
    jumps = int(np.count_nonzero(np.diff(shares)))
    yield AccuracyVsLossResult(
        network=NetworkResult.of(now),
        weight=weight,
        loss=loss,
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


def swept(
    request: AccuracyVsLossRequest, network: Network, weight: FloatArray, data: Dataset
) -> Generator[None, None, tuple[FloatArray, FloatArray]]:
    """Loss and accuracy at every value, (points,): many networks at once as a family, then a pause."""
    score = Accuracy(data.targets, LOSS)
    together = max(1, ANSWERS_AT_ONCE // (data.samples * sum(network.sizes)))
    losses, shares = [], []
    for place in range(0, len(weight), together):
        if place:
            yield
        family = with_weight(network, request, weight[place : place + together]).forward(data.inputs)
        losses.append(losses_of(family, data.targets))
        shares.append(score(family.prediction))
    return np.concatenate(losses), np.concatenate(shares)


def losses_of(sweep: ForwardTrace, targets: FloatArray) -> FloatArray:
    """The loss of every network of the family, from its logits: as right where a probability is 0 or 1."""
    z = sweep.layers[-1].z
    return BCEWithLogits().value(z, np.broadcast_to(targets, z.shape))


def place_of(request: AccuracyVsLossRequest) -> tuple[int, int, int]:
    """Layer, unit it runs to, unit it comes from."""
    return request.layer, request.unit, request.input


def with_weight(network: Network, request: AccuracyVsLossRequest, values: FloatArray) -> Network:
    """The network with the one weight set; a family where there are several values."""
    sizes = network.sizes
    before = start_of_layer(sizes, request.layer)
    theta = np.broadcast_to(network.parameters, (*values.shape, network.parameter_count)).copy()
    # θ holds W row by row, then b, layer after layer.
    theta[..., before + request.unit * sizes[request.layer] + request.input] = values
    return network.with_parameters(theta)


def grid_of(network: Network, low: float, high: float) -> Grid:
    """The prediction over the plane."""
    inputs = grid_inputs(low, high, RESOLUTION)
    return Grid(low, high, RESOLUTION, network.forward(inputs).prediction[:, 0].round(4))


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
        ["sweep", result.weight[i], result.loss[i], result.accuracy[i]]
        for i in rows_shown(request.points, 41)
    ]
    columns: list[str | Column] = [words(""), "weight", "loss", "accuracy"]
    return table("Loss and accuracy along one weight", columns, [here, *sweep])


PANEL = Panel(
    operation=Operation(
        path="accuracy-vs-loss",
        title="Accuracy does not notice small steps",
        summary="Change one weight a little: the loss changes too, the accuracy only when a decision flips.",
        request=AccuracyVsLossRequest,
        result=AccuracyVsLossResult,
        run=run,
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
