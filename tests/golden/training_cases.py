"""The training runs that PyTorch made golden results for: optimizers, schedules, batches, penalties, layers.

Weights and data are sines, as in networks_cases.py; the order of the examples comes from NumPy's generator.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np

from nn_core import Network, TrainingSpec
from nn_core.architecture import make_layers
from tests.golden.networks_cases import sines

N, SEED = 10, 5

OPTIMIZERS = {
    "sgd": {"learning_rate": 0.1},
    "sgd-nesterov": {"learning_rate": 0.05, "momentum": 0.9, "nesterov": True, "weight_decay": 0.01},
    "sgd-momentum": {"learning_rate": 0.05, "momentum": 0.9},
    "adagrad": {"learning_rate": 0.05},
    "rmsprop": {"learning_rate": 0.005, "momentum": 0.5, "centered": True},
    "adam": {"learning_rate": 0.01},
    "adamw": {"learning_rate": 0.01, "amsgrad": True},
    # A bias before batch normalization changes nothing; its gradient is rounding noise, 1e−17, which
    # Adam's division by √v would blow up. A larger ε keeps it noise.
    "adam-eps": {"learning_rate": 0.01, "eps": 1e-3},
}
SCHEDULES = {
    "constant": {},
    "step": {"step_size": 7, "gamma": 0.5},
    "exponential": {"gamma": 0.95},
    "cosine": {"T_max": 25},
    "reduce_on_plateau": {"patience": 2, "factor": 0.5},
}
# output activation, loss and what the targets are
ENDS = [("sigmoid", "bce"), ("softmax", "cross_entropy"), ("linear", "mse")]


@dataclass(frozen=True)
class Run:
    """One training run."""

    optimizer: str
    schedule: str
    end: tuple[str, str]
    batch_size: int | None
    epochs: int
    options: dict[str, Any] = field(default_factory=dict)
    batch_norm: bool = False
    residual: bool = False

    @property
    def name(self) -> str:
        extras = [*(f"{key}-{value}" for key, value in self.options.items())]
        extras += ["batch_norm"] * self.batch_norm + ["residual"] * self.residual
        return "-".join([self.optimizer, self.schedule, *self.end, str(self.batch_size), *extras])

    @property
    def sizes(self) -> list[int]:
        return [2, 4, 4, 3 if self.end[0] == "softmax" else 1]


# 25 epochs of batches of 3 of 10 examples are 100 steps; the last batch of an epoch holds one example.
RUNS = [
    *(
        Run(optimizer, "constant", end, batch_size, epochs)
        for optimizer, end, (batch_size, epochs) in product(OPTIMIZERS, ENDS, [(None, 100), (3, 25)])
    ),
    *(
        Run(optimizer, schedule, ENDS[0], 4, 30)
        for optimizer, schedule in product(["sgd", "adam"], SCHEDULES)
    ),
    Run("sgd", "constant", ENDS[0], None, 100, {"l2": 0.01}),
    Run("sgd", "constant", ENDS[1], 3, 25, {"l1": 0.003}),
    Run("adam", "constant", ENDS[2], 3, 25, {"l1": 0.001, "l2": 0.02}),
    *(Run(name, "constant", end, 5, 40, batch_norm=True) for name, end in product(["sgd", "adam-eps"], ENDS)),
    Run("sgd", "constant", ENDS[1], 3, 25, {"frozen_layers": (0, 1)}),
    Run("sgd-momentum", "cosine", ENDS[0], None, 60, {"frozen_layers": (1,)}),
    Run("adam", "constant", ENDS[2], 3, 25, {"frozen_layers": (0,), "l2": 0.02}),
    Run("adam-eps", "constant", ENDS[1], 5, 40, {"frozen_layers": (0,)}, batch_norm=True),
    *(Run(name, "constant", end, 3, 25, residual=True) for name, end in product(["sgd", "adam"], ENDS)),
]


def spec_of(run: Run) -> TrainingSpec:
    """The same run for our trainer."""
    options = dict(OPTIMIZERS[run.optimizer])
    return TrainingSpec(
        loss=run.end[1],
        optimizer=run.optimizer.split("-")[0],
        learning_rate=options.pop("learning_rate"),
        optimizer_options=options,
        schedule=run.schedule,
        schedule_options=SCHEDULES[run.schedule],
        batch_size=run.batch_size,
        epochs=run.epochs,
        seed=SEED,
        **run.options,
    )


def start_of(run: Run) -> Network:
    """The network that the run starts from."""
    activations = ["tanh", "tanh", run.end[0]]
    layers = make_layers(run.sizes, activations, batch_norm=run.batch_norm, residual=run.residual)
    return Network(layers, sines(len(run.name), sum(layer.parameter_count for layer in layers)))


def data_of(run: Run) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and targets."""
    inputs, mark = 2.0 * sines(3, N, 2), sines(4, N)
    if run.end[0] == "softmax":
        return inputs, np.digitize(mark, [-0.4, 0.4])
    if run.end[0] == "sigmoid":
        return inputs, (mark > 0).astype(float)[:, np.newaxis]
    return inputs, mark[:, np.newaxis]
