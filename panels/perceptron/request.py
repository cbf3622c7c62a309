"""What the perceptron is asked: examples, and how it goes through them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.datasets import CsvBounds, TableOptions, read_table
from nn_core.datasets.dataset import default_input_names
from nn_core.errors import NudgeError
from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.specs.optimizer import MAX_RATE
from panel_kit.specs.table_options import Name, PickingFields

MAX_EXAMPLES = 24
MAX_EPOCHS = 100
MAX_STEPS = 1200
FARTHEST = 2.5  # what the plane shows, unless a point lies beyond
LARGEST = 1e6
MOST_INPUTS = 3
MAX_TEXT = 4000  # characters of a table
Coordinate = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
CORNERS = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
GATES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0], "xor": [0, 1, 1, 0]}


class Example(Request):
    """A point and its class."""

    x: Annotated[list[Coordinate], Field(min_length=1, max_length=MOST_INPUTS)] = Field(
        description="x₁ and x₂; one input or three are taken too, and not drawn."
    )
    y: Annotated[int, Field(ge=-1, le=1), integral] = Field(
        description="The class: 0 or 1, or in all examples −1 or 1."
    )


@dataclass(frozen=True)
class Point:
    """A point and its class."""

    x: list[float]
    y: int


@dataclass(frozen=True)
class Named:
    """Points under names: of each input, with its unit, and of both classes, class 1 last."""

    points: list[Point]
    input_names: list[str]
    class_names: list[str]


class TableReading(PickingFields):
    """How a table is read; what is null is found out."""


class PerceptronRequest(Request):
    """Examples, and how the perceptron goes through them."""

    gate: Literal["and", "or", "nand", "xor"] = choice(
        "Examples",
        names={"and": "AND", "or": "OR", "nand": "NAND", "xor": "XOR"},
        default="and",
        description="A truth table of two inputs; left aside when examples are given.",
    )
    examples: Annotated[list[Example], Field(min_length=1, max_length=MAX_EXAMPLES)] | None = Field(
        default=None, description="Points of your own, looked at in this order. Null: those of the gate."
    )
    table: Annotated[str, Field(min_length=1, max_length=MAX_TEXT)] | None = Field(
        default=None,
        description="A table in place of examples: up to three inputs and a column of two classes, of which "
        "the second is class 1.",
    )
    reading: TableReading = Field(default=TableReading(), description="How the table is read.")
    input_names: Annotated[list[Name], Field(min_length=1, max_length=MOST_INPUTS)] | None = Field(
        default=None, description="What the inputs of your own examples are called. Null: x1, x2, …."
    )
    class_names: Annotated[list[Name], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="What their classes are called, class 1 last. Null: their numbers."
    )
    labels: Literal["zero_one", "minus_one_one"] | None = choice(
        "Classes are called",
        names={"zero_one": "0 and 1", "minus_one_one": "−1 and 1"},
        default=None,
        description="What the classes are called: 0 and 1, or −1 and 1. Null: as in the examples.",
    )
    fires_at_zero: bool = choice(
        "It fires",
        names={"true": "at z ≥ 0", "false": "at z > 0"},
        default=True,
        description="Whether it fires at z ≥ 0; false: only at z > 0.",
    )
    learning_rate: Annotated[float, Field(ge=0.0001, le=MAX_RATE)] = slider(
        "Learning rate η",
        step=0.01,
        reach=(0.05, 2),
        default=1.0,
        description="How far a mistake moves the weights.",
    )
    max_epochs: Annotated[int, Field(ge=1, le=MAX_EPOCHS), integral] = slider(
        "Epochs at most",
        step=1,
        decimals=0,
        default=50,
        description="How often it may go through all examples.",
    )
    weights: list[Number] = slider(
        "Start w{_}",
        step=0.01,
        reach=(-3, 3),
        default=[0.0, 0.0],
        min_length=1,
        max_length=MOST_INPUTS,
        description="The weights it starts from, one an input. Left out: zeros.",
    )
    bias: Number = slider(
        "Start b", step=0.01, reach=(-3, 3), default=0.0, description="The bias it starts from."
    )

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        self._check_belongings()
        points = self.points
        self._check_widths(points)
        self._check_labels(points)
        steps = len(points) * self.max_epochs
        if steps > MAX_STEPS:
            allowed = f"at most {MAX_STEPS} (examples × epochs)"
            message = f"got {steps} examples to look at, allowed: {allowed}"
            raise FieldError(("max_epochs",), message)
        return self

    @property
    def points(self) -> list[Point]:
        """The examples given, those of the table, or those of the gate."""
        return self.named.points

    @cached_property
    def named(self) -> Named:
        """The same under their names."""
        if self.table is not None:
            return read_points(self.table, self.reading, self.labels)
        points = self._own_points() if self.examples is not None else self._corners()
        inputs = self.input_names or list(default_input_names(len(points[0].x)))
        low = "−1" if any(each.y < 0 for each in points) else "0"
        return Named(points, inputs, self.class_names or [low, "1"])

    def _own_points(self) -> list[Point]:
        return [Point(each.x, each.y) for each in self.examples or []]

    def _corners(self) -> list[Point]:
        low = -1 if self.labels == "minus_one_one" else 0
        return [Point(x, y or low) for x, y in zip(CORNERS, GATES[self.gate], strict=True)]

    def _check_belongings(self) -> None:
        """Raises where a field belongs to a table, or names to examples, and there are none."""
        if self.examples is not None and self.table is not None:
            raise FieldError(("table",), "got a text beside examples, allowed: one of the two")
        for name in TableReading.model_fields if self.table is None else ():
            if getattr(self.reading, name) is not None:
                came = getattr(self.reading, name)
                message = f"got {came!r}, allowed: null, for there is no table"
                raise FieldError(("reading", name), message)
        for name in ("input_names", "class_names"):
            given = getattr(self, name)
            if given is not None and self.examples is None:
                raise FieldError((name,), "got names, allowed: null, for there are no examples of your own")
        width = len(self.examples[0].x) if self.examples else 0
        if self.input_names is not None and len(self.input_names) != width:
            message = f"got {len(self.input_names)} names, allowed: {width}, one for each input"
            raise FieldError(("input_names",), message)

    @property
    def low(self) -> int:
        """What stands for the class that is not 1: 0 or −1."""
        if self.labels is not None:
            return -1 if self.labels == "minus_one_one" else 0
        return -1 if any(each.y < 0 for each in self.points) else 0

    def _check_widths(self, points: list[Point]) -> None:
        """Every example as many inputs as the first, and a weight for each."""
        width = len(points[0].x)
        for place, each in enumerate(points):
            if len(each.x) != width:
                message = f"got {len(each.x)} inputs, allowed: {width}, as in the first example"
                raise FieldError(("examples", place, "x"), message)
        if len(self.weights) == width:
            return
        if "weights" in self.model_fields_set and any(self.weights):
            message = f"got {len(self.weights)} weights, allowed: {width}, one for each input"
            raise FieldError(("weights",), message)
        self.__dict__["weights"] = [0.0] * width

    def _check_labels(self, points: list[Point]) -> None:
        """Either 0 and 1, or −1 and 1."""
        for place, each in enumerate(points):
            if each.y not in (self.low, 1):
                raise FieldError(("examples", place, "y"), f"got {each.y}, allowed: {self.low} or 1")


def read_points(text: str, reading: TableReading, labels: str | None) -> Named:
    """The rows of a table with two classes."""
    bounds = CsvBounds(
        characters=MAX_TEXT, rows=MAX_EXAMPLES, columns=MOST_INPUTS + 1, classes=2, magnitude=LARGEST
    )
    options = {name: getattr(reading, name) for name in TableReading.model_fields}
    try:
        data = read_table(text, TableOptions(task="classification", **options), bounds).dataset
    except NudgeError as error:
        path = ("reading", error.field) if error.field in options else ("table",)
        raise FieldError(path, f"{error.field}: got {error.came}, allowed: {error.allowed}") from error
    low = -1 if labels == "minus_one_one" or (labels is None and data.class_names[0] == "-1") else 0
    points = [Point(x, int(y) or low) for x, y in zip(data.inputs.tolist(), data.labels, strict=True)]
    units = zip(data.input_names, data.input_units, strict=True)
    return Named(
        points, [f"{name} ({unit})" if unit else name for name, unit in units], list(data.class_names)
    )


class PerceptronView(PanelView):
    """Which update is shown, and which class a click on the plane places; a drawer more for own data."""

    drawer: Literal["maths", "numpy", "pytorch", "sklearn", "api", "data", "points", "none"] = "none"  # type: ignore[assignment]
    step: Annotated[int, Field(ge=0, le=MAX_STEPS), integral] | None = None
    placing: Annotated[int, Field(ge=0, le=1), integral] = 1
