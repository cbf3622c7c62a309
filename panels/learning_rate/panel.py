"""The learning rate: the same network, data and first weights, trained at several rates side by side.

Whether a rate is too small, right or too large is decided by the loss: a step η along a direction of
curvature λ comes down as long as η < 2/λ. So no bands hold for every network; the panel draws those of the
textbooks, tries them on the network at hand, and shows how the curvature itself follows the rate.

Reference: Cohen, Kaur, Li, Kolter and Talwalkar (2021).
"""

from __future__ import annotations

from typing import Any

from panel_kit.contract.operation import USUAL_MEGABYTES, Cost, Operation, latest
from panel_kit.contract.panel import Panel, SavedState
from panel_kit.contract.table import Cell, Column, Table, rows_shown, table, words
from panel_kit.programs.size import cost_of_numbers
from panel_kit.runs.many import megabytes_of
from panel_kit.runs.panel import as_asked
from panels.learning_rate.bands import BANDS
from panels.learning_rate.compute import parts_of
from panels.learning_rate.programs import programs
from panels.learning_rate.request import (
    LEAST_RATE,
    MAX_EPOCHS,
    MAX_SAMPLES,
    MAX_SEEDS,
    MOST,
    MOST_RATE,
    WORK,
    LearningRateRequest,
    LearningRateView,
    dearest,
)
from panels.learning_rate.result import LearningRateResult
from panels.learning_rate.words import rate_text

WORK_A_SECOND = 250_000_000
LEAST_SECONDS = 0.03


def cost(request: LearningRateRequest) -> Cost:
    """What all the runs take together."""
    members = len(request.rates) * request.seeds
    megabytes = USUAL_MEGABYTES + megabytes_of(request.setup, members)
    return Cost(LEAST_SECONDS + request.work / WORK_A_SECOND, megabytes)


def programs_cost(request: LearningRateRequest) -> Cost:
    """What it costs to write the examples and the first weights out."""
    setup = request.setup
    return Cost(LEAST_SECONDS) + cost_of_numbers(setup.data.inputs.size + setup.network.parameter_count)


def all_numbers(request: LearningRateRequest, result: LearningRateResult) -> Table:
    """Every rate, at most 41 epochs of each, and how it ended."""
    columns: list[str | Column] = [
        words("epoch"),
        *(f"η {rate_text(run.learning_rate)}" for run in result.runs),
    ]
    rows: list[list[Cell]] = [
        [epoch, *(at(run.loss, epoch) for run in result.runs)]
        for epoch in rows_shown(len(result.runs[0].loss), 41)
    ]
    rows.append(["verdict", *(run.verdict for run in result.runs)])
    rows.append(["solved, share of seeds", *(run.solved_share for run in result.runs)])
    return table("The loss of every rate, epoch by epoch", columns, rows)


def at(loss: Any, epoch: int) -> float | None:
    """The loss at an epoch; None where there is no number."""
    value = float(loss[epoch])
    return value if value == value else None


SINE = {
    "dataset": {"name": "sine", "samples": 20, "noise": 0.0},
    "network": {"hidden": [8, 8], "zero_output": False},
}
EDGE = {**SINE, "rates": [0.1, 0.2, 0.3], "epochs": 1500, "sharpness": True}
MANY = {"seeds": MAX_SEEDS}
LONG = {"rates": [0.01, 0.1, 1.0, 3.0, 10.0], "epochs": 2000, **MANY}
SAVED_STATES = {
    "three": SavedState({}),
    "small": SavedState({"rates": [0.001, 0.01]}),
    "right": SavedState({"rates": [0.1, 0.5]}),
    "large": SavedState({"rates": [3.0, 30.0]}),
    "seeds": SavedState(MANY),
    "long": SavedState(LONG),
    "sigmoid": SavedState({**LONG, "network": {"hidden_activation": "sigmoid"}}),
    "relu": SavedState({**LONG, "network": {"hidden_activation": "relu"}}),
    "adam": SavedState({"rates": [0.001, 0.01, 0.1, 1.0], "optimizer": "adam"}),
    "edge": SavedState(EDGE, {"selected": 0}),
    "no-edge": SavedState({"rates": [0.1, 0.5, 1.0], "epochs": 1500, "sharpness": True}),
    "diverges": SavedState({**SINE, "rates": [0.1, 1.0, 3.0]}),
}


def constants() -> dict[str, Any]:
    """The ends of the axis, and the bands of the rule of thumb."""
    return {
        "ends": [LEAST_RATE, MOST_RATE],
        "bands": [{"name": band.name, "low": band.low, "high": band.high} for band in BANDS],
    }


PANEL = Panel(
    operation=Operation(
        path="learning-rate",
        title="Too small, right, too large",
        summary="Train one network at several learning rates and see which of them works.",
        request=LearningRateRequest,
        result=LearningRateResult,
        run=parts_of,
        join=latest(LearningRateResult),
        streams=True,
        cost=cost,
        dearest=dearest,
        limits={
            "learning_rate.rates": MOST,
            "learning_rate.seeds": MAX_SEEDS,
            "learning_rate.epochs": MAX_EPOCHS,
            "learning_rate.examples": MAX_SAMPLES,
            "learning_rate.work": WORK,
        },
        examples={
            "too small": {"rates": [0.001, 0.01]},
            "right": {"rates": [0.1, 0.5]},
            "too large": {"rates": [3.0, 30.0]},
            "all three": {},
            "50 seeds": MANY,
            "it diverges": SAVED_STATES["diverges"].request,
            "edge of stability": EDGE,
            "no edge: XOR": SAVED_STATES["no-edge"].request,
        },
    ),
    programs=programs,
    table=all_numbers,
    view=LearningRateView,
    kept=as_asked,
    saved_states=SAVED_STATES,
    constants=constants,
    programs_cost=programs_cost,
)
