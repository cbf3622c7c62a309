"""What a range test is asked: data, a network, what trains it, the rates it goes through, and the proof."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from math import ceil
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.datasets import Dataset
from nn_core.layer_counts import multiply_adds
from nn_core.lr_range_test import growing_rates
from nn_core.trainer import TrainingSpec
from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.runs.setup import seeds_from
from panel_kit.specs.limits import LIMITS, MAX_SEED
from panel_kit.specs.network_agreement import check_for_the_plane
from panel_kit.specs.optimizer import MAX_RATE, OptimizerName, optimizer_choice
from panel_kit.specs.plane_data import MAX_SAMPLES, PLANE_NAMES, PlaneDataset, PlaneName
from panel_kit.specs.training_network import TrainingNetwork

LOSS = "bce"
LEAST_RATE = 1e-7
LEAST_STEPS, MAX_STEPS, MAX_SEEDS, MAX_EPOCHS = 20, 1000, 50, 500
FACTORS = (0.1, 1.0, 10.0)
"""What the suggestion is multiplied by in the proof."""

PROOF_SEEDS = 5
WORK = 2_500_000_000
"""The most that may be asked for, in multiplications with addition, 20,000 more for each step."""

WORK_OF_AN_OUTPUT = 200
"""What a unit's answer to an example costs besides, forward and back; of GELU, the dearest, twice that."""

SECONDS = LIMITS.seconds
"""Tests, and the runs of the proof, end after so long with what they have."""

LABEL_NAMES = {"true": "as drawn", "shuffled": "drawn at random"}
End = Annotated[float, Field(ge=LEAST_RATE, le=MAX_RATE)]


class FinderData(PlaneDataset):
    """The examples of a range test."""

    name: PlaneName = choice(
        "Data", names=PLANE_NAMES, default="quadrants", description="Which shape the classes have."
    )
    samples: Annotated[int, Field(ge=10, le=MAX_SAMPLES), integral] = slider(
        "Examples", step=10, decimals=0, default=200, description="How many examples."
    )
    noise: Annotated[float, Field(ge=0, le=0.5)] = slider(
        "Noise", step=0.01, default=0.0, description="How far examples are strewn: a standard deviation."
    )


