"""Forward and backward pass against PyTorch 2.13, float64: every activation, loss and kind of layer.

tests/golden/networks_make.py made the file. Agreement is to 1e−10 relative. Numbers near 0 are the
difference of numbers near 1 with rounding errors of 1e−16 each, so a floor of 1e−14 is allowed too.
"""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from nn_core.layers import BatchNorm
from nn_core.losses import get_loss
from tests.golden.networks_cases import CASES, data_of, network_of

TOLERANCE = {"rtol": 1e-10, "atol": 1e-14}
FILE = Path(__file__).parents[1] / "golden" / "networks.npz"


def sizes_of(case):
    """How many numbers of each column belong to a case."""
    network = network_of(case)
    inputs, _ = data_of(case)
    batch, dropouts = len(inputs), sum("Dropout" in type(layer).__name__ for layer in network.layers)
    return {
        "prediction": batch * network.sizes[-1],
        "loss": 1,
        "gradient": network.parameter_count,
        "masks": dropouts * batch * 3,
        "buffers": network.buffers.size,
    }


@cache
def golden():
    """PyTorch's results by the name of the case."""
    columns, results = dict(np.load(FILE)), {}
    start = dict.fromkeys(columns, 0)
    for case in CASES:
        result = results[case.name] = {}
        for name, size in sizes_of(case).items():
            result[name] = columns[name][start[name] : start[name] + size]
            start[name] += size
    assert start == {name: column.size for name, column in columns.items()}
    return results


def each_case(kinds):
    return pytest.mark.parametrize(
        "case", [case for case in CASES if case.name.startswith(kinds)], ids=lambda case: case.name
    )


@each_case("")
def test_network_computes_what_pytorch_computes(case):
    network, expected = network_of(case), golden()[case.name]
    inputs, targets = data_of(case)
    masks = expected["masks"].reshape(-1, len(inputs), 3)
    trace = network.forward(inputs, training=case.training, masks=masks)
    back = network.backward(trace, targets, get_loss(case.loss, **case.options))
    np.testing.assert_allclose(trace.prediction.ravel(), expected["prediction"], **TOLERANCE)
    np.testing.assert_allclose(back.loss, expected["loss"][0], **TOLERANCE)
    np.testing.assert_allclose(back.gradient, expected["gradient"], **TOLERANCE)


@each_case("batch_norm-")
def test_running_numbers_move_as_in_pytorch(case):
    network, expected = network_of(case), golden()[case.name]
    trace = network.forward(data_of(case)[0], training=True)
    seen = (leaf for layer in trace.layers for leaf in layer.leaves())
    moved = [
        numbers
        for layer, leaf in zip(network.leaves, seen, strict=True)
        if isinstance(layer, BatchNorm)
        for numbers in layer.moved(leaf)
    ]
    np.testing.assert_allclose(np.concatenate(moved), expected["buffers"], **TOLERANCE)
