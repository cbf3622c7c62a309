"""What is asked of a deep network: how it is built and drawn, from how many seeds, and how it is trained."""

from __future__ import annotations

from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.architecture import make_layers
from nn_core.datasets import Standardizer, make_dataset
from nn_core.families import as_family
from nn_core.initializers import Initializer, get_initializer, normal
from nn_core.optimizers import Optimizer, create_optimizer
from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.runs.setup import seeds_from
from panel_kit.specs.activations import HIDDEN_NAMES, HiddenName
from panel_kit.specs.limits import MAX_SEED
from panel_kit.specs.network import INITIALIZER_NAMES
from panel_kit.specs.optimizer import OPTIMIZER_NAMES, OptimizerName, Rate, rate_slider

MAX_DEPTH, MAX_WIDTH, MAX_SEEDS, MAX_EPOCHS = 30, 64, 50, 200
EXAMPLES, NOISE = 100, 0.1
WORK = 10_000_000_000
"""The most that may be asked for, in multiplications with addition."""

WORK_OF_AN_OUTPUT, WORK_OF_A_NORMALIZED = 40, 220
"""What a unit's answer to an example costs besides, forward and back, measured in multiplications."""

DRAWN_NAMES = INITIALIZER_NAMES | {"normal": "normal, of a spread σ"}
NORMALIZED = {"false": "without normalization", "true": "before each activation"}
CONNECTED = {"false": "without connections", "true": "around each layer"}
if TYPE_CHECKING:
    DrawnName = str
else:
    DrawnName = Literal[tuple(DRAWN_NAMES)]


class FlowNetwork(Request):
    """A deep network: hidden layers of one width between two inputs and one sigmoid output."""

    depth: Annotated[int, Field(ge=2, le=MAX_DEPTH), integral] = slider(
        "Hidden layers", step=1, decimals=0, default=10, description="How many hidden layers."
    )
    width: Annotated[int, Field(ge=2, le=MAX_WIDTH), integral] = slider(
        "Units in each", step=1, decimals=0, default=16, description="How many units each hidden layer has."
    )
    activation: HiddenName = choice(
        "Activation", names=HIDDEN_NAMES, default="sigmoid", description="Of the hidden layers."
    )
    initializer: DrawnName = choice(
        "Weights drawn by",
        names=DRAWN_NAMES,
        default="xavier_uniform",
        description="How the weights are drawn before training. Biases are 0.",
    )
    std: Annotated[float, Field(ge=0.001, le=3)] = slider(
        "Spread σ of the weights",
        step=0.001,
        decimals=3,
        scale="log",
        default=0.1,
        description="With normal weights: their standard deviation.",
    )
    batch_norm: bool = choice(
        "Batch normalization",
        names=NORMALIZED,
        default=False,
        description="Whether each hidden layer normalizes z over the batch, before its activation.",
    )
    residual: bool = choice(
        "Residual connections",
        names=CONNECTED,
        default=False,
        description="Whether each hidden layer but the first adds its result to what entered it.",
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Seed of the weights", step=1, decimals=0, default=0, description="Fixes the weights."
    )

    @property
    def sizes(self) -> list[int]:
        """Two inputs, the hidden layers, one output."""
        return [2, *[self.width] * self.depth, 1]

    @property
    def is_plain(self) -> bool:
        """Whether it is dense layers and nothing else."""
        return not (self.batch_norm or self.residual)

    @property
    def draw(self) -> Initializer:
        """What draws its weights."""
        return (
            partial(normal, std=self.std)
            if self.initializer == "normal"
            else get_initializer(self.initializer)
        )

    @property
    def work_of_a_pass(self) -> int:
        """Of all examples, forward and back: three multiplications for each weight, and what units do."""
        weights = (self.depth - 1) * self.width**2 + 3 * self.width
        beside = WORK_OF_A_NORMALIZED if self.batch_norm else WORK_OF_AN_OUTPUT
        return EXAMPLES * (3 * weights + beside * self.depth * self.width)

    def network(self, seed: int) -> Network:
        """Its weights drawn by a seed."""
        activations = [*[self.activation] * self.depth, "sigmoid"]
        layers = make_layers(self.sizes, activations, batch_norm=self.batch_norm, residual=self.residual)
        return Network.from_layers(layers, rng=np.random.default_rng(seed), initializer=self.draw)

    @cached_property
    def first(self) -> Network:
        """The network of its own seed."""
        return self.network(self.seed)

    def drawn(self, seeds: int) -> Network:
        """The network of its seed; of several, a family: that of its seed, of the next, …"""
        if seeds == 1:
            return self.first
        return as_family([self.network(seed) for seed in seeds_from(self.seed, seeds)])


