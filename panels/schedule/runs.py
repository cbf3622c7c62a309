"""The runs: all seeds with the schedule, and all seeds with every constant rate of the grid, as families.

What the constant rates come to depends on the task alone. It is kept, so that a schedule that is dragged has
only its own runs to wait for.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from math import ceil

import numpy as np

from nn_core.activations import FloatArray
from nn_core.families import as_family
from nn_core.trainer import Trainer, TrainingSpec
from panel_kit.runs.kept_results import KeptResults
from panel_kit.runs.many import is_cut
from panels.schedule.request import GRID, ScheduleRequest
from panels.schedule.task import SECONDS, Task

MOST_DRAWN = 60
"""So many places in time at most have a picture of the network."""


@dataclass(frozen=True, eq=False)
class Runs:
    """Runs of one task: members as (rates, seeds).

    Attributes
    ----------
    loss : FloatArray, shape (epochs + 1, rates, seeds)
        NaN from where a run left the finite numbers.
    rate : FloatArray, shape (epochs, rates, seeds)
        η at the end of each epoch.
    drawn : FloatArray, shape (places, rates, n_parameters)
        θ of the first seed, at the epochs of ``places``.
    ended : int or None
        The epoch at which the time limit ended them, None where it did not.
    """

    loss: FloatArray
    rate: FloatArray
    drawn: FloatArray
    ended: int | None


def places(epochs: int) -> list[int]:
    """The epochs whose network is drawn: all, or evenly spread with both ends."""
    every = ceil(epochs / MOST_DRAWN)
    return [*range(0, epochs, every), epochs]


def train(task: Task, spec: TrainingSpec, rates: int) -> Generator[None, None, Runs]:
    """Trains every seed with each of so many rates, with a pause after every epoch."""
    networks = [task.drawn(seed) for seed in task.all_seeds] * rates
    data, shape = task.dataset.dataset, (rates, task.seeds)
    kept, losses, etas, drawn = set(places(task.epochs)), [], [], []
    for snapshot in Trainer(as_family(networks), data.inputs, data.targets, spec).run():
        losses.append(np.reshape(snapshot.train_loss, shape))
        etas.append(np.broadcast_to(snapshot.learning_rate, (rates * task.seeds,)).reshape(shape))
        if snapshot.epoch in kept:
            drawn.append(snapshot.parameters.reshape(*shape, -1)[:, 0])
        yield
    last = len(losses) - 1
    ended = last if is_cut(last, task.epochs, losses[-1]) else None
    return Runs(padded(losses, task.epochs + 1), np.stack(etas)[1:], padded(drawn, len(kept)), ended)


def padded(rows: list[FloatArray], count: int) -> FloatArray:
    """The rows as an array of so many; a run that ended before is no number from there on."""
    missing = [np.full_like(rows[0], np.nan)] * (count - len(rows))
    return np.stack([*rows, *missing])


def with_schedule(request: ScheduleRequest) -> Generator[None, None, Runs]:
    """Every seed with the schedule."""
    return (yield from train(request.task, request.spec(request.all_seeds), 1))


@dataclass(frozen=True, eq=False)
class Best:
    """The best constant rate of a task, and what all came to.

    Attributes
    ----------
    place : int
        Of the best one in the grid.
    means : FloatArray, shape (rates,)
        Mean loss at the end over the seeds; NaN where one left the numbers.
    loss : FloatArray, shape (epochs + 1, seeds)
    drawn : FloatArray, shape (places, n_parameters)
    ended : int or None
        As of ``Runs``.
    """

    place: int
    means: FloatArray
    loss: FloatArray
    drawn: FloatArray
    ended: int | None


KEPT: KeptResults[Best] = KeptResults(24)


def best_constant(task: Task) -> Generator[None, None, Best]:
    """The best constant rate, from what is kept or trained now."""
    key = task.model_dump_json()
    return (yield from KEPT.get_or_compute(key, lambda: search(task), lambda best: best.ended is not None))


def search(task: Task) -> Generator[None, None, Best]:
    """Trains every seed with every rate of the grid. The best has the lowest mean loss at the end."""
    spec = TrainingSpec(
        loss=task.loss,
        optimizer=task.optimizer,
        learning_rate=np.repeat(GRID, task.seeds),
        epochs=task.epochs,
        batch_size=task.batch_size,
        seed=task.all_seeds * len(GRID),
        time_limit=SECONDS,
    )
    runs = yield from train(task, spec, len(GRID))
    with np.errstate(over="ignore"):
        means = runs.loss[-1].mean(axis=-1)
    place = int(np.argmin(np.where(np.isnan(means), np.inf, means)))
    return Best(place, means, runs.loss[:, place], runs.drawn[:, place], runs.ended)
