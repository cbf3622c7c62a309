"""What the perceptron is asked: examples, and how it goes through them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.datasets import CsvBounds, TableOptions, read_table
from nn_core.errors import NudgeError
from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.specs.optimizer import MAX_RATE

MAX_EXAMPLES = 24
MAX_EPOCHS = 100
MAX_EXAMPLES_LOOKED_AT = 1200
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
        points = self.points
        self._check_widths(points)
        self._check_labels(points)
        looks = len(points) * self.max_epochs
        if looks > MAX_EXAMPLES_LOOKED_AT:
            allowed = f"at most {MAX_EXAMPLES_LOOKED_AT} (examples × epochs)"
            message = f"got {looks} examples to look at, allowed: {allowed}"
            raise FieldError(("max_epochs",), message)
        return self

    @cached_property
    def points(self) -> list[Point]:
        """The examples given, those of the table, or those of the gate."""
        if self.examples is not None and self.table is not None:
            raise FieldError(("table",), "got a text beside examples, allowed: one of the two")
        if self.examples is not None:
            return [Point(each.x, each.y) for each in self.examples]
        if self.table is not None:
            return points_of_table(self.table, self.labels)
        low = -1 if self.labels == "minus_one_one" else 0
        return [Point(x, y or low) for x, y in zip(CORNERS, GATES[self.gate], strict=True)]

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


def points_of_table(text: str, labels: str | None) -> list[Point]:
    """The rows of a table with two classes."""
    bounds = CsvBounds(
        characters=MAX_TEXT, rows=MAX_EXAMPLES, columns=MOST_INPUTS + 1, classes=2, magnitude=LARGEST
    )
    try:
        data = read_table(text, TableOptions(task="classification"), bounds).dataset
    except NudgeError as error:
        raise FieldError(("table",), f"{error.field}: got {error.came}, allowed: {error.allowed}") from error
    low = -1 if labels == "minus_one_one" or (labels is None and data.class_names[0] == "-1") else 0
    return [Point(x, int(y) or low) for x, y in zip(data.inputs.tolist(), data.labels, strict=True)]


class PerceptronView(PanelView):
    """Which update is shown, and which class a click on the plane places; a drawer more for own data."""

    drawer: Literal["maths", "numpy", "pytorch", "sklearn", "api", "data", "points", "none"] = "none"  # type: ignore[assignment]
    step: Annotated[int, Field(ge=0, le=MAX_EXAMPLES_LOOKED_AT), integral] | None = None
    placing: Annotated[int, Field(ge=0, le=1), integral] = 1
