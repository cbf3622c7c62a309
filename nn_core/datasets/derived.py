"""Derived inputs: functions of two inputs that a network gets in their place, or beside them.

A circle is no straight line in x₁ and x₂, but it is one in x₁² and x₂². What a hidden layer would have to
learn is given to it: the features that people made by hand before networks learned their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from nn_core.activations import FloatArray
from nn_core.datasets.dataset import Dataset
from nn_core.errors import ShapeError, UnknownNameError


@dataclass(frozen=True)
class DerivedInput:
    """One function of x₁ and x₂.

    Attributes
    ----------
    title : str
        As formulas have it.
    source : str
        As programs write it, ``{np}`` standing for the library.
    compute : callable
        (x₁, x₂) ↦ the input, each of shape (samples,).
    """

    title: str
    source: str
    compute: Callable[[FloatArray, FloatArray], FloatArray]


DERIVED = {
    "x1": DerivedInput("x₁", "x1", lambda x1, _x2: x1),
    "x2": DerivedInput("x₂", "x2", lambda _x1, x2: x2),
    "x1_squared": DerivedInput("x₁²", "x1**2", lambda x1, _x2: x1**2),
    "x2_squared": DerivedInput("x₂²", "x2**2", lambda _x1, x2: x2**2),
    "x1_x2": DerivedInput("x₁x₂", "x1 * x2", lambda x1, x2: x1 * x2),
    "sin_x1": DerivedInput("sin x₁", "{np}.sin(x1)", lambda x1, _x2: np.sin(x1)),
    "sin_x2": DerivedInput("sin x₂", "{np}.sin(x2)", lambda _x1, x2: np.sin(x2)),
}


def derive(inputs: FloatArray, names: Sequence[str]) -> FloatArray:
    """The derived inputs of each row, (samples, len(names)).

    Parameters
    ----------
    inputs : FloatArray, shape (samples, 2)
    names : sequence of str
        Keys of ``DERIVED``.

    Raises
    ------
    ShapeError, UnknownNameError
        There are not two inputs, or no such function.
    """
    if inputs.ndim != 2 or inputs.shape[1] != 2:
        raise ShapeError("inputs", inputs.shape, "(samples, 2), to derive others from")
    for name in names:
        if name not in DERIVED:
            raise UnknownNameError("features", name, DERIVED)
    x1, x2 = inputs.T
    return np.column_stack([DERIVED[name].compute(x1, x2) for name in names])


def with_derived(dataset: Dataset, names: Sequence[str]) -> Dataset:
    """The same examples with derived inputs in place of x₁ and x₂."""
    titles = tuple(DERIVED[name].title for name in names)
    return replace(dataset, inputs=derive(dataset.inputs, names), input_names=titles, input_units=())
