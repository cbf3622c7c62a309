"""One cycle: the rate climbs to its largest, then falls far below where it began, in a single run.

While the rate is high the momentum is low, and the other way round. Meant to be advanced by batches: then
``total_steps`` is epochs × batches.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from nn_core.errors import RangeError
from nn_core.options import REQUIRED, Option
from nn_core.schedules.base import Rate, Schedule


class Phase(NamedTuple):
    """One phase of the cycle: until when, and from and to which rate and momentum."""

    end: float
    start_rate: Rate
    end_rate: Rate
    start_momentum: float
    end_momentum: float


class OneCycleSchedule(Schedule):
    """From η₀ / div_factor up to η₀ within pct_start of the steps, then down to η₀ / (div × final_div).

    The run's learning rate η₀ is PyTorch's ``max_lr``. As in PyTorch momentum is cycled too unless
    ``cycle_momentum`` is off: SGD's and RMSProp's momentum, Adam's β₁; AdaGrad has none and is refused.
    With ``three_phase`` it first comes back to η₀ / div_factor as fast as it climbed. A phase of no length
    (pct_start × total_steps = 1), which PyTorch cannot divide by, counts as passed.

    Reference: Smith and Topin (2018); ``torch.optim.lr_scheduler.OneCycleLR``.
    """

    name = "one_cycle"
    table = (
        Option("total_steps", REQUIRED, "Steps of the whole cycle.", kind=int, low=1),
        Option("pct_start", 0.3, "Share of the steps spent climbing.", high=1.0, high_allowed=True),
        Option("anneal_strategy", "cos", "Along a cosine or a line.", kind=str, choices=("cos", "linear")),
        Option("cycle_momentum", True, "Cycle the momentum against the rate.", kind=bool),
        Option("base_momentum", 0.85, "Momentum where the rate is largest.", high=1.0),
        Option("max_momentum", 0.95, "Momentum where the rate is small.", high=1.0),
        Option("div_factor", 25.0, "The first rate is η₀ divided by this.", low_allowed=False),
        Option("final_div_factor", 1e4, "The last rate is the first divided by this.", low_allowed=False),
        Option("three_phase", False, "Come back to the first rate before the last fall.", kind=bool),
    )
    formula = (
        r"\frac{\eta_0}{\mathrm{div}} \;\rightarrow\; \eta_0 \;\rightarrow\; "
        r"\frac{\eta_0}{\mathrm{div} \cdot \mathrm{final\_div}}"
    )
    use = "Short runs with large rates."
    reference = "Smith and Topin (2018)"

    total_steps: int
    pct_start: float
    anneal_strategy: str
    cycle_momentum: bool
    base_momentum: float
    max_momentum: float
    div_factor: float
    final_div_factor: float
    three_phase: bool

    def rate(self, epoch: int, learning_rate: Rate) -> Rate:
        phase, share = self.locate(epoch, learning_rate)
        return self.between(phase.start_rate, phase.end_rate, share)

    def momentum(self, epoch: int) -> float | None:
        if not self.cycle_momentum:
            return None
        phase, share = self.locate(epoch, 1.0)
        return float(self.between(phase.start_momentum, phase.end_momentum, share))

    @property
    def between(self) -> Callable[[Rate, Rate, float], Rate]:
        """How to go from one value to another."""
        return along_cosine if self.anneal_strategy == "cos" else along_line

    def phases(self, learning_rate: Rate) -> list[Phase]:
        """The phases of the cycle, in order."""
        first = learning_rate / self.div_factor
        last = first / self.final_div_factor
        climb = self.pct_start * self.total_steps
        low, high, end = self.base_momentum, self.max_momentum, self.total_steps - 1.0
        up = Phase(climb - 1.0, first, learning_rate, high, low)
        if not self.three_phase:
            return [up, Phase(end, learning_rate, last, low, high)]
        down = Phase(2.0 * climb - 2.0, learning_rate, first, low, high)
        return [up, down, Phase(end, first, last, high, high)]

    def locate(self, epoch: int, learning_rate: Rate) -> tuple[Phase, float]:
        """The phase of this epoch, and the share of it that has passed.

        Raises
        ------
        RangeError
            If the cycle is already over.
        """
        if epoch > self.total_steps:
            raise RangeError("epoch of one_cycle", epoch, f"at most total_steps, {self.total_steps}")
        phases, start = self.phases(learning_rate), 0.0
        for phase in phases[:-1]:
            if epoch <= phase.end:
                break
            start = phase.end
        else:
            phase = phases[-1]
        length = phase.end - start
        return phase, (epoch - start) / length if length else 1.0


def along_cosine(start: Rate, end: Rate, share: float) -> Rate:
    """end + (start − end) (1 + cos(π s)) / 2."""
    return end + (start - end) / 2.0 * (1.0 + math.cos(math.pi * share))


def along_line(start: Rate, end: Rate, share: float) -> Rate:
    """start + (end − start) s."""
    return start + (end - start) * share
