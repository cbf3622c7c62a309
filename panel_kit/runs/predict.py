"""Predictions: what a network answers, at points or over a grid; one network, or many θ of one at once."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from nn_core.datasets import derive
from nn_core.layer_counts import parameter_count
from nn_core.metrics.decision import PROBABILITY_THRESHOLD, decided
from panel_kit.contract.operation import Cost, Operation
from panel_kit.contract.schema import FieldError, GappyMatrix, Request
from panel_kit.contract.words import signed
from panel_kit.runs.grid_maps import DERIVED_FROM, MAX_RESOLUTION, Coordinate, GridResult, GridSpec, grid_of
from panel_kit.specs.data import MAX_EXAMPLES
from panel_kit.specs.features import DESCRIPTION, Features
from panel_kit.specs.limits import MAX_SEED, TABLES
from panel_kit.specs.network import WIDEST_IN_THE_PLANE
from panel_kit.specs.training_network import TrainingNetwork, Weight

MAX_MEMBERS = 64
MAX_VALUES = 1_000_000
MAX_PREDICT_WORK = 300_000_000
WORK_OF_A_STEP = 10_000_000
PRODUCTS_A_SECOND, LEAST_SECONDS = 5e8, 0.02

Point = Annotated[list[Coordinate], Field(min_length=1, max_length=TABLES.inputs)]


class PredictRequest(Request):
    """A network, and where to ask it."""

    network: TrainingNetwork = Field(default=TrainingNetwork(), description="The network to ask.")
    parameters: Annotated[list[list[Weight]], Field(min_length=1, max_length=MAX_MEMBERS)] | None = Field(
        default=None,
        description="Several θ for this network, as snapshots of a training run hold them. Null: its own.",
    )
    points: Annotated[list[Point], Field(min_length=1, max_length=MAX_EXAMPLES)] | None = Field(
        default=None, description="Inputs to answer. Null: none, or the origin where there is no grid."
    )
    grid: GridSpec | None = Field(default=None, description="A grid to answer; null for none.")
    features: Features | None = Field(default=None, description=DESCRIPTION)

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        layers, output = self.network.layers, self.network.layer_activations[-1]
        self.__dict__["network"] = self.network.fitted(layers[0], layers[-1], output)
        n_in, count = self.n_in, self.network.build().parameter_count
        if self.features is not None and len(self.features) != layers[0]:
            message = f"got {len(self.features)} derived inputs, allowed: {layers[0]}, as the network has"
            raise FieldError(("features",), message)
        for place, theta in enumerate(self.parameters or []):
            if len(theta) != count:
                message = f"got {len(theta)} numbers, allowed: {count}, the parameters of this network"
                raise FieldError(("parameters", place), message)
        for place, point in enumerate(self.points or []):
            if len(point) != n_in:
                message = f"got {len(point)} inputs, allowed: {n_in}, as many as the network has"
                raise FieldError(("points", place), message)
        if self.grid is not None and n_in > 2:
            raise FieldError(("grid",), f"got a grid, allowed: null, the network has {n_in} inputs")
        if self.grid is not None and len(self.grid.ends(n_in)) != n_in:
            message = f"got {len(self.grid.ends(n_in))} axes, allowed: {n_in}, one for each input"
            raise FieldError(("grid", "axes"), message)
        self._check_size()
        return self

    @property
    def n_in(self) -> int:
        """How many inputs a point has."""
        return DERIVED_FROM if self.features is not None else self.network.layers[0]

    @property
    def cells(self) -> int:
        """How many places the grid has."""
        return self.grid.resolution**self.n_in if self.grid else 0

    @property
    def work(self) -> int:
        """Products that each θ costs, about."""
        return (self.cells + len(self.points or [0])) * parameter_count(self.network.layers)

    def _check_size(self) -> None:
        """Raises unless it all fits into one answer."""
        if self.grid is None:
            return
        units = sum(self.network.layers[1:]) if self.grid.units else self.network.layers[-1]
        units += len(self.features or ())
        units += 2 * self.network.layers[-1] if self.grid.margins else 0
        members = len(self.parameters or [0])
        values, work = members * self.cells * units, members * self.work
        if values > MAX_VALUES or work > MAX_PREDICT_WORK:
            message = (
                f"got {self.grid.resolution}, which makes {values} values and {work} products, "
                f"allowed: {MAX_VALUES} and {MAX_PREDICT_WORK}; a lower resolution or fewer parameters"
            )
            raise FieldError(("grid", "resolution"), message)


@dataclass(frozen=True)
class MemberResult:
    """What one θ answers.

    ``decisions`` holds the class of each prediction: whether a single output reaches one half, or which of
    several is largest. A prediction that is no finite number is null, and so is its class.
    """

    predictions: GappyMatrix | None
    decisions: list[int | None] | None
    grid: GridResult | None


@dataclass(frozen=True)
class PredictResult:
    """What the network answers; with ``parameters``, the answers of each θ in ``members`` instead."""

    predictions: GappyMatrix | None
    decisions: list[int | None] | None
    grid: GridResult | None
    members: list[MemberResult] | None
    sentence: str


def run(request: PredictRequest) -> Generator[PredictResult | None]:
    """Asks the network, or each θ in turn, with a pause after every few where they are large."""
    network = request.network.build_for_training()
    if request.parameters is None:
        answer = answer_of(request, network)
        sentence = say(request, answer)
        yield PredictResult(answer.predictions, answer.decisions, answer.grid, None, sentence)
        return
    members: list[MemberResult] = []
    together = max(1, WORK_OF_A_STEP // request.work)
    for theta in np.array(request.parameters):
        members.append(answer_of(request, network.with_parameters(theta)))
        if len(members) % together == 0:
            yield None
    yield PredictResult(None, None, None, members, f"The answers of {len(members)} sets of parameters.")


def places_of(request: PredictRequest) -> list[list[float]] | None:
    """Where to ask, apart from the grid."""
    if request.points is None and request.grid is None:
        return [[0.0] * request.n_in]
    return request.points


def answer_of(request: PredictRequest, network: Network) -> MemberResult:
    """Points and grid."""
    places = places_of(request)
    with np.errstate(all="ignore"):
        grid = grid_of(network, request.grid, request.features) if request.grid else None
        if places is None:
            return MemberResult(None, None, grid)
        inputs = np.array(places) if request.features is None else derive(np.array(places), request.features)
        prediction = network.forward(inputs).prediction
    is_finite = np.isfinite(prediction)
    classes = decided(prediction, PROBABILITY_THRESHOLD).astype(np.int64).tolist()
    decisions = [each if all(row) else None for each, row in zip(classes, is_finite.tolist(), strict=True)]
    return MemberResult(np.where(is_finite, prediction, np.nan), decisions, grid)


def say(request: PredictRequest, answer: MemberResult) -> str:
    """The first answer in words."""
    places = places_of(request)
    if places is None or answer.predictions is None or answer.decisions is None:
        return "The network's answers over the grid."
    where = ", ".join(signed(x) for x in places[0])
    values = ", ".join("no number" if np.isnan(p) else signed(p, 4) for p in answer.predictions[0])
    decision = answer.decisions[0]
    return f"At ({where}) the network answers {values}{'' if decision is None else f': class {decision}'}."


def cost(request: PredictRequest) -> Cost:
    """What all answers cost, by their products."""
    members = len(request.parameters or [0])
    return Cost(LEAST_SECONDS + members * request.work / PRODUCTS_A_SECOND)


def dearest(seed: int) -> dict[str, Any]:
    """The finest grid that every unit of the largest network may be asked over."""
    grid = {"resolution": 120, "units": True, "bits": 16}
    return {"network": {"layers": WIDEST_IN_THE_PLANE, "seed": seed % (MAX_SEED + 1)}, "grid": grid}


OPERATION = Operation(
    path="predict",
    title="Predictions",
    summary="What a network answers at points or over a grid; one network, or many θ at once.",
    request=PredictRequest,
    result=PredictResult,
    run=run,
    cost=cost,
    dearest=dearest,
    limits={
        "predict.values": MAX_VALUES,
        "predict.parameters": MAX_MEMBERS,
        "predict.resolution": MAX_RESOLUTION,
        "predict.work": MAX_PREDICT_WORK,
    },
    group="more",
    examples={
        "a grid": {"grid": {"low": -1, "high": 1, "resolution": 8, "units": True}},
        "a grid with axes of their own": {"grid": {"axes": [[0, 1], [-250, 250]], "resolution": 8}},
        "two points": {"points": [[0.5, 0.5], [1, -1]]},
    },
)
