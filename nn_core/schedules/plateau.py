"""Reduce on plateau: the rate falls when the loss has not got better for a while."""

from __future__ import annotations

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import RangeError
from nn_core.options import Option
from nn_core.schedules.base import Rate, Schedule, ScheduleState, Watch


class PlateauSchedule(Schedule):
    """η ← max(factor · η, min_lr) after more than ``patience`` epochs in a row that were no better.

    Better means below best · (1 − threshold) (mode "min", threshold_mode "rel"), or by the threshold itself
    ("abs"). During the ``cooldown`` after a fall bad epochs do not count. A loss that is NaN is no better.
    Every member of a family is watched on its own.

    Reference: ``torch.optim.lr_scheduler.ReduceLROnPlateau``.
    """

    name = "reduce_on_plateau"
    table = (
        Option("mode", "min", "Whether small or large is good.", kind=str, choices=("min", "max")),
        Option("factor", 0.1, "The factor of each fall.", high=1.0),
        Option("patience", 10, "Epochs without progress that are borne.", kind=int),
        Option("threshold", 1e-4, "Progress smaller than this is none."),
        Option("threshold_mode", "rel", "As a share, or as such.", kind=str, choices=("rel", "abs")),
        Option("cooldown", 0, "Epochs after a fall that do not count.", kind=int),
        Option("min_lr", 0.0, "The rate never falls below this."),
        Option("eps", 1e-8, "A fall smaller than this is left out."),
    )
    formula = r"\eta \leftarrow \max(\mathrm{factor} \cdot \eta,\ \eta_{\min})"
    use = "Runs whose length is not known: the loss says when to slow down."
    reference = "torch.optim.lr_scheduler.ReduceLROnPlateau"
    watches_metric = True

    mode: str
    factor: float
    patience: int
    threshold: float
    threshold_mode: str
    cooldown: int
    min_lr: float
    eps: float

    def rate(self, epoch: int, learning_rate: Rate) -> Rate:
        """The rate before anything was watched. What comes later depends on the losses: ``advance``."""
        return learning_rate

    def start(self, learning_rate: Rate) -> ScheduleState:
        shape = np.shape(learning_rate)
        worst = np.inf if self.mode == "min" else -np.inf
        nothing = np.zeros(shape, dtype=np.int64)
        watch = Watch(np.full(shape, worst), nothing, nothing)
        return ScheduleState(0, learning_rate, learning_rate, watch=watch)

    def advance(self, state: ScheduleState, metric: Rate | None = None) -> ScheduleState:
        """The state one epoch later, given the epoch's loss.

        Raises
        ------
        RangeError
            If no metric was given.
        """
        if metric is None or state.watch is None:
            raise RangeError("metric of reduce_on_plateau", "nothing", "the loss of the epoch")
        watch, metric = state.watch, np.asarray(metric, dtype=np.float64)
        better = self.is_better(metric, watch.best)
        best = np.where(better, metric, watch.best)
        cooling = watch.cooldown_counter > 0
        bad = np.where(better | cooling, 0, watch.num_bad_epochs + 1)
        # η ← max(factor · η, min_lr) where patience is over
        falls = bad > self.patience
        lower = np.maximum(self.factor * np.asarray(state.learning_rate), self.min_lr)
        worth_it = state.learning_rate - lower > self.eps
        rate = np.where(falls & worth_it, lower, state.learning_rate)
        counter = np.where(falls, self.cooldown, watch.cooldown_counter - cooling)
        rate_or_rates = rate if rate.ndim else float(rate)
        watch = Watch(best, np.where(falls, 0, bad), counter)
        return ScheduleState(state.epoch + 1, state.base_rate, rate_or_rates, watch=watch)

    def is_better(self, metric: FloatArray, best: FloatArray) -> np.typing.NDArray[np.bool_]:
        """Whether the metric beats the best by more than the threshold."""
        sign = -1.0 if self.mode == "min" else 1.0
        if self.threshold_mode == "rel":
            bar = best * (1.0 + sign * self.threshold)
        else:
            bar = best + sign * self.threshold
        return np.asarray(metric < bar if self.mode == "min" else metric > bar)
