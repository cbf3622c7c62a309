"""What a program has to know of a training run: examples, the network before it, and how it learns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nn_core import Network
from nn_core.datasets import Dataset
from nn_core.layers import Dropout
from nn_core.trainer import EarlyStopping, TrainingSpec
from nn_core.trainer.accuracy import accuracy_for
from panel_kit.programs.losses import FUSED
from panel_kit.programs.optimizers import Update


@dataclass(frozen=True, eq=False)
class RunSettings:
    """A run of dense layers, with or without dropout between them.

    Attributes
    ----------
    training : Dataset
    validation : Dataset or None
    network : Network
        Before the first step.
    spec : TrainingSpec
    features : tuple of str
        Derived inputs, keys of ``DERIVED``: the data are those they are derived from.
    tells_course : bool
        Whether the program prints every loss and rate on the way, in place of where the run ends.
    """

    training: Dataset
    validation: Dataset | None
    network: Network
    spec: TrainingSpec
    features: tuple[str, ...] = ()
    tells_course: bool = False

    @property
    def hidden(self) -> list[str]:
        """The activation of each hidden layer."""
        return self.network.activations[:-1]

    @property
    def output(self) -> str:
        """The activation of the output layer."""
        return self.network.activations[-1]

    @property
    def loss(self) -> str:
        """What is lowered."""
        return self.spec.create_loss().name

    @property
    def is_half(self) -> bool:
        """Whether each squared error carries a ½."""
        return bool(getattr(self.spec.create_loss(), "half", False))

    @property
    def written_loss(self) -> str:
        """The loss by its name among those that programs write."""
        return "half" if self.is_half else self.loss

    @property
    def is_sum(self) -> bool:
        """Whether the loss is the sum of its terms, not their mean."""
        return self.spec.create_loss().reduction == "sum"

    @property
    def is_fused(self) -> bool:
        """Whether output and loss go together, so that the slope of both is a − y."""
        return (self.output, self.loss) in FUSED

    @property
    def epochs(self) -> int:
        """How often it goes through the examples."""
        return self.spec.epochs

    @property
    def samples(self) -> int:
        """Training examples."""
        return self.training.samples

    @property
    def batch(self) -> int:
        """How many of them a step takes."""
        return min(self.spec.batch_size or self.samples, self.samples)

    @property
    def has_batches(self) -> bool:
        """Whether a step takes fewer examples than there are."""
        return self.batch < self.samples

    @cached_property
    def dropout(self) -> float:
        """The chance that a hidden unit is silenced in a step; 0 where none ever is."""
        return max((leaf.p for leaf in self.network.leaves if isinstance(leaf, Dropout)), default=0.0)

    @property
    def moves_by_batch(self) -> bool:
        """Whether the schedule moves on after every batch, and not after every epoch."""
        return self.spec.schedule_by == "batch"

    @property
    def is_random(self) -> bool:
        """Whether order or masks are drawn."""
        return (self.has_batches and self.spec.shuffle) or self.dropout > 0.0

    @property
    def outputs(self) -> int:
        """Targets for each example."""
        return int(self.training.targets.shape[1])

    @property
    def has_accuracy(self) -> bool:
        """Whether the targets are classes."""
        return accuracy_for(self.training.targets, self.spec.create_loss()) is not None

    @property
    def watched(self) -> str:
        """The loss that early stopping and schedules look at."""
        return "validation_loss" if self.validation else "train_loss"

    @property
    def stopping(self) -> EarlyStopping | None:
        """When to stop before the last epoch."""
        return self.spec.early_stopping

    @cached_property
    def optimizer(self) -> dict[str, Any]:
        """Every option of the optimizer."""
        return self.spec.create_optimizer((1,)).settings

    @property
    def learning_rate(self) -> float:
        """η, before a schedule moves it."""
        rate: float = self.optimizer["learning_rate"]
        return rate

    @cached_property
    def schedule(self) -> dict[str, Any]:
        """Every option of the schedule."""
        return self.spec.create_schedule().settings

    @property
    def update(self) -> Update:
        """The optimizer as a NumPy program writes it."""
        cycles = bool(self.schedule.get("cycle_momentum"))
        return Update(self.spec.optimizer, self.optimizer, cycles)
