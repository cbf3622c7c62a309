"""Gradient flow: layers grouped, ratios by hand, verdicts, and the training against the trainer."""

import numpy as np
import pytest

from nn_core import Network, train
from nn_core.families import as_family
from nn_core.gradient_flow import Ratios, descend, measure, ratios, verdict
from nn_core.gradient_flow.measure import norm
from nn_core.optimizers import create_optimizer

RNG = np.random.default_rng(5)
X = RNG.normal(size=(12, 2))
Y = (X[:, :1] * X[:, 1:] > 0).astype(float)


def network(depth=4, width=3, seed=0, **kind):
    options = {"hidden_activation": "tanh", **kind}
    return Network.create([2, *[width] * depth, 1], rng=np.random.default_rng(seed), **options)


def finished(steps):
    """What a generator returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def chain(weights):
    """Linear units one after the other, without biases."""
    return Network.from_weights([[[w]] for w in weights], [[0.0]] * len(weights), ["linear"] * len(weights))


def test_halved_weights_leave_the_gradients_equal_and_the_signal_small():
    # a = w₁ … w_l x: the signal halves from layer to layer. ∂L/∂w_l = δ · (all weights but w_l) · x:
    # the same for every weight of ½, so the ratio is 1 and sees nothing
    found = ratios(measure(chain([0.5] * 6), [[1.0], [-1.0]], [[1.0], [0.0]], "mse"))
    assert found.first_last == pytest.approx(1.0, abs=1e-15)
    assert found.factor == pytest.approx(1.0, abs=1e-15)
    assert found.signal == pytest.approx(1 / 16)  # five hidden layers: four times a half


def test_the_factor_is_the_root_over_the_layers_between():
    # ∂L/∂w_l is the product of all others: with w₃ = 3 after w₂ = 1 the first of both is 3 times the last
    found = ratios(measure(chain([1.0, 1.0, 3.0, 1.0]), [[1.0], [-1.0]], [[1.0], [0.0]], "mse"))
    assert found.first_last == pytest.approx(3.0)
    assert found.factor == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Ratios(None, None, None, is_dead=True), ("dead", "both")),
        (Ratios(0.9, 0.9, 1.1, is_dead=False), ("healthy", "both")),
        (Ratios(0.009, 0.5, 0.5, is_dead=False), ("vanishing", "back")),
        (Ratios(1.7, 1.0, 1e-6, is_dead=False), ("vanishing", "forward")),
        (Ratios(101.0, 2.0, 1.0, is_dead=False), ("exploding", "back")),
        (Ratios(0.005, 0.5, 1e5, is_dead=False), ("exploding", "forward")),
        (Ratios(0.0, 0.0, 1.0, is_dead=False), ("vanishing", "back")),
        (Ratios(None, None, None, is_dead=False), ("healthy", "both")),
    ],
)
def test_the_verdict_follows_from_both_ways(found, expected):
    assert verdict(found) == expected


@pytest.mark.parametrize("batch_norm", [False, True])
@pytest.mark.parametrize("residual", [False, True])
def test_every_layer_is_one_whatever_belongs_to_it(batch_norm, residual):
    net = network(batch_norm=batch_norm, residual=residual)
    flow = measure(net, X, Y, "bce")
    assert flow.gradient_norm.shape == (5,)
    assert [a.shape[-1] for a in flow.activations] == [3, 3, 3, 3, 1]
    trace = net.forward(X, training=True)
    handed_on = [layer.a for layer in trace.layers]
    np.testing.assert_array_equal(flow.activations[-1], trace.prediction)
    assert any(np.array_equal(flow.activations[2], a) for a in handed_on)
    assert (flow.saturated_share[:-1] < 0.5).all()


def test_a_family_is_measured_as_its_members_are():
    nets = [network(seed=seed, batch_norm=True, residual=True) for seed in range(3)]
    together = measure(as_family(nets), X, Y, "bce")
    for member, net in enumerate(nets):
        alone = measure(net, X, Y, "bce")
        np.testing.assert_allclose(together.gradient_norm[member], alone.gradient_norm, rtol=1e-12)
        assert ratios(together, member).factor == pytest.approx(ratios(alone).factor)


def test_units_that_differ_are_no_spread_of_examples():
    flow = measure(network(), np.ones((4, 2)), np.ones((4, 1)), "bce")
    assert flow.activation_std[0] > 0.1
    np.testing.assert_allclose(flow.example_spread, 0.0, atol=1e-15)


def test_a_norm_of_huge_numbers_stays_a_number():
    assert norm(np.array([[3e200, 4e200]])) == pytest.approx(5e200)
    assert norm(np.zeros((2, 2))) == 0.0


def test_training_is_that_of_the_trainer():
    net = network()
    optimizer = create_optimizer("adam", net.parameters.shape, learning_rate=0.05)
    run = finished(descend(net, X, Y, "bce", optimizer, 15))
    trained = train(net, X, Y, loss="bce", optimizer="adam", learning_rate=0.05, epochs=15)
    np.testing.assert_allclose(run.loss, trained.history.train_loss, rtol=1e-12)
    np.testing.assert_array_equal(run.accuracy, trained.history.train_accuracy)
    np.testing.assert_allclose(run.gradient_norm[0], measure(net, X, Y, "bce").gradient_norm, rtol=1e-12)


def test_who_leaves_the_numbers_is_null_from_there_and_the_others_go_on():
    nets = [network(hidden_activation="linear", seed=seed) for seed in (1, 2)]
    family = as_family(nets)
    rates = np.array([1e300, 0.01])
    optimizer = create_optimizer("sgd", family.parameters.shape, learning_rate=rates)
    run = finished(descend(family, X, Y, "bce", optimizer, 5))
    gone = np.isnan(run.loss[:, 0])
    assert not gone[0]
    assert gone[-1]
    assert (np.diff(gone.astype(int)) >= 0).all()
    assert np.isfinite(run.loss[:, 1]).all()
