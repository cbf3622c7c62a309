"""Tumors: a probability is not yet a decision, and an alarm is not yet an illness.

A network learns from 30 measurements of cells which tumors are malignant, and says a probability of each
that it has not seen. Where it says yes is somebody's choice, and it has a price on either side. What an alarm
then means depends on how many of the tested are sick at all. A demonstration, not a medical device.

References: Wolberg, Mangasarian, Street and Street (1995); Altman and Bland (1994); Hanley and McNeil (1982).
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from panel_kit.contract.operation import Cost, Operation
from panel_kit.contract.panel import Panel, SavedState
from panel_kit.contract.table import Cell, Column, Table, table, words
from panel_kit.specs.limits import LIMITS
from panel_kit.specs.network_result import NetworkResult
from panels.tumor import decision, patient
from panels.tumor.data import CHECKSUM, FEATURES, GROUPS, MEASUREMENTS, SOURCE, parts_of
from panels.tumor.programs import programs, programs_cost
from panels.tumor.rates import decide_by
from panels.tumor.request import (
    MAX_EPOCHS,
    MAX_HIDDEN,
    MAX_SPLITS,
    MAX_UNITS,
    TumorRequest,
    TumorView,
    dearest,
)
from panels.tumor.result import TumorResult
from panels.tumor.training import compared, trained, training_cost

A_TEST = {"sensitivity": 0.95, "specificity": 0.98}
PRESETS: dict[str, dict[str, Any]] = {
    "as in the data": {},
    "1 in 100 sick": {"prevalence": 0.01},
    "a test at 1 in 200": {"prevalence": 0.005, "assumed": A_TEST},
    "a miss costs 20": {"prevalence": 0.01, "cost_ratio": 20.0},
}
SAVED_STATES = {
    "opening": SavedState({}),
    "cautious": SavedState({"threshold": 0.05}),
    "sure": SavedState({"threshold": 0.95}),
    "curves": SavedState({}, {"shown": "curves"}),
    "patient": SavedState({"patient": 0}, {"shown": "patient"}),
    "data": SavedState({"assumed": A_TEST}),
    "ten": SavedState({"assumed": A_TEST, "prevalence": 0.1}),
    "one": SavedState({"assumed": A_TEST, "prevalence": 0.01}),
    "half": SavedState({"assumed": A_TEST, "prevalence": 0.005}),
    "dear": SavedState({"prevalence": 0.01, "cost_ratio": 20.0}),
    "splits": SavedState({"splits": MAX_SPLITS}, {"shown": "splits"}),
}


def parts_of_answer(request: TumorRequest) -> Generator[TumorResult | None]:
    """Trains what is not kept, compares on many splits where asked, and decides."""
    run = trained(request, request.hidden, request.seed)
    yield None
    plain = trained(request, [], request.seed)
    comparison, is_whole = None, True
    if request.splits > 1:
        comparison, is_whole = yield from compared(request)
    parts = parts_of(request.seed)
    targets = parts.held_out.labels
    decided = decide_by(request, targets, run.probabilities, plain.probabilities)
    asked = patient.asked_about(
        run.network, request.seed, request.threshold, request.features, request.patient
    )
    yield TumorResult(
        **vars(decided),
        **vars(asked),
        network=NetworkResult.of(run.network),
        probabilities=run.probabilities,
        targets=targets.tolist(),
        rows=parts.split.validation_rows.tolist(),
        compared=comparison,
        status="completed" if is_whole else "stopped_at_limit",
    )


def cost(request: TumorRequest) -> Cost:
    """What is to be trained, and the decisions."""
    return training_cost(request) + Cost(0.004, 0.5)


def all_numbers(request: TumorRequest, result: TumorResult) -> Table:
    """Every patient held out: all rates can be counted from it again."""
    beside = result.logistic.probabilities if result.logistic else result.probabilities
    rows: list[list[Cell]] = [
        [row, target, float(p), float(q), "malignant" if p >= request.threshold else "benign"]
        for row, target, p, q in zip(result.rows, result.targets, result.probabilities, beside, strict=True)
    ]
    columns: list[str | Column] = [
        *(words("patient"), words("malignant")),
        *("probability", "by logistic regression"),
        words("decided"),
    ]
    return table("The patients held out: what is true, and what the network says", columns, rows)


def constants() -> dict[str, Any]:
    """The names of the measurements, and how many splits a button compares."""
    return {
        "groups": GROUPS,
        "measurements": list(MEASUREMENTS),
        "splits": MAX_SPLITS,
        "source": SOURCE,
        "checksum": CHECKSUM,
    }


PANEL = Panel(
    operation=Operation(
        path="tumor",
        title="Is it malignant?",
        summary="A network’s probabilities of real tumors become decisions: thresholds, costs, rare illness.",
        request=TumorRequest,
        result=TumorResult,
        run=parts_of_answer,
        cost=cost,
        dearest=dearest,
        limits={
            "tumor.hidden_layers": MAX_HIDDEN,
            "tumor.units_per_layer": MAX_UNITS,
            "tumor.epochs": MAX_EPOCHS,
            "tumor.splits": MAX_SPLITS,
            "tumor.measurements": FEATURES,
            "tumor.seconds": LIMITS.seconds,
        },
        examples=PRESETS,
    ),
    programs=programs,
    table=all_numbers,
    view=TumorView,
    saved_states=SAVED_STATES,
    constants=constants,
    programs_cost=programs_cost,
    others=(decision.OPERATION, patient.OPERATION),
)