class GradientFlowRequest(FlowNetwork):
    """A deep network, the seeds it is drawn from, and its training."""

    seeds: Annotated[int, Field(ge=1, le=MAX_SEEDS), integral] = slider(
        "Seeds drawn",
        step=1,
        decimals=0,
        default=1,
        description="How many networks are drawn: a band from 2 on.",
    )
    train_epochs: Annotated[int, Field(ge=0, le=MAX_EPOCHS), integral] = slider(
        "Epochs of training",
        step=10,
        decimals=0,
        default=0,
        description="How many steps it is trained, each from all examples. 0: not at all.",
    )
    optimizer: OptimizerName = choice(
        "Optimizer", names=OPTIMIZER_NAMES, default="sgd", description="What turns its gradients into steps."
    )
    learning_rate: Rate = rate_slider(default=0.1, description="How far each step of the training goes.")
    kept: FlowNetwork | None = Field(
        default=None,
        description="A second network that is shown beside it: as many seeds, trained in the same way.",
    )

    @model_validator(mode="after")
    def _is_cheap_enough(self) -> Self:
        if self.work > WORK:
            epochs = WORK * (1 + self.train_epochs) // self.work - 1
            message = f"got {self.train_epochs}, allowed: at most {epochs} with these layers and seeds"
            raise FieldError(("train_epochs",), message)
        return self

    @property
    def work(self) -> int:
        """Of all that is asked for, in multiplications with addition."""
        networks = [self, self.kept] if self.kept else [self]
        return sum(each.work_of_a_pass for each in networks) * self.seeds * (1 + self.train_epochs)

    def optimizer_for(self, shape: tuple[int, ...]) -> Optimizer:
        """The optimizer before its first step, for θ of this shape."""
        return create_optimizer(self.optimizer, shape, learning_rate=self.learning_rate)

    @cached_property
    def plain(self) -> FlowNetwork:
        """Its network alone."""
        return FlowNetwork(**{name: getattr(self, name) for name in FlowNetwork.model_fields})


@lru_cache(maxsize=1)
def sample() -> tuple[FloatArray, FloatArray]:
    """What flows through: 100 examples of two moons, standardized, and their classes."""
    data = make_dataset("moons", samples=EXAMPLES, noise=NOISE, seed=0)
    inputs = Standardizer.fit(data.inputs).transform(data.inputs)
    return inputs, data.targets


class FlowView(PanelView):
    """Which step of the pass or epoch of the training is shown, null for the last; which layer is opened."""

    step: Annotated[int, Field(ge=0, le=MAX_EPOCHS), integral] | None = None
    layer: Annotated[int, Field(ge=0, le=MAX_DEPTH), integral] = 0


def dearest(seed: int) -> dict[str, Any]:
    """As deep and wide as may be, with all that can be added, trained as long as that is allowed."""
    network = {
        "depth": MAX_DEPTH,
        "width": MAX_WIDTH,
        "activation": "gelu",
        "batch_norm": True,
        "residual": True,
    }
    return {**network, "seed": seed % (MAX_SEED + 1), "train_epochs": 125, "optimizer": "adam"}
