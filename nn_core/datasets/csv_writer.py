"""CSV written: a dataset as a table that ``read_csv`` and any spreadsheet can read."""

from __future__ import annotations

import csv
from io import StringIO

from nn_core.datasets.dataset import Dataset
from nn_core.errors import ShapeError


def to_csv(dataset: Dataset) -> str:
    """The dataset as CSV: a header, a column for each input, and the target last, classes by name.

    Numbers have as many digits as it takes to read back the very same ones. With ``header=True``, the
    dataset's own ``task`` and ``class_names``, ``read_csv`` gives back an equal dataset as long as its
    bounds allow.

    Raises
    ------
    ShapeError
        More than one number is to be predicted.
    """
    if dataset.task == "regression" and dataset.targets.shape[1] > 1:
        raise ShapeError("targets", dataset.targets.shape, "one column, to be written as CSV")
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*dataset.input_names, dataset.target_name])
    if dataset.task == "classification":
        targets = [dataset.class_names[label] for label in dataset.labels]
    else:
        targets = [written(number) for number in dataset.targets[:, 0].tolist()]
    for inputs, target in zip(dataset.inputs.tolist(), targets, strict=True):
        writer.writerow([*map(written, inputs), target])
    return text.getvalue()


def written(number: float) -> str:
    """The shortest decimal that reads back as this number; whole ones without a point."""
    return repr(number).removesuffix(".0")
