"""The examples, written out with every digit."""

from __future__ import annotations

from collections.abc import Sequence

from nn_core.activations import FloatArray
from nn_core.datasets import DERIVED, Dataset
from panel_kit.programs.literals import literal


def examples(array: str, training: Dataset, held_out: Dataset | None, features: Sequence[str] = ()) -> str:
    """The examples as arrays: ``array`` is what makes one of a list; inputs derived where they are."""
    written = [("X", training.inputs), ("y", training.targets)]
    if held_out:
        written += [("X_held_out", held_out.inputs), ("y_held_out", held_out.targets)]
    lines = "".join(f"{name} = {as_array(array, values)}\n" for name, values in written)
    names = ["X", "X_held_out"] if held_out else ["X"]
    return f"# The examples, one a row\n{lines}{derived(array, features, names)}"


def derived(array: str, features: Sequence[str], names: Sequence[str]) -> str:
    """The lines that put derived inputs in the place of x₁ and x₂."""
    if not features:
        return ""
    library = array.partition(".")[0]
    columns = ", ".join(DERIVED[name].source.format(np=library) for name in features)
    stacked = f"np.column_stack([{columns}])" if library == "np" else f"torch.stack([{columns}], dim=1)"
    calls = "".join(f"{name} = derived({name})\n" for name in names)
    head = "def derived(x):  # other inputs in place of x1 and x2\n    x1, x2 = x.T\n"
    return f"\n\n{head}    return {stacked}\n\n\n{calls}"


def as_array(array: str, values: FloatArray) -> str:
    """A table written out; a single column as a row turned over."""
    if values.shape[1] > 1:
        return f"{array}({literal(values)})"
    return f"{array}([{values[:, 0].tolist()!r}]).T"
