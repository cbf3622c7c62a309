"""Many seeds at once: each is the run it would be alone, and the share that succeeds is counted right."""

import numpy as np
import pytest
from pydantic import ValidationError

from panel_kit.runs.seeds import MAX_SEEDS
from panels.training.panel import PANEL, RUN
from tests.panels.reading import ask

OPERATION = RUN.seeds_operation
XOR = {"dataset": {"name": "xor"}, "epochs": 120, "optimizer": {"name": "adam", "learning_rate": 0.03}}


def test_each_seed_is_the_run_it_would_be_alone():
    many = ask(OPERATION, {**XOR, "seeds": 4, "network": {"seed": 7}, "batch_size": 2})
    assert many.seeds == [7, 8, 9, 10]
    for place, seed in enumerate(many.seeds):
        alone = ask(PANEL, {**XOR, "network": {"seed": seed}, "batch_size": 2})
        rows = many.epoch
        np.testing.assert_allclose(many.train_loss[:, place], alone.history.train_loss[rows], rtol=1e-9)
        assert many.final_loss[place] == pytest.approx(alone.final.train_loss, rel=1e-9)
        assert many.final_accuracy[place] == alone.final.train_accuracy
        assert many.succeeded[place] == (alone.final.train_accuracy >= 0.95)


def test_the_share_is_counted_and_its_interval_is_wilsons():
    result = ask(OPERATION, {**XOR, "seeds": 20, "network": {"layers": [2, 2, 1]}})
    assert result.successes == sum(result.succeeded)
    assert 0 < result.successes < 20
    p, n, z = result.successes / 20, 20, 1.959963984540054
    middle, reach = (p + z * z / (2 * n)), z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    assert result.low == pytest.approx((middle - reach) / (1 + z * z / n), rel=1e-9)
    assert result.high == pytest.approx((middle + reach) / (1 + z * z / n), rel=1e-9)
    assert f"{result.successes} of 20 seeds" in result.sentence


def test_regression_succeeds_by_the_loss_that_is_gone():
    request = {
        "dataset": {"name": "sine", "noise": 0.0},
        "network": {"layers": [1, 6, 1]},
        "seeds": 5,
        "epochs": 400,
    }
    result = ask(OPERATION, {**request, "validation_share": 0})
    assert result.final_accuracy is None
    assert result.validation_loss is None
    x = np.linspace(-1, 1, 100)
    baseline = np.var(np.sin(np.pi * x))
    assert result.succeeded == (result.final_loss <= 0.05 * baseline).tolist()


def test_long_runs_are_told_by_about_a_hundred_epochs():
    result = ask(OPERATION, {**XOR, "epochs": 950, "seeds": 2})
    assert len(result.epoch) <= 102
    assert (result.epoch[0], result.epoch[-1]) == (0, 950)


def test_after_the_largest_seed_comes_the_smallest():
    assert ask(OPERATION, {**XOR, "epochs": 1, "seeds": 2, "network": {"seed": 9999}}).seeds == [9999, 0]


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"seeds": 1}, "seeds"),
        ({"seeds": MAX_SEEDS + 1}, "seeds"),
        ({"goal": 0}, "goal"),
        ({"goal": 1.01}, "goal"),
        ({"network": {"weights": [[[0.0, 0.0]]], "biases": [[0.0]], "activations": ["sigmoid"]}}, "weights"),
        (
            {
                "epochs": 5000,
                "dataset": {"samples": 1000},
                "network": {"layers": [2, 16, 16, 1]},
                "seeds": 100,
            },
            "epochs",
        ),
    ],
)
def test_what_does_not_fit_is_named(fields, pointer):
    with pytest.raises(ValidationError) as caught:
        OPERATION.request.model_validate(fields)
    found = caught.value.errors()[0]
    path = (*found["loc"], *getattr(found.get("ctx", {}).get("error"), "path", ()))
    assert pointer in path
