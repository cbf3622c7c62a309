"""What is trained, and how: all that the three libraries' programs are written from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nn_core import Network
from nn_core.datasets import Dataset
from nn_core.trainer import EarlyStopping, TrainingRun, train


@dataclass(frozen=True, eq=False)
class Recipe:
    """A network with one sigmoid output that lowers its binary cross-entropy by plain gradient descent.

    Attributes
    ----------
    title : str
        What its program is called.
    data : Dataset
        The examples to learn from.
    held_out : Dataset or None
        Examples to watch.
    sizes : tuple of int
        Inputs, hidden units layer by layer, 1.
    hidden : {"tanh", "relu"}
        The activation of the hidden units.
    learning_rate : float
        η.
    epochs : int
        How often to go through the examples; 0 is one pass forward and back, with one update.
    batch_size : int or None
        Examples for each step; None takes all at once.
    dropout : float
        The chance that a hidden unit is silenced in a step.
    patience : int or None
        So many epochs without a lower held-out loss end the run.
    print_every : int
        Epochs from one print to the next.
    seed : int
        Draws the first weights, and in the run the order and the masks.
    """

    title: str
    data: Dataset
    held_out: Dataset | None = None
    sizes: tuple[int, ...] = (2, 3, 1)
    hidden: str = "tanh"
    learning_rate: float = 0.5
    epochs: int = 100
    batch_size: int | None = None
    dropout: float = 0.0
    patience: int | None = None
    print_every: int = 10
    seed: int = 0

    @property
    def layers(self) -> range:
        """The number of each layer, from 1."""
        return range(1, len(self.sizes))

    @property
    def last(self) -> int:
        """The number of the output layer."""
        return len(self.sizes) - 1

    @property
    def is_one_pass(self) -> bool:
        """Whether there is no loop: one pass, whose gradients are printed."""
        return self.epochs == 0

    @property
    def has_batches(self) -> bool:
        """Whether a step takes fewer examples than there are."""
        return self.batch_size is not None and self.batch_size < self.data.samples

    @property
    def batches(self) -> int:
        """Steps in an epoch."""
        return -(-self.data.samples // self.batch_size) if self.batch_size else 1

    @property
    def passes(self) -> int:
        """Steps in the whole run, which may end before its last epoch."""
        last = len(self.run.snapshots) - 1 if self.patience is not None else max(self.epochs, 1)
        return self.batches * last

    @property
    def measures(self) -> bool:
        """Whether losses are measured after each epoch: that of the step is of a batch, or masked."""
        return self.held_out is not None or self.has_batches or self.dropout > 0

    @property
    def is_random(self) -> bool:
        """Whether the run draws an order or masks."""
        return self.has_batches or self.dropout > 0

    @cached_property
    def network(self) -> Network:
        """Before training: weights by Xavier's rule, biases 0."""
        rng = np.random.default_rng(self.seed)
        return Network.create(self.sizes, rng=rng, hidden_activation=self.hidden, dropout=self.dropout)

    @cached_property
    def run(self) -> TrainingRun:
        """What the engine's trainer makes of it."""
        held_out = self.held_out
        return train(
            self.network,
            self.data.inputs,
            self.data.targets,
            validation=None if held_out is None else (held_out.inputs, held_out.targets),
            optimizer="sgd",
            learning_rate=self.learning_rate,
            epochs=max(self.epochs, 1),
            batch_size=self.batch_size,
            early_stopping=None if self.patience is None else EarlyStopping(self.patience),
            seed=self.seed,
        )
