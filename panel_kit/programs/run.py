"""A training run as whole programs that need nothing but their library.

Data and first weights are written out with every digit. The order of the examples and the masks of dropout
are drawn as the engine draws them, so the NumPy program ends with the numbers of the panel.
"""

from __future__ import annotations

from panel_kit.programs.numpy_run import numpy_run
from panel_kit.programs.program import Programs
from panel_kit.programs.pytorch_run import pytorch_run
from panel_kit.programs.run_settings import RunSettings
from panel_kit.programs.sklearn_run import sklearn_run
from panel_kit.runs.request import TrainingRequest


def programs(request: TrainingRequest) -> Programs:
    """The run in NumPy, in PyTorch, and in scikit-learn where that can do it."""
    setup = request.setup
    rows = setup.split
    training = setup.data.take(rows.training_rows)
    held_out = setup.data.take(rows.validation_rows) if setup.validation else None
    run = RunSettings(training, held_out, setup.network, setup.spec, setup.features)
    return {"numpy": numpy_run(run), "pytorch": pytorch_run(run), "sklearn": sklearn_run(run)}
