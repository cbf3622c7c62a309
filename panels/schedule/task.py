"""What is to be learned: the examples, the network, and in what portions. Everything but the rate."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Annotated, Literal, get_args

import numpy as np
from pydantic import Field

from nn_core import Network
from nn_core.architecture import make_layers
from nn_core.datasets import DATASETS, Dataset, Standardizer, make_dataset
from panel_kit.contract.schema import Request, choice, integral, slider
from panel_kit.runs.setup import seeds_from
from panel_kit.specs.activations import HIDDEN_NAMES, HiddenName
from panel_kit.specs.limits import LIMITS, MAX_SEED
from panel_kit.specs.optimizer import OptimizerName, optimizer_choice

MAX_SAMPLES, MAX_UNITS, MAX_LAYERS, MAX_EPOCHS, MAX_SEEDS = 100, 16, 2, 200, 50
MAX_NOISE = 0.5
SECONDS = LIMITS.seconds
"""All runs of one family end after so long, with what they have."""
TaskName = Literal["sine", "moons", "circles", "quadrants", "linear"]
TASK_NAMES = {name: DATASETS[name].title for name in get_args(TaskName)}
Seed = Annotated[int, Field(ge=0, le=MAX_SEED), integral]
Units = Annotated[int, Field(ge=1, le=MAX_UNITS), integral]


class ScheduleDataset(Request):
    """Examples of a curve, or of two classes in the plane; inputs are standardized."""

    name: TaskName = choice("Data", names=TASK_NAMES, default="sine", description="What is to be learned.")
    samples: Annotated[int, Field(ge=10, le=MAX_SAMPLES), integral] = slider(
        "Examples", step=2, decimals=0, default=40, description="How many examples."
    )
    noise: Annotated[float, Field(ge=0, le=MAX_NOISE)] = slider(
        "Noise", step=0.01, default=0.3, description="How far examples are strewn: a standard deviation."
    )
    seed: Seed = slider("Data seed", step=1, decimals=0, default=0, description="Fixes the examples drawn.")

    @cached_property
    def dataset(self) -> Dataset:
        """The examples, their inputs brought to mean 0 and deviation 1."""
        data = make_dataset(self.name, samples=self.samples, noise=self.noise, seed=self.seed)
        inputs = Standardizer.fit(data.inputs).transform(data.inputs)
        return replace(data, inputs=inputs)

    @property
    def is_regression(self) -> bool:
        """Whether a curve is to be learned."""
        return DATASETS[self.name].task == "regression"


class ScheduleNetwork(Request):
    """The hidden layers; both ends fit the data."""

    hidden: Annotated[list[Units], Field(min_length=1, max_length=MAX_LAYERS)] = slider(
        "Units in hidden layer {0}",
        step=1,
        decimals=0,
        default=[8],
        description="The sizes of the hidden layers.",
    )
    hidden_activation: HiddenName = choice(
        "Hidden activation", names=HIDDEN_NAMES, default="tanh", description="Of every hidden layer."
    )
    seed: Seed = slider(
        "First seed",
        step=1,
        decimals=0,
        default=0,
        description="Fixes the first weights and the order of the examples; further seeds count on from it.",
    )


class Task(Request):
    """A training run without its rate."""

    dataset: ScheduleDataset = Field(default=ScheduleDataset(), description="The examples.")
    network: ScheduleNetwork = Field(default=ScheduleNetwork(), description="The network to train.")
    optimizer: OptimizerName = optimizer_choice(default="sgd")
    batch_size: Annotated[int, Field(ge=1, le=MAX_SAMPLES), integral] | None = slider(
        "Batch size",
        step=1,
        decimals=0,
        reach=(1, MAX_SAMPLES),
        default=2,
        description="Examples for each step. Null: all at once.",
    )
    epochs: Annotated[int, Field(ge=1, le=MAX_EPOCHS), integral] = slider(
        "Epochs", step=1, decimals=0, default=40, description="How often to go through the examples."
    )
    seeds: Annotated[int, Field(ge=2, le=MAX_SEEDS), integral] = slider(
        "Seeds compared",
        step=1,
        decimals=0,
        default=10,
        description="How many runs of each rate are compared.",
    )

    @property
    def loss(self) -> str:
        """What training lowers."""
        return "mse" if self.dataset.is_regression else "bce"

    @property
    def layers(self) -> list[int]:
        """The sizes of all layers."""
        return [int(self.dataset.dataset.inputs.shape[1]), *self.network.hidden, 1]

    @property
    def activations(self) -> list[str]:
        """Those of all layers after the inputs."""
        output = "linear" if self.dataset.is_regression else "sigmoid"
        return [*[self.network.hidden_activation] * len(self.network.hidden), output]

    @property
    def batches(self) -> int:
        """Steps in an epoch."""
        samples = self.dataset.samples
        return -(-samples // min(self.batch_size or samples, samples))

    @property
    def all_seeds(self) -> list[int]:
        """Those of its runs."""
        return seeds_from(self.network.seed, self.seeds)

    def drawn(self, seed: int) -> Network:
        """The network before training."""
        layers = make_layers(self.layers, self.activations)
        return Network.from_layers(layers, rng=np.random.default_rng(seed))
