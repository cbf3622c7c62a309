"""Overfitting: a large network learns few noisy examples by heart, and what is done against it.

The loss on the examples it learns from goes on falling, while that on others has long been rising: the
network gets surer where it is wrong. Each cure keeps it from that in its own way: a price on the weights (L1,
L2), units that cannot be relied upon (dropout), examples that never stand still (jitter), an end in time
(early stopping), or more to learn from. All start from the same weights and see the same examples.

References: Krogh and Hertz (1991) for L2, Tibshirani (1996) for L1, Srivastava and others (2014) for dropout,
Bishop (1995) for jitter, Prechelt (1998) for early stopping.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from nn_core.trainer.snapshot import finite_or_none
from panel_kit.contract.operation import USUAL_MEGABYTES, Cost, Operation, latest
from panel_kit.contract.panel import Panel, SavedState
from panel_kit.contract.schema import Control, controls_of
from panel_kit.contract.table import Cell, Column, Table, rows_shown, table, words
from panel_kit.programs.size import cost_of_numbers
from panels.overfitting.compute import parts_of
from panels.overfitting.cures import CURE_NAMES, MOST_CURES, PLAIN, USUAL, Strengths
from panels.overfitting.examples import HELD_OUT, NEW
from panels.overfitting.programs import programs
from panels.overfitting.request import (
    LIMITS,
    MAX_EPOCHS,
    MAX_SEEDS,
    OverfittingRequest,
    OverfittingView,
    dearest,
)
from panels.overfitting.result import OverfittingResult

WORK_A_SECOND = 400_000_000
LEAST_SECONDS = 0.03


def cost(request: OverfittingRequest) -> Cost:
    """What all the runs take together, if none of them is known."""
    return Cost(LEAST_SECONDS + request.work / WORK_A_SECOND, 2 * USUAL_MEGABYTES)


def programs_cost(request: OverfittingRequest) -> Cost:
    """What it costs to write the examples and the first weights out."""
    numbers = [3 * request.examples(0, cure).training.samples for cure in request.cures]
    count = max(numbers) + 3 * HELD_OUT + request.drawn(0, request.cures[0]).parameter_count
    return Cost(LEAST_SECONDS) + cost_of_numbers(count)


def all_numbers(request: OverfittingRequest, result: OverfittingResult) -> Table:
    """Both losses of every run, at most 41 epochs of each, and what its network is worth."""
    columns: list[str | Column] = [words("epoch")]
    for run in result.runs:
        columns += [f"{run.title}: training loss", f"{run.title}: held-out loss"]
    rows: list[list[Cell]] = [
        [epoch, *(finite_or_none(each) for run in result.runs for each in losses_at(run, epoch))]
        for epoch in rows_shown(request.epochs + 1, 41)
    ]
    ends = [(run.final.train_loss, run.final.validation_loss) for run in result.runs]
    rows.append(["network left", *(each for pair in ends for each in pair)])
    new = [(run.final.new_loss, run.final.new_accuracy) for run in result.runs]
    rows.append(["loss, accuracy on new examples", *(each for pair in new for each in pair)])
    return table("Both losses of every run, epoch by epoch", columns, rows)


def losses_at(run: Any, epoch: int) -> tuple[float, float]:
    """Training and held-out loss of one run."""
    return float(run.train_loss[epoch]), float(run.validation_loss[epoch])


class CuresPanel(Panel):
    """A panel with a slider for each cure."""

    @cached_property
    def strengths(self) -> dict[str, Control]:
        """The controls of the cures, each by its name."""
        return controls_of(Strengths, self.slug)


def constants() -> dict[str, Any]:
    """The cures with their names and how strong they are at first."""
    cures = [
        {"name": name, "label": label, "usual": getattr(USUAL, name)}
        for name, label in CURE_NAMES.items()
        if name != PLAIN
    ]
    return {"cures": cures, "most": MOST_CURES, "held_out": HELD_OUT, "new": NEW}


def with_cures(*names: str, **fields: Any) -> dict[str, Any]:
    """A request with these cures at their usual strength."""
    return {"cures": [{"name": PLAIN}, *({"name": name} for name in names)], **fields}


PLAIN_ALONE = with_cures()
PRICES = with_cures("l1", "l2")
DROPOUTS = with_cures("dropout")
MORE = with_cures("more_data")
ALL_SEEDS = with_cures("l2", "dropout", "jitter", "early_stopping", seeds=8)
SAVED_STATES = {
    "all": SavedState({}),
    "plain": SavedState(PLAIN_ALONE),
    "best": SavedState(PLAIN_ALONE, {"step": 30}),
    "prices": SavedState(PRICES, {"selected": 1}),
    "dropout": SavedState(DROPOUTS, {"selected": 1}),
    "dropout-steps": SavedState(DROPOUTS, {"selected": 1, "step": 1}),
    "jitter": SavedState(with_cures("jitter"), {"selected": 1}),
    "stopping": SavedState(with_cures("early_stopping"), {"selected": 1}),
    "more": SavedState(MORE, {"selected": 1}),
    "seeds": SavedState(ALL_SEEDS),
}

PANEL = CuresPanel(
    operation=Operation(
        path="overfitting",
        title="Learned by heart",
        summary="Let a large network learn few noisy examples by heart, and try what is done against it.",
        request=OverfittingRequest,
        result=OverfittingResult,
        run=parts_of,
        join=latest(OverfittingResult),
        streams=True,
        cost=cost,
        dearest=dearest,
        limits={
            "overfitting.cures": MOST_CURES,
            "overfitting.seeds": MAX_SEEDS,
            "overfitting.epochs": MAX_EPOCHS,
            "overfitting.units": LIMITS.units,
            "overfitting.work": LIMITS.work,
        },
        examples={
            "four cures": {},
            "plain only": PLAIN_ALONE,
            "L1 and L2": PRICES,
            "dropout": DROPOUTS,
            "more data": MORE,
            "8 seeds": ALL_SEEDS,
        },
    ),
    programs=programs,
    table=all_numbers,
    view=OverfittingView,
    saved_states=SAVED_STATES,
    constants=constants,
    programs_cost=programs_cost,
)
