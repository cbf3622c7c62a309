"""The examples, written out with every digit."""

from __future__ import annotations

from nn_core.activations import FloatArray
from nn_core.datasets import Dataset
from panel_kit.programs.literals import literal


def examples(array: str, training: Dataset, held_out: Dataset | None) -> str:
    """The examples as arrays: ``array`` is what makes one of a list."""
    written = [("X", training.inputs), ("y", training.targets)]
    if held_out:
        written += [("X_held_out", held_out.inputs), ("y_held_out", held_out.targets)]
    lines = "".join(f"{name} = {as_array(array, values)}\n" for name, values in written)
    return f"# The examples, one a row\n{lines}"


def as_array(array: str, values: FloatArray) -> str:
    """A table written out; a single column as a row turned over."""
    if values.shape[1] > 1:
        return f"{array}({literal(values)})"
    return f"{array}([{values[:, 0].tolist()!r}]).T"
