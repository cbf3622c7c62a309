"""What a race is asked: the surface, the start, who runs, at which rate, how far."""

from __future__ import annotations

from collections.abc import Generator
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.activations import FloatArray
from nn_core.descent import RATES, best_rates
from nn_core.descent.paths import checked_start
from nn_core.errors import FormatError, NotFiniteError
from nn_core.optimizers import Optimizer, create_optimizer
from nn_core.pauses import without_pauses
from nn_core.surfaces import Surface, bowl, get_surface
from nn_core.surfaces.expression import MAX_LENGTH, expression_surface
from nn_core.surfaces.run_plane import RunPlane
from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.specs.limits import MAX_SEED
from panel_kit.specs.network_agreement import check_for_the_plane
from panel_kit.specs.optimizer import Rate, rate_slider
from panels.descent.network_plane import DescentNetwork, PlaneSpec, plane_of
from panels.descent.racers import KINDS, MAX_RACERS, OPENING, RacerSpec

MAX_STEPS = 500
RESOLUTION = 45  # points of the picture along each axis
MAX_PREDICTIONS = 600_000
MIN_CURVATURE, MAX_CURVATURE, MAX_PLACE = 0.001, 1000.0, 100.0
EXTENT = 2.0
TURN, TILT = (-180, 180), (10, 80)  # degrees; tilted by 90, a relief is seen from above
SURFACE_NAMES = {
    "bowl": "bowl",
    "ravine": "ravine",
    "saddle": "saddle point",
    "rosenbrock": "Rosenbrock",
    "beale": "Beale",
    "himmelblau": "Himmelblau",
    "expression": "your own",
    "network": "a network’s loss",
}
SurfaceName = Literal[
    "bowl", "ravine", "saddle", "rosenbrock", "beale", "himmelblau", "expression", "network"
]
Coordinate = Annotated[float, Field(ge=-MAX_PLACE, le=MAX_PLACE)]
EXAMPLE = "sin(3*x) + x^2 + y^2"


