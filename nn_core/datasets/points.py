"""Points placed by hand: a learner's own data, checked one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from nn_core.datasets.dataset import Dataset, as_targets, default_input_names
from nn_core.errors import RangeError, ShapeError
from nn_core.options import REQUIRED, Option, check_options

MOST_POINTS = 1000
MOST_INPUTS = 100
MAGNITUDE = 1e9

COORDINATES = Option("x", REQUIRED, "The inputs.", kind=tuple, high_allowed=True)
NUMBER = Option("y", REQUIRED, "The target.", high_allowed=True)
CLASSES = Option("classes", 2, "How many classes there are.", kind=int, low=2, high=10, high_allowed=True)


def from_points(
    points: Sequence[Mapping[str, Any]],
    *,
    classes: int | None = 2,
    most: int = MOST_POINTS,
    most_inputs: int = MOST_INPUTS,
    magnitude: float = MAGNITUDE,
) -> Dataset:
    """A dataset of points placed by hand.

    Parameters
    ----------
    points : sequence of mappings
        ``{"x": [x₁, …], "y": y}``, each with as many inputs as the first. y is the number of a class; for
        regression a number, or a list of as many as the first has.
    classes : int or None
        2 to 10, whether or not all of them have points yet; None for regression.
    most, most_inputs : int
        The largest number of points, and of inputs of each.
    magnitude : float
        The largest absolute value of an input, and of y for regression.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError, UnknownNameError
        Naming the field and the point: ``"y of points[3]"``, counted from 0.
    """
    if not isinstance(points, list | tuple):
        raise ShapeError("points", type(points).__name__, "a list of points")
    if not 1 <= len(points) <= most:
        raise RangeError("points", f"{len(points)} points", f"1 to {most}")
    if classes is not None:
        CLASSES.check("from_points", classes)
    inputs = replace(COORDINATES, low=-magnitude, high=magnitude, length=width_of(points[0], most_inputs))
    table = (inputs, target_option(classes, magnitude, first_target(points[0])))
    rows = [checked_point(place, point, table) for place, point in enumerate(points)]
    numbers = [row["y"] for row in rows]
    values = np.array(numbers, dtype=np.float64).reshape(len(rows), -1)
    return Dataset(
        task="regression" if classes is None else "classification",
        inputs=np.array([row["x"] for row in rows], dtype=np.float64),
        targets=values if classes is None else as_targets(numbers, classes),
        input_names=default_input_names(len(rows[0]["x"])),
        target_names=default_target_names(values.shape[1]),
        class_names=tuple(map(str, range(classes or 0))),
    )


def target_option(classes: int | None, magnitude: float, first: Any) -> Option:
    """What y may be; as many numbers as the first point has."""
    if classes is not None:
        return replace(NUMBER, kind=int, low=0, high=classes - 1)
    number = replace(NUMBER, low=-magnitude, high=magnitude)
    is_list = isinstance(first, list | tuple)
    return replace(number, kind=tuple, length=max(1, len(first))) if is_list else number


def first_target(point: Any) -> Any:
    """y of the first point, which decides how many targets all have."""
    return point.get("y") if isinstance(point, Mapping) else None


def default_target_names(count: int) -> tuple[str, ...]:
    """y for one target, y1, y2, … for several."""
    return ("y",) if count == 1 else tuple(f"y{number}" for number in range(1, count + 1))


def width_of(point: Any, most: int) -> int:
    """How many inputs the first point has, which decides for all."""
    x = point.get("x") if isinstance(point, Mapping) else None
    if isinstance(x, list | tuple) and not 1 <= len(x) <= most:
        raise RangeError("x of points[0]", f"{len(x)} numbers", f"1 to {most}")
    return len(x) if isinstance(x, list | tuple) else 0


def checked_point(place: int, point: Any, table: tuple[Option, ...]) -> dict[str, Any]:
    """x and y of one point, if they are what the table allows."""
    if not isinstance(point, Mapping):
        raise ShapeError(f"points[{place}]", type(point).__name__, '{"x": [numbers], "y": number}')
    return check_options(f"points[{place}]", table, point)
