"""The gradient of the inputs, by hand and by differences; a nudge along it raises the loss."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Network
from nn_core.activations import get_activation
from nn_core.adversarial import fast_gradient_sign, input_gradient
from nn_core.errors import RangeError, ShapeError
from nn_core.layers import Dense, Dropout


def drawn(seed, sizes, hidden="tanh"):
    rng = np.random.default_rng(seed)
    return Network.create(sizes, hidden_activation=hidden, output_activation="softmax", rng=rng)


def test_the_gradient_of_one_linear_unit_by_hand():
    # z = 2·3 − 1·1 + 0.5 = 5.5, L = (5.5 − 5)², dL/dz = 1, dL/dx = 1 · (2, −1)
    network = Network.from_weights([[[2.0, -1.0]]], [[0.5]], ["linear"])
    assert input_gradient(network, [[3.0, 1.0]], [[5.0]], "mse").tolist() == [[2.0, -1.0]]
    nudged = fast_gradient_sign(network, [[3.0, 1.0]], [[5.0]], 0.25, loss="mse", low=-9.0, high=9.0)
    assert nudged.tolist() == [[3.25, 0.75]]


@pytest.mark.parametrize("seed", range(20))
def test_the_gradient_agrees_with_central_differences(seed):
    rng, h = np.random.default_rng(seed), 1e-5
    network, x, y = drawn(seed, [6, 5, 4, 3]), rng.normal(size=(4, 6)), rng.integers(0, 3, 4)

    def loss(inputs):
        return float(network.backward(network.forward(inputs), y, "cross_entropy").loss)

    numeric = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[place] = h
        numeric[place] = (loss(x + step) - loss(x - step)) / (2 * h)
    gradient = input_gradient(network, x, y, "cross_entropy")
    assert np.abs(gradient - numeric).max() <= 1e-9 + 1e-6 * np.abs(gradient).max()


@given(st.integers(0, 10_000), st.floats(0.001, 0.02))
def test_a_small_nudge_raises_the_loss_and_keeps_within_its_bounds(seed, epsilon):
    network, rng = drawn(seed, [16, 8, 4]), np.random.default_rng(seed)
    x, y = rng.uniform(0.1, 0.9, (1, 16)), [seed % 4]
    nudged = fast_gradient_sign(network, x, y, epsilon)
    assert np.abs(nudged - x).max() <= epsilon + 1e-12

    def loss(inputs):
        return float(network.backward(network.forward(inputs), y, "cross_entropy").loss)

    assert loss(nudged) > loss(x)


def test_no_nudge_leaves_the_inputs_and_none_leaves_what_an_input_can_be():
    network, x = drawn(0, [4, 3, 3]), np.array([[0.0, 1.0, 0.5, 0.0]])
    assert fast_gradient_sign(network, x, [1], 0.0).tolist() == x.tolist()
    far = fast_gradient_sign(network, x, [1], 5.0)
    assert set(far.ravel().tolist()) <= {0.0, 1.0}


@pytest.mark.parametrize("epsilon", [-0.1, float("nan"), float("inf")])
def test_a_nudge_is_a_number_of_0_or_more(epsilon):
    with pytest.raises(RangeError, match=r"^epsilon: got .* expected a number of 0 or more"):
        fast_gradient_sign(drawn(0, [4, 3]), [[0.0] * 4], [1], epsilon)


def test_another_first_layer_is_refused():
    layers = [Dropout(4, 0.5), Dense(4, 2, get_activation("linear"))]
    network = Network.from_layers(layers, rng=np.random.default_rng(0))
    with pytest.raises(ShapeError, match=r"^layers: got Dropout, expected a dense layer first"):
        input_gradient(network, [[0.0] * 4], [[1.0, 0.0]], "mse")
