"""The programs of a training run end where the panel does, scikit-learn's where it can.

``test_programs`` runs those of the defaults, the presets and some random requests in a fresh process; here
are more random requests, and the runs that they seldom come to.
"""

import numpy as np
import pytest

from panel_kit.programs.program import texts
from panels.training.panel import PANEL
from tests.panel_kit.programs.running import at, run
from tests.panels.reading import ask
from tests.panels.states import random_request

RANDOM_RUNS = 40
SGD = {"name": "sgd", "learning_rate": 0.5}
SPECIAL = {
    "diverges": {
        "dataset": {"name": "sine"},
        "network": {"hidden_activation": "relu"},
        "optimizer": {**SGD, "learning_rate": 900},
    },
    "nesterov": {"optimizer": {**SGD, "momentum": 0.9, "nesterov": True}},
    "dampening": {"optimizer": {**SGD, "momentum": 0.9, "dampening": 0.5}},
    "jumps about": {"optimizer": {**SGD, "learning_rate": 20}, "batch_size": 7, "epochs": 60},
    "momentum from a schedule": {"optimizer": SGD, "schedule": {"name": "one_cycle", "three_phase": True}},
    "stops early": {"early_stopping": {"patience": 3}, "epochs": 500},
    "no epochs": {"epochs": 0},
    "no hidden layer": {"network": {"layers": [2, 1]}},
    "one example": {"dataset": {"points": [{"x": [0.5, 1.0], "y": 1}]}},
    "softmax of five": {"dataset": {"points": [{"x": [i / 5], "y": i} for i in range(5)]}},
}


def programs_of(fields):
    return texts(PANEL.programs(PANEL.request.model_validate(fields)))


def check_program(fields):
    printed, result = run(programs_of(fields)["numpy"]), ask(PANEL, fields)
    for name, value in printed.items():
        expected = np.asarray(at(result, name), dtype=float)
        np.testing.assert_allclose(
            np.asarray(value, dtype=float), expected, rtol=1e-9, atol=1e-12, err_msg=name
        )
    assert printed.get("diverged_at") == result.diverged_at
    assert "final.train_loss" in printed


@pytest.mark.parametrize("name", SPECIAL)
def test_the_numpy_program_ends_with_the_numbers_of_the_panel(name):
    with np.errstate(all="ignore"):
        check_program(SPECIAL[name])


@pytest.mark.parametrize("seed", range(RANDOM_RUNS))
def test_the_numpy_program_ends_with_the_numbers_of_a_random_run(seed):
    with np.errstate(all="ignore"):
        check_program(random_request("training", np.random.default_rng(1000 + seed)))


SKLEARN = {
    "circles": {"optimizer": SGD},
    "three classes, a price on the weights": {"dataset": {"name": "blobs"}, "optimizer": SGD, "l2": 0.02},
    "a curve": {"dataset": {"name": "sine"}, "optimizer": {**SGD, "learning_rate": 0.1}, "l2": 0.02},
}


@pytest.mark.parametrize("name", SKLEARN)
def test_scikit_learns_sgd_ends_with_the_numbers_of_the_panel(name):
    printed, result = run(programs_of(SKLEARN[name])["sklearn"]), ask(PANEL, SKLEARN[name])
    assert printed
    for path, value in printed.items():
        assert value == pytest.approx(at(result, path), rel=1e-9)


def test_scikit_learns_adam_ends_close_by():
    fields = {"epochs": 60}
    printed = run(programs_of(fields)["sklearn"])
    assert printed["final.train_loss"] == pytest.approx(ask(PANEL, fields).final.train_loss, rel=1e-2)


@pytest.mark.parametrize(
    "fields",
    [
        {"dropout": 0.2},
        {"batch_size": 10},
        {"l1": 0.1},
        {"loss": "mse"},
        {"schedule": {"name": "cosine"}},
        {"early_stopping": {}},
        {"optimizer": {"name": "adagrad"}},
        {"network": {"hidden_activation": "gelu"}},
        {"network": {"layers": [2, 1]}},
    ],
)
def test_what_scikit_learn_cannot_do_has_no_program(fields):
    assert programs_of(fields)["sklearn"] is None
