"""Directions through a network: as long as its units' weights, or those of its own path."""

import numpy as np
import pytest

from nn_core import Network
from nn_core.errors import RangeError, ShapeError
from nn_core.surfaces.directions import main_directions, random_directions


def test_each_units_part_is_as_long_as_its_weights_and_biases_stay():
    rng = np.random.default_rng(4)
    network = Network.create([2, 5, 3, 1], rng=rng)
    for direction in random_directions(network, rng):
        moved = network.with_parameters(direction)
        for weights, along, biases in zip(network.weights, moved.weights, moved.biases, strict=True):
            np.testing.assert_allclose(np.linalg.norm(along, axis=1), np.linalg.norm(weights, axis=1))
            assert not biases.any()


def test_units_that_compute_the_same_with_larger_weights_have_larger_directions():
    # ReLU: 10 times the weights in, a tenth out, is the same function
    small = Network.from_weights([[[1.0], [2.0]], [[1.0, 1.0]]], [[0.0, 0.0], [0.0]], ["relu", "linear"])
    large = Network.from_weights([[[10.0], [20.0]], [[0.1, 0.1]]], [[0.0, 0.0], [0.0]], ["relu", "linear"])
    one, other = (random_directions(each, np.random.default_rng(0))[0] for each in (small, large))
    np.testing.assert_allclose(other, one * [10, 10, 0, 0, 0.1, 0.1, 0], rtol=1e-12)


def test_a_path_in_a_plane_is_explained_whole_by_two_directions():
    rng = np.random.default_rng(5)
    plane, ways = rng.normal(size=(2, 7)), rng.normal(size=(30, 2))
    directions, shares = main_directions(3.0 + ways @ plane)
    assert shares.sum() == pytest.approx(1.0)
    np.testing.assert_allclose(directions @ directions.T, np.eye(2), atol=1e-12)
    assert shares[0] >= shares[1]


def test_a_straight_path_has_one_direction_and_it_points_to_the_start():
    way = np.outer(np.linspace(0, 1, 9), [3.0, 4.0, 0.0])
    directions, shares = main_directions(way)
    np.testing.assert_allclose(directions[0], [-0.6, -0.8, 0.0], atol=1e-12)
    np.testing.assert_allclose(shares, [1.0, 0.0], atol=1e-12)


def test_a_path_that_stays_has_nothing_to_explain():
    assert main_directions(np.ones((4, 3)))[1].tolist() == [0.0, 0.0]


def test_bad_paths_are_named():
    with pytest.raises(ShapeError, match="thetas"):
        main_directions(np.ones(4))
    with pytest.raises(RangeError, match="thetas: got 2 points"):
        main_directions(np.ones((2, 4)))
