"""Schedules: how the learning rate changes while a network learns.

Large steps find the valley, small ones reach its floor; a schedule goes from the one to the other. All
but one are plain functions of the epoch. ``reduce_on_plateau`` watches the loss instead.

Definitions, option names and defaults are those of ``torch.optim.lr_scheduler``.
"""

from __future__ import annotations

from typing import Any

from nn_core.errors import UnknownNameError
from nn_core.schedules.base import Schedule, ScheduleState
from nn_core.schedules.cosine import CosineSchedule, WarmRestartsSchedule, WarmupCosineSchedule
from nn_core.schedules.decay import ConstantSchedule, ExponentialSchedule, MultistepSchedule, StepSchedule
from nn_core.schedules.one_cycle import OneCycleSchedule
from nn_core.schedules.plateau import PlateauSchedule

__all__ = ["SCHEDULES", "Schedule", "ScheduleState", "create_schedule"]

SCHEDULES: dict[str, type[Schedule]] = {
    schedule.name: schedule
    for schedule in (
        ConstantSchedule,
        StepSchedule,
        MultistepSchedule,
        ExponentialSchedule,
        CosineSchedule,
        WarmRestartsSchedule,
        WarmupCosineSchedule,
        OneCycleSchedule,
        PlateauSchedule,
    )
}
"""Every schedule by name; each carries its ``table``, ``formula``, ``use`` and ``reference``."""


def create_schedule(name: str, **options: Any) -> Schedule:
    """The schedule called ``name``.

    Parameters
    ----------
    name : str
        From ``SCHEDULES``.
    **options
        The options of its table.

    Raises
    ------
    UnknownNameError
        If there is no schedule of that name, or it has no option of that name.
    RangeError, NotFiniteError
        If an option is out of range or not finite, or a required one is missing.
    """
    if name not in SCHEDULES:
        raise UnknownNameError("schedule", name, SCHEDULES)
    return SCHEDULES[name](**options)
