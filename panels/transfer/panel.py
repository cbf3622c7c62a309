"""Transfer: features that one task has taught, lent to another, and put to the test.

A network that has learned one task has features in its hidden layer. May another task, of which there are few
examples, start from them? Four ways are compared on the same digits: from scratch, with the features of the
first task as a start (fine-tuned) or as they are (frozen), and with features that nobody has trained. It does
not always help: features keep what the first task asked for.

Reference: Yosinski, Clune, Bengio and Lipson (2014), How transferable are features in deep neural networks?
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_kit.contract.operation import USUAL_MEGABYTES, Cost, Operation, latest
from panel_kit.contract.panel import Panel, SavedState
from panel_kit.contract.table import Cell, Column, Table, table, words
from panel_kit.programs.size import cost_of_numbers
from panels.transfer.compute import parts_of
from panels.transfer.programs import programs
from panels.transfer.request import (
    COUNTS,
    MAX_EPOCHS,
    MAX_HIDDEN,
    MAX_SEEDS,
    TransferRequest,
    TransferView,
    dearest,
)
from panels.transfer.result import TransferResult
from panels.transfer.tasks import MAX_EXAMPLES, PIXELS, classes_of

SECONDS_OF_A_SOURCE = 0.25
LEAST_SECONDS = 0.02
SECONDS_OF_AN_EPOCH = 2e-4
"""What an epoch of four networks takes whatever their size."""
WORK_A_SECOND = 1e9


def cost(request: TransferRequest) -> Cost:
    """All seeds, all numbers of examples, if none of them is known."""
    classes = classes_of(request.preset)[1]
    numbers = 4 * request.hidden * (PIXELS + classes)
    rows = sum(count * classes for count in request.counts)
    of_epochs = len(request.counts) * SECONDS_OF_AN_EPOCH + 6 * numbers * rows / WORK_A_SECOND
    return Cost(
        request.seeds * (SECONDS_OF_A_SOURCE + request.epochs * of_epochs) + LEAST_SECONDS, USUAL_MEGABYTES
    )


def programs_cost(_request: TransferRequest) -> Cost:
    """They read the digits and draw the weights; no number is written out."""
    return cost_of_numbers(1) + Cost(LEAST_SECONDS)


def all_numbers(request: TransferRequest, result: TransferResult) -> Table:
    """Every line at every number of examples."""
    columns: list[str | Column] = [words("examples of each class")]
    for line in result.lines:
        columns.append(line.label)
        columns += [f"{line.label}: low", f"{line.label}: high"] if line.intervals is not None else []
    rows: list[list[Cell]] = []
    for place, count in enumerate(request.counts):
        row: list[Cell] = [count]
        for line in result.lines:
            row.append(line.means[place])
            row += line.intervals[place].tolist() if line.intervals is not None else []
        rows.append(row)
    return table("Share of new digits right, over the number of examples", columns, rows)


def one_seed(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What a page brings: the first seed. Its script asks for the others, and shows each as it comes."""
    return {**asked, "seeds": 1}


def constants() -> dict[str, Any]:
    """The numbers of examples that the slider has."""
    return {"counts": list(COUNTS)}


ODD = {"preset": "odd_even"}
SAVED_STATES = {
    "one": SavedState({"examples": 1}),
    "many": SavedState({"examples": MAX_EXAMPLES}),
    "odd": SavedState(ODD),
    "odd-few": SavedState({**ODD, "examples": 5}),
    "odd-many": SavedState({**ODD, "examples": MAX_EXAMPLES}),
}

PANEL = Panel(
    operation=Operation(
        path="transfer",
        title="Lent features",
        summary="Lend what a network has learned for one task to another, and see whether it helps.",
        request=TransferRequest,
        result=TransferResult,
        run=parts_of,
        join=latest(TransferResult),
        streams=True,
        cost=cost,
        dearest=dearest,
        limits={
            "transfer.examples": MAX_EXAMPLES,
            "transfer.seeds": MAX_SEEDS,
            "transfer.epochs": MAX_EPOCHS,
            "transfer.hidden": MAX_HIDDEN,
        },
        examples={
            "0–4, then 5–9": {},
            "odd or even": ODD,
            "one of each": {"examples": 1},
        },
    ),
    programs=programs,
    table=all_numbers,
    view=TransferView,
    saved_states=SAVED_STATES,
    opening=one_seed,
    constants=constants,
    programs_cost=programs_cost,
)
