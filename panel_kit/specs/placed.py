"""Examples placed by hand: inputs, and the number of a class, a target, or several of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema, create_model

from nn_core.datasets import Dataset, from_points
from nn_core.datasets.dataset import LONGEST_NAME
from nn_core.datasets.tables.decision import shortened
from nn_core.errors import ShapeError
from panel_kit.contract.schema import FieldError, Request
from panel_kit.specs.limits import TABLES, Limits
from panel_kit.specs.table_options import MAX_TARGETS, Name, TableFields

Unit = Annotated[str, Field(max_length=20)]
MOST_CLASSES = 10


class PlacedExample(Request):
    """One example placed by hand."""

    x: list[float] = Field(description="The inputs.")
    y: float | list[float] = Field(
        description="The number of its class, or the target of a regression; a list of several targets."
    )


def example_within(limits: Limits, owner: str) -> type[PlacedExample]:
    """An example with as many inputs, as large, as the limits say; named by the data it is one of."""
    value = Annotated[float, Field(ge=-limits.value, le=limits.value)]
    inputs = Annotated[list[value], Field(min_length=1, max_length=limits.inputs)]
    fields = PlacedExample.model_fields
    return create_model(
        "PlacedExample" if owner == "DataSpec" else f"{owner}Example",
        __base__=PlacedExample,
        __module__=__name__,
        __doc__=PlacedExample.__doc__,
        x=(inputs, copy(fields["x"])),
        y=(target_within(limits.value), copy(fields["y"])),
    )


def target_within(largest: float) -> Any:
    """The type of a target: a number as large as this at most, or a list of such numbers."""

    def checked(value: Any) -> Any:
        numbers = value if isinstance(value, list) else [value]
        if not 1 <= len(numbers) <= MAX_TARGETS:
            raise FieldError((), f"got {len(numbers)} targets, allowed: 1 to {MAX_TARGETS}")
        for place, each in enumerate(numbers):
            is_number = isinstance(each, int | float) and not isinstance(each, bool)
            if not (is_number and -largest <= each <= largest):
                came = shortened(json.dumps(each, ensure_ascii=False, default=str))[1:-1]
                path = (place,) if isinstance(value, list) else ()
                raise FieldError(path, f"got {came}, allowed: a number in [{-largest:g}, {largest:g}]")
        return [float(each) for each in numbers] if isinstance(value, list) else float(numbers[0])

    # One type of pydantic's, for it would name both kinds of a union in the pointer of an error
    number = {"type": "number", "minimum": -largest, "maximum": largest}
    several = {"type": "array", "items": number, "minItems": 1, "maxItems": MAX_TARGETS}
    return Annotated[Any, PlainValidator(checked), WithJsonSchema({"anyOf": [number, several]})]


def placed_dataset(
    points: Sequence[PlacedExample], task: str | None, classes: int | None, limits: Limits
) -> Dataset:
    """The examples as a dataset; ``classes`` may be more than have examples yet.

    Raises
    ------
    NudgeError, FieldError
        Naming the point.
    """
    bounds: dict[str, Any] = {
        "most": limits.examples, "most_inputs": limits.inputs, "magnitude": limits.value,
    }  # fmt: skip
    rows: list[dict[str, Any]] = [{"x": point.x, "y": point.y} for point in points]
    if task == "regression":
        return from_points(rows, classes=None, **bounds)
    for place, row in enumerate(rows):
        if isinstance(row["y"], list):
            message = "got several targets, allowed: the number of a class; or say task: regression"
            raise FieldError(("points", place, "y"), message)
        row["y"] = int(row["y"]) if row["y"].is_integer() else row["y"]
    largest = max(row["y"] for row in rows)
    return from_points(rows, classes=classes or min(max(int(largest) + 1, 2), MOST_CLASSES), **bounds)


class NameFields(TableFields):
    """What the columns of placed examples are called, and what they are measured in."""

    input_names: Annotated[list[Name], Field(min_length=1, max_length=TABLES.inputs)] | None = Field(
        default=None, description="Points: what the inputs are called. Null: x1, x2, …."
    )
    target_name: Name | None = Field(default=None, description="Points: what is to be predicted. Null: y.")
    target_names: Annotated[list[Name], Field(min_length=1, max_length=MAX_TARGETS)] | None = Field(
        default=None, description="Points: what several targets are called. Null: y1, y2, …."
    )
    input_units: Annotated[list[Unit], Field(min_length=1, max_length=TABLES.inputs)] | None = Field(
        default=None,
        description="Points: what the inputs are measured in, to name axes; an empty string "
        "for nothing. Null: nothing.",
    )
    target_units: Annotated[list[Unit], Field(min_length=1, max_length=MAX_TARGETS)] | None = Field(
        default=None, description="Points: the same for the targets."
    )
    class_names: Annotated[list[Name], Field(min_length=2, max_length=MOST_CLASSES)] | None = Field(
        default=None, description="Points: what the classes are called, class 0 first. Null: 0, 1, …."
    )

    @property
    def class_count(self) -> int | None:
        """How many classes have names."""
        return len(self.class_names) if self.class_names else None

    def with_names(self, data: Dataset) -> Dataset:
        """The same examples under the names and units that came with them."""
        names: dict[str, Any] = {
            "input_names": tuple(self.input_names or data.input_names),
            "class_names": tuple(self.class_names or data.class_names),
            "target_names": tuple(self.target_names or data.target_names),
            "input_units": tuple(self.input_units or data.input_units),
            "target_units": tuple(self.target_units or data.target_units),
        }
        for field, given in names.items():
            count = len(getattr(data, field))
            if len(given) != count:
                raise ShapeError(field, f"{len(given)} names", f"{count}, as many as there are")
        if len(names["target_names"]) == 1 and self.target_name:
            names["target_names"] = (self.target_name,)
        target = self.target_name or ", ".join(names["target_names"])[:LONGEST_NAME]
        return replace(data, target_name=target, **names)


NAMES = tuple(name for name in NameFields.model_fields if name not in TableFields.model_fields)
