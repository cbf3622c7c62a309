"""Architecture: how many layers, how many units, what that costs, and what it is worth.

The arithmetic is exact: each layer has a weight for every pair of units and a bias for every unit of its own.
What an architecture is worth is not: it depends on the data, and is measured, over seeds. Networks with the
same number of parameters, one wide, one deep, one deep and narrow, learn the same examples side by side.

Reference: He, Zhang, Ren and Sun (2015).
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from panel_kit.contract.operation import USUAL_MEGABYTES, Cost, Operation, latest
from panel_kit.contract.panel import Panel
from panel_kit.contract.table import Cell, Column, Table, table, words
from panels.architecture.candidates import (
    LEARNED_NAMES,
    MAX_EPOCHS,
    MAX_HIDDEN,
    MAX_NETWORKS,
    MAX_SAMPLES,
    MAX_SEEDS,
    MAX_SIZE,
    inputs_of,
)
from panels.architecture.comparing import GOOD, compared_parts
from panels.architecture.counts import counted
from panels.architecture.price import MEGABYTES, WORK, prices
from panels.architecture.programs import programs, programs_cost
from panels.architecture.request import (
    MAX_OUTPUTS,
    ArchitectureRequest,
    ArchitectureView,
    dearest,
)
from panels.architecture.result import ArchitectureResult, ComparisonResult
from panels.architecture.scale import KNOWN_NETWORKS, SCALE_ENDS
from panels.architecture.states import EQUAL, PRESETS, SAVED_STATES

WORK_A_SECOND = 2e9
WEIGHTS_A_SECOND = 1.2e8
LEAST_SECONDS = 0.0006


def parts_of(request: ArchitectureRequest) -> Generator[dict[str, Any]]:
    """The counts at once, then the networks that are compared, one by one."""
    counts = counted(request)
    yield {**counts, "compared": None, "status": "completed", "sentence": counts["counted"]}
    if request.compare is not None:
        yield from compared_parts(request.compare)


def cost(request: ArchitectureRequest) -> Cost:
    """What it takes to draw all weights, and what all runs take."""
    drawn = Cost(LEAST_SECONDS + request.parameters / WEIGHTS_A_SECOND, 0.1 + 24 * request.parameters / 1e6)
    compared = request.compare
    if compared is None:
        return drawn
    megabytes = USUAL_MEGABYTES + compared.bytes_at_once / 1e6
    return drawn + Cost(0.02 + compared.work / WORK_A_SECOND, megabytes)


def all_numbers(request: ArchitectureRequest, result: ArchitectureResult) -> Table:
    """The layers of the network, or what was compared."""
    if result.compared is not None:
        return compared_table(result.compared)
    rows: list[list[Cell]] = [
        [number, layer.arithmetic, layer.weights, layer.biases, layer.parameters, layer.weights]
        for number, layer in enumerate(result.layers, 1)
    ]
    rows.append(["all", None, result.weights, result.biases, result.parameters, result.multiply_adds])
    names = ("layer", "arithmetic", "weights", "biases", "parameters", "multiply-adds per example")
    return table("Every layer of the network by its numbers", [words(name) for name in names], rows)


def compared_table(compared: ComparisonResult) -> Table:
    """Every network with its mean, its interval, and the held-out accuracy of each seed."""
    columns: list[str | Column] = [
        words("network"),
        words("parameters"),
        *("mean", "interval from", "interval to", "mean on examples learned", "weights from −1 to 1"),
        Column("largest weight", 2),
        *(f"seed {seed}" for seed in compared.seeds),
    ]
    rows: list[list[Cell]] = [
        [
            run.name,
            run.parameters,
            *(run.mean, *run.interval, run.train_mean, run.within_one, run.largest_weight),
            *(float(share) for share in run.accuracies),
        ]
        for run in compared.runs
    ]
    return table("Share of the held-out examples decided right", columns, rows)


def constants() -> dict[str, Any]:
    """Known networks by their parameters, the comparison that a button starts, and which share is good."""
    return {
        "known": [vars(each) for each in KNOWN_NETWORKS],
        "ends": list(SCALE_ENDS),
        "comparison": ArchitectureRequest.model_validate(EQUAL).model_dump(mode="json")["compare"],
        "outputs": MAX_OUTPUTS,
        "inputs": {name: inputs_of(name) for name in LEARNED_NAMES},
        "prices": prices(),
        "networks": MAX_NETWORKS,
        "good": GOOD,
    }


PANEL = Panel(
    operation=Operation(
        path="architecture",
        title="Build a network",
        summary="Add layers and units, count what they cost, and train networks of equal size side by side.",
        request=ArchitectureRequest,
        result=ArchitectureResult,
        run=parts_of,
        join=latest(ArchitectureResult),
        streams=True,
        cost=cost,
        dearest=dearest,
        limits={
            "architecture.units_per_layer": MAX_SIZE,
            "architecture.outputs": MAX_OUTPUTS,
            "architecture.hidden_layers": MAX_HIDDEN,
            "architecture.networks": MAX_NETWORKS,
            "architecture.examples": MAX_SAMPLES,
            "architecture.epochs": MAX_EPOCHS,
            "architecture.seeds": MAX_SEEDS,
            "architecture.work": WORK,
            "architecture.megabytes": MEGABYTES,
        },
        examples=PRESETS,
    ),
    programs=programs,
    table=all_numbers,
    view=ArchitectureView,
    saved_states=SAVED_STATES,
    constants=constants,
    programs_cost=programs_cost,
)
