"""Every program of the last lesson by its name, in the order of the lesson."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from panel_kit.programs.aligned.numpy_column import numpy_column
from panel_kit.programs.aligned.perceptron import perceptron_programs
from panel_kit.programs.aligned.pytorch_column import pytorch_column
from panel_kit.programs.aligned.recipes import recipes
from panel_kit.programs.aligned.simple_net import simple_net_programs
from panel_kit.programs.aligned.sklearn_column import sklearn_column
from panel_kit.programs.aligned.steps import whole_program
from panel_kit.programs.program import Programs


def programs_of(name: str) -> Programs:
    """A recipe in NumPy, in PyTorch, and in scikit-learn where that can do it."""
    recipe = recipes()[name]
    in_sklearn = sklearn_column(recipe)
    return {
        "numpy": whole_program("numpy", numpy_column(recipe), recipe),
        "pytorch": whole_program("pytorch", pytorch_column(recipe), recipe),
        "sklearn": None if in_sklearn is None else whole_program("sklearn", in_sklearn, recipe),
    }


LESSON_PROGRAMS: dict[str, Callable[[], Programs]] = {
    "perceptron": perceptron_programs,
    **{name: partial(programs_of, name) for name in recipes()},
    "simple_net": simple_net_programs,
}
