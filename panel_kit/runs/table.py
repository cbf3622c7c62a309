"""A run as a table: a row an epoch."""

from __future__ import annotations

from nn_core.trainer.snapshot import finite_or_none
from panel_kit.contract.table import Cell, Column, Table, table, words
from panel_kit.runs.result import TrainingResult
from panel_kit.runs.setup import RunRequest

MOST_ROWS = 60
COLUMNS: tuple[tuple[str, Column], ...] = (
    ("train_loss", Column("training loss")),
    ("validation_loss", Column("validation loss")),
    ("train_accuracy", Column("training accuracy")),
    ("validation_accuracy", Column("validation accuracy")),
    ("learning_rate", Column("learning rate", 5)),
)


def table_of(_request: RunRequest, result: TrainingResult) -> Table:
    """The history, at most 61 epochs of it and the last."""
    history = result.history
    last = len(history.epoch) - 1
    rows = sorted({*range(0, last + 1, last // MOST_ROWS + 1), last})
    numbers = [getattr(history, name) for name, _ in COLUMNS]
    cells: list[list[Cell]] = [
        [int(history.epoch[row]), *(finite_or_none(float(column[row])) for column in numbers)] for row in rows
    ]
    return table("The run, epoch by epoch", [words("epoch"), *(column for _, column in COLUMNS)], cells)
