"""Several runs of one request: each is the run it would be alone, and only what was changed differs."""

import numpy as np
import pytest
from pydantic import ValidationError

from nn_core.pauses import without_pauses
from panel_kit.contract.schema import FieldError
from panel_kit.runs.compare import (
    check_together,
    compare_seeds,
    is_one_family,
    join_runs,
    parts_of,
    variants_of,
)
from panel_kit.runs.request import TrainingRequest
from panels.training.panel import PANEL
from tests.panels.reading import ask

XOR = {"dataset": {"name": "xor"}, "network": {"hidden": [3]}, "epochs": 60}
RATES = {"slow": {"optimizer.learning_rate": 0.003}, "fast": {"optimizer.learning_rate": 0.1}}
CURES = {"none": {}, "l2": {"l2": 0.01}, "more data": {"dataset.samples": 300}}


def request_of(fields):
    return TrainingRequest.model_validate(fields)


def test_each_run_is_what_it_would_be_alone():
    variants = variants_of(request_of(XOR), RATES)
    runs = join_runs(parts_of(variants))
    assert [variant.name for variant in variants] == ["slow", "fast"]
    for run, rate in zip(runs, (0.003, 0.1), strict=True):
        alone = ask(PANEL, {**XOR, "optimizer": {"learning_rate": rate}})
        assert run.history.train_loss.tolist() == alone.history.train_loss.tolist()
        assert run.snapshots.parameters.tolist() == alone.snapshots.parameters.tolist()
        assert run.sentence == alone.sentence


def test_runs_start_from_the_same_data_and_first_weights_and_then_part():
    slow, fast = join_runs(parts_of(variants_of(request_of(XOR), RATES)))
    assert slow.data is fast.data
    assert slow.snapshots.parameters[0].tolist() == fast.snapshots.parameters[0].tolist()
    assert slow.history.train_loss[-1] != fast.history.train_loss[-1]


def test_the_runs_grow_side_by_side_and_other_data_are_told():
    request = request_of({"epochs": 300, "dataset": {"name": "moons", "samples": 40}})
    parts = list(parts_of(variants_of(request, CURES)))
    assert [part["run"] for part in parts[:6]] == [0, 1, 2, 0, 1, 2]
    assert [len(part["data"].inputs) for part in parts if "data" in part] == [40, 300]
    plain, l2, more = join_runs(parts)
    assert len(plain.data.inputs) == len(l2.data.inputs) == 40
    assert len(more.data.inputs) == 300


def test_a_change_that_the_request_would_refuse_is_refused():
    with pytest.raises(ValidationError, match="learning_rate"):
        variants_of(request_of(XOR), {"none": {"optimizer.learning_rate": -1.0}})


def test_all_runs_together_have_one_price():
    variants = variants_of(request_of(XOR), RATES)
    price = sum(variant.request.setup.work for variant in variants)
    check_together(variants, price)
    with pytest.raises(FieldError, match="fewer examples or units cost less"):
        check_together(variants, price - 1)


@pytest.mark.parametrize(
    ("changes", "is_one"),
    [
        (RATES, True),
        (CURES, False),
        ({"a": {}, "b": {"batch_size": 2}}, False),
        ({"a": {}, "b": {"network.seed": 1}}, False),
    ],
)
def test_runs_that_differ_in_their_rate_alone_are_one_family(changes, is_one):
    variants = variants_of(request_of(XOR | {"dataset": {"name": "circles"}}), changes)
    assert is_one_family([variant.request.setup for variant in variants]) is is_one


@pytest.mark.parametrize("changes", [RATES, {"a": {}, "b": {"l2": 0.01}}])
def test_every_variant_from_many_seeds_is_what_each_seed_would_be_alone(changes):
    fields = {**XOR, "network": {"hidden": [3], "seed": 9998}}
    variants = variants_of(request_of(fields), changes)
    found = without_pauses(compare_seeds(variants, 3))
    assert len(found) == len(variants)
    for variant, runs in zip(variants, found, strict=True):
        for place, seed in enumerate((9998, 9999, 0)):
            alone = variants_of(variant.request, {"": {"network.seed": seed}})[0].request
            run = PANEL.compute(alone)
            np.testing.assert_allclose(runs.train_loss[:, place], run.history.train_loss, rtol=1e-9)
            assert runs.final_loss[place] == pytest.approx(run.final.train_loss, rel=1e-9)
