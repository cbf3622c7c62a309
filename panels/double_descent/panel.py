"""Double descent: the error on new digits while a layer grows past as many features as there are examples.

Textbooks draw one valley: too small a model cannot follow, too large a one learns by heart. With random
features and least squares the whole curve can be computed, and it goes on: where there are just as many
features as examples the error has a peak, and beyond it falls again, below the valley. The peak is one of
the weights: a price on their size takes it away.

References: Belkin, Hsu, Ma and Mandal (2019); Hastie, Montanari, Rosset and Tibshirani (2022).
"""

from __future__ import annotations

from typing import Any

from panel_kit.contract.operation import Cost, Operation
from panel_kit.contract.panel import Panel, SavedState
from panel_kit.contract.table import Cell, Column, Table, table, words
from panel_kit.programs.size import cost_of_numbers
from panels.double_descent.compute import CLASSES, run
from panels.double_descent.programs import programs
from panels.double_descent.request import (
    MAX_EXAMPLES,
    MAX_FEATURES,
    MAX_SEEDS,
    MOST_PLACES,
    NEW_DIGITS,
    RIDGES,
    DoubleDescentRequest,
    DoubleDescentView,
    dearest,
)
from panels.double_descent.result import DoubleDescentResult

SECONDS_OF_A_SEED = 0.05
WORK_A_SECOND = 1.5e10
EIGENVECTORS = 24
"""To take a symmetric matrix of n rows apart costs about so many times n³."""
MEGABYTES = 60.0


def cost(request: DoubleDescentRequest) -> Cost:
    """What the sums over features, their decompositions and all prices take, if nothing of it is known."""
    n, answered = request.examples, request.examples + NEW_DIGITS
    sums = 2 * n * answered * request.widths[-1]
    of_a_width = EIGENVECTORS * n**3 + 2 * CLASSES * len(request.prices) * answered * n
    seconds = SECONDS_OF_A_SEED + (sums + of_a_width * len(request.widths)) / WORK_A_SECOND
    return Cost(request.seeds * seconds, MEGABYTES)


def programs_cost(request: DoubleDescentRequest) -> Cost:
    """They hold no data but the numbers of features."""
    return cost_of_numbers(len(request.widths))


def all_numbers(request: DoubleDescentRequest, result: DoubleDescentResult) -> Table:
    """Every place of the curve."""
    columns: list[str | Column] = [words("features"), "training error", "test error"]
    columns += ["low", "high"] if result.interval is not None else []
    columns += [Column("‖θ‖", 2)]
    rows: list[list[Cell]] = [
        [
            int(width),
            result.train_error[place],
            result.test_error[place],
            *(result.interval[place] if result.interval is not None else ()),
            result.parameter_norm[place],
        ]
        for place, width in enumerate(result.features)
    ]
    return table("Errors and weights over the number of features", columns, rows)


def constants() -> dict[str, Any]:
    """The prices of the slider."""
    return {"ridges": list(RIDGES)}


GENTLE, STRONG = {"ridge": 0.01}, {"ridge": 10.0}
SAVED_STATES = {
    "bare": SavedState({}),
    "few": SavedState({"features": [10, 14, 20, 28, 40, 57, 80, 100, 120, 150]}),
    "at-the-peak": SavedState({}, {"place": None}),
    "gentle": SavedState(GENTLE),
    "strong": SavedState(STRONG),
    "hundred": SavedState({"examples": 100}),
    "noisy": SavedState({"label_noise": 0.2}),
    "noisy-gentle": SavedState({"label_noise": 0.2, "ridge": 0.1}),
}

PANEL = Panel(
    operation=Operation(
        path="double-descent",
        title="More parameters than examples",
        summary="Let a layer grow past as many features as there are examples, and watch the error.",
        request=DoubleDescentRequest,
        result=DoubleDescentResult,
        run=run,
        cost=cost,
        dearest=dearest,
        limits={
            "double_descent.features": MAX_FEATURES,
            "double_descent.places": MOST_PLACES,
            "double_descent.examples": MAX_EXAMPLES,
            "double_descent.seeds": MAX_SEEDS,
        },
        examples={
            "double descent": {},
            "a little ridge": GENTLE,
            "too much ridge": STRONG,
            "100 examples": {"examples": 100},
            "wrong labels": {"label_noise": 0.2},
        },
    ),
    programs=programs,
    table=all_numbers,
    view=DoubleDescentView,
    saved_states=SAVED_STATES,
    constants=constants,
    programs_cost=programs_cost,
)
