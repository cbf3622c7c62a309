"""What is compared: networks that learn the same examples, each from the same number of seeds."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from nn_core.architecture import make_layers
from nn_core.datasets import DATASETS, load_breast_cancer
from nn_core.trainer import TrainingSpec
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.runs.setup import seeds_from
from panel_kit.specs.activations import HIDDEN_NAMES, HiddenName
from panel_kit.specs.limits import LIMITS, MAX_SEED
from panel_kit.specs.optimizer import OptimizerName, optimizer_choice, rate_slider
from panels.architecture.examples import SIGNED, Examples, drawn_examples
from panels.architecture.price import MEGABYTES, WORK, bytes_of, work_of

MAX_HIDDEN, MAX_SIZE = 8, 1024
MAX_SAMPLES, MAX_NETWORKS, MAX_EPOCHS, MAX_SEEDS = 400, 6, 1000, 20
MAX_NOISE = 0.5

LearnedName = Literal["spirals", "moons", "circles", "quadrants", "linear", "signs", "measurements"]
LEARNED_NAMES = {
    **{name: DATASETS[name].title for name in ("spirals", "moons", "circles", "quadrants", "linear")},
    "signs": "Signs of three columns",
    "measurements": "Tumors, all 30 columns",
}
Units = Annotated[int, Field(ge=1, le=MAX_SIZE), integral]


def inputs_of(name: str) -> int:
    """How many numbers an example of this kind has."""
    if name == "signs":
        return len(SIGNED)
    return 2 if name in DATASETS else load_breast_cancer().inputs.shape[1]


class LearnedData(Request):
    """The examples that all networks learn; as many again, or what is left of a table, are held out."""

    name: LearnedName = choice(
        "Data", names=LEARNED_NAMES, default="spirals", description="Which kind of examples are drawn."
    )
    samples: Annotated[int, Field(ge=20, le=MAX_SAMPLES), integral] = slider(
        "Examples", step=10, decimals=0, default=200, description="How many examples the networks learn."
    )
    noise: Annotated[float, Field(ge=0, le=MAX_NOISE)] = slider(
        "Noise",
        step=0.01,
        default=0.05,
        description="How far they are strewn: a standard deviation. A table has none.",
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Data seed", step=1, decimals=0, default=0, description="Fixes the examples drawn."
    )

    @cached_property
    def examples(self) -> Examples:
        """Those to learn and those held out, the inputs brought to mean 0 and deviation 1."""
        return drawn_examples(self.name, self.samples, self.noise, self.seed)


class Candidate(Request):
    """One of the networks: its hidden layers, and how it learns. Both ends fit the data."""

    hidden: Annotated[list[Units], Field(max_length=MAX_HIDDEN)] = Field(
        default=[16, 6], description="The sizes of the hidden layers; an empty list for none."
    )
    activation: HiddenName = choice(
        "Activation", names=HIDDEN_NAMES, default="relu", description="Of every hidden layer."
    )
    optimizer: OptimizerName = optimizer_choice(default="adam")
    learning_rate: Annotated[float, Field(ge=1e-5, le=1)] = rate_slider(
        default=0.01, description="How far a step goes."
    )
    dropout: Annotated[float, Field(ge=0, le=0.9)] = slider(
        "Dropout",
        step=0.05,
        default=0.0,
        description="The chance that a hidden unit is silenced in a step of training.",
    )

    @property
    def initializer(self) -> str:
        """What draws the first weights: Kaiming's rule where negative numbers are cut off, else Xavier's."""
        return "kaiming_uniform" if "relu" in self.activation else "xavier_uniform"


EQUAL_PARAMETERS = {"wide": [39], "shallow": [16, 6], "deep": [8, 8, 6], "deep and narrow": [4] * 8}
"""Hidden layers by their shape: between 2 inputs and 1 output each has 157 parameters."""


class Comparison(Request):
    """Networks side by side: the same examples, the same epochs, the same seeds."""

    dataset: LearnedData = Field(default=LearnedData(), description="The examples.")
    networks: Annotated[list[Candidate], Field(min_length=1, max_length=MAX_NETWORKS)] = Field(
        default=[Candidate(hidden=list(hidden)) for hidden in EQUAL_PARAMETERS.values()],
        description="The networks. Left out: four of 157 parameters each, between 2 inputs and 1 output.",
    )
    epochs: Annotated[int, Field(ge=1, le=MAX_EPOCHS), integral] = slider(
        "Epochs",
        step=10,
        decimals=0,
        default=300,
        description="How often to go through the examples, all of them in every step.",
    )
    seeds: Annotated[int, Field(ge=2, le=MAX_SEEDS), integral] = slider(
        "Seeds for each network",
        step=1,
        decimals=0,
        default=10,
        description="From how many first weights each network is trained.",
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "First seed", step=1, decimals=0, default=0, description="The seeds count on from it."
    )

    @model_validator(mode="after")
    def _is_cheap_enough(self) -> Self:
        most_seeds = self.seeds * 1_000_000 * MEGABYTES // self.bytes_at_once
        if most_seeds < self.seeds:
            raise FieldError(("seeds",), self.told_of_memory(most_seeds))
        if self.work > WORK:
            most = self.epochs * WORK // self.work
            message = f"got {self.epochs}, allowed: at most {most} with these networks, seeds and examples"
            raise FieldError(("epochs",), message)
        return self

    @property
    def all_seeds(self) -> list[int]:
        """Those of each network."""
        return seeds_from(self.seed, self.seeds)

    def told_of_memory(self, most: int) -> str:
        """Why so many seeds are too many."""
        held = f"got {self.seeds}, which would hold {self.bytes_at_once // 1_000_000} megabytes at once"
        few = f"at most {most} with these networks and examples" if most > 1 else "fewer units or examples"
        return f"{held}, allowed: {MEGABYTES}: {few}"

    def sizes(self, candidate: Candidate) -> list[int]:
        """Inputs, hidden layers, output."""
        return [inputs_of(self.dataset.name), *candidate.hidden, 1]

    @property
    def bytes_at_once(self) -> int:
        """What the seeds of the largest network hold together."""
        each = [bytes_of(self.sizes(candidate), self.dataset.samples) for candidate in self.networks]
        return self.seeds * max(each)

    @property
    def work(self) -> int:
        """Of all runs, in multiplications with addition."""
        each = [work_of(self.sizes(candidate)) for candidate in self.networks]
        return sum(each) * self.seeds * self.dataset.samples * self.epochs

    def drawn(self, candidate: Candidate, seed: int) -> Network:
        """A network before training."""
        sizes = self.sizes(candidate)
        activations = [*[candidate.activation] * len(candidate.hidden), "sigmoid"]
        layers = make_layers(sizes, activations, dropout=candidate.dropout)
        rng = np.random.default_rng(seed)
        return Network.from_layers(layers, rng=rng, initializer=candidate.initializer)

    def spec(self, candidate: Candidate, seeds: int | list[int], every: int = 1) -> TrainingSpec:
        """How it learns: of one seed, or of several as a family."""
        return TrainingSpec(
            loss="bce",
            optimizer=candidate.optimizer,
            learning_rate=candidate.learning_rate,
            epochs=self.epochs,
            seed=seeds,
            record_every=every,
            time_limit=LIMITS.seconds if isinstance(seeds, list) else None,
        )
