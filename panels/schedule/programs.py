"""The first seed's run as whole programs: the task written out, the schedule in each library's way."""

from __future__ import annotations

from panel_kit.contract.operation import Cost
from panel_kit.programs.numpy_run import numpy_run
from panel_kit.programs.program import Programs
from panel_kit.programs.pytorch_run import pytorch_run
from panel_kit.programs.run_settings import RunSettings
from panel_kit.programs.size import cost_of_numbers
from panels.schedule.request import ScheduleRequest


def programs(request: ScheduleRequest) -> Programs:
    """The first seed in NumPy and PyTorch; scikit-learn has none of these schedules."""
    network = request.drawn(request.network.seed)
    run = RunSettings(request.dataset.dataset, None, network, request.spec(), tells_course=True)
    return {"numpy": numpy_run(run), "pytorch": pytorch_run(run), "sklearn": None}


def programs_cost(request: ScheduleRequest) -> Cost:
    """What it takes to write the examples and the first weights out, and to color them."""
    data = request.dataset.dataset
    return Cost(0.005) + cost_of_numbers(data.inputs.size + data.targets.size + sum(request.layers) ** 2)
