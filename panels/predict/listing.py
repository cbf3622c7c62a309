"""Every row with its answer, as a table."""

from __future__ import annotations

from panel_kit.contract.table import Cell, Column, Table, rows_shown, table, words
from panels.predict.request import PredictRequest
from panels.predict.result import PredictResult
from panels.predict.words import class_of

MOST_ROWS_LISTED = 200


def all_numbers(request: PredictRequest, result: PredictResult) -> Table:
    """Every row with its answer, and how far it lies from the training data."""
    rows, distances = result.rows, result.distances
    if rows is None or result.predictions is None:
        return table("No rows are asked about", [words("row")], [])
    lines: list[list[Cell]] = []
    for place in rows_shown(len(rows.inputs), MOST_ROWS_LISTED):
        far = distances.is_far[place] if distances else None
        lines.append(
            [
                rows.lines[place] if rows.lines else place + 1,
                *(float(x) for x in rows.inputs[place]),
                *class_cell(request, result, place),
                *(float(p) for p in result.predictions[place]),
                float(distances.distances[place]) if distances else None,
                None if far is None else "yes" if far else "no",
            ]
        )
    return table("Each row and what the network answers", columns_of_table(request, result), lines)


def columns_of_table(request: PredictRequest, result: PredictResult) -> list[str | Column]:
    """The names of the columns."""
    assert result.rows is not None
    assert result.predictions is not None
    data = request.run.dataset.dataset if request.run else None
    inputs = data.input_names if data else [f"x{i + 1}" for i in range(result.rows.inputs.shape[1])]
    count = result.predictions.shape[1]
    is_regression = data is not None and data.task == "regression"
    outputs = list(data.target_names) if data and is_regression else output_names(request, count)
    said = [] if result.decisions is None else [words("class")]
    return [
        words("row" if result.rows.lines is None else "line"),
        *inputs,
        *said,
        *outputs,
        "distance",
        words("far"),
    ]


def output_names(request: PredictRequest, count: int) -> list[str]:
    """What each output of a classifier is."""
    if request.run is None:
        return [f"output {place + 1}" for place in range(count)]
    return [f"output for {class_of(request.run, place if count > 1 else 1)}" for place in range(count)]


def class_cell(request: PredictRequest, result: PredictResult, place: int) -> list[Cell]:
    """The class of a row, where there are classes."""
    if result.decisions is None:
        return []
    kind = result.decisions[place]
    if kind is None or request.run is None:
        return [kind]
    return [request.run.dataset.dataset.class_names[kind]]
