"""What one hidden layer can represent, and what training finds of it.

The theorem of universal approximation: every continuous function on a bounded domain is met as closely as
wanted by one hidden layer, if it has units enough. It says that such weights exist. Here they are written
down by formula, and beside them stands what training makes of as many units.

References: Cybenko (1989); Hornik, Stinchcombe and White (1989); Nielsen (2015), chapter 4.
"""

from __future__ import annotations

from typing import Any

from nn_core.approximation import BUILT_WITH
from panel_kit.contract.operation import QUICK, Cost, Operation, latest
from panel_kit.contract.panel import Panel
from panel_kit.contract.table import Cell, Column, Table, table
from panel_kit.specs.activations import WORDS
from panel_kit.specs.limits import MAX_SEED
from panels.approximation.compute import parts_of
from panels.approximation.layers import LAYERS
from panels.approximation.presets import PRESETS, SAVED_STATES
from panels.approximation.programs import programs, programs_cost
from panels.approximation.request import (
    EXAMPLES,
    HIGHEST,
    MAX_DEPTH,
    MAX_EPOCHS,
    MAX_SEEDS,
    MAX_UNITS,
    MOST_POINTS,
    WORK,
    ApproximationRequest,
    ApproximationView,
    dearest,
)
from panels.approximation.result import ApproximationResult

WORK_A_SECOND = 400_000
SECONDS_OF_A_STEP = 1e-4
NAMES = {
    "built": ["by formula"],
    "trained": ["trained", "by formula"],
    "folded": ["deep", "one layer"],
}
COMPARED = 10
"""So many seeds the panel's button compares."""
DRAWN_PIECES = 32
"""A drawing starts as so many pieces."""
EVERY = 4
"""A row of the table for so many places."""


def cost(request: ApproximationRequest) -> Cost:
    """A millisecond by formula; the steps of the shown run, and those of all seeds from both starts."""
    if not request.is_trained:
        return QUICK
    families = 1 + (len(request.starts) if request.seeds > 1 else 0)
    members = 1 + (len(request.starts) * request.seeds if request.seeds > 1 else 0)
    seconds = request.epochs * SECONDS_OF_A_STEP * families
    return Cost(seconds + request.work / request.seeds * members / WORK_A_SECOND)


def all_numbers(request: ApproximationRequest, result: ApproximationResult) -> Table:
    """Curve and fit at every fourth place, and the errors of all seeds."""
    fits = [result.fit] if result.beside is None else [result.fit, result.beside.fit]
    names = NAMES[request.how][: len(fits)]
    columns: list[str | Column] = ["x", "curve", *names]
    rows: list[list[Cell]] = [
        [float(result.x[place]), float(result.target[place]), *(float(fit[place]) for fit in fits)]
        for place in range(0, len(result.x), EVERY)
    ]
    rows.append(["RMSE", None, result.error, *([result.beside.error] if result.beside else [])])
    for start in result.starts:
        said = "biases 0" if start.biases == "zeros" else "biases spread"
        filler: list[Cell] = [None] * (len(fits) - 1)
        rows += [
            [f"{said}, seed {seed}: RMSE", None, float(error), *filler]
            for seed, error in zip(request.all_seeds, start.errors, strict=True)
        ]
        rows.append([f"{said}: mean RMSE", None, start.mean, *filler])
    return table("The curve and the network, at every fourth place", columns, rows)


def constants() -> dict[str, Any]:
    """What the scripts need besides: what a formula builds with, how a drawing starts, how f is written."""
    return {
        "seeds": COMPARED,
        "built": list(BUILT_WITH),
        "every": (EXAMPLES - 1) // DRAWN_PIECES,
        "highest": HIGHEST,
        "symbols": {name: words.symbol for name, words in WORDS.items()},
    }


def dearest_programs(seed: int) -> dict[str, Any]:
    """Programs come with their answer as long as nobody waits for it: so with the largest that is so."""
    return {"hidden": MAX_UNITS, "seed": seed % (MAX_SEED + 1)}


PANEL = Panel(
    operation=Operation(
        path="approximation",
        title="Built and trained",
        summary="Let N units follow any curve: by formula, and by training, side by side.",
        request=ApproximationRequest,
        result=ApproximationResult,
        run=parts_of,
        join=latest(ApproximationResult),
        streams=True,
        cost=cost,
        dearest=dearest,
        limits={
            "approximation.hidden": MAX_UNITS,
            "approximation.epochs": MAX_EPOCHS,
            "approximation.seeds": MAX_SEEDS,
            "approximation.points": MOST_POINTS,
            "approximation.depth": MAX_DEPTH,
            "approximation.work": WORK,
        },
        examples=PRESETS,
    ),
    programs=programs,
    dearest_programs=dearest_programs,
    table=all_numbers,
    view=ApproximationView,
    saved_states=SAVED_STATES,
    constants=constants,
    others=(LAYERS,),
    programs_cost=programs_cost,
)
