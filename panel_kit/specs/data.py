"""Data to learn from, as a request describes them: drawn by a seed, placed by hand, or pasted as CSV.

What is left out, or null, takes the default of the kind of data: the gates give their truth table, the
shapes 200 examples. Points win over a name, and so does a CSV text.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.datasets import DATASETS, CsvBounds, Dataset, from_points, make_dataset, read_csv
from nn_core.errors import NudgeError
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.specs.network import MAX_SEED, MAX_UNITS

DataName = Literal[
    "xor",
    "and",
    "or",
    "nand",
    "linear",
    "quadrants",
    "circles",
    "moons",
    "spirals",
    "blobs",
    "sine",
    "fast_sine",
    "step",
    "absolute",
    "quadratic",
    "cubic",
    "bump",
    "sawtooth",
]
DATA_NAMES = {name: DATASETS[name].title for name in get_args(DataName)}
MAX_EXAMPLES = 1000
MAX_COORDINATE = 1e9
MAX_CSV = 1024 * 1024
CSV_LIMITS = CsvBounds(characters=MAX_CSV, rows=MAX_EXAMPLES, columns=MAX_UNITS + 1, magnitude=MAX_COORDINATE)
KIND_OPTIONS = ("samples", "noise", "balance", "margin", "factor", "turns", "classes")

Coordinate = Annotated[float, Field(ge=-MAX_COORDINATE, le=MAX_COORDINATE)]
Classes = Annotated[int, Field(ge=2, le=10), integral]


class PlacedExample(Request):
    """One example placed by hand."""

    x: Annotated[list[Coordinate], Field(min_length=1, max_length=MAX_UNITS)] = Field(
        description="The inputs."
    )
    y: Coordinate = Field(description="The number of its class, or the target of a regression.")


class DataSpec(Request):
    """Examples: a kind by its name, points, or a CSV text."""

    name: DataName = choice(
        "Data", names=DATA_NAMES, default="circles", description="Which kind of examples are drawn."
    )
    samples: Annotated[int, Field(ge=4, le=MAX_EXAMPLES), integral] | None = slider(
        "Examples",
        step=10,
        decimals=0,
        reach=(10, 400),
        default=None,
        description="How many. Null: as the kind has it, 200 for shapes, 4 for gates, 100 for curves.",
    )
    noise: Annotated[float, Field(ge=0, le=1)] | None = slider(
        "Noise",
        step=0.01,
        reach=(0, 0.5),
        default=None,
        description="How far examples are strewn: a standard deviation. Null: as the kind has it.",
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Data seed", step=1, decimals=0, default=0, description="Fixes the examples drawn."
    )
    balance: Annotated[float, Field(ge=0.1, le=0.9)] | None = slider(
        "Share of class 1",
        step=0.05,
        default=None,
        description="Of more than two classes, class 1 against any other. Null: all alike.",
    )
    margin: Annotated[float, Field(ge=0, le=0.5)] | None = slider(
        "Margin", step=0.01, default=None, description="linear: the distance kept from the line."
    )
    factor: Annotated[float, Field(ge=0.1, le=0.9)] | None = slider(
        "Inner radius", step=0.05, default=None, description="circles: the radius of the inner one."
    )
    turns: Annotated[float, Field(ge=0.25, le=3)] | None = slider(
        "Turns", step=0.25, default=None, description="spirals: the turns of each arm."
    )
    classes: Classes | None = slider(
        "Classes",
        step=1,
        decimals=0,
        reach=(2, 4),
        default=None,
        description="How many blobs, 2 to 4, or classes of points placed by hand.",
    )
    points: Annotated[list[PlacedExample], Field(min_length=1, max_length=MAX_EXAMPLES)] | None = Field(
        default=None, description="Examples placed by hand, in place of drawn ones."
    )
    csv: Annotated[str, Field(min_length=1, max_length=MAX_CSV)] | None = Field(
        default=None, description="A table, in place of drawn examples: a row each, the last column y."
    )
    target: Annotated[str, Field(min_length=1, max_length=100)] | None = Field(
        default=None, description="CSV: the column to predict. Null: the last."
    )
    task: Literal["classification", "regression"] | None = Field(
        default=None,
        description="What y means, for points and CSV. Null: classes for points; what the column looks like "
        "for CSV.",
    )
    standardize: bool = Field(
        default=False,
        description="Bring every input to mean 0 and deviation 1 over the training examples.",
    )

    @model_validator(mode="after")
    def _can_be_built(self) -> Self:
        if self.points is not None and self.csv is not None:
            raise FieldError(("csv",), "got a text beside points, allowed: one of the two")
        if self.csv is None and self.target is not None:
            raise FieldError(("target",), f"got {self.target!r}, allowed: null, for there is no table")
        task = self.dataset.task
        if self.task not in (None, task):
            raise FieldError(("task",), f"got {self.task!r}, allowed: {task!r}, what {self.name} is, or null")
        return self

    @property
    def is_drawn(self) -> bool:
        """Whether the examples are of a kind, drawn by the seed."""
        return self.points is None and self.csv is None

    @cached_property
    def dataset(self) -> Dataset:
        """The examples, of the engine's making.

        Raises
        ------
        FieldError
            What the engine refused, by the field that is to blame.
        """
        try:
            if self.points is not None:
                return self._placed(self.points)
            if self.csv is not None:
                return read_csv(self.csv, target=self.target, task=self.task, bounds=CSV_LIMITS)
            return self._drawn()
        except NudgeError as error:
            raise self._blamed(error) from error

    def _drawn(self) -> Dataset:
        given = {name: getattr(self, name) for name in KIND_OPTIONS if getattr(self, name) is not None}
        return make_dataset(self.name, seed=self.seed, **given)

    def _placed(self, points: list[PlacedExample]) -> Dataset:
        rows: list[dict[str, Any]] = [{"x": point.x, "y": point.y} for point in points]
        if self.task == "regression":
            return from_points(rows, classes=None)
        for row in rows:
            row["y"] = int(row["y"]) if row["y"].is_integer() else row["y"]
        largest = max(row["y"] for row in rows)
        return from_points(rows, classes=self.classes or min(max(int(largest) + 1, 2), 10))

    def _blamed(self, error: NudgeError) -> FieldError:
        """The engine's words, with the field of the request they are about."""
        message = f"got {error.came}, allowed: {error.allowed}"
        name, _, owner = error.field.partition(" of ")
        if self.points is not None:
            place = owner.removeprefix("points[").removesuffix("]")
            return FieldError(("points", int(place), name) if place.isdecimal() else ("points",), message)
        if self.csv is not None:
            return FieldError(
                ("target",) if error.field == "target" else ("csv",), f"{error.field}: {message}"
            )
        if name == "option":
            return FieldError((str(error.came).strip("'"),), f"got a value, allowed: null for {self.name}")
        return FieldError((name,), message)

    @property
    def plane(self) -> tuple[list[float], list[float]]:
        """Where to plot: the low and high end of each input, and of y after a single input."""
        if self.is_drawn:
            kind = DATASETS[self.name]
            return list(kind.low), list(kind.high)
        table = self.dataset.inputs
        if table.shape[1] == 1:
            rows = zip(table.tolist(), self.dataset.targets[:, :1].tolist(), strict=True)
            ends = list(zip(*([*x, *y] for x, y in rows), strict=True))
        else:
            ends = list(zip(*table.tolist(), strict=True))
        margins = [0.1 * (max(axis) - min(axis)) or 0.5 for axis in ends]
        low = [min(axis) - margin for axis, margin in zip(ends, margins, strict=True)]
        return low, [max(axis) + margin for axis, margin in zip(ends, margins, strict=True)]
