"""Gradient flow: what reaches each layer of a deep network, forward and back.

A signal passes every layer on its way forward, and the error signal passes every layer on its way back. What
each layer multiplies it by is near 1 or it is not, and thirty times that is 1, or next to nothing, or huge.
Xavier's and He's widths, batch normalization and residual connections are ways to keep it near 1; the panel
measures which of them does, and a training run says whether it was enough.

References: Glorot and Bengio (2010); He, Zhang, Ren and Sun (2015, 2016); Ioffe and Szegedy (2015).
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from panel_kit.contract.operation import Cost, Operation
from panel_kit.contract.panel import Panel, SavedState
from panel_kit.contract.table import Cell, Column, Table, table, words
from panel_kit.runs.cost import LEAST_MEGABYTES
from panel_kit.specs.limits import MAX_SEED
from panel_kit.specs.network_result import NetworkResult
from panels.gradient_flow.flows import flow_of
from panels.gradient_flow.programs import programs
from panels.gradient_flow.request import (
    EXAMPLES,
    MAX_DEPTH,
    MAX_EPOCHS,
    MAX_SEEDS,
    MAX_WIDTH,
    WORK,
    FlowNetwork,
    FlowView,
    GradientFlowRequest,
    dearest,
    sample,
)
from panels.gradient_flow.result import FlowResult, GradientFlowResult, Sample
from panels.gradient_flow.words import say, times

SECONDS_OF_A_LAYER = 1.2e-4  # of one pass, forward and back, of 16 units
WORK_A_SECOND = 3e9
BYTES_OF_A_PASS = 8 * 24
TRAINED = 100  # epochs, by the button


def run(request: GradientFlowRequest) -> Generator[GradientFlowResult | None]:
    """The network that is asked for and the kept one, with a pause after every epoch."""
    result = yield from flow_of(request.plain, request)
    kept = (yield from flow_of(request.kept, request)) if request.kept else None
    inputs, targets = sample()
    yield GradientFlowResult(
        **vars(result),
        kept=kept,
        network=NetworkResult.of(request.plain.first) if request.is_plain else None,
        sample=Sample(inputs, targets[:, 0].copy()),
        sentence=say(result, kept, request.train_epochs),
    )


def cost(request: GradientFlowRequest) -> Cost:
    """Its work, and what each layer takes in every pass however small it is."""
    layers = sum(each.depth * (1 + each.batch_norm) for each in (request, request.kept) if each)
    calls = (1 + request.train_epochs) * layers
    seconds = calls * SECONDS_OF_A_LAYER + request.work / WORK_A_SECOND
    units = sum(each.depth * each.width for each in (request, request.kept) if each)
    activations = request.seeds * EXAMPLES * units
    return Cost(seconds, LEAST_MEGABYTES + activations * BYTES_OF_A_PASS / 1e6)


def all_numbers(request: GradientFlowRequest, result: GradientFlowResult) -> Table:
    """Every layer, and the kept network's gradients beside them."""
    columns: list[str | Column] = [
        words("layer"),
        words("‖∂L/∂W‖"),
        words("÷ ‖W‖"),
        "mean",
        words("spread of activations"),
        words("spread within units"),
        Column("saturated", 2),
        Column("dead", 2),
    ]
    columns += [words("kept: ‖∂L/∂W‖"), words("kept: spread of activations")] if result.kept else []
    rows = [
        [
            name_of(result, place),
            times(layer.gradient_norm),
            None if layer.relative_gradient is None else times(layer.relative_gradient),
            layer.activation_mean,
            times(layer.activation_std),
            times(layer.example_spread),
            layer.saturated_share,
            layer.dead_share,
            *kept_cells(result, place),
        ]
        for place, layer in enumerate(result.layers)
    ]
    return table("What reaches each layer", columns, rows)


def name_of(result: FlowResult, place: int) -> str:
    """A layer's name."""
    return "output" if place == len(result.layers) - 1 else f"hidden {place + 1}"


def kept_cells(result: GradientFlowResult, place: int) -> list[Cell]:
    """The kept network's numbers of the same layer: hidden beside hidden, output beside output."""
    if result.kept is None:
        return []
    hidden = result.kept.layers[:-1]
    is_output = place == len(result.layers) - 1
    if not is_output and place >= len(hidden):
        return [None, None]
    layer = result.kept.layers[-1 if is_output else place]
    return [times(layer.gradient_norm), times(layer.activation_std)]


RELU = {"activation": "relu", "initializer": "kaiming_uniform"}
DEEP = {"depth": 20}
# Of seed 11 the gradients of hidden layers 2 to 20 are of one size, not only on the mean of many seeds
WIDE = {"depth": 20, "width": 32, "activation": "relu", "initializer": "normal", "seed": 11}
HALVED = {**WIDE, "std": 0.125}
LARGE = {**WIDE, "std": 0.5}
NARROW = {**RELU, "width": 4, "seeds": 50}
OF_20_SEEDS = {"seeds": 20, "train_epochs": TRAINED}
OF_5_SEEDS = {**RELU, **DEEP, "seeds": 5, "train_epochs": TRAINED}
WITH_ADAM = {**OF_5_SEEDS, "optimizer": "adam", "learning_rate": 0.01}
SAVED_STATES = {
    "sigmoid": SavedState({"seeds": 20}),
    "tanh": SavedState({**OF_20_SEEDS, "activation": "tanh"}),
    "large": SavedState(LARGE),
    "narrow": SavedState(NARROW),
    "relu-xavier": SavedState({**OF_20_SEEDS, "activation": "relu"}),
    "relu-he": SavedState({**OF_20_SEEDS, **RELU}),
    "adam": SavedState(WITH_ADAM),
    "adam-normalized": SavedState({**WITH_ADAM, "batch_norm": True}),
    "both": SavedState({**OF_5_SEEDS, "batch_norm": True, "residual": True}),
}


def constants() -> dict[str, Any]:
    """How long the button trains, and which fields make the network."""
    return {"epochs": TRAINED, "network": list(FlowNetwork.model_fields)}


def dearest_programs(seed: int) -> dict[str, Any]:
    """Programs come with their answer as long as nobody waits for it: so with the largest that is so."""
    return {**DEEP, **RELU, "batch_norm": True, "seed": seed % (MAX_SEED + 1)}


PANEL = Panel(
    operation=Operation(
        path="gradient-flow",
        title="What reaches each layer",
        summary="See how signal and gradient change from layer to layer of a deep network, and train it.",
        request=GradientFlowRequest,
        result=GradientFlowResult,
        run=run,
        cost=cost,
        dearest=dearest,
        limits={
            "gradient_flow.hidden_layers": MAX_DEPTH,
            "gradient_flow.units_per_layer": MAX_WIDTH,
            "gradient_flow.seeds": MAX_SEEDS,
            "gradient_flow.epochs": MAX_EPOCHS,
            "gradient_flow.work": WORK,
        },
        examples={
            "sigmoid": {},
            "tanh, Xavier": {"activation": "tanh"},
            "ReLU, He": RELU,
            "ReLU, weights halved": HALVED,
            "weights too large": LARGE,
            "batch norm": {**DEEP, **RELU, "batch_norm": True},
            "both cures": {**DEEP, **RELU, "batch_norm": True, "residual": True},
            "4 units": NARROW,
        },
    ),
    programs=programs,
    dearest_programs=dearest_programs,
    table=all_numbers,
    view=FlowView,
    saved_states=SAVED_STATES,
    constants=constants,
)
