"""Backpropagation: whose fault is the error, and by how much?

The forward pass keeps every z and a. Then the chain rule goes back: δ = ∂L/∂z of the last layer first, and
of each layer before it by the weights between them. A weight's gradient is the product of three numbers,
∂L/∂a · ∂a/∂z · ∂z/∂w. That is all: what to do with the gradients is the optimizer's business.
Reference: Rumelhart, Hinton and Williams (1986).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.gradient_check import gradient_check
from nn_core.losses import CategoricalCrossEntropy
from nn_core.losses.likelihood import log_softmax
from nn_core.losses.output import output_of
from nn_core.optimizers import OPTIMIZERS, OptimizerState
from panel_kit.contract.operation import Operation, at_once
from panel_kit.contract.panel import Panel
from panel_kit.contract.table import Cell, Column, Table, table, words
from panel_kit.contract.words import unit_name
from panel_kit.specs.activations import activation_table
from panel_kit.specs.losses import OUTPUT_FOR
from panel_kit.specs.network_result import NetworkResult
from panel_kit.specs.optimizer import OPTIMIZER_NAMES
from panels.backprop.cost import cost, dearest, programs_cost
from panels.backprop.grade import GRADING
from panels.backprop.presets import PRESETS
from panels.backprop.programs import programs
from panels.backprop.request import (
    LARGEST,
    MAX_SIZES,
    MAX_STEPS,
    MAX_UNITS,
    PROBABILITIES,
    BackpropRequest,
    BackpropView,
)
from panels.backprop.result import BackpropLayer, BackpropResult, Gradients, NumericGradients
from panels.backprop.run import Run, run
from panels.backprop.step_check.check import OPERATION as STEP_CHECK
from panels.backprop.words import say, slope_is_cut, walk

MOMENTS = {
    "momentum_buffer": "momentum m",
    "exp_avg": "mean of g, m",
    "exp_avg_sq": "mean of g², v",
    "square_avg": "mean of g², v",
    "sum": "sum of g²",
}


def compute(request: BackpropRequest) -> BackpropResult:
    """Runs the example forward and back, checks the gradients, and updates once."""
    done = run(request)
    network, forward, backward = done.network, done.forward, done.backward
    y, prediction = np.array(request.y), forward.prediction[0]
    check = gradient_check(network, [request.x], [request.y], done.loss)
    return BackpropResult(
        network=NetworkResult.of(network),
        x=forward.inputs[0],
        y=y,
        layers=[
            BackpropLayer(there.z[0], there.a[0], back.dL_da[0], back.da_dz[0], back.delta[0])
            for there, back in zip(forward.layers, backward.layers, strict=True)
        ],
        prediction=prediction,
        errors=prediction - y,
        terms=terms_of(done, y),
        loss=float(backward.loss),
        gradients=Gradients(list(backward.weights), list(backward.biases)),
        gradient_check=NumericGradients(
            Gradients(list(check.weights), list(check.biases)), check.max_relative_error
        ),
        changes=None if done.updated is None else changes_of(network, done.updated),
        memory_before=memory_of(network, done.state),
        memory=memory_of(network, done.after),
        slope_is_cut=slope_is_cut(done),
        updated=None if done.updated is None else NetworkResult.of(done.updated),
        loss_after=None if done.updated is None else done.losses[-1],
        steps=done.steps,
        losses=done.losses,
        diverged_at=done.diverged_at,
        walk=walk(request, done),
        sentence=say(request, done),
    )


def memory_of(network: Network, state: OptimizerState) -> dict[str, Gradients]:
    """What an optimizer remembers, taken apart as θ is."""
    homes = {name: network.with_parameters(moment) for name, moment in state.moments.items()}
    return {name: Gradients(list(home.weights), list(home.biases)) for name, home in homes.items()}


def terms_of(done: Run, y: FloatArray) -> FloatArray:
    """What each output costs, shape (n_out,)."""
    last = done.forward.layers[-1]
    if isinstance(done.loss, CategoricalCrossEntropy):
        return -y * log_softmax(last.z[0])
    output = output_of(done.network.layers[-1].output_activation, done.loss)
    terms: FloatArray = output.terms(last.z, last.a, y[None])[0]
    return terms


def changes_of(network: Network, updated: Network) -> Gradients:
    """Δθ, layer by layer."""
    pairs = zip(network.weights, updated.weights, strict=True)
    biases = zip(network.biases, updated.biases, strict=True)
    return Gradients(
        [after - before for before, after in pairs], [after - before for before, after in biases]
    )


def all_numbers(request: BackpropRequest, result: BackpropResult) -> Table:
    """Every unit with its signals, then every weight and bias with its gradient both ways and its update."""
    columns: list[str | Column] = [
        words("layer"),
        words("what"),
        *("z", "a", "∂L/∂a", "∂a/∂z", "δ"),
        *(Column(name, 6) for name in ("value", "gradient", "central difference", "after the update")),
    ]
    units = [row for number in range(1, len(result.network.layers)) for row in unit_rows(result, number)]
    total: list[Cell] = ["loss", "L", *[None] * 5, result.loss, None, None, result.loss_after]
    return table("Every number of the pass and the update", columns, [*units, *parameter_rows(result), total])


def unit_rows(result: BackpropResult, number: int) -> list[list[Cell]]:
    """A row for each unit of a layer; after a softmax, one for each other z that moves a unit."""
    layer, sizes, gap = result.layers[number - 1], result.network.layers, [None] * 4
    names = [unit_name(sizes, number, unit) for unit in range(sizes[number])]
    is_jacobian = layer.da_dz.ndim == 2
    slopes = np.diagonal(layer.da_dz) if is_jacobian else layer.da_dz
    signals = zip(layer.z, layer.a, layer.dL_da, slopes, layer.delta, strict=True)
    rows: list[list[Cell]] = [
        [f"layer {number}", name, *own, *gap] for name, own in zip(names, signals, strict=True)
    ]
    if is_jacobian:
        pairs = [(i, j) for i in range(len(names)) for j in range(len(names)) if i != j]
        rows += [
            [f"layer {number}", f"{names[i]} by z of {names[j]}", *[None] * 3, layer.da_dz[i, j], None, *gap]
            for i, j in pairs
        ]
    return rows


def parameter_rows(result: BackpropResult) -> list[list[Cell]]:
    """A row for each weight and each bias."""
    sizes, rows = result.network.layers, []
    for number, (n_in, n_out) in enumerate(pairwise(sizes), 1):
        for j in range(n_out):
            name = unit_name(sizes, number, j)
            for i in range(n_in):
                source = unit_name(sizes, number - 1, i)
                rows.append(parameter_row(result, number, f"weight {source} → {name}", "weights", (j, i)))
            rows.append(parameter_row(result, number, f"bias of {name}", "biases", (j,)))
    return rows


def parameter_row(
    result: BackpropResult, number: int, name: str, kind: str, place: tuple[int, ...]
) -> list[Cell]:
    """One parameter: its value, its gradient both ways, its value after the update."""
    homes = (result.network, result.gradients, result.gradient_check.numeric, result.updated)
    values = [None if home is None else float(getattr(home, kind)[number - 1][place]) for home in homes]
    return [f"layer {number}", name, *[None] * 5, *values]


@lru_cache(maxsize=1)
def constants() -> dict[str, Any]:
    """What activations are called and the ends of their ranges; what optimizers are called and do."""
    return {
        "activations": activation_table(),
        "outputs": OUTPUT_FOR,
        "targets": dict.fromkeys(OUTPUT_FOR, PROBABILITIES),
        "moments": MOMENTS,
        "optimizers": {
            name: {"name": said, "formula": OPTIMIZERS[name].formula, "use": OPTIMIZERS[name].use}
            for name, said in OPTIMIZER_NAMES.items()
        },
    }


PANEL = Panel(
    operation=Operation(
        path="backprop",
        title="Backpropagation, step by step",
        summary="Go forward, see the loss, send the error back, and open any weight’s chain rule.",
        request=BackpropRequest,
        result=BackpropResult,
        run=at_once(compute),
        cost=cost,
        dearest=dearest,
        limits={
            "backprop.layers": MAX_SIZES,
            "backprop.units_per_layer": MAX_UNITS,
            "backprop.absolute_input": LARGEST,
            "backprop.steps": MAX_STEPS,
        },
        examples=PRESETS,
    ),
    programs=programs,
    programs_cost=programs_cost,
    table=all_numbers,
    view=BackpropView,
    constants=constants,
    grading=GRADING,
    others=(STEP_CHECK,),
)
