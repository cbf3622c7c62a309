"""What the engine's benchmark trains, for the engine and for its peers, on one thread."""

from __future__ import annotations

import os

# Before NumPy is imported, which reads them once
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import statistics  # noqa: E402
import time  # noqa: E402
import warnings  # noqa: E402
from collections.abc import Callable  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from types import ModuleType  # noqa: E402
from typing import Any  # noqa: E402

import numpy as np  # noqa: E402

from nn_core import Network, Trainer, TrainingSpec  # noqa: E402
from nn_core.schedules.base import Rate  # noqa: E402
from nn_core.trainer.evaluation import Measured  # noqa: E402
from nn_core.trainer.snapshot import Snapshot  # noqa: E402

RUNS = 7
NO_SNAPSHOT: Any = None


@dataclass(frozen=True)
class Task:
    """One thing to train.

    Attributes
    ----------
    name : str
    sizes : list of int
    examples, batch_size, epochs : int
    hidden : str
        "tanh" or "relu".
    optimizer : str
        "sgd" or "adam".
    wanted : dict of str to float
        How many times faster than each peer the engine is to be.
    recording : float
        What recording every epoch may cost, as a share of the run without.
    """

    name: str
    sizes: list[int]
    examples: int
    batch_size: int
    epochs: int
    hidden: str
    optimizer: str
    wanted: dict[str, float]
    recording: float = 0.2

    @property
    def classes(self) -> int:
        return max(2, self.sizes[-1])

    def data(self) -> tuple[np.ndarray, np.ndarray]:
        """Random examples with random classes; speed does not depend on them."""
        rng = np.random.default_rng(0)
        shape = (self.examples, self.sizes[0])
        return rng.uniform(-1.0, 1.0, shape), rng.integers(0, self.classes, self.examples)


TASKS = [
    Task(
        "2-3-3-1, batches of 10",
        [2, 3, 3, 1],
        250,
        10,
        150,
        "tanh",
        "sgd",
        {"scikit-learn": 5, "PyTorch": 10},
    ),
    # An epoch is one step here, so that measuring after it weighs most
    Task(
        "2-3-3-1, full batch",
        [2, 3, 3, 1],
        250,
        250,
        600,
        "tanh",
        "sgd",
        {"scikit-learn": 5, "PyTorch": 5},
        recording=0.5,
    ),
    Task(
        "64-32-10, batches of 32",
        [64, 32, 10],
        1437,
        32,
        20,
        "relu",
        "adam",
        {"scikit-learn": 3.5, "PyTorch": 5},
    ),
]


def peer(name: str) -> ModuleType | None:
    """The module, or None if it is not installed."""
    try:
        return __import__(name)
    except ImportError:
        return None


def in_turns(runs: dict[str, Callable[[], None]]) -> dict[str, float]:
    """Median seconds of each, run alternately: of computing, not of waiting for other programs."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(RUNS):
        for name, run in runs.items():
            start = time.process_time()
            run()
            seconds[name].append(time.process_time() - start)
    return {name: statistics.median(times) for name, times in seconds.items()}


class Evaluator(Trainer):
    """A trainer that measures losses and accuracies when a snapshot is due, but makes the last one only."""

    def snapshot(self, rate: Rate, measured: Measured) -> Snapshot:
        return super().snapshot(rate, measured) if self.epoch in (0, self.spec.epochs) else NO_SNAPSHOT


def engine_run(
    task: Task, record_every: int | None = None, kind: type[Trainer] = Trainer
) -> Callable[[], None]:
    """The task for the engine; like the peers', its data are there before the clock starts."""
    x, classes = task.data()
    y = classes if task.sizes[-1] > 1 else classes[:, np.newaxis]

    def run() -> None:
        network = engine_network(task)
        for _ in kind(network, x, y, engine_spec(task, record_every)).run():
            pass

    return run


def engine_network(task: Task) -> Network:
    """The engine's network for the task, made anew."""
    several = task.sizes[-1] > 1
    return Network.create(
        task.sizes,
        rng=np.random.default_rng(0),
        hidden_activation=task.hidden,
        output_activation="softmax" if several else "sigmoid",
    )


def engine_spec(task: Task, record_every: int | None) -> TrainingSpec:
    """The task as the engine says it; without ``record_every`` it records its two ends."""
    return TrainingSpec(
        loss="cross_entropy" if task.sizes[-1] > 1 else "bce",
        optimizer=task.optimizer,
        learning_rate=1e-3,
        batch_size=task.batch_size,
        epochs=task.epochs,
        record_every=record_every or task.epochs,
    )


def sklearn_run(task: Task) -> Callable[[], None]:
    """The task for scikit-learn."""
    from sklearn.neural_network import MLPClassifier

    x, y = task.data()
    warnings.filterwarnings("ignore", module="sklearn")  # that it has not converged

    def run() -> None:
        MLPClassifier(
            tuple(task.sizes[1:-1]),
            activation=task.hidden,
            solver=task.optimizer,
            alpha=0.0,
            momentum=0.0,
            batch_size=task.batch_size,
            max_iter=task.epochs,
            tol=0.0,
            n_iter_no_change=task.epochs + 1,
        ).fit(x, y)

    return run


def torch_run(task: Task) -> Callable[[], None]:
    """The task for PyTorch, eager."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    x, classes = task.data()
    several = task.sizes[-1] > 1
    inputs = torch.from_numpy(x)
    targets = torch.from_numpy(classes) if several else torch.from_numpy(classes[:, None].astype(float))
    loss = nn.CrossEntropyLoss() if several else nn.BCEWithLogitsLoss()
    hidden = {"tanh": nn.Tanh, "relu": nn.ReLU}[task.hidden]

    def run() -> None:
        layers: list[nn.Module] = []
        for n_in, n_out in zip(task.sizes[:-1], task.sizes[1:], strict=True):
            layers += [nn.Linear(n_in, n_out, dtype=torch.float64), hidden()]
        module = nn.Sequential(*layers[:-1])
        kinds = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}
        optimizer = kinds[task.optimizer](module.parameters(), lr=1e-3)
        for _ in range(task.epochs):
            order = torch.randperm(task.examples)
            for rows in order.split(task.batch_size):
                optimizer.zero_grad()
                loss(module(inputs[rows]), targets[rows]).backward()
                optimizer.step()

    return run
