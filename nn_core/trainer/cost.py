"""What a training run will cost, known before it starts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nn_core.network import Network
from nn_core.trainer.spec import TrainingSpec

# What a step costs besides its multiplications, in multiply-adds: the calls, and the optimizer.
WORK_OF_A_STEP = 20_000


@dataclass(frozen=True)
class Cost:
    """The work of a run.

    Attributes
    ----------
    multiply_adds : int
        Multiplications with addition in all layers of all members, forward and back.
    steps : int
        Updates of θ.
    """

    multiply_adds: int
    steps: int

    @property
    def work(self) -> int:
        """One number to set limits by: multiply-adds, and 20,000 more for each step."""
        return self.multiply_adds + WORK_OF_A_STEP * self.steps


def cost(network: Network, spec: TrainingSpec, examples: int, validation_examples: int = 0) -> Cost:
    """An upper bound of what ``Trainer(network, …, spec)`` will compute.

    Each example costs one forward pass, and for the way back twice as much: ∂L/∂W and ∂L/∂X. Each
    snapshot costs a forward pass over all data.

    Parameters
    ----------
    network : Network
        With its family axes.
    spec : TrainingSpec
    examples, validation_examples : int
        Rows of data.
    """
    forward = sum(layer.multiply_adds() for layer in network.layers)
    members = math.prod(network.parameters.shape[:-1])
    every = 1 if spec.early_stopping or spec.watches_loss else spec.record_every
    evaluations = spec.epochs // every + 2
    passes = 3 * examples * spec.epochs + (examples + validation_examples) * evaluations
    steps = spec.epochs * math.ceil(examples / min(spec.batch_size or examples, examples))
    return Cost(multiply_adds=members * forward * passes, steps=steps)
