"""Counts by hand, and against the networks that the engine builds."""

import numpy as np
import pytest

from nn_core import Network
from nn_core.errors import RangeError
from nn_core.layer_counts import layer_counts, multiply_adds, parameter_count, start_of_layer


def test_a_layer_has_a_weight_for_each_pair_and_a_bias_for_each_unit():
    hidden, output = layer_counts([3, 4, 2])
    assert (hidden.weights, hidden.biases, hidden.parameters) == (12, 4, 16)  # 3 · 4 + 4
    assert (output.weights, output.biases, output.parameters) == (8, 2, 10)  # 4 · 2 + 2
    assert parameter_count([3, 4, 2]) == 26
    assert multiply_adds([3, 4, 2]) == 20  # the biases' additions are not counted


def test_the_network_of_the_course_has_nine_twelve_and_four():
    assert [each.parameters for each in layer_counts([2, 3, 3, 1])] == [9, 12, 4]


def test_a_network_for_digits_of_784_pixels():
    assert [each.parameters for each in layer_counts([784, 128, 10])] == [100_480, 1_290]
    assert parameter_count([784, 128, 10]) == 101_770
    assert multiply_adds([784, 128, 10]) == 101_632


def test_the_engine_builds_networks_of_as_many_parameters():
    rng = np.random.default_rng(0)
    for _ in range(50):
        sizes = rng.integers(1, 9, rng.integers(2, 7)).tolist()
        network = Network.create(sizes, rng=rng)
        assert parameter_count(sizes) == network.parameter_count
        assert multiply_adds(sizes) == sum(layer.multiply_adds() for layer in network.layers)


def test_one_size_alone_is_no_network():
    with pytest.raises(RangeError):
        layer_counts([3])


@pytest.mark.parametrize("sizes", [[2, 3, 3, 1], [3, 4, 2], [5, 1]])
def test_a_layer_begins_in_theta_where_those_before_it_end(sizes):
    network = Network.create(sizes, rng=np.random.default_rng(0))
    for layer, weights in enumerate(network.weights):
        start = start_of_layer(sizes, layer)
        assert np.array_equal(network.parameters[start : start + weights.size], weights.ravel())
