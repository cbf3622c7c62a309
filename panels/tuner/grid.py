"""The values of a grid: as many along each setting as the trials have room for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from panels.tuner.space import Ends, Space

DIGITS = 3
"""Of a value that is drawn, so many digits are kept: what is said of a trial is all there is to it."""


def rounded(value: Any) -> Any:
    """A number with three digits that count; whole numbers and names as they are."""
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value


def grid_of(space: Space, trials: int) -> dict[str, list[Any]]:
    """The values of a grid along each setting that varies: as many of each as the trials have room for."""
    steps = 2
    grid = grid_with(space, steps)
    while True:
        finer = grid_with(space, steps + 1)
        if finer == grid or size_of(finer) > trials:
            return grid
        grid, steps = finer, steps + 1


def size_of(grid: Mapping[str, Sequence[Any]]) -> int:
    """How many trials a grid has."""
    return math.prod(len(values) for values in grid.values())


def grid_with(space: Space, steps: int) -> dict[str, list[Any]]:
    """So many values of each setting, in the middles of equal parts of its range; of names all."""
    ranges = space.ranges
    return {
        name: middles(ranges[name], steps) if name in ranges else list(space.activation)
        for name in space.varying
    }


def middles(ends: Ends, steps: int) -> list[Any]:
    """The middles of equal parts, on the scale of the setting."""
    around = 0.5 if ends.is_whole else 0.0
    low, high = ends.least - around, ends.high + around
    if ends.is_log:
        low, high = math.log(low), math.log(high)
    values = [low + (place + 0.5) / steps * (high - low) for place in range(steps)]
    if ends.is_log:
        values = [math.exp(value) for value in values]
    return sorted({round(value) if ends.is_whole else rounded(value) for value in values})
