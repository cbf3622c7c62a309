"""Whole training runs against PyTorch 2.13, float64: up to 100 steps, losses and final θ.

tests/golden/training_make.py made the file. Agreement is to 1e−10 relative; a floor of 1e−13 stands for
the rounding errors of 100 steps in numbers that happen to lie near 0.
"""

from pathlib import Path

import numpy as np
import pytest

from nn_core import Trainer
from tests.golden.training_cases import RUNS, data_of, spec_of, start_of

TOLERANCE = {"rtol": 1e-10, "atol": 1e-13}
GOLDEN = np.load(Path(__file__).parents[1] / "golden" / "training.npz")


def golden():
    """PyTorch's losses and final θ, run by run."""
    losses, parameters = GOLDEN["losses"], GOLDEN["parameters"]
    for run in RUNS:
        count = start_of(run).parameter_count
        yield pytest.param(run, losses[: run.epochs + 1], parameters[:count], id=run.name)
        losses, parameters = losses[run.epochs + 1 :], parameters[count:]
    assert not len(losses)
    assert not len(parameters)


@pytest.mark.parametrize(("run", "losses", "parameters"), list(golden()))
def test_a_whole_run_takes_the_path_it_takes_in_pytorch(run, losses, parameters):
    trainer = Trainer(start_of(run), *data_of(run), spec_of(run))
    finished = trainer.finish(tuple(trainer.run()))
    np.testing.assert_allclose(finished.history.train_loss, losses, **TOLERANCE)
    np.testing.assert_allclose(finished.network.parameters, parameters, **TOLERANCE)
