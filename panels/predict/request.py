"""What is asked: a network, or the run that trains one, and rows to answer."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.datasets.tables import NewRows
from nn_core.layer_counts import parameter_count
from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, integral
from panel_kit.runs.grid_maps import DERIVED_FROM, Coordinate, GridSpec
from panel_kit.runs.request import TrainingRequest
from panel_kit.specs.data import MAX_CSV, MAX_EXAMPLES
from panel_kit.specs.features import DESCRIPTION, Features
from panel_kit.specs.limits import TABLES
from panel_kit.specs.table_options import OPTIONS, ReadingFields
from panel_kit.specs.training_network import TrainingNetwork, Weight
from panels.predict.reading import columns_of, rows_read

MAX_MEMBERS = 64
MAX_VALUES = 1_000_000
MAX_PREDICT_WORK = 300_000_000
READ_BY = tuple(name for name in OPTIONS if name in ReadingFields.model_fields)

Point = Annotated[list[Coordinate], Field(min_length=1, max_length=TABLES.inputs)]
Row = Annotated[int, Field(ge=0, lt=MAX_EXAMPLES), integral]

UnitIndex = Annotated[int, Field(ge=0, le=TABLES.size), integral]


def without_default(schema: dict[str, Any]) -> None:
    """Makers of clients take no whole object as the default of a field that may be null: words say it."""
    schema.pop("default")


class PredictRequest(ReadingFields):
    """A network or the run that trains it, and where to ask it."""

    network: TrainingNetwork | None = Field(
        default=None, description="The network to ask. Null: the one that ``run`` trains."
    )
    run: TrainingRequest | None = Field(
        default=TrainingRequest(),
        description="The training run that it comes from, or came from where ``network`` is given: its data, "
        "their names and their scaling. Left out: training's defaults. Null, and left out beside a network: "
        "none is known.",
        json_schema_extra=without_default,
    )
    parameters: Annotated[list[list[Weight]], Field(min_length=1, max_length=MAX_MEMBERS)] | None = Field(
        default=None,
        description="Several θ for this network, as snapshots of a training run hold them. Null: its own.",
    )
    points: Annotated[list[Point], Field(min_length=1, max_length=MAX_EXAMPLES)] | None = Field(
        default=None,
        description="Rows to answer, as the data have them, before any scaling. Null: those of ``csv``, or "
        "none beside a grid, or one: the origin; with a run the mean of its training examples.",
    )
    csv: Annotated[str, Field(min_length=1, max_length=MAX_CSV)] | None = Field(
        default=None,
        description="New rows as a table, in place of points. Columns are found by their names, or else by "
        "their order; the target, if it is there too, is not used. Rows with a gap are left out and told.",
    )
    row: Row = Field(
        default=0, description="The row whose way through the network is told, from 0; the last beyond them."
    )
    grid: GridSpec | None = Field(
        default=None,
        description="A grid to answer. Null: none; of a network trained here the plane of its data.",
    )
    features: Features | None = Field(default=None, description=DESCRIPTION)

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        if self.network is not None and "run" not in self.model_fields_set:
            self.__dict__["run"] = None
        if self.network is None and self.run is None:
            raise FieldError(("network",), "got null without a run, allowed: a network, or a run beside null")
        self._check_features()
        self._check_parameters()
        self._check_rows()
        self._check_grid()
        return self

    @cached_property
    def described(self) -> TrainingNetwork:
        """The network that is asked, its ends as they fit; one that is to be trained before training."""
        given, run = self.network, self.run
        if given is None:
            assert run is not None  # or the request was refused
            return run.network
        output = given.layer_activations[-1]
        if run is None:
            return given.fitted(given.layers[0], given.layers[-1], output)
        return given.fitted(run.dataset.n_in, run.dataset.dataset.targets.shape[1], output)

    @property
    def run_to_train(self) -> TrainingRequest | None:
        """The run that has to be computed for an answer; None where a network or numbers of one are given."""
        return self.run if self.network is None and self.parameters is None else None

    @property
    def derived(self) -> Features | None:
        """The derived inputs: those of the run, or those asked for."""
        return self.features if self.run is None else self.run.dataset.features

    @property
    def n_in(self) -> int:
        """How many inputs a row has."""
        if self.run is not None:
            return int(self.run.dataset.dataset.inputs.shape[1])
        return DERIVED_FROM if self.features is not None else self.described.layers[0]

    @property
    def cells(self) -> int:
        """How many places the grid has."""
        return self.grid.resolution**self.n_in if self.grid else 0

    @property
    def count(self) -> int:
        """How many rows are asked about."""
        return len(self.table.lines) if self.table else len(self.points or [0])

    @property
    def work(self) -> int:
        """Products that each θ costs, about."""
        return (self.cells + self.count) * parameter_count(self.described.layers)

    @cached_property
    def table(self) -> NewRows | None:
        """The rows of the text, as they were read; None where there is none."""
        if self.csv is None:
            return None
        options = {name: getattr(self, name) for name in READ_BY}
        return rows_read(self.csv, columns_of(self.run, self.n_in), options)

    def _check_features(self) -> None:
        """Raises where there are not as many as the network has inputs, or they are not those of the run."""
        if self.features is None:
            return
        if self.run is not None and self.features != self.run.dataset.features:
            raise FieldError(("features",), "got derived inputs, allowed: null, or those of the run")
        if len(self.features) != self.described.layers[0]:
            allowed = f"{self.described.layers[0]}, as the network has"
            raise FieldError(("features",), f"got {len(self.features)} derived inputs, allowed: {allowed}")

    def _check_parameters(self) -> None:
        """Raises unless each θ fits the network."""
        count = self.described.build().parameter_count
        for place, theta in enumerate(self.parameters or []):
            if len(theta) != count:
                message = f"got {len(theta)} numbers, allowed: {count}, the parameters of this network"
                raise FieldError(("parameters", place), message)

    def _check_rows(self) -> None:
        """Raises unless the rows come in one way, and each has its inputs."""
        if self.csv is None:
            for name in READ_BY:
                if getattr(self, name) is not None:
                    raise FieldError((name,), "got a value, allowed: null, for there is no table")
        elif self.points is not None:
            raise FieldError(("csv",), "got a text beside points, allowed: one of the two")
        for place, point in enumerate(self.points or []):
            if len(point) != self.n_in:
                message = f"got {len(point)} inputs, allowed: {self.n_in}, as many as the network has"
                raise FieldError(("points", place), message)
        _ = self.table

    def _check_grid(self) -> None:
        """Raises unless it has an axis for each input, and fits into one answer."""
        if self.grid is None:
            return
        if self.n_in > 2:
            raise FieldError(("grid",), f"got a grid, allowed: null, the network has {self.n_in} inputs")
        if len(self.grid.ends(self.n_in)) != self.n_in:
            message = f"got {len(self.grid.ends(self.n_in))} axes, allowed: {self.n_in}, one for each input"
            raise FieldError(("grid", "axes"), message)
        sizes = self.described.layers
        units = sum(sizes[1:]) if self.grid.units else sizes[-1]
        units += len(self.derived or ())
        units += 2 * sizes[-1] if self.grid.margins else 0
        members = len(self.parameters or [0])
        values, work = members * self.cells * units, members * self.work
        if values > MAX_VALUES or work > MAX_PREDICT_WORK:
            message = (
                f"got {self.grid.resolution}, which makes {values} values and {work} products, "
                f"allowed: {MAX_VALUES} and {MAX_PREDICT_WORK}; a lower resolution or fewer parameters"
            )
            raise FieldError(("grid", "resolution"), message)


class PredictView(PanelView):
    """Which unit or edge is open, null for the first output, and whether the sheet with the rows is.

    ``unit`` is layer (0 for the inputs) and unit; with a third number, the edge that comes from that unit of
    the layer before.
    """

    drawer: Literal["maths", "rows", "numpy", "pytorch", "sklearn", "api", "data", "none"] = "none"  # type: ignore[assignment]
    unit: Annotated[list[UnitIndex], Field(min_length=2, max_length=3)] | None = None
