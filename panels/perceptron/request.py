"""What the perceptron is asked: examples, and how it goes through them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider

MAX_EXAMPLES = 24
MAX_EPOCHS = 100
MAX_EXAMPLES_LOOKED_AT = 1200
FARTHEST = 2.5
Coordinate = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]
Number = Annotated[float, Field(ge=-10, le=10)]
CORNERS = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
GATES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0], "xor": [0, 1, 1, 0]}


class Example(Request):
    """A point of the plane and its class."""

    x: Annotated[list[Coordinate], Field(min_length=2, max_length=2)] = Field(description="x₁ and x₂.")
    y: Annotated[int, Field(ge=0, le=1), integral] = Field(description="The class, 0 or 1.")


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
    learning_rate: Annotated[float, Field(ge=0.01, le=10)] = slider(
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
        min_length=2,
        max_length=2,
        description="The weights it starts from.",
    )
    bias: Number = slider(
        "Start b", step=0.01, reach=(-3, 3), default=0.0, description="The bias it starts from."
    )

    @model_validator(mode="after")
    def _work_is_bounded(self) -> Self:
        looks = len(self.examples or CORNERS) * self.max_epochs
        if looks > MAX_EXAMPLES_LOOKED_AT:
            allowed = f"at most {MAX_EXAMPLES_LOOKED_AT} (examples × epochs)"
            message = f"got {looks} examples to look at, allowed: {allowed}"
            raise FieldError(("max_epochs",), message)
        return self


class PerceptronView(PanelView):
    """Which update is shown, and which class a click on the plane places."""

    step: Annotated[int, Field(ge=0, le=MAX_EXAMPLES_LOOKED_AT), integral] | None = None
    placing: Annotated[int, Field(ge=0, le=1), integral] = 1


@dataclass(frozen=True)
class Point:
    """A point of the plane and its class."""

    x: list[float]
    y: int


def examples_of(request: PerceptronRequest) -> list[Point]:
    """The examples given, or those of the gate."""
    if request.examples is not None:
        return [Point(each.x, each.y) for each in request.examples]
    return [Point(x, y) for x, y in zip(CORNERS, GATES[request.gate], strict=True)]
