"""Rates that stay, or fall by a factor: constant, step, multistep, exponential."""

from __future__ import annotations

from nn_core.options import REQUIRED, Option
from nn_core.schedules.base import Rate, Schedule

GAMMA_HELP = "The factor of each fall, γ."


class ConstantSchedule(Schedule):
    """η = η₀: no schedule at all."""

    name = "constant"
    table = ()
    formula = r"\eta = \eta_0"
    use = "Small problems, and the baseline of every comparison."
    reference = "torch.optim without a scheduler"

    def rate(self, epoch: int, learning_rate: Rate) -> Rate:
        return learning_rate


class StepSchedule(Schedule):
    """η = η₀ γ^⌊e / step_size⌋: down by a factor every few epochs.

    Reference: ``torch.optim.lr_scheduler.StepLR``.
    """

    name = "step"
    table = (
        Option("step_size", REQUIRED, "Epochs from fall to fall, s.", kind=int, low=1),
        Option("gamma", 0.1, GAMMA_HELP, high=1.0, high_allowed=True),
    )
    formula = r"\eta = \eta_0\, \gamma^{\lfloor e / s \rfloor}"
    use = "The classic recipe for image networks."
    reference = "torch.optim.lr_scheduler.StepLR"

    step_size: int
    gamma: float

    def rate(self, epoch: int, learning_rate: Rate) -> Rate:
        falls = epoch // self.step_size
        # η = η₀ γ^⌊e / step_size⌋
        return learning_rate * self.gamma**falls


class MultistepSchedule(Schedule):
    """η = η₀ γ^(milestones passed): down by a factor at epochs of one's choice.

    Reference: ``torch.optim.lr_scheduler.MultiStepLR``.
    """

    name = "multistep"
    table = (
        Option("milestones", REQUIRED, "The epochs at which it falls.", kind=tuple, item=int),
        Option("gamma", 0.1, GAMMA_HELP, high=1.0, high_allowed=True),
    )
    formula = r"\eta = \eta_0\, \gamma^{|\{m : m \le e\}|}"
    use = "Falls where past runs showed the loss flattening."
    reference = "torch.optim.lr_scheduler.MultiStepLR"

    milestones: tuple[int, ...]
    gamma: float

    def rate(self, epoch: int, learning_rate: Rate) -> Rate:
        falls = sum(milestone <= epoch for milestone in self.milestones)
        # η = η₀ γ^(milestones passed)
        return learning_rate * self.gamma**falls


class ExponentialSchedule(Schedule):
    """η = η₀ γᵉ: the same small fall every epoch.

    Reference: ``torch.optim.lr_scheduler.ExponentialLR``.
    """

    name = "exponential"
    table = (Option("gamma", REQUIRED, GAMMA_HELP, high=1.0, high_allowed=True),)
    formula = r"\eta = \eta_0\, \gamma^{e}"
    use = "A smooth fall with one number to choose, close below 1."
    reference = "torch.optim.lr_scheduler.ExponentialLR"

    gamma: float

    def rate(self, epoch: int, learning_rate: Rate) -> Rate:
        # η = η₀ γᵉ
        return learning_rate * self.gamma**epoch
