"""What all schedules share: options, and a state that goes on from epoch to epoch."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import RangeError
from nn_core.options import Option, check_options

Rate = float | FloatArray
"""A learning rate: a number, or an array with one rate for each member of a family."""


@dataclass(frozen=True, eq=False)
class Watch:
    """What ``reduce_on_plateau`` remembers of the losses it saw.

    Attributes
    ----------
    best : FloatArray
        The best metric so far, for each member of the family.
    num_bad_epochs : IntArray
        Epochs since it last got better.
    cooldown_counter : IntArray
        Epochs left in which bad ones do not count.
    """

    best: FloatArray
    num_bad_epochs: np.typing.NDArray[np.int64]
    cooldown_counter: np.typing.NDArray[np.int64]


class ScheduleState(NamedTuple):
    """Where a schedule stands: the rate to train the coming epoch with.

    Attributes
    ----------
    epoch : int
        Epochs (or batches, if advanced by those) behind it; 0 at the start.
    base_rate : float or FloatArray
        The learning rate the run was given.
    learning_rate : float or FloatArray
        η for the coming epoch.
    momentum : float or None
        Momentum, or Adam's β₁, for the coming epoch; None if the schedule leaves it alone.
    watch : Watch or None
        What ``reduce_on_plateau`` remembers; None for the others.
    """

    epoch: int
    base_rate: Rate
    learning_rate: Rate
    momentum: float | None = None
    watch: Watch | None = None


class Schedule(ABC):
    """A learning rate for every epoch.

    Attributes
    ----------
    name, formula, use, reference : str
        The name in code and JSON; the rate as LaTeX (η₀ the rate given, e the epoch); where it is used;
        who described it.
    table : tuple of Option
        Every option with default, bounds and meaning.
    watches_metric : bool
        Whether ``advance`` needs the epoch's loss.
    """

    name: ClassVar[str]
    table: ClassVar[tuple[Option, ...]]
    formula: ClassVar[str]
    use: ClassVar[str]
    reference: ClassVar[str]
    watches_metric: ClassVar[bool] = False

    def __init__(self, **options: Any) -> None:
        for name, value in check_options(self.name, self.table, options).items():
            setattr(self, name, value)

    @property
    def settings(self) -> dict[str, Any]:
        """Its options by name."""
        return {option.name: getattr(self, option.name) for option in self.table}

    @abstractmethod
    def rate(self, epoch: int, learning_rate: Rate) -> Rate:
        """η after that many epochs (0: the first one trained).

        Parameters
        ----------
        epoch : int
            0 or more.
        learning_rate : float or FloatArray
            η₀, the rate the run was given.
        """

    def momentum(self, epoch: int) -> float | None:
        """Momentum, or Adam's β₁, after that many epochs; None if the schedule leaves it alone."""
        return None

    def start(self, learning_rate: Rate) -> ScheduleState:
        """The state before the first epoch."""
        return ScheduleState(0, learning_rate, self.rate(0, learning_rate), self.momentum(0))

    def advance(self, state: ScheduleState, metric: Rate | None = None) -> ScheduleState:
        """The state one epoch later.

        Parameters
        ----------
        state : ScheduleState
        metric : float or FloatArray, optional
            The epoch's loss, for the schedule that watches it.
        """
        epoch = state.epoch + 1
        rate = self.rate(epoch, state.base_rate)
        return ScheduleState(epoch, state.base_rate, rate, self.momentum(epoch))

    def rates(self, learning_rate: Rate, epochs: int, metrics: FloatArray | None = None) -> FloatArray:
        """η of every epoch, as a picture shows it.

        Parameters
        ----------
        learning_rate : float or FloatArray, shape (…)
            η₀.
        epochs : int
            How many, 1 or more.
        metrics : FloatArray, shape (epochs, …), optional
            The losses, for the schedule that watches them.

        Returns
        -------
        FloatArray, shape (epochs, …)

        Raises
        ------
        RangeError
            Fewer than one epoch, more than the schedule was made for, or no loss to watch.
        """
        if epochs < 1:
            raise RangeError("epochs", epochs, "1 or more")
        state = self.start(learning_rate)
        found = [state.learning_rate]
        for epoch in range(epochs - 1):
            state = self.advance(state, None if metrics is None else metrics[epoch])
            found.append(state.learning_rate)
        return np.array(found, dtype=np.float64)
