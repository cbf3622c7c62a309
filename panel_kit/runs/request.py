"""The request of a training run: any data, any network, everything that decides how it learns.

Everything is settled here before anything is computed: what was left out is chosen to fit the data, what does
not fit is named, and a run that would cost too much is refused with what to lower. A panel whose data or
network are its own writes its request over ``RunRequest`` instead.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from nn_core.datasets import split
from nn_core.losses import Loss, get_loss
from nn_core.trainer import EarlyStopping, TrainingSpec
from panel_kit.contract.schema import FieldError, choice, integral, slider
from panel_kit.runs import changes
from panel_kit.runs.rules import check_end, check_schedule, check_work, fitting_end, is_within_shares
from panel_kit.runs.setup import Plane, RunRequest, Setup
from panel_kit.specs.data import MAX_EXAMPLES, DataSpec
from panel_kit.specs.early_stopping import EarlyStoppingSpec
from panel_kit.specs.limits import MAX_EPOCHS, MAX_SEED
from panel_kit.specs.losses import losses_named
from panel_kit.specs.optimizer import OptimizerSpec
from panel_kit.specs.reduction import REDUCTION_NAMES, Reduction
from panel_kit.specs.schedule import ScheduleSpec
from panel_kit.specs.training_network import TrainingNetwork

LossName = Literal["bce", "cross_entropy", "mse", "mae", "huber"]
LOSS_NAMES = losses_named("bce", "cross_entropy", "mse", "mae", "huber")
FEWEST_TO_SPLIT = 20
Price = Annotated[float, Field(ge=0, le=10)]


class TrainingRequest(RunRequest):
    """Data, a network, and how it learns."""

    dataset: DataSpec = Field(default=DataSpec(), description="The examples.")
    validation_share: Annotated[float, Field(ge=0, le=0.9)] | None = slider(
        "Held out",
        step=0.05,
        default=None,
        description="Share of the examples kept for validation. Null: 0.25, and 0 below 20 examples.",
    )
    network: TrainingNetwork = Field(default=TrainingNetwork(), description="The network to train.")
    loss: LossName = choice(
        "Loss",
        names=LOSS_NAMES,
        default="bce",
        description="What training lowers. Left out, it fits the data and the output.",
    )
    reduction: Reduction = choice(
        "Over the examples",
        names=REDUCTION_NAMES,
        default="mean",
        description="Mean or sum of the terms of all examples and outputs.",
    )
    half: bool = Field(
        default=False,
        description="With mse: whether each term carries a ½, so that its slope is ŷ − y. PyTorch has none.",
    )
    optimizer: OptimizerSpec = Field(default=OptimizerSpec(), description="What turns gradients into steps.")
    schedule: ScheduleSpec = Field(default=ScheduleSpec(), description="How the learning rate changes.")
    batch_size: Annotated[int, Field(ge=1, le=MAX_EXAMPLES), integral] | None = slider(
        "Batch size",
        step=1,
        decimals=0,
        reach=(1, 100),
        default=None,
        description="Examples for each step. Null: all at once.",
    )
    epochs: Annotated[int, Field(ge=0, le=MAX_EPOCHS), integral] = slider(
        "Epochs",
        step=10,
        decimals=0,
        reach=(10, 2000),
        default=300,
        description="How often to go through the training examples.",
    )
    l1: Price = slider(
        "L1",
        step=0.0001,
        decimals=4,
        reach=(0, 0.1),
        default=0.0,
        description="The price λ Σ |w| of weights.",
    )
    l2: Price = slider(
        "L2",
        step=0.0001,
        decimals=4,
        reach=(0, 0.1),
        default=0.0,
        description="The price λ/2 Σ w² of weights.",
    )
    dropout: Annotated[float, Field(ge=0, le=0.9)] = slider(
        "Dropout", step=0.05, default=0.0, description="The chance that a hidden unit is silenced in a step."
    )
    early_stopping: EarlyStoppingSpec | None = Field(
        default=None, description="Stop when the loss gets no better. Null: train all epochs."
    )
    loss_goal: Annotated[float, Field(ge=0, le=1e9)] | None = slider(
        "Stop at a loss of",
        step=0.001,
        decimals=4,
        reach=(0, 0.5),
        default=None,
        description="Stop as soon as the training loss is no larger. Null: train all epochs.",
    )
    shuffle: bool = Field(
        default=True, description="Draw a new order of the examples each epoch; false: batches keep theirs."
    )
    freeze_biases: bool = Field(
        default=False, description="Leave the biases as they are, as some textbooks do."
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Run seed",
        step=1,
        decimals=0,
        default=0,
        description="Fixes the split, the order of the examples and the masks of dropout.",
    )

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        data = self.dataset.dataset
        asked = self.loss if "loss" in self.model_fields_set else None
        output, loss = fitting_end(self.task, self.network, asked)
        network = self.network.fitted(self.dataset.n_in, data.targets.shape[1], output)
        self.__dict__.update(network=network, loss=loss)
        check_end(self.task, network, loss, are_shares=is_within_shares(data))
        self._check_conventions(loss)
        check_schedule(self.schedule, self.optimizer.name, self.epochs)
        self._check_split()
        check_work(self.epochs, self.setup.work, self.limits.work)
        return self

    @property
    def task(self) -> str:
        """What kind of answer the data ask for: a key of ``LOSSES_FOR``."""
        data = self.dataset.dataset
        if data.task == "regression":
            return "regression"
        return "two classes" if len(data.class_names) == 2 else "classes"

    def _check_conventions(self, loss: str) -> None:
        """Raises where ½ or frozen biases do not go with the rest."""
        if self.half and loss != "mse":
            raise FieldError(("half",), f"got true, allowed: false, for {loss} has no ½ form")
        if self.freeze_biases and self.optimizer.settings.get("weight_decay"):
            message = "got true, allowed: false with weight decay, which would move the biases"
            raise FieldError(("freeze_biases",), message)

    def _check_split(self) -> None:
        if self.held_out_share > 0.0 and self.dataset.dataset.samples < 2:
            message = f"got {self.validation_share}, allowed: 0, for there is one example only"
            raise FieldError(("validation_share",), message)

    @property
    def held_out_share(self) -> float:
        """The share kept for validation, chosen where it is null."""
        if self.validation_share is not None:
            return self.validation_share
        return 0.25 if self.dataset.dataset.samples >= FEWEST_TO_SPLIT else 0.0

    @cached_property
    def setup(self) -> Setup:
        """All that the engine needs."""
        data = self.dataset.dataset
        parts = split(data, self.held_out_share, rng=np.random.default_rng([1, self.seed]))
        network = self.network.build_for_training(self.dropout)
        return Setup.of(
            data,
            parts,
            network,
            self.spec,
            standardize=self.dataset.standardize,
            standardize_target=self.dataset.standardize_target,
            features=self.dataset.features or (),
        )

    @property
    def engine_loss(self) -> Loss:
        """The loss with its conventions."""
        half = {"half": True} if self.half else {}
        return get_loss(self.loss, reduction=self.reduction, **half)

    @property
    def spec(self) -> TrainingSpec:
        """What the trainer is told."""
        stopping = self.early_stopping
        return TrainingSpec(
            loss=self.engine_loss,
            optimizer=self.optimizer.name,
            optimizer_options=self.optimizer.given,
            schedule=self.schedule.name,
            schedule_options=self.schedule.options(self.epochs, self.optimizer.name),
            epochs=self.epochs,
            batch_size=self.batch_size,
            l1=self.l1,
            l2=self.l2,
            early_stopping=EarlyStopping(stopping.patience, stopping.min_delta) if stopping else None,
            shuffle=self.shuffle,
            freeze_biases=self.freeze_biases,
            loss_goal=self.loss_goal,
            seed=self.seed,
            time_limit=self.limits.seconds,
        )

    @property
    def plane(self) -> Plane:
        """Where to plot: the low and high end of each input, and of y after a single input."""
        return self.dataset.plane

    @property
    def first_seed(self) -> int:
        """The seed that the first weights are drawn by."""
        return self.network.seed

    def drawn(self, seed: int) -> Network:
        """The network before training, its first weights drawn by another seed."""
        return self.network.model_copy(update={"seed": seed}).build_for_training(self.dropout)

    def check_weights_are_drawn(self) -> None:
        """Raises FieldError where the first weights are given, so that no seed would change them."""
        if self.network.weights is not None:
            raise FieldError(("network", "weights"), "got weights, allowed: null: every seed draws its own")

    def change_for(self, field: str, value: Any) -> dict[str, Any]:
        """What has to change, by path, so that a field of the run takes a value and it has its effect."""
        if field == "network.hidden_activation":
            return changes.with_hidden_activation(self.network, value)
        if field == "network.initializer":
            return changes.with_initializer(value)
        if field == "network.hidden":
            sizes = self.network.layers
            others = changes.with_layers(self.network, [sizes[0], *value, sizes[-1]])
            return {"network.hidden": None, **others}
        if field == "network.layers":
            return changes.with_layers(self.network, value)
        if field == "optimizer.momentum":
            return changes.with_momentum(self.optimizer, value)
        if field == "epochs":
            return changes.with_epochs(self.schedule, min(value, MAX_EPOCHS))
        return {field: value}
