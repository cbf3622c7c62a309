"""A CSV text as examples: how it was read, and the same as points that a training run takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Annotated, Any

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.datasets import Dataset, Decision, Table
from nn_core.datasets.tables.display_names import display_names
from nn_core.datasets.tables.reader import UsedColumn
from panel_kit.contract.operation import Cost, Operation, at_once
from panel_kit.contract.schema import FieldError, Vector
from panel_kit.contract.words import in_words
from panel_kit.specs.data import MAX_CSV, MAX_EXAMPLES, DataSpec
from panel_kit.specs.limits import TABLES
from panel_kit.specs.table_options import TableFields

CHARACTERS_A_SECOND = 1e7
MOST_NAMED = 8  # inputs that a sentence lists

SAMPLE = "x1,x2,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n"


class CsvRequest(TableFields):
    """A table, and what of it is to be predicted."""

    csv: Annotated[str, Field(min_length=1, max_length=MAX_CSV)] = Field(
        default=SAMPLE,
        description="A row an example. What is not said (header, separator, decimal mark, task, …) is found "
        "out, and told in decisions.",
    )

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        _ = self.data
        return self

    @cached_property
    def data(self) -> DataSpec:
        """The same as the data of a training run."""
        fields = {name: getattr(self, name) for name in TableFields.model_fields}
        spec = DataSpec.model_construct(csv=self.csv, **fields)
        try:
            _ = spec.dataset
            spec.check_belongings()
        except FieldError as error:
            raise FieldError(error.path, str(error)) from error
        return spec

    @property
    def table(self) -> Table:
        """The table as it was read."""
        table = self.data.table
        assert table is not None  # there is a text
        return table


@dataclass(frozen=True)
class ColumnResult:
    """One column of the text.

    ``position`` counts from 1. ``role`` is "input", "target" or "left out", ``kind`` "numbers", "words" or
    "empty". ``words`` became ``inputs`` of their own, 1 where the row holds the word. ``low`` and ``high``
    are those of numbers. ``gaps`` counts the cells that hold nothing.
    """

    position: int
    name: str
    display_name: str
    role: str
    kind: str
    decimal_mark: str | None
    unit: str
    words: list[str]
    inputs: list[str]
    gaps: int
    low: float | None
    high: float | None


@dataclass(frozen=True)
class FirstRow:
    """A row below the header as it was written; ``used`` is false where it was left out for a gap."""

    line: int
    cells: list[str]
    used: bool


@dataclass(frozen=True)
class CsvResult:
    """How the text was read. ``dataset`` can be sent as the dataset of a training run.

    ``decisions`` says what was decided, each with the field of the request that decides otherwise.
    ``display_names`` are the names of the inputs as short as a picture has room for.
    """

    task: str
    input_names: list[str]
    display_names: list[str]
    target_name: str
    target_names: list[str]
    class_names: list[str]
    class_counts: list[int] | None
    examples: int
    low: Vector
    high: Vector
    dataset: dict[str, Any]
    decisions: list[Decision]
    header: list[str] | None
    first_rows: list[FirstRow]
    columns: list[ColumnResult]
    sentence: str


def compute(request: CsvRequest) -> CsvResult:
    """Reads it."""
    table = request.table
    data, used = table.dataset, set(table.lines)
    is_regression = data.task == "regression"
    rows = [FirstRow(row.line, list(row.cells), row.line in used) for row in table.first_rows]
    return CsvResult(
        task=data.task,
        input_names=list(data.input_names),
        display_names=display_names(data.input_names),
        target_name=data.target_name,
        target_names=list(data.target_names),
        class_names=list(data.class_names),
        class_counts=None if is_regression else list(data.class_counts),
        examples=data.samples,
        low=data.inputs.min(axis=0),
        high=data.inputs.max(axis=0),
        dataset=as_request(request, data),
        decisions=table.decisions,
        header=list(table.header) if table.header else None,
        first_rows=rows,
        columns=columns_of(table),
        sentence=say(data),
    )


def as_request(request: CsvRequest, data: Dataset) -> dict[str, Any]:
    """The dataset of a training run: points with their names and units."""
    scaled = {name: True for name in ("standardize", "standardize_target") if getattr(request, name)}
    is_regression = data.task == "regression"
    is_several = is_regression and data.targets.shape[1] > 1
    numbers = data.targets if is_several else data.targets[:, 0]
    targets = numbers.tolist() if is_regression else data.labels.tolist()
    rows = zip(data.inputs.tolist(), targets, strict=True)
    names: dict[str, Any] = {"input_names": list(data.input_names)}
    names |= {"target_names": list(data.target_names)} if is_several else {"target_name": data.target_name}
    for field in ("input_units", "target_units"):
        names |= {field: list(getattr(data, field))} if any(getattr(data, field)) else {}
    if not is_regression:
        names |= {"classes": len(data.class_names), "class_names": list(data.class_names)}
    return {"points": [{"x": x, "y": y} for x, y in rows], "task": data.task, **names, **scaled}


def columns_of(table: Table) -> list[ColumnResult]:
    """The columns, each with a short name of its own."""
    short = display_names([each.column.name for each in table.columns])
    return [column_result(each, name, table.dataset) for each, name in zip(table.columns, short, strict=True)]


def column_result(used: UsedColumn, display_name: str, data: Dataset) -> ColumnResult:
    """One column, as a page shows it."""
    column = used.column
    numbers = values_of(used, data)
    return ColumnResult(
        position=column.position,
        name=column.name,
        display_name=display_name,
        role=used.role,
        kind="empty" if column.is_empty else "numbers" if column.is_numbers else "words",
        decimal_mark=column.mark,
        unit=column.unit,
        words=list(used.words),
        inputs=list(used.inputs),
        gaps=len(column.gap_places()),
        low=float(numbers.min()) if numbers is not None else None,
        high=float(numbers.max()) if numbers is not None else None,
    )


def values_of(used: UsedColumn, data: Dataset) -> np.typing.NDArray[np.float64] | None:
    """The numbers of a column that is used as such."""
    if used.role == "input" and not used.words:
        return data.inputs[:, data.input_names.index(used.inputs[0])]
    if used.role == "target" and data.task == "regression":
        return data.targets[:, data.target_names.index(used.column.name)]
    return None


def say(data: Dataset) -> str:
    """How many examples, and of what."""
    if data.task == "classification":
        what = f"one of {len(data.class_names)} classes"
    else:
        what = "a number" if len(data.target_names) == 1 else f"{len(data.target_names)} numbers"
    names = display_names(data.input_names)
    rest = len(names) - MOST_NAMED
    listed = [*names[:MOST_NAMED], f"{rest} more inputs"] if rest > 0 else names
    target = in_words(display_names(data.target_names))
    return f"{data.samples} examples: {target}, {what}, from {in_words(listed)}."


def cost(request: CsvRequest) -> Cost:
    """What it costs to tell the rows again; they have been read by then."""
    return Cost(len(request.csv) / CHARACTERS_A_SECOND)


@lru_cache(maxsize=2)
def widest_table(seed: int) -> str:
    """A CSV text of all the rows and columns that are read, its cells as long as there is room for."""
    inputs = TABLES.inputs
    header = ",".join([*(f"x{i}" for i in range(inputs)), "y"])
    width = (MAX_CSV - 2000) // (MAX_EXAMPLES * (inputs + 1)) - 6
    fractions = [f"{step / 97:.{width}f}" for step in range(97)]
    cells = [[fractions[(7 * row + 3 * i + seed) % 97] for i in range(inputs)] for row in range(MAX_EXAMPLES)]
    return "\n".join([header, *(",".join([*row, str(place % 10)]) for place, row in enumerate(cells))])


OPERATION = Operation(
    path="data/csv",
    title="A CSV text as data",
    summary="How a table is read, with every decision and the option that changes it, and its rows as points "
    "to train on; mistakes by line and column.",
    request=CsvRequest,
    result=CsvResult,
    run=at_once(compute),
    cost=cost,
    dearest=lambda seed: {"csv": widest_table(seed)},
    takes_table=True,
    group="more",
    examples={
        "words as classes": {"csv": "size;weight;kind\n1;2;mouse\n30;9000;cat\n2;3;mouse\n"},
        "decimal commas and a gap": {"csv": "hours;score\n1;52,5\n2;55,0\n3;NA\n4;61,2\n"},
    },
)
