"""The range test: one short run with a growing rate, five rules that read it, and the proof of the pudding.

Nobody knows a good learning rate beforehand. The test asks the network itself: it starts with a rate too
small to matter, multiplies it at every step, and watches the loss. Where on that curve the good rate lies is
a guess, and the panel shows how good a guess: what ten seeds suggest, and how runs at the suggestion end.

Reference: Smith (2017), section 3.3.
"""

from __future__ import annotations

from typing import Any

from nn_core.lr_suggestions import RULES
from panel_kit.contract.operation import Cost, Operation, latest
from panel_kit.contract.panel import Panel, SavedState
from panel_kit.contract.table import Cell, Column, Table, rows_shown, table, words
from panel_kit.contract.words import amount
from panel_kit.programs.size import cost_of_numbers
from panels.lr_finder.finder import SMOOTHING, run
from panels.lr_finder.programs import programs
from panels.lr_finder.request import (
    FACTORS,
    MAX_EPOCHS,
    MAX_SEEDS,
    MAX_STEPS,
    WORK,
    LrFinderRequest,
    LrFinderView,
    dearest,
)
from panels.lr_finder.result import LrFinderResult
from panels.lr_finder.words import RULE_NAMES

SECONDS_OF_A_STEP = 1e-4
WORK_A_SECOND = 1e9
BYTES_OF_AN_ANSWER = 20 * 8
DRAWN = 10  # seeds, by the button


def cost(request: LrFinderRequest) -> Cost:
    """Its work, and what each step takes however small the network is."""
    steps = request.steps + request.work_of_the_proof / max(1, request.work_of_a_step(15))
    answers = 15 * sum(request.network.layers) * request.dataset.samples
    seconds = steps * SECONDS_OF_A_STEP + request.work / WORK_A_SECOND
    return Cost(seconds, 2.0 + answers * BYTES_OF_AN_ANSWER / 1e6)


def programs_cost(request: LrFinderRequest) -> Cost:
    """What it costs to write examples and weights out."""
    return cost_of_numbers(3 * request.dataset.samples + request.networks(1)[0].parameter_count)


def all_numbers(request: LrFinderRequest, result: LrFinderResult) -> Table:
    """The steps of the test, and which rule points where."""
    pointing: dict[int, list[str]] = {}
    for rule in RULES:
        place = getattr(result.places, rule)
        if place is not None:
            pointing.setdefault(place, []).append(RULE_NAMES[rule])
    steps = sorted({*rows_shown(len(result.loss), 61), *pointing})
    columns: list[str | Column] = [
        words("step"), words("rate"), Column("loss", 4), Column("smoothed", 4), words("rules")
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            step + 1,
            amount(float(result.learning_rate[step])),
            float(result.loss[step]),
            float(result.smoothed[step]),
            ", ".join(pointing.get(step, [])),
        ]
        for step in steps
    ]
    return table("The loss at every rate, and where the rules point", columns, rows)


ZEROS = {"network": {"initializer": "zeros"}}
SEEDS = {"seeds": DRAWN}
SGD = {"optimizer": "sgd", "batch_size": None}
ALL_AT_ONCE = {"batch_size": None, **SEEDS}
SAVED_STATES = {
    "first": SavedState({}),
    "seeds": SavedState(SEEDS),
    "all-at-once": SavedState(ALL_AT_ONCE),
    "proof": SavedState({"prove": True}),
    "sgd": SavedState(SGD),
    "sgd-proof": SavedState({**SGD, "prove": True, "epochs": 300}),
    "circles-proof": SavedState(
        {"dataset": {"name": "circles", "samples": 40, "noise": 0.08}, "prove": True}
    ),
    "shuffled": SavedState({"labels": "shuffled"}),
    "zeros": SavedState(ZEROS),
}


def constants() -> dict[str, Any]:
    """What the rules are called, how many seeds the button draws, the rates of the proof, the smoothing."""
    return {
        "rules": RULE_NAMES,
        "seeds": DRAWN,
        "factors": list(FACTORS),
        "smoothing": SMOOTHING,
    }


PANEL = Panel(
    operation=Operation(
        path="lr-finder",
        title="The range test",
        summary="Let the learning rate grow step by step, and read off the curve which rate to train with.",
        request=LrFinderRequest,
        result=LrFinderResult,
        run=run,
        join=latest(LrFinderResult),
        streams=True,
        cost=cost,
        dearest=dearest,
        limits={
            "lr_finder.steps": MAX_STEPS,
            "lr_finder.seeds": MAX_SEEDS,
            "lr_finder.epochs": MAX_EPOCHS,
            "lr_finder.work": WORK,
        },
        examples={
            "XOR, Adam": {},
            "ten seeds": SEEDS,
            "SGD, all at once": SGD,
            "circles": {"dataset": {"name": "circles", "samples": 40, "noise": 0.08}},
            "moons": {"dataset": {"name": "moons", "samples": 40, "noise": 0.1}},
            "labels shuffled": {"labels": "shuffled"},
            "all weights zero": ZEROS,
        },
    ),
    programs=programs,
    table=all_numbers,
    view=LrFinderView,
    saved_states=SAVED_STATES,
    constants=constants,
    programs_cost=programs_cost,
)