class LrFinderRequest(Request):
    """A range test of the learning rate, from one seed or many, and the proof of what it suggests."""

    dataset: FinderData = Field(default=FinderData(), description="The examples.")
    labels: Literal["true", "shuffled"] = choice(
        "Classes of the examples",
        names=LABEL_NAMES,
        default="true",
        description="Whether the classes stay with their examples, or are dealt out to them at random.",
    )
    network: TrainingNetwork = Field(
        default=TrainingNetwork(), description="Two inputs, one sigmoid output, before training."
    )
    optimizer: OptimizerName = optimizer_choice(default="adam")
    batch_size: Annotated[int, Field(ge=1, le=MAX_SAMPLES), integral] | None = slider(
        "Batch size",
        step=1,
        decimals=0,
        reach=(1, 200),
        default=20,
        description="Examples for each step, drawn anew each time. Null: all at once.",
    )
    low: End = slider(
        "From",
        step=0.001,
        decimals=4,
        scale="log",
        reach=(1e-6, 0.1),
        default=1e-4,
        description="The first rate.",
    )
    high: End = slider(
        "To",
        step=0.001,
        decimals=2,
        scale="log",
        reach=(0.1, 100),
        default=10.0,
        description="The last rate.",
    )
    steps: Annotated[int, Field(ge=LEAST_STEPS, le=MAX_STEPS), integral] = slider(
        "Steps", step=10, decimals=0, reach=(50, 500), default=300, description="How many rates are tried."
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Batch seed", step=1, decimals=0, default=0, description="Fixes the batches of the test."
    )
    seeds: Annotated[int, Field(ge=1, le=MAX_SEEDS), integral] = slider(
        "Seeds in all",
        step=1,
        decimals=0,
        reach=(1, 20),
        default=1,
        description="How many tests, each with its own first weights and batches: both seeds, the next, … "
        "Weights that are given are those of all.",
    )
    prove: bool = Field(
        default=False,
        description="Whether to train at a tenth of the suggestion, at it, and at ten times it.",
    )
    epochs: Annotated[int, Field(ge=1, le=MAX_EPOCHS), integral] = slider(
        "Epochs",
        step=10,
        decimals=0,
        reach=(10, 300),
        default=100,
        description="How often each run of the proof goes through the examples.",
    )

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        check_for_the_plane(self.network)
        if not self.low < self.high:
            raise FieldError(("high",), f"got {self.high!r}, allowed: more than low, which is {self.low!r}")
        self._check_work()
        return self

    def _check_work(self) -> None:
        if self.work_of_the_tests > WORK:
            most = max(1, self.seeds * WORK // self.work_of_the_tests)
            raise FieldError(("seeds",), f"got {self.seeds}, allowed: at most {most} with this network")
        if self.work > WORK:
            most = self.epochs * (WORK - self.work_of_the_tests) // self.work_of_the_proof
            message = f"got {self.epochs}, allowed: at most {most} with this network and these batches"
            raise FieldError(("epochs",), message)

    @property
    def work_of_the_tests(self) -> int:
        """Of all tests."""
        return self.steps * self.work_of_a_step(self.seeds)

    @property
    def work_of_the_proof(self) -> int:
        """Of all its runs."""
        steps = self.epochs * ceil(self.dataset.samples / self.batch)
        return steps * self.work_of_a_step(len(FACTORS) * PROOF_SEEDS) if self.prove else 0

    @property
    def work(self) -> int:
        """Of all that is asked for."""
        return self.work_of_the_tests + self.work_of_the_proof

    def work_of_a_step(self, members: int) -> int:
        """One step of so many networks: three multiplications for each weight and example, and the calls."""
        sizes = self.network.layers
        units = WORK_OF_AN_OUTPUT * sum(sizes[1:])
        return members * self.batch * (3 * multiply_adds(sizes) + units) + 20_000

    @property
    def batch(self) -> int:
        """Examples for each step."""
        return min(self.batch_size or self.dataset.samples, self.dataset.samples)

    @cached_property
    def data(self) -> Dataset:
        """The examples, with the labels asked for."""
        data = self.dataset.build()
        if self.labels == "true":
            return data
        rng = np.random.default_rng([7, self.dataset.seed])
        return replace(data, targets=rng.permutation(data.targets))

    @cached_property
    def rates(self) -> FloatArray:
        """The rates of the test."""
        return growing_rates(self.low, self.high, self.steps)

    @property
    def spec(self) -> TrainingSpec:
        """What trains; the rate is another one at each step."""
        return TrainingSpec(
            loss=LOSS,
            optimizer=self.optimizer,
            batch_size=self.batch,
            seed=self.seed,
            time_limit=SECONDS,
        )

    def networks(self, count: int) -> list[Network]:
        """The networks of the network's seed, the next one, …"""
        if count == 1:
            return [self.network.build_for_training()]
        seeds = seeds_from(self.network.seed, count)
        return [self.network.model_copy(update={"seed": seed}).build_for_training() for seed in seeds]


class LrFinderView(PanelView):
    """Which step of the test is shown, null for the last."""

    step: Annotated[int, Field(ge=0, le=MAX_STEPS), integral] | None = None


def dearest(seed: int) -> dict[str, Any]:
    """A large network, as many examples and epochs in the proof as are allowed."""
    asked: dict[str, Any] = {
        "dataset": {"samples": MAX_SAMPLES},
        "network": {"layers": [2, 16, 16, 16, 16, 1], "hidden_activation": "gelu", "seed": seed % 1000},
        "batch_size": None,
        "steps": 100,
        "seeds": 5,
        "prove": True,
        "epochs": 1,
    }
    least = LrFinderRequest.model_validate(asked)
    return {**asked, "epochs": min(MAX_EPOCHS, (WORK - least.work_of_the_tests) // least.work_of_the_proof)}
