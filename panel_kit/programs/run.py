"""A training run as whole programs that need nothing but their library.

Data and first weights are written out with every digit. The order of the examples and the masks of dropout
are drawn as the engine draws them, so the NumPy program ends with the numbers of the panel.
"""

from __future__ import annotations

from panel_kit.programs.numpy_program import numpy_program
from panel_kit.programs.pytorch_program import pytorch_program
from panel_kit.programs.sklearn_program import sklearn_program
from panel_kit.runs.request import TrainingRequest


def programs(request: TrainingRequest) -> dict[str, str | None]:
    """The run in NumPy, in PyTorch, and in scikit-learn where that can do it."""
    return {
        "numpy": numpy_program(request),
        "pytorch": pytorch_program(request),
        "sklearn": sklearn_program(request),
    }
