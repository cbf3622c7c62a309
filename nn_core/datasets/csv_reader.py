"""A CSV text as a dataset: ``read_table`` (``nn_core/datasets/tables``) without its decisions."""

from __future__ import annotations

from collections.abc import Sequence

from nn_core.datasets.dataset import Dataset
from nn_core.datasets.tables import CSV_BOUNDS, CsvBounds, TableOptions, read_table


def read_csv(
    text: str,
    *,
    target: str | int | Sequence[str | int] | None = None,
    task: str | None = None,
    class_names: Sequence[str] | None = None,
    header: bool | None = None,
    delimiter: str | None = None,
    missing: Sequence[str] | None = None,
    leave_out: Sequence[str | int] | None = None,
    bounds: CsvBounds = CSV_BOUNDS,
) -> Dataset:
    """The dataset of a CSV text.

    Parameters
    ----------
    text : str
        At least 2 columns.
    target, task, class_names, header, missing, leave_out
        As ``TableOptions`` has them.
    delimiter : str, optional
        Its ``separator``.
    bounds : CsvBounds

    Raises
    ------
    FormatError, ShapeError, RangeError, NotFiniteError, UnknownNameError
        Naming line and column: ``"line 3, column 2 (width)"``.
    """
    options = TableOptions(
        target=target,
        task=task,
        class_names=class_names,
        header=header,
        separator=delimiter,
        missing=missing,
        leave_out=leave_out,
    )
    return read_table(text, options, bounds).dataset
