"""Which trials are better: those with a lower loss, of all that were trained to their end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from panels.tuner.result import Trial


def loss_of(trial: Trial) -> float | None:
    """The loss that counts: of trials that were trained to their end."""
    return trial.loss if trial.status == "completed" else None


def ranked(trials: Iterable[Trial]) -> list[Trial]:
    """The trials with a loss that counts, the best first."""
    return by_loss(trial for trial in trials if loss_of(trial) is not None)


def by_loss(trials: Iterable[Trial]) -> list[Trial]:
    """The trials with a loss, the lowest first; of equal ones the earlier."""
    told = [trial for trial in trials if trial.loss is not None]
    return sorted(told, key=lambda trial: (trial.loss or 0.0, trial.number))


def best_so_far(losses: Sequence[float | None]) -> list[float | None]:
    """The lowest loss of all trials up to each."""
    best: float | None = None
    found = []
    for loss in losses:
        if loss is not None and (best is None or loss < best):
            best = loss
        found.append(best)
    return found
