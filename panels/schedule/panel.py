"""Schedules: what does it buy to change the learning rate while a network learns?

Large steps get far, small ones come to rest; where each step sees a few examples only, a large rate never
comes to rest at all. A schedule begins with large steps and ends with small ones. Whether that is worth
anything is a question to the same task at the best rate that stays: from the same first weights, over seeds.

References: Loshchilov and Hutter (2017); Goyal et al. (2017); Smith and Topin (2018).
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np

from nn_core.activations import FloatArray
from nn_core.trainer.snapshot import finite_or_none
from panel_kit.contract.operation import Cost, Operation, latest
from panel_kit.contract.panel import Panel, SavedState
from panel_kit.contract.table import Cell, Column, Table, rows_shown, table, words
from panel_kit.runs.setup import ends_of
from panel_kit.specs.schedule import ScheduleSpec
from panels.schedule.comparison import comparison, mean_of
from panels.schedule.presets import PRESETS
from panels.schedule.programs import programs, programs_cost
from panels.schedule.request import GRID, STEPS, WORK, ScheduleRequest, ScheduleView, dearest
from panels.schedule.result import (
    ScheduleData,
    ScheduleDrawing,
    ScheduleResult,
)
from panels.schedule.runs import Runs, best_constant, places, with_schedule
from panels.schedule.task import MAX_EPOCHS, MAX_SAMPLES, MAX_SEEDS, MAX_UNITS
from panels.schedule.words import say_rates

SECONDS_OF_A_STEP = 4e-4  # of two families, however small
WORK_A_SECOND = 20_000_000
BYTES_OF_AN_ANSWER = 160
UNITS = {"epoch": "Epochs", "batch": "Batches"}
SPANS = ("step_size", "T_max", "T_0", "total_iters", "total_steps")
SAVED_STATES = {
    "cosine": SavedState({}),
    "from-the-best": SavedState({"learning_rate": 0.0464}),
    "stays": SavedState({"name": "constant"}),
    "whole": SavedState(PRESETS["no batches"]),
    "restarts": SavedState({"name": "warm_restarts", "T_0": 20}),
    "ends-on-a-restart": SavedState({"name": "warm_restarts", "T_0": 13}),
    "one-cycle": SavedState(PRESETS["one cycle"]),
    "momentum-stays": SavedState({**PRESETS["one cycle"], "cycle_momentum": False}),
    "plateau": SavedState(PRESETS["on plateau"]),
    "warm-up": SavedState(PRESETS["warm-up"]),
}


def run(request: ScheduleRequest) -> Generator[dict[str, Any]]:
    """The rates at once, then what they come to, then the constant rates; pauses are empty parts."""
    yield rates_of(request)
    runs = yield from pausing(with_schedule(request))
    yield losses_of(request, runs)
    best = yield from pausing(best_constant(request.task))
    yield comparison(request, runs, best)


def pausing(work: Generator[None, None, Any]) -> Generator[dict[str, Any], None, Any]:
    """The same work, each of its pauses an empty part."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value
        yield {}


def rates_of(request: ScheduleRequest) -> dict[str, Any]:
    """What is known before anything is trained."""
    data = request.dataset.dataset
    low, high = ends_of(data)
    rates, schedule = request.rates, request.schedule
    cycled = [schedule.momentum(move) for move in range(request.moves)]
    shown = np.full(request.moves, request.learning_rate) if rates is None else rates
    return {
        "unit": request.unit,
        "batches": request.batches,
        "options": schedule.settings,
        "learning_rate": shown,
        "momentum": None if cycled[0] is None else np.array(cycled, dtype=np.float64),
        "falls": falls_of(shown),
        "data": ScheduleData(
            data.task,
            data.inputs.copy(),
            data.targets[:, 0].copy(),
            np.array(low),
            np.array(high),
        ),
        "seeds": request.all_seeds,
        "sentence": say_rates(request, shown),
    }


def falls_of(rates: FloatArray) -> list[int]:
    """Where the rate has fallen by more than a quarter from one place to the next."""
    return [int(place) + 1 for place in np.flatnonzero(rates[1:] < 0.75 * rates[:-1])]


def losses_of(request: ScheduleRequest, runs: Runs) -> dict[str, Any]:
    """What the schedule comes to; the rates of the first seed, where those are made on the way."""
    loss = runs.loss[:, 0]
    part: dict[str, Any] = {
        "drawing": ScheduleDrawing(
            request.layers, request.activations, places(request.epochs), runs.drawn[:, 0].copy()
        ),
        "loss": loss[:, 0].copy(),
        "mean_loss": mean_of(loss),
        "final_losses": loss[-1].copy(),
    }
    if request.rates is None:
        rates = runs.rate[:, 0, 0].copy()
        still = np.full(request.epochs - len(rates), rates[-1])
        part["learning_rate"] = np.concatenate([rates, still])
        part["falls"] = falls_of(part["learning_rate"])
    return part


def cost(request: ScheduleRequest) -> Cost:
    """Steps of both families, and what the answers of all their units take."""
    seconds = request.epochs * request.batches * SECONDS_OF_A_STEP + request.work / WORK_A_SECOND
    answers = request.seeds * len(GRID) * request.dataset.samples * sum(request.layers)
    return Cost(seconds, 2.0 + answers * BYTES_OF_AN_ANSWER / 1e6)


def all_numbers(request: ScheduleRequest, result: ScheduleResult) -> Table:
    """The first seed epoch by epoch, at most 61 of them: rate and losses of both."""
    courses = (result.mean_loss, result.loss, result.constant.mean_loss, result.constant.loss)
    stride = result.batches if result.unit == "batch" else 1
    rows: list[list[Cell]] = [
        [
            epoch,
            None if epoch == 0 else float(result.learning_rate[epoch * stride - 1]),
            *(finite_or_none(float(losses[epoch])) for losses in courses),
        ]
        for epoch in rows_shown(request.epochs + 1, 61)
    ]
    columns: list[str | Column] = [
        words("epoch"),
        Column("rate", 5),
        Column("mean loss", 4),
        Column("loss, first seed", 4),
        Column("constant: mean loss", 4),
        Column("constant: loss, first seed", 4),
    ]
    return table("The schedule beside the best constant rate", columns, rows)


def constants() -> dict[str, Any]:
    """The schedule's fields: all, and those that count epochs or batches."""
    options = [name for name in ScheduleSpec.model_fields if name != "name"]
    return {"options": options, "spans": list(SPANS), "units": UNITS}


PANEL = Panel(
    operation=Operation(
        path="schedule",
        title="What a schedule buys",
        summary="Draw how the learning rate changes over a run, and compare it with the best constant rate.",
        request=ScheduleRequest,
        result=ScheduleResult,
        run=run,
        join=latest(ScheduleResult),
        streams=True,
        cost=cost,
        dearest=dearest,
        limits={
            "schedule.epochs": MAX_EPOCHS,
            "schedule.examples": MAX_SAMPLES,
            "schedule.units_per_layer": MAX_UNITS,
            "schedule.seeds": MAX_SEEDS,
            "schedule.steps": STEPS,
            "schedule.work": WORK,
        },
        examples=PRESETS,
    ),
    programs=programs,
    table=all_numbers,
    view=ScheduleView,
    saved_states=SAVED_STATES,
    constants=constants,
    programs_cost=programs_cost,
)
