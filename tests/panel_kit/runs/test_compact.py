"""Snapshots in their compact form hold the same numbers: float64 every digit, float32 seven of them."""

import base64

import numpy as np
import pytest

from nn_core import Network, Trainer, TrainingSpec
from nn_core.datasets import load_digits
from panel_kit.runs.compact import compact, packed_rows
from panel_kit.specs.limits import LIMITS
from panels.training.panel import RUN

MEGABYTE = 1_000_000


def unpacked(rows):
    """What the documents say of the form."""
    numbers = np.frombuffer(base64.b64decode(rows.base64), {"float64": "<f8", "float32": "<f4"}[rows.type])
    return numbers.reshape(-1, rows.columns)


@pytest.mark.parametrize(("number_type", "error"), [("float64", 0.0), ("float32", 2.0**-24)])
def test_a_run_told_compactly_is_the_same_run(number_type, error):
    request = RUN.request.model_validate({"epochs": 130})
    plain, packed = list(RUN.parts_of(request)), list(compact(RUN.parts_of(request), number_type))
    assert len(plain) == len(packed)
    for one, other in zip(plain, packed, strict=True):
        assert list(one) == list(other)
        if "snapshots" not in one:
            continue
        assert other["snapshots"].epoch.tolist() == one["snapshots"].epoch.tolist()
        assert other["snapshots"].confusion.tolist() == one["snapshots"].confusion.tolist()
        wanted = one["snapshots"].parameters
        assert (np.abs(unpacked(other["snapshots"].parameters) - wanted) <= error * np.abs(wanted)).all()


def test_the_numbers_beyond_float32_stand_as_its_largest():
    rows = unpacked(packed_rows(np.array([[1e300, -1e300, 0.5]]), "float32"))
    largest = float(np.finfo(np.float32).max)
    assert rows.tolist() == [[largest, -largest, 0.5]]


def test_no_rows_are_no_rows():
    assert unpacked(packed_rows(np.zeros((0, 25)), "float64")).shape == (0, 25)


def test_sixty_epochs_of_a_network_for_digits_are_less_than_a_megabyte():
    data = load_digits()
    network = Network.create([64, 32, 10], output_activation="softmax", rng=np.random.default_rng(0))
    spec = TrainingSpec(loss="cross_entropy", epochs=60)
    theta = np.array([each.parameters for each in Trainer(network, data.inputs, data.targets, spec).run()])
    assert theta.shape == (61, 2410)
    assert len(packed_rows(theta, "float32").base64) < MEGABYTE


def test_the_longest_run_that_is_kept_comes_with_every_digit_in_about_a_megabyte():
    rows = packed_rows(np.full((500, LIMITS.snapshot_numbers // 500), 0.1), "float64")
    assert len(rows.base64) < 1.1 * MEGABYTE
