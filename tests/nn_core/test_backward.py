"""The backward pass: the course's figures, its laws, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Network
from nn_core.errors import NotFiniteError, RangeError, ShapeError, UnknownNameError
from nn_core.losses import get_loss

HALF_SUM = get_loss("mse", half=True, reduction="sum")


def mazur():
    """The 2→2→2 network of Mazur's worked example, with its one training pair."""
    network = Network.from_weights(
        weights=[[[0.15, 0.20], [0.25, 0.30]], [[0.40, 0.45], [0.50, 0.55]]],
        biases=[[0.35, 0.35], [0.60, 0.60]],
        activations=["sigmoid", "sigmoid"],
    )
    return network, [[0.05, 0.10]], [[0.01, 0.99]]


def test_mazurs_example_comes_out_to_every_printed_digit():
    network, x, y = mazur()
    trace = network.forward(x)
    back = network.backward(trace, y, HALF_SUM)
    assert round(back.loss.item(), 9) == 0.298371109
    # one step at η = 0.5 with the biases fixed
    weights = [W - 0.5 * dW for W, dW in zip(network.weights, back.weights, strict=True)]
    assert round(weights[1][0, 0], 8) == 0.35891648  # w5
    assert round(weights[0][0, 0], 8) == 0.14978072  # w1
    stepped = Network.from_weights(weights, network.biases, network.activations)
    after = stepped.backward(stepped.forward(x), y, HALF_SUM)
    assert round(after.loss.item(), 9) == 0.291027774


def test_the_linear_neuron_of_the_course_steps_from_0_04_to_0_0324():
    # w = 0.3, b = 0.1, x = 2 → 0.70; target 0.90; η = 0.01 → w 0.308, b 0.104 → 0.72, loss 0.0324
    network = Network.from_weights([[[0.3]]], [[0.1]], ["linear"])
    back = network.backward(network.forward([[2.0]]), [[0.9]], "mse")
    assert round(back.loss.item(), 4) == 0.0400
    stepped = network.with_parameters(network.parameters - 0.01 * back.gradient)
    assert [round(value, 3) for value in stepped.parameters.tolist()] == [0.308, 0.104]
    trace = stepped.forward([[2.0]])
    assert round(trace.prediction.item(), 2) == 0.72
    assert round(stepped.backward(trace, [[0.9]], "mse").loss.item(), 4) == 0.0324


def test_a_chain_of_two_neurons_is_the_chain_rule_by_hand():
    # x = 1 → z1 = 2·1 = 2, a1 = 2 (relu) → ŷ = 3·2 = 6; L = (6 − 5)² = 1
    # dL/dŷ = 2, dL/dw2 = 2·a1 = 4, dL/da1 = 2·3 = 6, da1/dz1 = 1, dL/dw1 = 6·1 = 6
    network = Network.from_weights([[[2.0]], [[3.0]]], [[0.0], [0.0]], ["relu", "linear"])
    back = network.backward(network.forward([[1.0]]), [[5.0]], "mse")
    first, second = back.layers
    assert [second.dL_da.item(), second.da_dz.item(), second.delta.item()] == [2.0, 1.0, 2.0]
    assert [first.dL_da.item(), first.da_dz.item(), first.delta.item()] == [6.0, 1.0, 6.0]
    assert back.gradient.tolist() == [6.0, 6.0, 4.0, 2.0]
    assert back.weights[1].tolist() == [[4.0]]
    assert back.biases[0].tolist() == [6.0]


def test_saturated_sigmoid_with_mse_learns_slowly_and_with_bce_at_once():
    # Nielsen's bad start: x = 1, y = 0, w = b = 2 → a = σ(4) = 0.98; δ with mse is 2a · a(1 − a), with bce a
    network = Network.from_weights([[[2.0]]], [[2.0]], ["sigmoid"])
    trace = network.forward([[1.0]])
    a = trace.prediction.item()
    assert round(a, 2) == 0.98
    slow = network.backward(trace, [[0.0]], "mse").layers[0].delta.item()
    assert slow == pytest.approx(2 * a * a * (1 - a), rel=1e-13)
    assert network.backward(trace, [[0.0]], "bce").layers[0].delta.item() == a


def test_delta_of_a_fused_pair_is_a_minus_y_and_its_trace_still_shows_the_long_way():
    rng = np.random.default_rng(0)
    network = Network.create([3, 4, 3], output_activation="softmax", rng=rng)
    x, y = rng.normal(size=(5, 3)), np.eye(3)[[0, 1, 2, 1, 0]]
    trace = network.forward(x)
    last = network.backward(trace, y, "cross_entropy").layers[-1]
    np.testing.assert_allclose(last.delta, (trace.prediction - y) / 5, rtol=1e-15)
    long_way = (last.dL_da[:, np.newaxis, :] @ last.da_dz)[:, 0, :]
    np.testing.assert_allclose(long_way, last.delta, rtol=1e-12, atol=1e-16)


def test_a_sure_and_wrong_output_keeps_its_full_error_signal():
    # z = −1000 for a target of 1: σ(z) = 0 to every digit, σ′ too, and still δ = a − y = −1
    network = Network.from_weights([[[1.0]]], [[0.0]], ["sigmoid"])
    back = network.backward(network.forward([[-1000.0]]), [[1.0]], "bce")
    assert back.layers[0].delta.item() == pytest.approx(-1.0, abs=1e-15)
    assert back.loss.item() == pytest.approx(1000.0, rel=1e-15)  # −ln σ(−1000), not cut at 100


