"""CSV written: a dataset as a table that ``read_csv`` and any spreadsheet can read."""

from __future__ import annotations

from nn_core.datasets.csv_cells import inert, quoted, written
from nn_core.datasets.dataset import Dataset
from nn_core.errors import ShapeError


def to_csv(dataset: Dataset) -> str:
    """The dataset as CSV: a header, a column for each input, and the target last, classes by name.

    Numbers have as many digits as it takes to read back the very same ones. A name that a spreadsheet would
    compute has an apostrophe before it, which ``read_csv`` takes away. With ``header=True``, the dataset's
    own ``task`` and ``class_names``, it gives back an equal dataset as long as its bounds allow.

    Raises
    ------
    ShapeError
        More than one number is to be predicted.
    """
    if dataset.task == "regression" and dataset.targets.shape[1] > 1:
        raise ShapeError("targets", dataset.targets.shape, "one column, to be written as CSV")
    names = [*dataset.input_names, dataset.target_name]
    if dataset.task == "classification":
        classes = list(map(cell, dataset.class_names))
        targets = [classes[label] for label in dataset.labels]
    else:
        targets = list(map(written, dataset.targets[:, 0].tolist()))
    rows = [
        [*map(written, inputs), target]
        for inputs, target in zip(dataset.inputs.tolist(), targets, strict=True)
    ]
    return "".join(",".join(row) + "\n" for row in [list(map(cell, names)), *rows])


def cell(name: str) -> str:
    """A name as a cell that no spreadsheet computes."""
    return quoted(inert(name))
