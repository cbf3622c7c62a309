"""Sharpness: equal to central differences of the gradient, to PyTorch, and to what is known by hand."""

import json
from pathlib import Path

import numpy as np
import pytest

from nn_core import Network
from nn_core.errors import RangeError, ShapeError, UnknownNameError
from nn_core.families import as_family
from nn_core.sharpness import EXACT_UP_TO, HessianProduct, hessian, hessian_product, sharpness
from nn_core.sharpness.largest import largest_by_lanczos
from nn_core.sharpness.second import SECONDS

SMOOTH = ("sigmoid", "tanh", "softplus", "silu", "gelu", "gelu_tanh", "elu")
ENDS = [
    ("mse", "linear", 2),
    ("mse", "sigmoid", 1),
    ("bce", "sigmoid", 1),
    ("cross_entropy", "softmax", 3),
    ("huber", "tanh", 2),
    ("mae", "tanh", 2),
]
GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "hessians.json").read_text())


def case(activation, loss, output, n_out, seed=0):
    """A network with biases, inputs and targets."""
    rng = np.random.default_rng(seed)
    network = Network.create(
        [2, 4, 3, n_out], hidden_activation=activation, output_activation=output, rng=rng
    )
    network = network.with_parameters(network.parameters + 0.3 * rng.normal(size=network.parameters.shape))
    inputs = rng.normal(size=(7, 2))
    is_class = loss == "cross_entropy"
    targets = np.eye(3)[rng.integers(3, size=7)] if is_class else rng.uniform(size=(7, n_out))
    return network, inputs, targets


def by_differences(network, inputs, targets, loss, h=1e-5):
    """Central differences of backpropagation's gradient, column by column."""

    def gradient(theta):
        turned = network.with_parameters(theta)
        return turned.backward(turned.forward(inputs), targets, loss).gradient

    theta, turns = network.parameters, h * np.eye(network.parameter_count)
    return np.array([(gradient(theta + turn) - gradient(theta - turn)) / (2 * h) for turn in turns])


@pytest.mark.parametrize(("loss", "output", "n_out"), ENDS)
@pytest.mark.parametrize("activation", SMOOTH)
def test_hessian_is_that_of_central_differences(activation, loss, output, n_out):
    network, inputs, targets = case(activation, loss, output, n_out)
    exact = hessian(network, inputs, targets, loss)
    np.testing.assert_allclose(exact, by_differences(network, inputs, targets, loss), atol=2e-9)


@pytest.mark.parametrize(("loss", "output", "n_out"), ENDS)
def test_sharpness_is_the_largest_eigenvalue_of_a_central_difference_hessian(loss, output, n_out):
    network, inputs, targets = case("tanh", loss, output, n_out, seed=1)
    numeric = by_differences(network, inputs, targets, loss)
    value, method = sharpness(network, inputs, targets, loss)
    assert method == "hessian"
    assert value == pytest.approx(np.linalg.eigvalsh(0.5 * (numeric + numeric.T))[-1], rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("given", GOLDEN, ids=lambda given: given["name"])
def test_sharpness_and_product_are_pytorchs(given):
    network = Network.from_weights(given["weights"], given["biases"], given["activations"])
    arguments = network, given["inputs"], given["targets"], given["loss"]
    value, _ = sharpness(*arguments)
    assert value == pytest.approx(given["sharpness"], rel=1e-10)
    product = hessian_product(*arguments, np.array([given["direction"]]))[0]
    np.testing.assert_allclose(product, given["product"], rtol=1e-10, atol=1e-13)


def test_a_linear_unit_has_the_curvature_of_its_inputs():
    # L = mean (w x + b - y)²: H = 2 [[mean x², mean x], [mean x, 1]], here 2 [[5, 2], [2, 1]]
    unit = Network.from_weights([[[0.7]]], [[0.1]], ["linear"])
    exact = hessian(unit, [[1.0], [3.0]], [[0.0], [1.0]], "mse")
    np.testing.assert_allclose(exact, [[10.0, 4.0], [4.0, 2.0]], atol=1e-12)
    value, _ = sharpness(unit, [[1.0], [3.0]], [[0.0], [1.0]], "mse")
    assert value == pytest.approx(6.0 + np.sqrt(32.0))


def test_gradient_descent_on_a_linear_unit_stays_below_two_over_the_sharpness_and_leaves_above():
    inputs, targets = np.array([[1.0], [3.0]]), np.array([[0.0], [1.0]])
    unit = Network.from_weights([[[0.7]]], [[0.1]], ["linear"])
    limit = 2.0 / sharpness(unit, inputs, targets, "mse")[0]
    ends = []
    for rate in (0.95 * limit, 1.05 * limit):
        network = unit
        for _ in range(200):
            gradient = network.backward(network.forward(inputs), targets, "mse").gradient
            network = network.with_parameters(network.parameters - rate * gradient)
        ends.append(np.abs(network.parameters).max())
    assert ends[0] < 2.0 < 1000.0 < ends[1]


def test_a_family_has_the_sharpness_of_each_member():
    networks = [case("tanh", "mse", "linear", 2, seed)[0] for seed in range(3)]
    _, inputs, targets = case("tanh", "mse", "linear", 2)
    together, _ = sharpness(as_family(networks), inputs, targets, "mse")
    alone = [float(sharpness(each, inputs, targets, "mse")[0]) for each in networks]
    np.testing.assert_allclose(together, alone, rtol=1e-12)


def test_lanczos_finds_what_the_whole_hessian_has():
    network, inputs, targets = case("gelu", "mse", "linear", 2)
    product = HessianProduct(network, inputs, targets, "mse")
    exact = sharpness(network, inputs, targets, "mse")[0]
    assert largest_by_lanczos(product) == pytest.approx(float(exact), rel=1e-8)


def test_beyond_120_parameters_lanczos_is_said_and_agrees():
    rng = np.random.default_rng(4)
    family = as_family([Network.create([2, 12, 10, 1], rng=rng) for _ in range(2)])
    inputs, targets = rng.normal(size=(9, 2)), rng.integers(2, size=(9, 1)).astype(float)
    value, method = sharpness(family, inputs, targets, "bce")
    assert family.parameter_count > EXACT_UP_TO
    assert method == "lanczos"
    whole = np.linalg.eigvalsh(hessian(family, inputs, targets, "bce"))[:, -1]
    np.testing.assert_allclose(value, whole, rtol=1e-7)


def test_a_wrong_second_derivative_is_caught(monkeypatch):
    network, inputs, targets = case("tanh", "mse", "linear", 2)
    monkeypatch.setitem(SECONDS, "tanh", lambda z, a: 2.0 * a * (1.0 - a * a))  # the sign is wrong
    difference = hessian(network, inputs, targets, "mse") - by_differences(network, inputs, targets, "mse")
    assert np.abs(difference).max() > 1e-3


def test_what_has_no_hessian_here_is_refused():
    rng = np.random.default_rng(0)
    normalized = Network.create([2, 3, 1], batch_norm=True, rng=rng)
    with pytest.raises(RangeError):
        HessianProduct(normalized, [[0.0, 1.0]], [[1.0]], "mse")
    network, inputs, targets = case("tanh", "mse", "linear", 2)
    with pytest.raises(ShapeError):
        hessian_product(network, inputs, targets, "mse", np.ones((1, 3)))
    linear = Network.create([2, 1], output_activation="linear", rng=rng)
    with pytest.raises(UnknownNameError):
        hessian(linear, [[0.0, 1.0]], [[1.0]], "bce_with_logits")
