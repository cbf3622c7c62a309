"""The best trial as a program: the run that won, with the settings that the search has found."""

from __future__ import annotations

from panel_kit.programs.numpy_run import numpy_run
from panel_kit.programs.program import Library, Part, Program, Programs, program
from panel_kit.programs.pytorch_run import pytorch_run
from panel_kit.programs.run_settings import RunSettings
from panels.tuner.compute import best_trial
from panels.tuner.jobs import job_of
from panels.tuner.request import TunerRequest
from panels.tuner.words import say_values

PRINTS = "print(f\"winner.validation = {history[-1]['validation_loss']}\")\n"


def programs(request: TunerRequest) -> Programs:
    """The winner's run in NumPy and in PyTorch; scikit-learn draws an order of its own."""
    best = best_trial(request)
    job = job_of(request, vars(best.values))
    run = RunSettings(job.data.learned, job.data.held_out, job.network, job.spec)
    head = f"# Trial {best.number + 1} of the search: {say_values(best.values)}\n"
    return {
        "numpy": with_prints(numpy_run(run), head),
        "pytorch": with_prints(pytorch_run(run), head),
        "sklearn": None,
    }


def with_prints(whole: Program, head: str) -> Program:
    """The program with the one number that won in place of all that a run ends with."""
    kept = [part for part in whole.parts if part.name not in ("imports", "prints")]
    first, *rest = kept
    library: Library = "pytorch" if "torch." in first.text else "numpy"
    return program(library, Part(first.name, head + first.text), *rest, Part("prints", PRINTS))
