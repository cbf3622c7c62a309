"""What is asked: the rates, what they train, for how long, from how many seeds."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, ValidationError, model_validator
from typing_extensions import Self

from nn_core import Network
from nn_core.datasets import DATASETS
from nn_core.sharpness.largest import MOST_PRODUCTS
from nn_core.trainer.cost import WORK_OF_A_STEP
from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.runs.request import LossName, TrainingRequest
from panel_kit.runs.setup import Setup, seeds_from
from panel_kit.specs.limits import MAX_SEED
from panel_kit.specs.optimizer import OptimizerName, optimizer_choice
from panel_kit.specs.training_network import TrainingNetwork
from panels.learning_rate.bands import SWEPT

LEAST_RATE, MOST_RATE = 1e-5, 100.0
FEWEST, MOST = 2, 5
MAX_EPOCHS, MAX_SEEDS, MAX_SAMPLES = 5000, 50, 200
SWEPT_SEEDS = 10
WORK = 2_000_000_000
MEASURED = {"true": "start to end", "false": "first epoch"}

RateDataName = Literal["xor", "quadrants", "circles", "moons", "spirals", "linear", "sine"]
RATE_DATA_NAMES = {name: DATASETS[name].title for name in get_args(RateDataName)}
KEPT = 25
"""Epochs of which pictures are kept and curvatures measured: evenly spread, both ends among them."""


class RateData(Request):
    """The examples that all rates learn."""

    name: RateDataName = choice(
        "Data", names=RATE_DATA_NAMES, default="xor", description="Which kind of examples are drawn."
    )
    samples: Annotated[int, Field(ge=4, le=MAX_SAMPLES), integral] | None = slider(
        "Examples",
        step=10,
        decimals=0,
        default=None,
        description="How many. Null: as the kind has it, 4 for XOR.",
    )
    noise: Annotated[float, Field(ge=0, le=0.5)] | None = slider(
        "Noise", step=0.01, default=None, description="How far they are strewn. Null: as the kind has it."
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Data seed", step=1, decimals=0, default=0, description="Fixes the examples drawn."
    )

    @property
    def title(self) -> str:
        """What it is called."""
        return RATE_DATA_NAMES[self.name]


class LearningRateRequest(Request):
    """Several learning rates for one network, the same data and the same first weights."""

    rates: Annotated[
        list[Annotated[float, Field(ge=LEAST_RATE, le=MOST_RATE)]], Field(min_length=FEWEST, max_length=MOST)
    ] = slider(
        "Learning rate {0}",
        step=0.001,
        decimals=4,
        scale="log",
        default=[0.01, 0.5, 3.0],
        description="η of each run.",
    )
    dataset: RateData = Field(default=RateData(), description="The examples.")
    network: TrainingNetwork = Field(default=TrainingNetwork(), description="The network before training.")
    loss: LossName | None = Field(
        default=None, description="What training lowers. Null: what fits the data and the output."
    )
    optimizer: OptimizerName = optimizer_choice(default="sgd")
    batch_size: Annotated[int, Field(ge=1, le=MAX_SAMPLES), integral] | None = Field(
        default=None, description="Examples for each step. Null: all at once."
    )
    epochs: Annotated[int, Field(ge=1, le=MAX_EPOCHS), integral] = slider(
        "Epochs",
        step=50,
        decimals=0,
        reach=(50, 3000),
        default=500,
        description="How often to go through the examples.",
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = Field(
        default=0, description="Fixes the order of the examples where they come in batches."
    )
    seeds: Annotated[int, Field(ge=1, le=MAX_SEEDS), integral] = slider(
        "Seeds for each rate",
        step=1,
        decimals=0,
        default=1,
        description="From how many first weights each rate is tried: the network's seed, the next one, …",
    )
    sharpness: bool = choice(
        "Sharpness",
        names=MEASURED,
        default=False,
        description="Whether to measure the largest curvature of the loss along each run, beside 2/η.",
    )

    @model_validator(mode="after")
    def _can_be_trained(self) -> Self:
        self.__dict__["network"] = self.training.network  # its ends fit the data
        if self.network.weights is not None and self.seeds > 1:
            raise FieldError(("seeds",), f"got {self.seeds}, allowed: 1 with weights that are given")
        if self.work > WORK:
            most = self.epochs * WORK // self.work
            message = f"got {self.epochs}, allowed: at most {most} with so many rates, seeds and examples"
            raise FieldError(("epochs",), message)
        return self

    @cached_property
    def training(self) -> TrainingRequest:
        """The run with the first of the rates, as the training simulator is asked for it."""
        asked = {
            "dataset": self.dataset.model_dump(exclude_none=True),
            "validation_share": 0.0,
            "network": self.network.model_dump(exclude_unset=True),
            "optimizer": {"name": self.optimizer, "learning_rate": self.rates[0]},
            "batch_size": self.batch_size,
            "epochs": self.epochs,
            "seed": self.seed,
        }
        try:
            return TrainingRequest.model_validate(
                asked if self.loss is None else {**asked, "loss": self.loss}
            )
        except ValidationError as error:
            first = error.errors()[0]
            path, cause = list(first["loc"]), first.get("ctx", {}).get("error")
            path += cause.path if isinstance(cause, FieldError) else ()
            raise FieldError(tuple(path), str(cause or first["msg"])) from error

    @property
    def setup(self) -> Setup:
        """Data, network and spec, as the engine needs them."""
        return self.training.setup

    @property
    def swept_seeds(self) -> int:
        """From how many seeds each rate of the sweep is tried."""
        return min(self.seeds, SWEPT_SEEDS)

    @property
    def work(self) -> int:
        """Of all runs, in multiplications with addition, and of what is measured along them."""
        setup = self.setup
        steps = self.epochs * -(-setup.training.samples // (self.batch_size or setup.training.samples))
        of_a_member = max(0, setup.work - WORK_OF_A_STEP * steps)
        members = len(self.rates) * self.seeds + len(SWEPT) * self.swept_seeds
        return of_a_member * members + 3 * WORK_OF_A_STEP * steps + self.work_of_sharpness

    @property
    def work_of_sharpness(self) -> int:
        """Of the Hessians: once at the start, and along each run where that is asked for."""
        setup = self.setup
        size = setup.network.parameter_count
        places = 1 + len(self.rates) * KEPT if self.sharpness else 1
        return places * min(size, MOST_PRODUCTS) * 12 * setup.training.samples * size

    def drawn(self, first: int, count: int) -> list[Network]:
        """Networks before training, a seed each; the ``first`` ones, from the network's own, left out."""
        seeds = seeds_from(self.network.seed, first + count)[first:]
        return [self.training.drawn(seed) for seed in seeds]


class LearningRateView(PanelView):
    """Which epoch is shown, null for the last; which rate is selected; what is drawn beside the curves."""

    step: Annotated[int, Field(ge=0, le=MAX_EPOCHS), integral] | None = None
    selected: Annotated[int, Field(ge=0, le=MOST - 1), integral] = 0


def dearest(seed: int) -> dict[str, Any]:
    """As many rates and seeds as there may be, for as long as that is allowed."""
    return {
        "rates": [0.01, 0.1, 0.5, 1.0, 3.0],
        "dataset": {"name": "moons", "samples": 100},
        "network": {"hidden": [8, 8], "seed": seed % (MAX_SEED + 1)},
        "seeds": MAX_SEEDS,
        "epochs": 70,
        "sharpness": True,
    }
