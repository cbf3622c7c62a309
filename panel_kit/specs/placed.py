"""Examples placed by hand as a dataset, under the names and units that came with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from nn_core.datasets import Dataset, from_points
from nn_core.datasets.dataset import LONGEST_NAME
from nn_core.errors import ShapeError
from panel_kit.contract.schema import FieldError
from panel_kit.specs.data_bounds import PlacedExample
from panel_kit.specs.limits import TABLES, Limits
from panel_kit.specs.table_options import MAX_TARGETS, Name, TableFields

Unit = Annotated[str, Field(max_length=20)]
MOST_CLASSES = 10


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
