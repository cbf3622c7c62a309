"""A search through settings: try some, look at the loss, try others.

A space says what may vary; a method proposes what to try next, from what was tried before. Grid and random
search ask nothing of the past; model-based search and successive halving fit the same interface.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any, Literal, NamedTuple

import numpy as np
from pydantic import ValidationError

from nn_core.trainer import TrainingRun
from panel_kit.runs.record import trainer_of
from panel_kit.runs.setup import RunRequest, Setup


@dataclass(frozen=True)
class Range:
    """Numbers from low to high, by the path of their field; ``scale`` says what is evenly spread."""

    path: str
    low: float
    high: float
    scale: Literal["linear", "log"] = "linear"
    is_integer: bool = False

    def at(self, share: float) -> float | int:
        """The number at a share of the way, 0 ≤ share ≤ 1."""
        ends = np.log([self.low, self.high]) if self.scale == "log" else np.array([self.low, self.high])
        number = ends[0] + share * (ends[1] - ends[0])
        value = float(np.clip(np.exp(number) if self.scale == "log" else number, self.low, self.high))
        return round(value) if self.is_integer else value


@dataclass(frozen=True)
class Options:
    """Values to choose from, by the path of their field."""

    path: str
    values: tuple[Any, ...]

    def at(self, share: float) -> Any:
        """The value at a share of the way, 0 ≤ share ≤ 1."""
        return self.values[min(int(share * len(self.values)), len(self.values) - 1)]


Space = Sequence[Range | Options]


class Proposal(NamedTuple):
    """Values to try by path, and for how many epochs; None for those of the request."""

    values: Mapping[str, Any]
    epochs: int | None = None


@dataclass(frozen=True)
class Trial:
    """What was tried, and what came of it.

    ``loss`` is that of the network that the run leaves, on the held-out examples (on the training examples,
    where there are none); None where there is no number. ``status`` is the run's, or "refused" for a request
    that may not be asked.
    """

    number: int
    values: Mapping[str, Any]
    epochs: int
    status: str
    loss: float | None


Method = Callable[[Sequence[Trial]], Proposal | None]
"""The trials so far ↦ what to try next; None at the end."""


def search(request: RunRequest, method: Method) -> Generator[Trial | None]:
    """Every trial as it ends, in the order tried, and None again and again while one is trained.

    Parameters
    ----------
    request : RunRequest
        Whatever does not vary.
    method : callable
    """
    trials: list[Trial] = []
    while (proposal := method(tuple(trials))) is not None:
        trial = yield from tried(request, proposal, len(trials))
        trials.append(trial)
        yield trial


def tried(request: RunRequest, proposal: Proposal, number: int) -> Generator[None, None, Trial]:
    """One trial."""
    epochs = request.setup.spec.epochs if proposal.epochs is None else proposal.epochs
    change = {**proposal.values, "epochs": epochs}
    try:
        setup = request.with_changes(change).setup
    except ValidationError:
        return Trial(number, proposal.values, epochs, "refused", None)
    run, loss = yield from trained(setup)
    return Trial(number, proposal.values, epochs, run.status, loss)


def trained(setup: Setup) -> Generator[None, None, tuple[TrainingRun, float | None]]:
    """The run, and the loss of the network that it leaves."""
    trainer, losses = trainer_of(setup), []
    for snapshot in trainer.run():
        watched = snapshot.train_loss if snapshot.validation_loss is None else snapshot.validation_loss
        losses.append(float(watched))
        yield
    run = trainer.finish(())
    loss = losses[-1 if run.best_epoch is None else run.best_epoch]
    return run, loss if np.isfinite(loss) else None


def best_of(trials: Sequence[Trial]) -> Trial | None:
    """The trial with the lowest loss; None where none has a number."""
    told = [trial for trial in trials if trial.loss is not None]
    return min(told, key=lambda trial: trial.loss or 0.0, default=None)


def random_search(space: Space, count: int, rng: np.random.Generator) -> Method:
    """So many trials, each value drawn by itself (Bergstra & Bengio 2012)."""
    shares = rng.uniform(size=(count, len(space)))
    return in_order([values_at(space, row) for row in shares])


def grid_search(space: Space, steps: int, count: int | None = None) -> Method:
    """Every combination of so many values of each range, both ends among them, and of all options."""
    axes = [shares_of(each, steps) for each in space]
    return in_order([values_at(space, row) for row in islice(product(*axes), count)])


def shares_of(dimension: Range | Options, steps: int) -> list[float]:
    """The places of a grid along one dimension."""
    if isinstance(dimension, Options):
        return [(place + 0.5) / len(dimension.values) for place in range(len(dimension.values))]
    return [float(share) for share in np.linspace(0.0, 1.0, steps)]


def values_at(space: Space, shares: Sequence[float]) -> dict[str, Any]:
    """The values at these shares of the way, by path."""
    return {each.path: each.at(float(share)) for each, share in zip(space, shares, strict=True)}


def in_order(all_values: Sequence[Mapping[str, Any]]) -> Method:
    """These values one after the other, whatever comes of them."""
    return lambda trials: Proposal(all_values[len(trials)]) if len(trials) < len(all_values) else None
