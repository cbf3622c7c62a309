"""A slice of a network's loss: against the network itself, and against central differences."""

import numpy as np
import pytest

from nn_core import Network
from nn_core.descent import descend
from nn_core.errors import NotFiniteError, RangeError, ShapeError, UnknownNameError
from nn_core.optimizers import create_optimizer
from nn_core.surfaces.loss_slice import POINTS_AT_ONCE, direction_slice, weight_slice

XOR = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]
PAIRS = [("tanh", "sigmoid", "bce"), ("tanh", "linear", "mse"), ("sigmoid", "sigmoid", "mse")]


def make_network(hidden="tanh", output="sigmoid"):
    rng = np.random.default_rng(3)
    return Network.create([2, 3, 3, 1], rng=rng, hidden_activation=hidden, output_activation=output)


def loss_at(network, place, value, loss="bce"):
    """The loss with those parameters in those places, by way of the network alone."""
    theta = network.parameters.copy()
    theta[list(place)] = value
    changed = network.with_parameters(theta)
    return changed.backward(changed.forward(XOR[0]), XOR[1], loss).loss


def test_a_point_is_the_two_weights_and_the_value_the_networks_loss():
    network = make_network()
    surface = weight_slice(network, *XOR, "bce", 4, 10)
    assert surface.start == (network.parameters[4], network.parameters[10])
    for point in ([0.0, 0.0], [1.5, -2.0], list(surface.start)):
        assert surface.value(np.array(point)) == pytest.approx(loss_at(network, (4, 10), point), rel=1e-12)


def test_a_linear_neurons_slice_is_the_hand_worked_one():
    # ŷ = w x + b at x = 2, y = 0.9: L = (2 w + b − 0.9)², slopes 4 (2 w + b − 0.9) and 2 (2 w + b − 0.9).
    network = Network.from_weights([[[0.3]]], [[0.1]], ["linear"])
    surface = weight_slice(network, [[2]], [[0.9]], "mse", 0, 1)
    assert surface.value(np.array([0.3, 0.1])) == pytest.approx(0.04, rel=1e-12)
    np.testing.assert_allclose(surface.gradient(np.array([0.3, 0.1])), [-0.8, -0.4], rtol=1e-12)


@pytest.mark.parametrize(("hidden", "output", "loss"), PAIRS)
def test_the_gradient_agrees_with_central_differences(hidden, output, loss):
    network, h = make_network(hidden, output), 1e-5
    rng = np.random.default_rng(8)
    surfaces = [
        weight_slice(network, *XOR, loss, 0, 24),
        direction_slice(network, *XOR, loss, rng.normal(size=(2, 25))),
    ]
    for surface in surfaces:
        points = rng.uniform(surface.low, surface.high, size=(30, 2))
        numeric = [
            (surface.value(points + h * e) - surface.value(points - h * e)) / (2 * h) for e in np.eye(2)
        ]
        np.testing.assert_allclose(surface.gradient(points), np.stack(numeric, axis=-1), rtol=1e-6, atol=1e-9)


def test_directions_start_at_the_network_itself():
    network = make_network()
    directions = np.random.default_rng(9).normal(size=(2, 25))
    surface = direction_slice(network, *XOR, "bce", directions)
    assert surface.start == (0.0, 0.0)
    there = network.with_parameters(network.parameters + 0.5 * directions[0] - 2.0 * directions[1])
    expected = there.backward(there.forward(XOR[0]), XOR[1], "bce").loss
    assert surface.value(np.array([0.5, -2.0])) == pytest.approx(expected, rel=1e-12)


def test_many_points_at_once_are_the_points_one_by_one():
    surface = weight_slice(make_network(), *XOR, "bce", 1, 2)
    points = np.random.default_rng(5).uniform(-2.0, 2.0, size=(3, POINTS_AT_ONCE // 2 + 1, 2))
    values, gradients = surface.value(points), surface.gradient(points)
    assert values.shape == points.shape[:-1]
    assert gradients.shape == points.shape
    for i, j in [(0, 0), (1, 3), (2, POINTS_AT_ONCE // 2)]:
        np.testing.assert_allclose(values[i, j], surface.value(points[i, j]), rtol=1e-12)
        np.testing.assert_allclose(gradients[i, j], surface.gradient(points[i, j]), rtol=1e-12, atol=1e-15)


def test_it_can_be_descended_and_drawn():
    surface = weight_slice(make_network(), *XOR, "bce", 0, 4)
    path = descend(surface, surface.start, create_optimizer("sgd", 2, learning_rate=0.1), 20)
    assert path.losses[-1] < path.losses[0]
    x, y, z = surface.grid(5)
    assert z[3, 1] == pytest.approx(surface.value(np.array([x[1], y[3]])).item(), rel=1e-12)


def test_the_network_stays_as_it_was():
    network = make_network()
    before = network.parameters.tobytes()
    surface = weight_slice(network, *XOR, "bce", 0, 4)
    descend(surface, surface.start, create_optimizer("sgd", 2, learning_rate=0.1), 3)
    assert network.parameters.tobytes() == before


def test_bad_requests_name_the_field():
    network = make_network()
    with pytest.raises(RangeError, match="first weight: got 25, expected a place in θ, 0 to 24"):
        weight_slice(network, *XOR, "bce", 25, 0)
    with pytest.raises(RangeError, match="second weight: got -1"):
        weight_slice(network, *XOR, "bce", 0, -1)
    with pytest.raises(RangeError, match="second weight: got 3, expected another one than the first"):
        weight_slice(network, *XOR, "bce", 3, 3)
    with pytest.raises(RangeError, match=r"span: got 0\.0"):
        weight_slice(network, *XOR, "bce", 0, 1, span=0.0)
    with pytest.raises(ShapeError, match=r"directions: got \(2, 3\), expected \(2, 25\)"):
        direction_slice(network, *XOR, "bce", np.zeros((2, 3)))
    with pytest.raises(NotFiniteError, match="directions: got nan"):
        direction_slice(network, *XOR, "bce", np.full((2, 25), np.nan))
    with pytest.raises(ShapeError, match="parameters"):
        weight_slice(network.with_parameters(np.zeros((4, 25))), *XOR, "bce", 0, 1)
    with pytest.raises(ShapeError, match="targets"):
        weight_slice(network, XOR[0], [[0]], "bce", 0, 1)
    with pytest.raises(UnknownNameError, match="loss: got 'bcee'"):
        weight_slice(network, *XOR, "bcee", 0, 1)
