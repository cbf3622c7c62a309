"""What is asked: which tasks, how many examples of the second one, how long it is learned, how many seeds."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, ClassVar

import numpy as np
import numpy.typing as npt
from pydantic import Field

from nn_core import Network
from nn_core.trainer import TrainingSpec
from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import Request, choice, integral, slider
from panel_kit.runs.setup import seeds_from
from panel_kit.specs.limits import MAX_SEED
from panels.transfer.tasks import MAX_EXAMPLES, PIXELS, TASK_NAMES, Preset, Tasks, classes_of, tasks_of

COUNTS = (1, 2, 5, 10, 20, MAX_EXAMPLES)
"""How many examples of each class the lines are drawn over."""
MAX_SEEDS, MAX_EPOCHS, MAX_HIDDEN = 20, 200, 64
RECORDED = 12
SECONDS = 20.0
"""What one run may take; it takes a tenth of a second."""
SOURCE_EPOCHS, SOURCE_RATE, SOURCE_BATCH = 40, 0.01, 32

Epochs = npt.NDArray[np.int64]


class TransferRequest(Request):
    """A network that has learned one task, and another task to learn from few examples."""

    NAMES: ClassVar[dict[str, str]] = TASK_NAMES

    preset: Preset = choice(
        "Tasks",
        names=TASK_NAMES,
        default="new_digits",
        description="What is learned first, from many examples, and what then, from few.",
    )
    examples: Annotated[int, Field(ge=1, le=MAX_EXAMPLES), integral] = Field(
        default=10, description="How many examples of each class of the second task are learned from."
    )
    seeds: Annotated[int, Field(ge=1, le=MAX_SEEDS), integral] = slider(
        "Seeds in all", step=1, decimals=0, default=10, description="How often everything is drawn anew."
    )
    epochs: Annotated[int, Field(ge=0, le=MAX_EPOCHS), integral] = slider(
        "Epochs",
        step=10,
        decimals=0,
        default=60,
        description="How often the second task goes through its examples, all at once.",
    )
    learning_rate: Annotated[float, Field(gt=0, le=0.3)] = slider(
        "Learning rate η",
        step=0.001,
        decimals=3,
        scale="log",
        reach=(0.001, 0.1),
        default=0.03,
        description="How far Adam's steps go on the second task.",
    )
    hidden: Annotated[int, Field(ge=2, le=MAX_HIDDEN), integral] = slider(
        "Hidden units", step=1, decimals=0, default=32, description="The features that may be carried over."
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "First seed", step=1, decimals=0, default=0, description="Fixes digits, first weights and order."
    )

    @property
    def all_seeds(self) -> list[int]:
        """The first one, and those after it."""
        return seeds_from(self.seed, self.seeds)

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """The places of the lines; the opened one is among them."""
        return tuple(sorted({*COUNTS, self.examples}))

    @property
    def record_every(self) -> int:
        """An accuracy is kept every so many epochs."""
        return max(1, self.epochs // RECORDED)

    @property
    def recorded(self) -> Epochs:
        """The epochs with an accuracy; the last one always has."""
        return np.unique([*range(0, self.epochs + 1, self.record_every), self.epochs]).astype(np.int64)

    def tasks(self, seed: int) -> Tasks:
        """The digits of one seed."""
        return tasks_of(self.preset, seed)

    def untrained(self, seed: int, is_source: bool) -> Network:
        """The network of one task before training, its weights drawn by Xavier's rule."""
        outputs = classes_of(self.preset)[0 if is_source else 1]
        rng = np.random.default_rng([2 if is_source else 3, seed])
        sizes = [PIXELS, self.hidden, outputs]
        return Network.create(sizes, hidden_activation="tanh", output_activation="softmax", rng=rng)

    def source_spec(self, seed: int) -> TrainingSpec:
        """How the first task is learned: as in the panel of the digits."""
        return TrainingSpec(
            loss="cross_entropy",
            optimizer="adam",
            learning_rate=SOURCE_RATE,
            batch_size=SOURCE_BATCH,
            epochs=SOURCE_EPOCHS,
            seed=seed,
            record_every=SOURCE_EPOCHS // 2,
            time_limit=SECONDS,
        )

    def target_spec(self, is_frozen: bool) -> TrainingSpec:
        """How the second one is learned, all its examples at once; frozen features stay as they are."""
        return TrainingSpec(
            loss="cross_entropy",
            optimizer="adam",
            learning_rate=self.learning_rate,
            epochs=self.epochs,
            record_every=self.record_every,
            shuffle=False,
            frozen_layers=(0,) if is_frozen else (),
            time_limit=SECONDS,
        )


class TransferView(PanelView):
    """Nothing to open or play besides the request."""


def dearest(seed: int) -> dict[str, Any]:
    """As many seeds, epochs and units as there may be."""
    return {
        "seeds": MAX_SEEDS,
        "epochs": MAX_EPOCHS,
        "hidden": MAX_HIDDEN,
        "examples": MAX_EXAMPLES - 1,
        "seed": seed % (MAX_SEED + 1 - MAX_SEEDS),
    }
