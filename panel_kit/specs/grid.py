"""A square of the plane, and what a network says over it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn_core.activations import FloatArray
from panel_kit.contract.schema import Vector


@dataclass(frozen=True)
class Grid:
    """The network's output over the plane, row by row from low x₂ to high, ``resolution`` numbers a row."""

    low: float
    high: float
    resolution: int
    values: Vector


def grid_inputs(low: float, high: float, resolution: int) -> FloatArray:
    """Every point of the grid in the order of its values, shape (resolution², 2)."""
    ticks = np.linspace(low, high, resolution)
    x1, x2 = np.meshgrid(ticks, ticks)
    return np.column_stack([x1.ravel(), x2.ravel()])
