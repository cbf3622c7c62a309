"""The runs of the panel end where their PyTorch programs ended, as PyTorch itself printed it."""

import json
from pathlib import Path

import numpy as np
import pytest

from panels.training.panel import PANEL
from tests.panels.reading import ask

GOLDEN = json.loads((Path(__file__).parents[2] / "golden" / "training_programs.json").read_text("utf-8"))


def test_there_are_enough_runs_of_every_kind():
    settings = [ask(PANEL, {**case["request"], "epochs": 0}).settings for case in GOLDEN]
    assert len(GOLDEN) >= 60
    assert {each.optimizer["name"] for each in settings} == {"sgd", "adagrad", "rmsprop", "adam", "adamw"}
    assert len({each.schedule["name"] for each in settings}) >= 7
    assert {"bce", "cross_entropy", "mse"} <= {each.loss for each in settings}


def name_of(case):
    return case["request"].get("dataset", {}).get("name", "circles")


@pytest.mark.parametrize("case", GOLDEN, ids=name_of)
def test_a_run_ends_where_pytorch_ended(case):
    result, ended = ask(PANEL, case["request"]), dict(case["final"])
    epoch = int(ended.pop("epoch"))
    if result.status == "early_stopped" and epoch != result.final.epoch:
        # Two epochs whose losses differ in the last bit: which of them is the best is a matter of rounding
        losses = result.history.validation_loss[[epoch, result.final.epoch]]
        np.testing.assert_allclose(losses[0], losses[1], rtol=1e-14)
    else:
        assert epoch == result.final.epoch
    for name, value in ended.items():
        np.testing.assert_allclose(getattr(result.final, name), value, rtol=1e-8, atol=1e-10, err_msg=name)
