"""What is asked: a curve, how many units, and whether they are built by formula or trained."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.approximation import BUILT_WITH, TARGETS, tent, through_points, with_spread_kinks
from nn_core.approximation.targets import HIGH, LOW, Target
from nn_core.datasets import Dataset
from nn_core.trainer import TrainingSpec
from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.runs.setup import seeds_from
from panel_kit.specs.activations import HIDDEN_NAMES, HiddenName
from panel_kit.specs.limits import LIMITS, MAX_SEED
from panel_kit.specs.optimizer import Rate, rate_slider

MAX_UNITS, MAX_EPOCHS, MAX_SEEDS, MAX_DEPTH = 60, 5000, 20, 7
MOST_POINTS, HIGHEST = 65, 1.5
STEEPEST = 1000.0
WORK = 1_200_000
"""The most that may be asked for: units in all epochs of all seeds, a dear activation counted as often as it
takes longer than ReLU."""
TIMES_RELU = {
    "leaky_relu": 1.5,
    "tanh": 3.0,
    "sigmoid": 3.0,
    "elu": 5.0,
    "softplus": 6.0,
    "silu": 9.0,
    "gelu_tanh": 13.0,
    "gelu": 70.0,
}
SECONDS = LIMITS.seconds
"""All runs of one family end after so long, with what they have."""
EXAMPLES = 161
X = np.linspace(LOW, HIGH, EXAMPLES)
X.flags.writeable = False
KEPT = 20
"""Of so many places of a run, and its start, the fit is kept."""

TARGET_NAMES = {name: curve.title for name, curve in TARGETS.items()}
WAY_NAMES = {"built": "built", "trained": "trained", "folded": "folded"}
START_NAMES = {"zeros": "all 0", "spread": "spread out"}
Way = Literal["built", "trained", "folded"]
Start = Literal["zeros", "spread"]
if TYPE_CHECKING:
    TargetName = str
else:
    TargetName = Literal[tuple(TARGET_NAMES)]
Place = Annotated[float, Field(ge=LOW, le=HIGH)]
Height = Annotated[float, Field(ge=-HIGHEST, le=HIGHEST)]
Spot = Annotated[list[Annotated[float, Field(ge=-HIGHEST, le=HIGHEST)]], Field(min_length=2, max_length=2)]


class ApproximationRequest(Request):
    """A curve on [−1, 1], and a network 1 → N → 1 that is to come near to it."""

    target: TargetName = choice(
        "Curve", names=TARGET_NAMES, default="sine", description="The function to come near to."
    )
    points: Annotated[list[Spot], Field(min_length=2, max_length=MOST_POINTS)] | None = Field(
        default=None,
        description="A curve of one's own in place of the target: [x, y], straight from point to point, flat "
        "beyond the first and the last. x within [−1, 1], each once.",
    )
    hidden: Annotated[int, Field(ge=1, le=MAX_UNITS), integral] = slider(
        "Hidden units N", step=1, decimals=0, default=10, description="Units of the one hidden layer."
    )
    activation: HiddenName = choice(
        "Activation",
        names=HIDDEN_NAMES,
        default="relu",
        description="Of the hidden units; the output is linear.",
    )
    how: Way = choice(
        "Weights are",
        names=WAY_NAMES,
        default="built",
        description="Whether the weights come from a formula, or are trained, with those of the formula "
        "beside; or are those of a deep network that folds the interval, beside one layer with as many "
        "parameters.",
    )
    biases: Start = choice(
        "First biases",
        names=START_NAMES,
        default="zeros",
        description="Before training: all 0, or such that the kinks are spread over [−1, 1].",
    )
    steepness: Annotated[float, Field(gt=0, le=STEEPEST)] = slider(
        "Steepness s",
        step=1,
        decimals=0,
        reach=(2, 200),
        default=50.0,
        description="Of the sides of a built bump, σ(s(x − a)). ReLU has none.",
    )
    epochs: Annotated[int, Field(ge=1, le=MAX_EPOCHS), integral] = slider(
        "Epochs",
        step=100,
        decimals=0,
        reach=(100, 4000),
        default=2000,
        description="How often training goes through all examples; each is one step of Adam.",
    )
    learning_rate: Rate = rate_slider(default=0.01, description="η of Adam.")
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Seed", step=1, decimals=0, default=0, description="Fixes the first weights."
    )
    seeds: Annotated[int, Field(ge=1, le=MAX_SEEDS), integral] = slider(
        "Seeds trained",
        step=1,
        decimals=0,
        default=1,
        description="From how many first weights it is trained, deep networks on the folds too; with two or "
        "more from both kinds of biases.",
    )
    depth: Annotated[int, Field(ge=1, le=MAX_DEPTH), integral] = slider(
        "Folding layers", step=1, decimals=0, default=5, description="Hidden layers of two ReLU that fold."
    )

    @model_validator(mode="after")
    def _can_be_computed(self) -> Self:
        self._check_points()
        if self.how == "built" and self.activation not in BUILT_WITH:
            raise FieldError(
                ("activation",), f"got {self.activation!r}, allowed by formula: {', '.join(BUILT_WITH)}"
            )
        if self.is_trained and self.work > WORK:
            most = max(1, int(self.epochs * WORK / self.work))
            message = f"got {self.epochs}, allowed: at most {most} with so many units and seeds"
            raise FieldError(("epochs",), message)
        return self

    def _check_points(self) -> None:
        places = [x for x, _ in self.points or ()]
        for number, x in enumerate(places):
            if not LOW <= x <= HIGH:
                raise FieldError(("points", number, 0), f"got {x!r}, allowed: {LOW:g} to {HIGH:g}")
            if x in places[:number]:
                raise FieldError(("points", number, 0), f"got {x!r} twice, allowed: each x once")

    @property
    def work(self) -> float:
        """Units in all epochs of all seeds, dear ones counted for more."""
        if self.how == "folded":
            return 4 * self.depth * self.epochs * self.seeds  # small layers one after the other
        return self.hidden * self.epochs * self.seeds * TIMES_RELU.get(self.activation, 1.0)

    @property
    def is_trained(self) -> bool:
        """Whether anything is trained; by formula nothing is, and of the folds only several seeds."""
        return self.how == "trained" or (self.how == "folded" and self.seeds > 1)

    @cached_property
    def curve(self) -> Target:
        """The function itself."""
        if self.how == "folded":
            return lambda x: tent(x, self.depth)
        return through_points(self.points) if self.points else TARGETS[self.target].value

    @cached_property
    def y(self) -> FloatArray:
        """Its values at ``X``."""
        return self.curve(X)

    @cached_property
    def data(self) -> Dataset:
        """The curve as examples to learn."""
        inputs, targets = X[:, np.newaxis], self.y[:, np.newaxis]
        return Dataset(task="regression", inputs=inputs, targets=targets, input_names=("x",))

    @property
    def title(self) -> str:
        """What the curve is called."""
        if self.how == "folded":
            return "the folds"
        return "your curve" if self.points else TARGET_NAMES[self.target]

    @property
    def sizes(self) -> list[int]:
        """Of all layers."""
        return [1, *([2] * self.depth if self.how == "folded" else [self.hidden]), 1]

    @property
    def hidden_name(self) -> str:
        """The activation of the hidden units: a fold is made of ReLU."""
        return "relu" if self.how == "folded" else self.activation

    @property
    def starts(self) -> list[Start]:
        """The kinds of first biases that are trained: the one asked for; from several seeds both."""
        other: Start = "spread" if self.biases == "zeros" else "zeros"
        return [self.biases, other] if self.seeds > 1 else [self.biases]

    @property
    def all_seeds(self) -> list[int]:
        """The first one, and those after it."""
        return seeds_from(self.seed, self.seeds)

    def drawn(self, seed: int, start: Start) -> Network:
        """The network before training. Both kinds of biases have the same weights."""
        rng = np.random.default_rng(seed)
        network = Network.create(
            self.sizes,
            hidden_activation=self.hidden_name,
            output_activation="linear",
            initializer="kaiming_uniform",
            rng=rng,
        )
        return with_spread_kinks(network, rng=rng) if start == "spread" else network

    def spec(self, members: int = 1) -> TrainingSpec:
        """The run for the trainer: of one network, or of a family."""
        rate = self.learning_rate
        return TrainingSpec(
            loss="mse",
            optimizer="adam",
            learning_rate=rate if members == 1 else np.full(members, rate),
            epochs=self.epochs,
            record_every=max(1, -(-self.epochs // KEPT)),
            time_limit=None if members == 1 else SECONDS,
        )


class ApproximationView(PanelView):
    """Which step is shown, null for the end: so many units added up, so many folds, or one of the kept epochs
    of training. ``place`` is the x of the forward pass, counted from −1 in the places of ``X``."""

    step: Annotated[int, Field(ge=0, le=MAX_UNITS), integral] | None = None
    place: Annotated[int, Field(ge=0, le=EXAMPLES - 1), integral] = 120


def dearest(seed: int) -> dict[str, Any]:
    """As many units, epochs and seeds as there may be together."""
    return {
        "hidden": MAX_UNITS,
        "activation": "gelu",
        "how": "trained",
        "epochs": int(WORK / (TIMES_RELU["gelu"] * MAX_UNITS * 10)),
        "seeds": 10,
        "seed": seed % (MAX_SEED + 1),
    }
