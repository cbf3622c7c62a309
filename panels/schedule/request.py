"""What is asked of a schedule: which one with its options, the rate it starts from, and the task."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.activations import FloatArray
from nn_core.schedules import Schedule, create_schedule
from nn_core.trainer import TrainingSpec
from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, choice
from panel_kit.specs.limits import MAX_SEED
from panel_kit.specs.optimizer import Rate, rate_slider
from panel_kit.specs.schedule import SCHEDULE_NAMES, ScheduleName, ScheduleSpec
from panels.schedule.task import MAX_EPOCHS, MAX_SAMPLES, MAX_SEEDS, SECONDS, Task

GRID = tuple(float(f"{rate:.3g}") for rate in np.geomspace(0.001, 10.0, 13))
"""The constant rates that are tried, three to a decade."""

WORK = 60_000_000
"""The most that may be asked for: answers of units to examples, in all runs, forward and back."""

STEPS = 8_000
UNIT_NAMES = {"epoch": "after every epoch", "batch": "after every batch"}
BY_BATCH = ("one_cycle",)
"""The schedules that PyTorch's documentation steps after every batch."""


class ScheduleRequest(ScheduleSpec, Task):
    """A schedule, and what is trained with it."""

    name: ScheduleName = choice(
        "Schedule", names=SCHEDULE_NAMES, default="cosine", description="How the learning rate changes."
    )
    learning_rate: Rate = rate_slider(
        default=0.15, description="The rate η₀ that the schedule is given; for one_cycle the largest."
    )
    schedule_by: Literal["epoch", "batch"] | None = choice(
        "The schedule moves on",
        names=UNIT_NAMES,
        default=None,
        description="What its options count: epochs or batches. Null: as PyTorch has it, batches for "
        "one_cycle and epochs for the others.",
    )

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        if self.name == "reduce_on_plateau" and self.schedule_by == "batch":
            raise FieldError(("schedule_by",), "got 'batch', allowed: 'epoch' or null, it watches the loss")
        if self.name == "one_cycle" and (self.total_steps or self.moves) < self.moves:
            message = f"got {self.total_steps}, allowed: {self.moves} or more, the length of the run"
            raise FieldError(("total_steps",), message)
        if self.name == "one_cycle" and self.cycle_momentum and self.optimizer == "adagrad":
            raise FieldError(("cycle_momentum",), "got true, allowed: false, adagrad has no momentum")
        self._check_cost()
        return self

    def _check_cost(self) -> None:
        if self.epochs * self.batches > STEPS:
            message = f"got {self.epochs}, allowed: at most {STEPS // self.batches} with these batches"
            raise FieldError(("epochs",), message)
        if self.work > WORK:
            message = (
                f"got {self.epochs}, allowed: at most {WORK * self.epochs // self.work} with these seeds"
            )
            raise FieldError(("epochs",), message)

    @property
    def work(self) -> int:
        """Answers of units to examples in all runs: three times in each epoch, once more to measure."""
        runs = self.seeds * (1 + len(GRID))
        return 4 * runs * self.dataset.samples * sum(self.layers) * self.epochs

    @property
    def unit(self) -> Literal["epoch", "batch"]:
        """What moves the schedule on."""
        return self.schedule_by or ("batch" if self.name in BY_BATCH else "epoch")

    @property
    def moves(self) -> int:
        """How many rates the run has: one for each epoch, or for each step."""
        return self.epochs * (self.batches if self.unit == "batch" else 1)

    @cached_property
    def schedule(self) -> Schedule:
        """The schedule itself."""
        return create_schedule(self.name, **self.options(self.moves, self.optimizer))

    @cached_property
    def rates(self) -> FloatArray | None:
        """η of each epoch or step; None for the schedule that watches the loss."""
        return None if self.schedule.watches_metric else self.schedule.rates(self.learning_rate, self.moves)

    @cached_property
    def task(self) -> Task:
        """What is trained, without the rate."""
        return Task(**{name: getattr(self, name) for name in Task.model_fields})

    def spec(self, seeds: list[int] | None = None) -> TrainingSpec:
        """The run with the schedule, for the trainer: of these seeds as a family, or of the first alone."""
        rate = self.learning_rate
        return TrainingSpec(
            loss=self.loss,
            optimizer=self.optimizer,
            learning_rate=rate if seeds is None else np.full(len(seeds), rate),
            schedule=self.name,
            schedule_options=self.schedule.settings,
            schedule_by=self.unit,
            epochs=self.epochs,
            batch_size=self.batch_size,
            seed=self.network.seed if seeds is None else seeds,
            time_limit=None if seeds is None else SECONDS,
        )


class ScheduleView(PanelView):
    """Which epoch is shown, null for the last; whether rates stand on an axis of powers of ten."""

    step: Annotated[int, Field(ge=0, le=MAX_EPOCHS)] | None = None
    log: bool = False


def dearest(seed: int) -> dict[str, Any]:
    """As many seeds, examples, units and epochs as are allowed together."""
    return {
        "name": "one_cycle",
        "network": {"hidden": [16, 16], "hidden_activation": "gelu", "seed": seed % (MAX_SEED + 1)},
        "dataset": {"name": "moons", "samples": MAX_SAMPLES},
        "optimizer": "adam",
        "seeds": MAX_SEEDS,
        "batch_size": 10,
        "epochs": WORK // (4 * MAX_SEEDS * (1 + len(GRID)) * MAX_SAMPLES * 35),
    }