class DescentRequest(Request):
    """A race of optimizers down a surface."""

    surface: SurfaceName = choice(
        "Surface", names=SURFACE_NAMES, default="bowl", description="What is descended."
    )
    curvatures: Annotated[
        list[Annotated[float, Field(ge=MIN_CURVATURE, le=MAX_CURVATURE)]], Field(min_length=2, max_length=2)
    ] = slider(
        "Curvature {0}",
        step=0.5,
        decimals=1,
        reach=(1, 100),
        default=[1.0, 10.0],
        description="Of the bowl, along its two axes. Their ratio is the condition number κ.",
    )
    angle: Annotated[float, Field(ge=-90, le=90)] = slider(
        "Turned by an angle of",
        step=1,
        decimals=0,
        reach=(0, 45),
        unit="°",
        default=0.0,
        description="By how many degrees the axes of the bowl are turned.",
    )
    expression: Annotated[str, Field(max_length=MAX_LENGTH)] | None = Field(
        default=None, description="A function of x and y of your own, such as sin(3*x) + x^2 + y^2."
    )
    extent: Annotated[float, Field(ge=0.1, le=MAX_PLACE)] = slider(
        "Half the width",
        step=0.5,
        decimals=1,
        reach=(0.5, 10),
        default=EXTENT,
        description="Of your own function: how far its picture goes from 0 each way.",
    )
    network: DescentNetwork = Field(
        default=DescentNetwork(),
        description="Whose loss is descended: two inputs, one sigmoid output. For the surface of that name.",
    )
    plane: PlaneSpec = Field(
        default=PlaneSpec(), description="The two directions through its parameters, and the run they are of."
    )
    start: Annotated[list[Coordinate], Field(min_length=2, max_length=2)] = slider(
        "Start, {0}",
        step=0.05,
        reach=(-5, 5),
        default=[-1.8, 1.2],
        description="Where all begin: x and y.",
    )
    learning_rate: Rate = rate_slider(default=0.1, description="The rate of all that have none of their own.")
    rates: Literal["given", "best"] = choice(
        "Rates",
        names={"given": "one rate for all", "best": "each at its best"},
        default="given",
        description="Each at its best: of 31 rates from 0.0001 to 10 the one that ends lowest.",
    )
    optimizers: Annotated[list[RacerSpec], Field(min_length=1, max_length=MAX_RACERS)] = Field(
        default=[racer for racer in KINDS if racer.title in OPENING],
        description="Who runs.",
    )
    steps: Annotated[int, Field(ge=1, le=MAX_STEPS), integral] = slider(
        "Steps", step=1, decimals=0, reach=(10, MAX_STEPS), default=60, description="How many each takes."
    )
    noise: Annotated[float, Field(ge=0, le=100)] = slider(
        "Gradient noise",
        step=0.05,
        reach=(0, 2),
        default=0.0,
        description="Spread of what is added to both slopes at each step, the same for all, as batches do.",
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Noise seed", step=1, decimals=0, default=0, description="Fixes the noise."
    )

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        """A function of one's own comes with its surface, which it alone names too; the start is on it."""
        if self.expression is not None and "surface" not in self.model_fields_set:
            self.__dict__["surface"] = "expression"
        if self.expression is not None and self.surface != "expression":
            message = f"got {self.expression!r}, allowed: null, for the surface is {self.surface}"
            raise FieldError(("expression",), message)
        if self.expression is None and self.surface == "expression":
            raise FieldError(("expression",), "got null, allowed: a function of x and y")
        if self.surface == "network":
            check_for_the_plane(self.network)
            check_predictions(self)
        else:
            check_start(self)
        return self

    @cached_property
    def ground(self) -> Surface:
        """The surface itself."""
        if self.surface == "bowl":
            return known_bowl(*self.curvatures, self.angle)
        if self.surface == "expression":
            side = self.extent
            return expression_surface(self.expression or "", (-side, -side), (side, side))
        if plane := self.run_plane:
            return plane.surface
        return get_surface(self.surface)

    @cached_property
    def run_plane(self) -> RunPlane | None:
        """The plane through a network's run, where that is the surface."""
        if self.surface != "network":
            return None
        return plane_of(self.network.model_dump_json(exclude_unset=True), self.plane)

    @property
    def predictions(self) -> int:
        """How many a race over a network's loss asks for."""
        tries = 1 + len(RATES) if self.rates == "best" else 1
        return tries * len(self.optimizers) * self.steps * self.plane.dataset.samples

    @cached_property
    def disturbance(self) -> FloatArray | None:
        """What is added to the slopes at each step, shape (steps, 2)."""
        if not self.noise:
            return None
        return self.noise * np.random.default_rng(self.seed).standard_normal((self.steps, 2))

    @cached_property
    def options(self) -> list[dict[str, Any]]:
        """The options of each, its learning rate among them."""
        if self.rates == "given":
            return [{"learning_rate": self.learning_rate, **racer.given} for racer in self.optimizers]
        found = zip(self.optimizers, self.best_rates, strict=True)
        return [{**racer.given, "learning_rate": rate} for racer, rate in found]

    @cached_property
    def best_rates(self) -> list[float]:
        """The rate of each with which it ends lowest, sought once."""
        return without_pauses(self.seek_best_rates())

    def seek_best_rates(self) -> Generator[None, None, list[float]]:
        """The same with pauses; ``best_rates`` knows them from then on."""
        own = [(racer.name, without_rate(racer.given)) for racer in self.optimizers]
        rates = yield from best_rates(self.ground, self.start, own, self.steps, self.disturbance)
        self.__dict__["best_rates"] = rates
        return rates

    def optimizers_made(self) -> list[Optimizer]:
        """The optimizers before their first step."""
        named = zip(self.optimizers, self.options, strict=True)
        return [create_optimizer(racer.name, 2, **options) for racer, options in named]


@lru_cache(maxsize=16)
def known_bowl(first: float, second: float, angle: float) -> Surface:
    """The same bowl as the same object, so that its picture is computed once while a slider moves."""
    return bowl((first, second), angle)


def check_predictions(request: DescentRequest) -> None:
    """So many steps of so many optimizers as can be computed in about a second."""
    if request.predictions > MAX_PREDICTIONS:
        most = request.steps * MAX_PREDICTIONS // request.predictions
        message = f"got {request.steps}, allowed: 1 to {most} with so many optimizers, rates and examples"
        raise FieldError(("steps",), message)


def check_start(request: DescentRequest) -> None:
    """The start lies where the surface is, and the function can be read."""
    try:
        checked_start(request.ground, request.start)
    except FormatError as error:
        raise FieldError(("expression",), f"got {error.came}, allowed: {error.allowed}") from error
    except NotFiniteError as error:
        raise FieldError(("start",), f"got {error.came}, allowed: {error.allowed}") from error


def without_rate(options: dict[str, Any]) -> dict[str, Any]:
    """All options but the learning rate."""
    return {name: value for name, value in options.items() if name != "learning_rate"}


class DescentView(PanelView):
    """Which step is shown, null for the last, whose arithmetic, and the surface from where, or the losses."""

    step: Annotated[int, Field(ge=0, le=MAX_STEPS), integral] | None = 0
    selected: Annotated[int, Field(ge=0, le=MAX_RACERS - 1), integral] = 0
    relief: bool = False
    losses: bool = False
    turn: Annotated[int, Field(ge=TURN[0], le=TURN[1]), integral] = 30
    tilt: Annotated[int, Field(ge=TILT[0], le=TILT[1]), integral] = 40
