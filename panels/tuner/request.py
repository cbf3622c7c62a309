"""What is asked: which settings may vary, how they are searched, how many trials, on which examples."""

from __future__ import annotations

from functools import cached_property
from math import ceil
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.trainer.cost import WORK_OF_A_STEP
from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.runs.kept_results import hashed
from panel_kit.specs.csv_upload import widest_table
from panel_kit.specs.limits import MAX_SEED
from panels.tuner.data import NEW, TunedData
from panels.tuner.grid import grid_of, size_of
from panels.tuner.space import ParameterName, Space

Method = Literal["grid", "random", "tpe", "halving"]
METHOD_NAMES = {"grid": "grid", "random": "random", "tpe": "model-based (TPE)", "halving": "halving"}
MAX_TRIALS, MAX_EPOCHS, RERUNS = 128, 300, 10
WORK, WORK_A_SECOND = 4_000_000_000, 160_000_000
MOST_ANSWERS = 500_000
"""Of all units of a family to all examples that it learns from: held at once."""
SECONDS = 40.0
"""Of its own computing: what is not trained by then is not."""
KEEPS = 3
"""Successive halving keeps every third trial, which is then trained three times as long."""


class TunerRequest(Request):
    """A search through settings."""

    space: Space = Field(default=Space(), description="What may vary, and how far.")
    method: Method = choice(
        "Method", names=METHOD_NAMES, default="random", description="What decides which settings come next."
    )
    trials: Annotated[int, Field(ge=1, le=MAX_TRIALS), integral] = slider(
        "Trials",
        step=1,
        decimals=0,
        default=32,
        description="How many settings are tried. A grid tries no more than it has.",
    )
    dataset: TunedData = Field(default=TunedData(), description="The examples.")
    epochs: Annotated[int, Field(ge=1, le=MAX_EPOCHS), integral] = slider(
        "Epochs",
        step=5,
        decimals=0,
        reach=(5, MAX_EPOCHS),
        default=60,
        description="How long each trial is trained: how often it goes through the examples.",
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Search seed",
        step=1,
        decimals=0,
        default=0,
        description="Fixes which settings are drawn, the split, the first weights of all trials, and masks.",
    )
    begin: bool = Field(
        default=True,
        description="false: nothing is run; what is known beforehand is said, and how long it takes.",
    )

    @model_validator(mode="after")
    def _is_cheap_enough(self) -> Self:
        if self.most_work > WORK:
            most = int(self.trials * WORK // self.most_work)
            fewer = "fewer epochs, examples or neurons, or larger batches"
            allowed = f"at most {most}" if most else fewer
            message = f"got {self.trials}, allowed: {allowed} with such runs; {fewer} cost less"
            raise FieldError(("trials",), message)
        return self

    @property
    def learned(self) -> int:
        """How many examples are learned from."""
        return self.dataset.count // 2

    @property
    def ends(self) -> tuple[int, int]:
        """How many inputs and outputs a network has."""
        return self.dataset.n_in, int(self.dataset.dataset.targets.shape[1])

    @property
    def answers(self) -> int:
        """Of all units of the largest network to all examples that it learns from."""
        return self.learned * (self.space.layers.high * self.space.neurons.high + self.ends[1])

    @property
    def members_at_once(self) -> int:
        """How many trials of one shape are trained together."""
        return max(1, MOST_ANSWERS // self.answers)

    @cached_property
    def planned(self) -> int:
        """How many trials there will be: a grid has only so many."""
        if self.method != "grid":
            return self.trials
        return min(self.trials, size_of(grid_of(self.space, self.trials)))

    @cached_property
    def rungs(self) -> list[int]:
        """After how many epochs halving looks at the trials; for the other methods after all of them."""
        if self.method != "halving":
            return [self.epochs]
        return sorted({max(1, self.epochs // KEEPS**2), max(1, self.epochs // KEEPS), self.epochs})

    def work_of(self, layers: float, neurons: float, batch_size: float, epochs: int) -> float:
        """What one run costs, in operations."""
        n_in, n_out = self.ends
        forward = n_in * neurons + (layers - 1) * neurons**2 + neurons * n_out
        steps = ceil(self.learned / min(batch_size, self.learned))
        passes = 3 * self.learned * epochs + max(NEW, self.learned)
        per_step = WORK_OF_A_STEP * (0.6 + 0.4 * layers)
        return forward * passes + per_step * steps * epochs

    @property
    def epochs_of_all(self) -> float:
        """The epochs of all trials together, counted in trials that are trained to the end."""
        left, before, total = self.planned, 0, 0
        for rung in self.rungs:
            total += left * (rung - before)
            left, before = max(1, left // KEEPS), rung
        return total / self.epochs

    def work_at(self, share: float) -> float:
        """Of all runs, the winner's from other seeds too, where every setting lies so far up its cost."""
        space = self.space

        def at(low: float, high: float) -> float:
            return low + share * (high - low)

        one = self.work_of(
            at(space.layers.low, space.layers.high),
            at(space.neurons.low, space.neurons.high),
            space.batch_size.low * (space.batch_size.high / space.batch_size.low) ** (1.0 - share),
            self.epochs,
        )
        return one * (self.epochs_of_all + RERUNS / 2)

    @property
    def most_work(self) -> float:
        """What the dearest runs of the space would cost."""
        return self.work_at(1.0)

    @property
    def usual_work(self) -> float:
        """What runs in the middle of the space cost."""
        return self.work_at(0.5)

    @property
    def usual_seconds(self) -> float:
        """How long such a search takes, about."""
        return self.usual_work / WORK_A_SECOND

    @cached_property
    def base_of_data(self) -> str:
        """What the three parts of the examples depend on, as a short text."""
        return hashed(f"{self.seed} {self.dataset.model_dump_json()}")

    @property
    def base(self) -> str:
        """All that a trial depends on besides its values, as a short text."""
        return f"{self.epochs} {self.base_of_data}"


Brush = Annotated[list[Annotated[float, Field(ge=0, le=1)]], Field(min_length=2, max_length=2)] | None


class Brushes(Request):
    """Which part of each axis is chosen, in shares of its length; null: all of it."""

    learning_rate: Brush = None
    layers: Brush = None
    neurons: Brush = None
    batch_size: Brush = None
    activation: Brush = None
    dropout: Brush = None
    weight_decay: Brush = None
    loss: Brush = None


class TunerView(PanelView):
    """Whether the search is set going; which trial is opened, null: the best; which picture; all brushes."""

    drawer: Literal["maths", "numpy", "pytorch", "api", "data", "points", "none"] = "none"  # type: ignore[assignment]
    begun: bool = False
    selected: Annotated[int, Field(ge=0, lt=MAX_TRIALS), integral] | None = None
    shown: Literal["lines", "slices", "test"] = "lines"
    axis: ParameterName | Literal["loss"] = "loss"
    brushes: Brushes = Brushes()


def dearest(seed: int) -> dict[str, Any]:
    """As many trials as there may be, on the largest table, with all the work that is allowed."""
    space = {
        "layers": {"low": 3, "high": 3},
        "neurons": {"low": 5, "high": 5},
        "batch_size": {"low": 200, "high": 200},
    }
    own = {"csv": widest_table(seed)}
    return {"space": space, "trials": MAX_TRIALS, "dataset": own, "epochs": 8, "seed": seed % (MAX_SEED + 1)}
