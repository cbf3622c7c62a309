"""One epoch batch by batch: it begins and ends exactly where the run's snapshots are."""

import numpy as np
import pytest
from pydantic import ValidationError

from panels.training.panel import PANEL, RUN
from tests.panels.reading import ask

OPERATION = RUN.epoch_operation
MOMENTUM = {
    "batch_size": 40,
    "epochs": 6,
    "dropout": 0.2,
    "optimizer": {"name": "sgd", "momentum": 0.9},
    "l2": 0.01,
}


@pytest.mark.parametrize("epoch", [1, 2, 6])
@pytest.mark.parametrize("schedule", ["constant", "cosine"])
def test_an_epoch_leads_from_one_snapshot_to_the_next_bit_by_bit(epoch, schedule):
    request = {**MOMENTUM, "schedule": {"name": schedule}}
    run, steps = ask(PANEL, request), ask(OPERATION, {**request, "epoch": epoch})
    assert steps.before.tolist() == run.snapshots.parameters[epoch - 1].tolist()
    assert steps.parameters[-1].tolist() == run.snapshots.parameters[epoch].tolist()
    assert set(steps.learning_rate) == {run.history.learning_rate[epoch]}


def test_every_training_example_is_seen_once_and_no_other():
    steps = ask(OPERATION, {**MOMENTUM, "epoch": 3})
    assert [len(rows) for rows in steps.examples] == [40, 40, 40, 30]
    data = ask(PANEL, MOMENTUM).data
    training = [row for row, part in enumerate(data.split) if part == "training"]
    assert sorted(row for rows in steps.examples for row in rows) == training


def test_a_step_goes_against_the_gradient_of_its_batch():
    request = {"batch_size": 30, "epochs": 2, "optimizer": {"name": "sgd", "learning_rate": 0.5}, "epoch": 2}
    steps = ask(OPERATION, request)
    before = np.vstack([steps.before, steps.parameters[:-1]])
    np.testing.assert_allclose(steps.parameters, before - 0.5 * steps.gradient, rtol=0, atol=1e-15)


def test_the_loss_is_that_of_the_batch_before_its_step():
    steps = ask(OPERATION, {"batch_size": 50, "epochs": 1, "epoch": 1})
    # All weights to the output are 0 at first: every prediction is one half
    assert steps.loss[0] == pytest.approx(np.log(2), rel=1e-15)
    assert (steps.loss[1:] != steps.loss[0]).all()


def test_a_run_that_ended_before_has_no_batches():
    stopping = {"early_stopping": {"patience": 1, "min_delta": 10}, "epochs": 20}
    steps = ask(OPERATION, {**stopping, "epoch": 15})
    assert steps.examples == []
    assert steps.parameters.shape == (0, 25)
    assert "ended before" in steps.sentence


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"epoch": 0}, "epoch"),
        ({"epoch": 301}, "epoch"),
        ({"batch_size": 1, "dataset": {"samples": 1000}, "epochs": 1}, "batch_size"),
    ],
)
def test_what_does_not_fit_is_named(fields, name):
    with pytest.raises(ValidationError) as caught:
        OPERATION.request.model_validate(fields)
    found = caught.value.errors()[0]
    assert (*found["loc"], *getattr(found.get("ctx", {}).get("error"), "path", ())) == (name,)
