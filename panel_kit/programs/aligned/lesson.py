"""Every program of the last lesson by its name, in the order of the lesson."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from panel_kit.programs.aligned.numpy_column import numpy_column
from panel_kit.programs.aligned.perceptron import perceptron_columns
from panel_kit.programs.aligned.pytorch_column import pytorch_column
from panel_kit.programs.aligned.recipes import recipes
from panel_kit.programs.aligned.simple_net import FUNCTIONS, simple_net_columns
from panel_kit.programs.aligned.sklearn_column import sklearn_column
from panel_kit.programs.aligned.steps import PARTS, Columns, placed, whole_program
from panel_kit.programs.program import Programs


@lru_cache(maxsize=16)
def columns_of(name: str) -> Columns:
    """A program's steps in NumPy, in PyTorch, and in scikit-learn where that can do it."""
    if name == "perceptron":
        return perceptron_columns()
    if name == "simple_net":
        return simple_net_columns()
    recipe = recipes()[name]
    in_sklearn = sklearn_column(recipe)
    return {
        "numpy": placed(numpy_column(recipe), recipe),
        "pytorch": placed(pytorch_column(recipe), recipe),
        "sklearn": None if in_sklearn is None else placed(in_sklearn, recipe),
    }


@lru_cache(maxsize=16)
def programs_of(name: str) -> Programs:
    """The whole programs."""
    named = FUNCTIONS if name == "simple_net" else PARTS
    return {
        library: None if column is None else whole_program(library, column, named)
        for library, column in columns_of(name).items()
    }


LESSON_PROGRAMS: dict[str, Callable[[], Programs]] = {
    name: partial(programs_of, name) for name in ("perceptron", *recipes(), "simple_net")
}