def test_dL_da_times_da_dz_is_delta_in_every_layer():  # noqa: N802
    rng = np.random.default_rng(1)
    network = Network.create([2, 4, 3, 2], hidden_activation="gelu", rng=rng)
    back = network.backward(network.forward(rng.normal(size=(6, 2))), rng.uniform(size=(6, 2)), "bce")
    for layer in back.layers:
        np.testing.assert_allclose(layer.dL_da * layer.da_dz, layer.delta, rtol=1e-12, atol=1e-17)


def test_weights_and_biases_of_the_gradient_are_views_in_the_order_of_theta():
    network = Network.create([2, 3, 1], rng=np.random.default_rng(2))
    back = network.backward(network.forward([[1.0, 2.0]]), [[1.0]], "bce")
    assert back.gradient.shape == network.parameters.shape
    for view in (*back.weights, *back.biases):
        assert np.shares_memory(view, back.gradient)
    again = network.with_parameters(back.gradient)
    for ours, theirs in zip(again.weights, back.weights, strict=True):
        assert ours.tobytes() == theirs.tobytes()


@given(st.permutations(range(6)))
def test_permuting_a_batch_changes_no_gradient_beyond_rounding(order):
    rng = np.random.default_rng(3)
    network = Network.create([2, 3, 3, 1], rng=rng)
    x, y = rng.normal(size=(6, 2)), rng.integers(0, 2, (6, 1))
    straight = network.backward(network.forward(x), y, "bce")
    mixed = network.backward(network.forward(x[list(order)]), y[list(order)], "bce")
    np.testing.assert_allclose(mixed.gradient, straight.gradient, rtol=1e-12, atol=1e-16)


def test_the_gradient_of_a_sum_is_the_sum_over_single_examples():
    rng = np.random.default_rng(4)
    network = Network.create([2, 3, 2], rng=rng)
    x, y = rng.normal(size=(5, 2)), rng.uniform(size=(5, 2))
    loss = get_loss("mse", reduction="sum")
    whole = network.backward(network.forward(x), y, loss).gradient
    parts = [network.backward(network.forward(x[[i]]), y[[i]], loss).gradient for i in range(5)]
    np.testing.assert_allclose(np.sum(parts, axis=0), whole, rtol=1e-12, atol=1e-15)
    # the same, with the examples as a leading axis: one gradient for each
    each = network.backward(network.forward(x[:, np.newaxis, :]), y[:, np.newaxis, :], loss)
    assert each.loss.shape == (5,)
    np.testing.assert_allclose(each.gradient, parts, rtol=1e-12, atol=1e-16)


@pytest.mark.parametrize(
    ("output", "loss"),
    [
        ("sigmoid", "bce"),
        ("softmax", "cross_entropy"),
        ("linear", "huber"),
        ("softmax", "mse"),
        ("tanh", "mae"),
    ],
)
@pytest.mark.parametrize("extras", [{}, {"batch_norm": True}, {"residual": True}])
def test_a_family_learns_what_its_members_learn_one_by_one(output, loss, extras):
    rng = np.random.default_rng(5)
    one = Network.create([3, 4, 4, 3], output_activation=output, rng=rng, **extras)
    family = one.with_parameters(one.parameters + 0.3 * rng.normal(size=(7, one.parameter_count)))
    x = rng.normal(size=(6, 3))
    y = rng.integers(0, 3, 6) if loss == "cross_entropy" else rng.uniform(size=(6, 3))
    together = family.backward(family.forward(x, training=True), y, loss)
    for index in range(7):
        alone = one.with_parameters(family.parameters[index])
        back = alone.backward(alone.forward(x, training=True), y, loss)
        assert together.loss[index] == pytest.approx(back.loss, rel=1e-12)
        np.testing.assert_allclose(together.gradient[index], back.gradient, rtol=1e-11, atol=1e-13)


def test_the_backward_trace_is_frozen():
    network = Network.create([2, 3, 1], batch_norm=True, residual=True, rng=np.random.default_rng(6))
    trace = network.forward(np.random.default_rng(7).normal(size=(4, 2)), training=True)
    back = network.backward(trace, [[1.0], [0.0], [1.0], [1.0]], "bce")
    frozen = [back.gradient, *back.weights, *back.biases, *(layer.delta for layer in back.layers)]
    for array in frozen:
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_two_ways_back_from_one_trace_do_not_disturb_each_other():
    network = Network.create([2, 3, 1], rng=np.random.default_rng(8))
    trace = network.forward([[1.0, 2.0]])
    first = network.backward(trace, [[1.0]], "bce").gradient.copy()
    network.backward(trace, [[0.0]], "mse")
    assert network.backward(trace, [[1.0]], "bce").gradient.tobytes() == first.tobytes()


@pytest.mark.parametrize(
    ("targets", "loss", "error", "message"),
    [
        ([[1.0, 0.0]], "bce", ShapeError, r"targets: got \(1, 2\), expected \(…, 1, 1\)"),
        ([[2.0]], "bce", RangeError, "targets of bce: got 2.0"),
        ([[float("nan")]], "mse", NotFiniteError, "targets: got nan"),
        ([[1.0]], "rmse", UnknownNameError, "loss: got 'rmse'"),
        ([[1.0]], get_loss("mse", reduction="none"), RangeError, "reduction: got none"),
    ],
)
def test_targets_and_losses_that_do_not_fit_are_refused(targets, loss, error, message):
    network = Network.create([2, 1], rng=np.random.default_rng(9))
    with pytest.raises(error, match=message):
        network.backward(network.forward([[1.0, 2.0]]), targets, loss)
