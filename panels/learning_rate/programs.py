"""The runs of all rates as programs: the loop of one run, gone through once for each rate."""

from __future__ import annotations

from panel_kit.programs import numpy_run, pytorch_run
from panel_kit.programs.literals import indented, joined
from panel_kit.programs.optimizers import torch_optimizer
from panel_kit.programs.program import Part, Program, Programs, program
from panel_kit.programs.run import programs as programs_of_a_run
from panel_kit.programs.run_settings import RunSettings
from panels.learning_rate import sharpness_programs as curvature
from panels.learning_rate.request import LearningRateRequest

DIVERGED = 'print(f"diverged_at'


def programs(request: LearningRateRequest) -> Programs:
    """All rates in NumPy and in PyTorch."""
    setup = request.setup
    run = RunSettings(setup.training, None, setup.network, setup.spec)
    parts = {
        language: found.parts
        for language, found in programs_of_a_run(request.training).items()
        if found is not None
    }
    return {
        "numpy": numpy_program(request, run, parts["numpy"]),
        "pytorch": pytorch_program(request, run, parts["pytorch"]),
        "sklearn": None,
    }


def numpy_program(request: LearningRateRequest, run: RunSettings, parts: tuple[Part, ...]) -> Program:
    """The loop in plain NumPy; every rate starts from the same θ."""
    kept = [part for part in parts if part.name in ("data", "weights", "functions")]
    before = numpy_run.before_loop(run).replace(f"eta = {run.learning_rate!r}\n", "")
    inside = f"theta[...] = untrained\n{before}{numpy_run.epochs(run)}"
    start = "untrained = theta.copy()\n"
    if curvature.is_told_by_numpy(request):
        kept.append(Part("functions", curvature.NUMPY))
        start += curvature.START
        inside = curvature.measured(request, inside, "np")
    return program("numpy", *kept, Part("loop", start + for_each(request, inside)))


def pytorch_program(request: LearningRateRequest, run: RunSettings, parts: tuple[Part, ...]) -> Program:
    """The loop in PyTorch; every rate has an optimizer of its own."""
    kept = [part for part in parts if part.name in ("data", "weights")]
    options = {name: value for name, value in run.optimizer.items() if name != "learning_rate"}
    made = torch_optimizer(run.spec.optimizer, "model.parameters()", "eta", **options)
    functions = joined(
        pytorch_run.loss(run), pytorch_run.accuracy(run), pytorch_run.evaluate(run), curvature.PYTORCH
    )
    loop = next(part.text for part in parts if part.name == "loop")
    seeded = f"rng = np.random.default_rng({run.spec.seed})\n" if run.is_random else ""
    inside = f"{pytorch_run.FILLED}optimizer = {made}\n{seeded}{loop}"
    whole = curvature.START + for_each(request, curvature.measured(request, inside, "math"))
    return program("pytorch", *kept, Part("functions", functions), Part("loop", whole))


def for_each(request: LearningRateRequest, inside: str) -> str:
    """The lines once for each rate, with what is printed of it."""
    told = inside.replace(DIVERGED, 'print(f"runs.{number}.diverged_at')
    printed = "print(f\"runs.{number}.final_loss = {history[-1]['train_loss']}\")\n"
    return f"for number, eta in enumerate({request.rates!r}):\n{indented(told + printed, 4)}"
