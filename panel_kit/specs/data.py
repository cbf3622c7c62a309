"""Data to learn from, as a request describes them: drawn by a seed, placed by hand, or pasted as CSV.

What is left out, or null, takes the default of the kind of data: the gates give their truth table, the
shapes 200 examples. Points win over a name, and so does a CSV text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.datasets import DATASETS, Dataset, Table, make_dataset, read_table
from nn_core.datasets.tables.decision import shortened
from nn_core.errors import NudgeError
from panel_kit.contract.schema import FieldError, choice, field_named, integral, slider
from panel_kit.specs.data_bounds import Bounded, PlacedExample, data_within
from panel_kit.specs.features import DESCRIPTION, Features, repeated
from panel_kit.specs.limits import MAX_SEED, TABLES, Limits
from panel_kit.specs.placed import NAMES, NameFields, placed_dataset
from panel_kit.specs.table_options import OPTIONS

DataName = Literal[
    "xor", "and", "or", "nand", "linear", "quadrants", "circles", "moons", "spirals", "blobs", "tumors",
    "sine", "fast_sine", "step", "absolute", "quadratic", "cubic", "bump", "sawtooth",
]  # fmt: skip
DATA_NAMES = {name: DATASETS[name].title for name in get_args(DataName)}
MAX_EXAMPLES, MAX_COORDINATE, MAX_CSV = TABLES.examples, TABLES.value, TABLES.characters
CSV_LIMITS = TABLES.csv
KIND_OPTIONS = ("samples", "noise", "balance", "margin", "factor", "turns", "classes")

Classes = Annotated[int, Field(ge=2, le=10), integral]


@data_within(TABLES)
class DataSpec(NameFields, Bounded):
    """Examples: a kind by its name, points, or a CSV text."""

    limits: ClassVar[Limits] = TABLES

    name: DataName = choice(
        "Data", names=DATA_NAMES, default="circles", description="Which kind of examples are drawn."
    )
    samples: int | None = slider(
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
    points: Sequence[PlacedExample] | None = Field(
        default=None, description="Examples placed by hand, in place of drawn ones."
    )
    csv: str | None = Field(
        default=None, description="A table, in place of drawn examples: a row each, the last column y."
    )
    features: Features | None = field_named(
        "Inputs of the network", kind="features", default=None, description=DESCRIPTION
    )

    @model_validator(mode="after")
    def _can_be_built(self) -> Self:
        if self.points is not None and self.csv is not None:
            raise FieldError(("csv",), "got a text beside points, allowed: one of the two")
        self.check_belongings()
        task = self.dataset.task
        if self.task not in (None, task):
            raise FieldError(("task",), f"got {self.task!r}, allowed: {task!r}, what {self.name} is, or null")
        return self

    def check_belongings(self) -> None:
        """Raises where an option belongs to a table, or names to points, and there are none."""
        for name in OPTIONS if self.csv is None else ():
            if name != "task" and getattr(self, name) is not None:
                raise FieldError(
                    (name,), f"got {getattr(self, name)!r}, allowed: null, for there is no table"
                )
        for name in NAMES if self.points is None else ():
            if getattr(self, name) is not None:
                message = f"got {shortened(str(getattr(self, name)))}, allowed: null, for there are no points"
                raise FieldError((name,), message)
        self._check_features()
        if self.standardize_target and self.dataset.task != "regression":
            message = "got true, allowed: false, for the target is a class and not a number"
            raise FieldError(("standardize_target",), message)

    def _check_features(self) -> None:
        """Raises where inputs cannot be derived, or one comes twice."""
        count = self.dataset.inputs.shape[1] if self.features else 2
        if count != 2:
            message = f"got derived inputs, allowed: null: they are of two inputs, and there are {count}"
            raise FieldError(("features",), message)
        again = repeated(self.features)
        if again:
            raise FieldError(("features",), f"got {again!r} twice, allowed: each once")

    @property
    def n_in(self) -> int:
        """How many inputs a network gets."""
        return len(self.features) if self.features else int(self.dataset.inputs.shape[1])

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
                data = placed_dataset(self.points, self.task, self.classes or self.class_count, self.limits)
                return self.with_names(data)
            return self.table.dataset if self.table else self._drawn()
        except NudgeError as error:
            raise self._blamed(error) from error

    @cached_property
    def table(self) -> Table | None:
        """The table as it was read, with what was decided; None where there is none."""
        if self.csv is None:
            return None
        return read_table(self.csv, self.options, self.limits.csv)

    def _drawn(self) -> Dataset:
        given = {name: getattr(self, name) for name in KIND_OPTIONS if getattr(self, name) is not None}
        return make_dataset(self.name, seed=self.seed, **given)

    def _blamed(self, error: NudgeError) -> FieldError:
        """The engine's words, with the field of the request they are about."""
        message = f"got {error.came}, allowed: {error.allowed}"
        name, _, owner = error.field.partition(" of ")
        if error.field in NAMES and self.points is not None:
            return FieldError((error.field,), message)
        if self.points is not None:
            place = owner.removeprefix("points[").removesuffix("]")
            return FieldError(("points", int(place), name) if place.isdecimal() else ("points",), message)
        if self.csv is not None:
            path = error.field if error.field in OPTIONS else "csv"
            return FieldError((path,), f"{error.field}: {message}")
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
