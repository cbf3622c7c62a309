"""How a table is to be read, as a request says it; what is null, the reader decides and says so."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from nn_core.datasets import TableOptions
from nn_core.datasets.tables.decision import shortened
from panel_kit.contract.schema import FieldError, Request, choice, field_named

MAX_NAME = 100  # characters of a column's
MAX_COLUMNS = 65
MAX_WORDS = 50
MAX_TARGETS = 16

Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]


def _column(value: object) -> object:
    """The name of a column, or its position as a whole number."""
    if isinstance(value, str) and 1 <= len(value) <= MAX_NAME:
        return value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and value in range(1, MAX_COLUMNS + 1):
        return int(value)  # type: ignore[call-overload]
    came = shortened(json.dumps(value, ensure_ascii=False, default=str))[1:-1]
    allowed = f"a column: its name, or its position, a whole number in [1, {MAX_COLUMNS}]"
    raise FieldError((), f"got {came}, allowed: {allowed}")


def _columns(value: object) -> object:
    """A column, or a list of different ones."""
    if not isinstance(value, list):
        return _column(value)
    if not 1 <= len(value) <= MAX_TARGETS:
        raise FieldError((), f"got {len(value)} columns, allowed: 1 to {MAX_TARGETS}")
    return [_column(each) for each in value]


ONE_COLUMN: list[dict[str, Any]] = [
    {"type": "string", "minLength": 1, "maxLength": MAX_NAME},
    {"type": "integer", "minimum": 1, "maximum": MAX_COLUMNS},
]
SEVERAL = {"type": "array", "items": {"anyOf": ONE_COLUMN}, "minItems": 1, "maxItems": MAX_TARGETS}
# One type of pydantic's each, for it would name both kinds of a union in the pointer of an error
Column = Annotated[Any, PlainValidator(_column), WithJsonSchema({"anyOf": ONE_COLUMN})]
Columns = Annotated[Any, PlainValidator(_columns), WithJsonSchema({"anyOf": [*ONE_COLUMN, SEVERAL]})]
Separator = Literal[",", ";", "\t", "|", " "]
SEPARATOR_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars", " ": "spaces"}
OPTIONS = ("separator", "decimal_mark", "header", "missing", "leave_out", "target", "task")


class ReadingFields(Request):
    """How the cells of a table are read."""

    separator: Separator | None = choice(
        "Columns separated by",
        names=SEPARATOR_NAMES,
        default=None,
        description="CSV: what separates the columns; a space is any number of them. Null: found out.",
    )
    decimal_mark: Literal[".", ","] | None = choice(
        "Decimal mark",
        names={".": "a point", ",": "a comma"},
        default=None,
        description="CSV: the decimal mark; the other one may set off thousands then. Null: found out for "
        "each column.",
    )
    header: bool | None = choice(
        "First row",
        names={"true": "the names", "false": "the first example"},
        default=None,
        description="CSV: whether the first row holds names. Null: found out from all rows.",
    )
    missing: (
        Annotated[list[Annotated[str, Field(max_length=MAX_NAME)]], Field(max_length=MAX_WORDS)] | None
    ) = field_named(
        "Words for a missing value",
        kind="words",
        default=None,
        description="CSV: words that stand for a missing value, besides the empty cell; rows with one are "
        "left out. Null: NA, N/A, NaN, null, ?, - and the like.",
    )


class PickingFields(ReadingFields):
    """Which of its columns are used, and for what."""

    leave_out: Annotated[list[Column], Field(max_length=MAX_COLUMNS)] | None = field_named(
        "Columns in use",
        kind="columns",
        default=None,
        description="CSV: columns that are not used, by name or position from 1. Null: those that only tell "
        "the rows apart.",
    )
    target: Columns | None = field_named(
        "Predicted",
        kind="column",
        default=None,
        description="CSV: the column to predict, by name or position from 1, or several columns of "
        "numbers. Null: the last.",
    )


class TableFields(PickingFields):
    """The options of a table to learn from, and what is done with its numbers."""

    task: Literal["classification", "regression"] | None = choice(
        "Predicted as",
        names={"classification": "one of several classes", "regression": "a number of its own"},
        default=None,
        description="What y means, for points and CSV. Null: classes for points; what the column looks like "
        "for CSV.",
    )
    standardize: bool = field_named(
        "Standardize the inputs",
        kind="switch",
        default=False,
        description="Bring every input to mean 0 and deviation 1 over the training examples.",
    )
    standardize_target: bool = field_named(
        "Standardize the target",
        kind="switch",
        default=False,
        description="Regression: bring the target to mean 0 and deviation 1 over the training examples.",
    )

    @property
    def options(self) -> TableOptions:
        """The same for the reader."""
        return TableOptions(**{name: getattr(self, name) for name in OPTIONS})

    @property
    def chosen(self) -> dict[str, Any]:
        """The options that are not left to the reader, as a request has them."""
        return {name: getattr(self, name) for name in OPTIONS if getattr(self, name) is not None}
