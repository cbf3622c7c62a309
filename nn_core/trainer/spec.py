"""What a training run is to do, all of it said before it starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nn_core.errors import RangeError, UnknownNameError
from nn_core.losses import Loss, as_loss
from nn_core.optimizers import Optimizer, create_optimizer
from nn_core.regularization import Penalty
from nn_core.schedules import Schedule, create_schedule
from nn_core.schedules.base import Rate


@dataclass(frozen=True)
class EarlyStopping:
    """Stop when the loss has not got better for a while, and go back to where it was best.

    The loss is that of the validation data, or of the training data if there is none.

    Attributes
    ----------
    patience : int
        So many epochs in a row without getting better end the run; 1 or more.
    min_delta : float
        Better means lower than the best by more than this; 0 or more.
    """

    patience: int = 10
    min_delta: float = 0.0

    def __post_init__(self) -> None:
        check_whole("patience of early_stopping", self.patience, 1)
        if not 0.0 <= self.min_delta < np.inf:
            raise RangeError("min_delta of early_stopping", self.min_delta, "a number of 0 or more")


@dataclass(frozen=True, kw_only=True)
class TrainingSpec:
    """Everything that decides how a network learns, apart from the network and the data.

    Attributes
    ----------
    loss : Loss or str
        What to lower; a name from ``LOSSES`` takes its defaults.
    optimizer : str
        A name from ``OPTIMIZERS``.
    learning_rate : float or array, optional
        η, for a family also one for each member; PyTorch's default if left out.
    optimizer_options : mapping
        Momentum, betas, weight_decay, … by PyTorch's names.
    schedule : str
        A name from ``SCHEDULES``.
    schedule_options : mapping
    schedule_by : {"epoch", "batch"}
        What moves the schedule on.
    epochs : int
        How often to go through the data; 0 or more.
    batch_size : int or None
        Examples for each step; None takes all at once. The last batch of an epoch may be smaller.
    l1, l2 : float
        Prices on the weights, see ``nn_core.regularization``. The losses reported do not contain them.
    early_stopping : EarlyStopping or None
    shuffle : bool
        Whether every epoch draws a new order of the examples; if not, batches keep that of the data.
    jitter : float
        Standard deviation of the normal noise that each epoch adds to the inputs anew; 0 adds none. Losses
        are measured without it.
    freeze_biases : bool
        Whether biases stay as they are: their gradient counts as 0. No weight decay goes with it.
    frozen_layers : sequence of int
        Layers, from 0, whose parameters stay as they are: their gradient counts as 0, as for what
        ``requires_grad = False`` holds in PyTorch. No weight decay goes with it. The running numbers of
        batch normalization go on, as PyTorch's do.
    loss_goal : float or None
        Stop as soon as the training loss is no larger, in a family that of every member.
    seed : int or sequence of int
        Fixes the order of the examples and the masks of dropout. For a family one for each member, or
        one for all.
    record_every : int
        Yield a snapshot every so many epochs (and at the end).
    time_limit : float or None
        Stop after so many seconds of the run's own computing: what others compute meanwhile, and how long
        whoever reads the snapshots takes, does not count.
    """

    loss: Loss | str = "bce"
    optimizer: str = "sgd"
    learning_rate: Rate | None = None
    optimizer_options: Mapping[str, Any] = field(default_factory=dict)
    schedule: str = "constant"
    schedule_options: Mapping[str, Any] = field(default_factory=dict)
    schedule_by: str = "epoch"
    epochs: int = 100
    batch_size: int | None = None
    l1: float = 0.0
    l2: float = 0.0
    early_stopping: EarlyStopping | None = None
    shuffle: bool = True
    jitter: float = 0.0
    freeze_biases: bool = False
    frozen_layers: Sequence[int] = ()
    loss_goal: float | None = None
    seed: int | Sequence[int] = 0
    record_every: int = 1
    time_limit: float | None = None

    def __post_init__(self) -> None:
        check_whole("epochs", self.epochs, 0)
        check_whole("record_every", self.record_every, 1)
        if self.batch_size is not None:
            check_whole("batch_size", self.batch_size, 1)
        if not 0.0 <= self.jitter < np.inf:
            raise RangeError("jitter", self.jitter, "a number of 0 or more")
        if self.time_limit is not None and not self.time_limit > 0.0:
            raise RangeError("time_limit", self.time_limit, "seconds, more than 0")
        if self.freeze_biases or self.frozen_layers:
            self._check_no_decay()
        if self.schedule_by not in ("epoch", "batch"):
            raise UnknownNameError("schedule_by", self.schedule_by, ("epoch", "batch"))
        if self.watches_loss and self.schedule_by == "batch":
            raise RangeError("schedule_by", "batch", "epoch for a schedule that watches the loss")
        if self.create_loss().reduction == "none":
            raise RangeError("reduction", "none", "mean or sum: training lowers one number")
        _ = self.penalty

    def _check_no_decay(self) -> None:
        """Raises RangeError where weight decay would move what is to stay."""
        if not create_optimizer(self.optimizer, (1,), **self.optimizer_options).settings.get("weight_decay"):
            return
        if self.freeze_biases:
            raise RangeError("freeze_biases", True, "False with weight decay, which would move the biases")
        allowed = "none with weight decay, which would move them"
        raise RangeError("frozen_layers", tuple(self.frozen_layers), allowed)

    @property
    def penalty(self) -> Penalty:
        """L1 and L2."""
        return Penalty(l1=self.l1, l2=self.l2)

    @property
    def watches_loss(self) -> bool:
        """Whether the schedule needs the loss of every epoch."""
        return self.create_schedule().watches_metric

    def create_loss(self) -> Loss:
        """The loss itself."""
        return as_loss(self.loss)

    def create_optimizer(self, shape: tuple[int, ...]) -> Optimizer:
        """A new optimizer for θ of this shape."""
        options = dict(self.optimizer_options)
        if self.learning_rate is not None:
            if "learning_rate" in options:
                raise RangeError("learning_rate", "two of them", "one, beside optimizer_options or in it")
            options["learning_rate"] = self.learning_rate
        return create_optimizer(self.optimizer, shape, **options)

    def create_schedule(self) -> Schedule:
        """The schedule itself."""
        return create_schedule(self.schedule, **self.schedule_options)


def check_whole(field: str, value: object, low: int) -> None:
    """Raises RangeError unless the value is a whole number of ``low`` or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < low:
        raise RangeError(field, repr(value), f"a whole number of {low} or more")
