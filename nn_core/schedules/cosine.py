"""Rates that fall along half a cosine: slowly, fast, and slowly again; once, in cycles, after a warm-up."""

from __future__ import annotations

import math

from nn_core.options import REQUIRED, Option
from nn_core.schedules.base import Rate, Schedule

ETA_MIN = Option("eta_min", 0.0, "The rate at the bottom of the cosine, η_min.")
T_MAX = Option("T_max", REQUIRED, "Epochs from the top of the cosine to its bottom, T.", kind=int, low=1)


def anneal(learning_rate: Rate, eta_min: float, share: float) -> Rate:
    """η = η_min + (η₀ − η_min) (1 + cos(π s)) / 2: from η₀ at s = 0 to η_min at s = 1."""
    return eta_min + (learning_rate - eta_min) * (1.0 + math.cos(math.pi * share)) / 2.0


class CosineSchedule(Schedule):
    """η = η_min + (η₀ − η_min) (1 + cos(π e / T_max)) / 2. Past T_max it climbs again, as PyTorch's does.

    Reference: Loshchilov and Hutter (2017), equation 5, without restarts;
    ``torch.optim.lr_scheduler.CosineAnnealingLR``.
    """

    name = "cosine"
    table = (T_MAX, ETA_MIN)
    formula = r"\eta = \eta_{\min} + (\eta_0 - \eta_{\min})\, \frac{1 + \cos(\pi e / T)}{2}"
    use = "A run whose length is known beforehand; little to tune."
    reference = "Loshchilov and Hutter (2017)"

    T_max: int
    eta_min: float

    def rate(self, epoch: int, learning_rate: Rate) -> Rate:
        return anneal(learning_rate, self.eta_min, epoch / self.T_max)


class WarmRestartsSchedule(Schedule):
    """The cosine again and again, each time T_mult times as long as before.

    Reference: Loshchilov and Hutter (2017), equation 5;
    ``torch.optim.lr_scheduler.CosineAnnealingWarmRestarts``.
    """

    name = "warm_restarts"
    table = (
        Option("T_0", REQUIRED, "Epochs to the first restart, T₀.", kind=int, low=1),
        Option("T_mult", 1, "How many times longer each cycle is than the one before.", kind=int, low=1),
        ETA_MIN,
    )
    formula = (
        r"\eta = \eta_{\min} + (\eta_0 - \eta_{\min})\, \frac{1 + \cos(\pi e_i / T_i)}{2}, \quad "
        r"T_{i+1} = T_{\mathrm{mult}}\, T_i"
    )
    use = "Long runs: each restart can leave a poor valley behind."
    reference = "Loshchilov and Hutter (2017)"

    T_0: int
    T_mult: int
    eta_min: float

    def rate(self, epoch: int, learning_rate: Rate) -> Rate:
        since, length = self.cycle(epoch)
        return anneal(learning_rate, self.eta_min, since / length)

    def cycle(self, epoch: int) -> tuple[int, int]:
        """Epochs since the latest restart, and how long that cycle is."""
        if self.T_mult == 1:
            return epoch % self.T_0, self.T_0
        since, length = epoch, self.T_0
        while since >= length:
            since, length = since - length, length * self.T_mult
        return since, length


class WarmupCosineSchedule(Schedule):
    """First η₀ times a factor that grows evenly from start_factor to end_factor, then the cosine from η₀.

    References
    ----------
    Goyal et al. (2017), section 2.2, for the warm-up; Loshchilov and Hutter (2017), equation 5, for the
    cosine; PyTorch's ``SequentialLR(LinearLR, CosineAnnealingLR)`` with the milestone at total_iters.
    """

    name = "warmup_cosine"
    table = (
        Option(
            "start_factor",
            1.0 / 3.0,
            "Share of η₀ to start from.",
            low_allowed=False,
            high=1.0,
            high_allowed=True,
        ),
        Option("end_factor", 1.0, "Share of η₀ that the warm-up leads to.", high=1.0, high_allowed=True),
        Option("total_iters", 5, "Epochs of warm-up, w.", kind=int, low=1),
        T_MAX,
        ETA_MIN,
    )
    formula = (
        r"\eta = \eta_0 \left(s + (1 - s)\, \frac{e}{w}\right) \text{ for } e < w, \text{ then } "
        r"\eta_{\min} + (\eta_0 - \eta_{\min})\, \frac{1 + \cos(\pi (e - w) / T)}{2}"
    )
    use = "Adam on deep networks, whose first gradients are large and point anywhere."
    reference = "Goyal et al. (2017)"

    start_factor: float
    end_factor: float
    total_iters: int
    T_max: int
    eta_min: float

    def rate(self, epoch: int, learning_rate: Rate) -> Rate:
        if epoch >= self.total_iters:
            return anneal(learning_rate, self.eta_min, (epoch - self.total_iters) / self.T_max)
        # η = η₀ (start + (end − start) e / w)
        span = self.end_factor - self.start_factor
        return learning_rate * (self.start_factor + span * epoch / self.total_iters)
