"""What a run on digits is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Annotated, Any, ClassVar

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from nn_core.digits import with_shifted_copies
from nn_core.errors import NudgeError
from nn_core.trainer import TrainingSpec, cost
from panel_kit.contract.schema import FieldError, choice, field_named, integral, slider
from panel_kit.runs.rules import check_work
from panel_kit.runs.setup import RunRequest, Setup
from panel_kit.specs.activations import HIDDEN_NAMES, HiddenName
from panel_kit.specs.digits_bounds import FEWEST_IN_A_BATCH, MAX_EPOCHS, MAX_HIDDEN
from panel_kit.specs.limits import MAX_SEED, Limits
from panel_kit.specs.optimizer import OptimizerSpec, Rate, rate_slider
from panels.digits.data import (
    CLASSES,
    IMAGE_NAMES,
    PIXELS,
    SPLIT_NAMES,
    Images,
    Splitting,
    digits,
    parts_of,
)
from panels.digits.mnist import folder

NO_FILES = "It was started without the files of MNIST; python3 run.py --mnist FOLDER starts it with them"
MAX_SPLITS = 20
LIMITS = Limits(
    layers=2 + MAX_HIDDEN, units=64, inputs=PIXELS, outputs=CLASSES, work=16_000_000_000, seconds=40.0,
    snapshot_numbers=200_000,
)  # fmt: skip
Units = Annotated[int, Field(ge=1, le=LIMITS.units), integral]


class DigitsOptimizer(OptimizerSpec):
    """Any optimizer, with a rate that suits digits."""

    learning_rate: Rate | None = rate_slider(
        default=0.01, description="The step size. Null: PyTorch's default for this optimizer."
    )


class DigitsRequest(RunRequest):
    """A network that reads digits, and how it learns."""

    limits: ClassVar[Limits] = LIMITS

    images: Images = choice(
        "Digits",
        names=IMAGE_NAMES,
        default="uci",
        description="Those that come along; or the first 1,797 of MNIST, brought to 8 × 8 pixels, where the "
        "server was started with the files of MNIST (--mnist).",
    )
    hidden: Annotated[list[Units], Field(max_length=MAX_HIDDEN)] = slider(
        "Units in hidden layer {0}",
        step=1,
        decimals=0,
        default=[32],
        description="The sizes of the hidden layers; none is softmax regression.",
    )
    activation: HiddenName = choice(
        "Hidden activation",
        names=HIDDEN_NAMES,
        default="tanh",
        description="The activation function of every hidden unit.",
    )
    optimizer: DigitsOptimizer = Field(
        default=DigitsOptimizer(), description="What turns gradients into steps."
    )
    epochs: Annotated[int, Field(ge=0, le=MAX_EPOCHS), integral] = slider(
        "Epochs", step=1, decimals=0, default=40, description="How often to go through the digits."
    )
    batch_size: Annotated[int, Field(ge=FEWEST_IN_A_BATCH, le=512), integral] = slider(
        "Batch size", step=1, decimals=0, reach=(8, 128), default=32, description="Digits for each step."
    )
    split: Splitting = choice(
        "Held out",
        names=SPLIT_NAMES,
        default="same_writers",
        description="Digits drawn at random, by writers that the network knows; or whole stretches of one "
        "hand, inferred from the order in the file; of MNIST, the digits of its test file.",
    )
    shifted_copies: bool = field_named(
        "Learn from shifted copies",
        kind="switch",
        default=False,
        description="Each digit to learn from also one pixel to the right, left, down and up.",
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Run seed", step=1, decimals=0, default=0, description="Fixes split, first weights and order."
    )
    splits: Annotated[int, Field(ge=1, le=MAX_SPLITS), integral] = slider(
        "Splits",
        step=1,
        decimals=0,
        default=1,
        description="How many splits the held-out accuracy is a mean over: this seed's, the next one's, …",
    )

    @model_validator(mode="after")
    def _has_its_digits(self) -> Self:
        check_images(self.images)
        return self

    @model_validator(mode="after")
    def _is_cheap_enough(self) -> Self:
        check_work(self.epochs, self.setup.work, self.limits.work)
        return self

    @cached_property
    def setup(self) -> Setup:
        """All that the engine needs; its price is that of all splits, softmax regression beside each."""
        whole = Setup.of(
            digits(self.images),
            parts_of(self.split, self.seed, self.images),
            self.drawn(self.seed),
            self.spec,
        )
        learned = with_shifted_copies(whole.training) if self.shifted_copies else whole.training
        held_out = whole.split.validation_rows.size
        networks = (whole.network, self.softmax_regression)
        price = sum(cost(each, self.spec, learned.samples, held_out).work for each in networks)
        return replace(whole, training=learned, work=self.splits * price)

    @property
    def spec(self) -> TrainingSpec:
        """What the trainer is told."""
        return TrainingSpec(
            loss="cross_entropy",
            optimizer=self.optimizer.name,
            optimizer_options=self.optimizer.given,
            batch_size=self.batch_size,
            epochs=self.epochs,
            seed=self.seed,
            time_limit=self.limits.seconds,
        )

    @property
    def first_seed(self) -> int:
        """The seed that the first weights are drawn by."""
        return self.seed

    def drawn(self, seed: int) -> Network:
        """The network before training."""
        return network_of(self.hidden, self.activation, seed)

    @property
    def softmax_regression(self) -> Network:
        """The network without hidden layers, before training."""
        return network_of([], self.activation, self.seed)

    def with_split(self, seed: int) -> Self:
        """The same run on the split of another seed."""
        return type(self).model_validate({**self.model_dump(mode="json"), "seed": seed, "splits": 1})

    def change_for(self, field: str, value: Any) -> dict[str, Any]:
        """What has to change, by path, so that a field of the run takes a value."""
        own = {"network.hidden": "hidden", "network.hidden_activation": "activation"}
        return {own.get(field, field): value}


def network_of(hidden: Sequence[int], activation: str, seed: int) -> Network:
    """A network from pixels to classes, its weights drawn by Xavier's rule."""
    rng = np.random.default_rng(seed)
    sizes = [PIXELS, *hidden, CLASSES]
    return Network.create(sizes, hidden_activation=activation, output_activation="softmax", rng=rng)


def check_images(images: Images) -> None:
    """Raises where the server has no such digits."""
    try:
        digits(images)
    except NudgeError as error:
        allowed = f"got {images}, allowed on this server: uci"
        raise FieldError(("images",), f"{allowed}. {NO_FILES if folder() is None else error}") from error
