"""A CSV text as examples: what it was understood as, and the same as points that a training run takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from panel_kit.contract.operation import Cost, Operation, at_once
from panel_kit.contract.schema import FieldError, Request, Vector
from panel_kit.contract.words import in_words
from panel_kit.specs.data import MAX_CSV, MAX_EXAMPLES, MAX_NAME, DataSpec
from panel_kit.specs.network import MAX_UNITS

CHARACTERS_A_SECOND = 2e7

SAMPLE = "x1,x2,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n"


class CsvRequest(Request):
    """A table, and what of it is to be predicted."""

    csv: Annotated[str, Field(min_length=1, max_length=MAX_CSV)] = Field(
        default=SAMPLE, description="A row an example; a header, the delimiter and the task are found out."
    )
    target: Annotated[str, Field(min_length=1, max_length=MAX_NAME)] | None = Field(
        default=None, description="The column to predict. Null: the last."
    )
    task: Literal["classification", "regression"] | None = Field(
        default=None, description="Null: what the column to predict looks like."
    )

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        _ = self.data
        return self

    @cached_property
    def data(self) -> DataSpec:
        """The same as the data of a training run."""
        spec = DataSpec.model_construct(csv=self.csv, target=self.target, task=self.task)
        try:
            _ = spec.dataset
        except FieldError as error:
            raise FieldError(error.path, str(error)) from error
        return spec


@dataclass(frozen=True)
class CsvResult:
    """What the text was understood as. ``dataset`` can be sent as the dataset of a training run."""

    task: str
    input_names: list[str]
    target_name: str
    class_names: list[str]
    class_counts: list[int] | None
    examples: int
    low: Vector
    high: Vector
    dataset: dict[str, Any]
    sentence: str


def compute(request: CsvRequest) -> CsvResult:
    """Reads it."""
    data = request.data.dataset
    is_regression = data.task == "regression"
    targets = data.targets[:, 0].tolist() if is_regression else data.labels.tolist()
    rows = zip(data.inputs.tolist(), targets, strict=True)
    dataset: dict[str, Any] = {"points": [{"x": x, "y": y} for x, y in rows], "task": data.task}
    if not is_regression:
        dataset["classes"] = len(data.class_names)
    what = "a number" if is_regression else f"one of {len(data.class_names)} classes"
    return CsvResult(
        task=data.task,
        input_names=list(data.input_names),
        target_name=data.target_name,
        class_names=list(data.class_names),
        class_counts=None if is_regression else list(data.class_counts),
        examples=data.samples,
        low=data.inputs.min(axis=0),
        high=data.inputs.max(axis=0),
        dataset=dataset,
        sentence=f"{data.samples} examples: {data.target_name}, {what}, from {in_words(data.input_names)}.",
    )


def cost(request: CsvRequest) -> Cost:
    """What it costs to tell the rows again; they have been read by then."""
    return Cost(len(request.csv) / CHARACTERS_A_SECOND)


def widest_table(seed: int) -> str:
    """A CSV text of all the rows and columns that are read, its cells as long as there is room for."""
    header = ",".join([*(f"x{i}" for i in range(MAX_UNITS)), "y"])
    width = (MAX_CSV - 2000) // (MAX_EXAMPLES * (MAX_UNITS + 1)) - 6
    cells = [
        [f"{(7 * row + 3 * i + seed) % 97 / 97:.{width}f}" for i in range(MAX_UNITS)]
        for row in range(MAX_EXAMPLES)
    ]
    return "\n".join([header, *(",".join([*row, str(place % 10)]) for place, row in enumerate(cells))])


OPERATION = Operation(
    path="data/csv",
    title="A CSV text as data",
    summary="What a table is understood as, and its rows as points to train on; mistakes by line and column.",
    request=CsvRequest,
    result=CsvResult,
    run=at_once(compute),
    cost=cost,
    dearest=lambda seed: {"csv": widest_table(seed)},
    takes_table=True,
    group="more",
    examples={"words as classes": {"csv": "size;weight;kind\n1;2;mouse\n30;9000;cat\n2;3;mouse\n"}},
)
