"""Backpropagation and one update as programs."""

from __future__ import annotations

from panel_kit.programs.program import Programs
from panels.backprop.numpy_program import numpy_program
from panels.backprop.pytorch_program import pytorch_program
from panels.backprop.request import BackpropRequest
from panels.backprop.run import run


def programs(request: BackpropRequest) -> Programs:
    """The pass and the update in NumPy and in PyTorch."""
    done, start = run(request), request.network.build()
    return {
        "numpy": numpy_program(request, done, start),
        "pytorch": pytorch_program(request, done, start),
        "sklearn": None,
    }
