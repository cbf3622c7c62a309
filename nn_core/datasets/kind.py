"""A kind of dataset: everything a page must know to offer it, and the drawing of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nn_core.activations import FloatArray
from nn_core.datasets.dataset import Dataset
from nn_core.options import Option, check_options


@dataclass(frozen=True, eq=False, kw_only=True)
class DatasetKind:
    """One row of the table of datasets.

    Attributes
    ----------
    name, title : str
        In code and JSON, and on a page.
    description : str
        What it is and why it is of interest, one or two sentences.
    task : str
        ``"classification"`` or ``"regression"``.
    draw : callable
        (rng, **options) ↦ (inputs, targets).
    options : tuple of Option
        What may be set, each with default and bounds; always ``samples`` and ``noise``, for
        classification ``balance`` too.
    low, high : tuple of float
        A good plotting range: the smallest and the largest of each input, and for regression of y after it.
    input_names : tuple of str
    class_names : tuple of str
        Empty for regression. Where there is an option ``classes``, the first so many count.
    """

    name: str
    title: str
    description: str
    task: str
    draw: Callable[..., tuple[FloatArray, FloatArray]]
    options: tuple[Option, ...]
    low: tuple[float, float]
    high: tuple[float, float]
    input_names: tuple[str, ...] = ("x1", "x2")
    class_names: tuple[str, ...] = ()

    @property
    def defaults(self) -> dict[str, Any]:
        """Option name → default."""
        return {option.name: option.default for option in self.options}

    def generate(self, rng: np.random.Generator, **options: Any) -> Dataset:
        """A dataset of this kind; what is not given takes its default.

        Raises
        ------
        UnknownNameError, RangeError, NotFiniteError
            Naming the option.
        """
        checked = check_options(self.name, self.options, options)
        inputs, targets = self.draw(rng, **checked)
        return Dataset(
            task=self.task,
            inputs=inputs,
            targets=targets,
            input_names=self.input_names,
            class_names=self.class_names[: checked.get("classes")],
        )
