"""New rows as a table: read as the table was that the network has learned from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nn_core.datasets import TableOptions
from nn_core.datasets.tables import InputColumn, NewRows, read_inputs
from nn_core.errors import NudgeError
from panel_kit.contract.schema import FieldError
from panel_kit.runs.request import TrainingRequest
from panel_kit.specs.data import CSV_LIMITS


def rows_read(csv: str, columns: Sequence[InputColumn], options: Mapping[str, Any]) -> NewRows:
    """The rows of a text.

    Raises
    ------
    FieldError
        What the reader refused.
    """
    try:
        return read_inputs(csv, columns, TableOptions(**options), CSV_LIMITS)
    except NudgeError as error:
        raise FieldError(("csv",), f"{error.field}: got {error.came}, allowed: {error.allowed}") from error


def columns_of(run: TrainingRequest | None, n_in: int) -> list[InputColumn]:
    """The columns that were learned from: those of the run's table, or numbers under the inputs' names."""
    if run is None:
        return numbered(n_in)
    if run.dataset.table is None:
        return [InputColumn(name) for name in run.dataset.dataset.input_names]
    used = [each for each in run.dataset.table.columns if each.role == "input"]
    return [InputColumn(each.column.name, each.words) for each in used]


def numbered(count: int) -> list[InputColumn]:
    """Numbers called x1, x2, …."""
    return [InputColumn(f"x{place}") for place in range(1, count + 1)]
