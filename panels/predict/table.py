"""Predictions for the rows of a table, read as the table was that the network learned from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.activations import FloatArray
from nn_core.datasets import Decision, derive
from nn_core.datasets.tables import InputColumn, NewRows
from nn_core.datasets.tables.decision import counted
from nn_core.layer_counts import parameter_count
from panel_kit.contract.operation import Cost, Operation, at_once
from panel_kit.contract.schema import FieldError, GappyMatrix, Matrix, Request
from panel_kit.runs.grid_maps import DERIVED_FROM
from panel_kit.specs.csv_upload import widest_table
from panel_kit.specs.data import MAX_CSV
from panel_kit.specs.features import DESCRIPTION, Features, repeated
from panel_kit.specs.limits import TABLES
from panel_kit.specs.table_options import Name, ReadingFields
from panel_kit.specs.training_network import TrainingNetwork
from panels.predict.asking import classes_of
from panels.predict.price import LEAST_SECONDS, PRODUCTS_A_SECOND
from panels.predict.reading import numbered, rows_read
from panels.predict.request import READ_BY

Positive = Annotated[float, Field(ge=1e-300, le=1e300)]
Finite = Annotated[float, Field(ge=-1e300, le=1e300)]


class ColumnSpec(Request):
    """A column that the network learned from."""

    name: Name = Field(description="Its name.")
    words: Annotated[list[Name], Field(max_length=TABLES.inputs)] = Field(
        default=[], description="The words that are inputs of their own; none for numbers."
    )


class ScalingSpec(Request):
    """What is taken off each number, and what it is divided by then."""

    mean: Annotated[list[Finite], Field(min_length=1, max_length=TABLES.inputs)] = Field(description="μ.")
    std: Annotated[list[Positive], Field(min_length=1, max_length=TABLES.inputs)] = Field(description="σ.")


class PredictTableRequest(ReadingFields):
    """A network, and a table of new rows."""

    network: TrainingNetwork = Field(default=TrainingNetwork(), description="The network to ask.")
    csv: Annotated[str, Field(min_length=1, max_length=MAX_CSV)] = Field(
        default="x1,x2\n0.5,0.5\n1,-1\n", description="A row each; rows with a gap are left out and told."
    )
    columns: Annotated[list[ColumnSpec], Field(min_length=1, max_length=TABLES.inputs)] | None = Field(
        default=None,
        description="The input columns learned from, as data/csv tells them. Null: numbers x1, x2, …. Found "
        "by name, or else by their order; one more at the end, the target, is not used.",
    )
    features: Features | None = Field(default=None, description=DESCRIPTION)
    scaling: ScalingSpec | None = Field(
        default=None, description="How the inputs were standardized, as a run tells it. Null: not at all."
    )
    target_scaling: ScalingSpec | None = Field(
        default=None, description="How the targets were; predictions are brought back. Null: not at all."
    )

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        layers, output = self.network.layers, self.network.layer_activations[-1]
        self.__dict__["network"] = self.network.fitted(layers[0], layers[-1], output)
        n_in, n_out = self.network.layers[0], self.network.layers[-1]
        self._check_features(n_in)
        count = sum(len(column.words) or 1 for column in self.inputs)
        if count != self.n_given:
            whose = "as many as the network has" if self.features is None else "to derive others from"
            raise FieldError(("columns",), f"got {count} inputs, allowed: {self.n_given}, {whose}")
        for field, scaling, size in (
            ("scaling", self.scaling, self.n_given),
            ("target_scaling", self.target_scaling, n_out),
        ):
            if scaling is not None and not len(scaling.mean) == len(scaling.std) == size:
                raise FieldError(
                    (field,), f"got {len(scaling.mean)} means, allowed: {size}, and as many deviations"
                )
        _ = self.rows
        return self

    def _check_features(self, n_in: int) -> None:
        """Raises where one comes twice, or there are not as many as the network has inputs."""
        if self.features is not None and len(self.features) != n_in:
            message = f"got {len(self.features)} derived inputs, allowed: {n_in}, as the network has"
            raise FieldError(("features",), message)
        again = repeated(self.features)
        if again:
            raise FieldError(("features",), f"got {again!r} twice, allowed: each once")

    @property
    def n_given(self) -> int:
        """How many inputs a row brings: two where others are derived from them."""
        return self.network.layers[0] if self.features is None else DERIVED_FROM

    @property
    def inputs(self) -> list[InputColumn]:
        """What the network takes."""
        if self.columns is not None:
            return [InputColumn(each.name, tuple(each.words)) for each in self.columns]
        return numbered(self.n_given)

    @cached_property
    def rows(self) -> NewRows:
        """The rows of the table.

        Raises
        ------
        FieldError
            What the reader refused.
        """
        options = {name: getattr(self, name) for name in READ_BY}
        return rows_read(self.csv, self.inputs, options)


@dataclass(frozen=True)
class PredictTableResult:
    """What the network answers to each row that has no gap.

    ``lines`` are the rows' lines in the text, ``inputs`` their numbers before scaling. ``predictions`` are on
    the scale of the table; ``classes`` holds the class of each. ``decisions`` says how the table was read.
    """

    lines: list[int]
    inputs: Matrix
    predictions: GappyMatrix
    classes: list[int | None]
    decisions: list[Decision]
    sentence: str


def compute(request: PredictTableRequest) -> PredictTableResult:
    """Reads the rows and asks the network."""
    rows = request.rows
    with np.errstate(all="ignore"):
        given = scaled(rows.inputs, request.scaling)
        inputs = given if request.features is None else derive(given, request.features)
        prediction = request.network.build_for_training().forward(inputs).prediction
        shown = unscaled(prediction, request.target_scaling)
    is_finite = np.isfinite(shown)
    return PredictTableResult(
        lines=rows.lines,
        inputs=rows.inputs,
        predictions=np.where(is_finite, shown, np.nan),
        classes=classes_of(prediction, is_finite),
        decisions=rows.decisions,
        sentence=f"Predictions for {counted(len(rows.lines), 'row')} of the table.",
    )


def scaled(inputs: FloatArray, scaling: ScalingSpec | None) -> FloatArray:
    """z = (x − μ) / σ."""
    return inputs if scaling is None else (inputs - np.array(scaling.mean)) / np.array(scaling.std)


def unscaled(outputs: FloatArray, scaling: ScalingSpec | None) -> FloatArray:
    """y = μ + σ z."""
    return outputs if scaling is None else np.array(scaling.mean) + np.array(scaling.std) * outputs


def cost(request: PredictTableRequest) -> Cost:
    """What all answers cost, by their products."""
    products = parameter_count(request.network.layers)
    return Cost(LEAST_SECONDS + len(request.rows.lines) * products / PRODUCTS_A_SECOND)


OPERATION = Operation(
    path="predict/table",
    title="Predictions for a table",
    summary="A table of new rows, read as the one that the network learned from, and the answer to each.",
    request=PredictTableRequest,
    result=PredictTableResult,
    run=at_once(compute),
    cost=cost,
    dearest=lambda seed: {"csv": widest_table(seed), "network": {"layers": [TABLES.inputs, 16, 1]}},
    takes_table=True,
    group="more",
    examples={"decimal commas": {"csv": "a;b\n0,5;1,5\n1;-1\n"}},
)
