"""Backpropagation against central differences: a thousand random networks, and bugs planted to be caught."""

from dataclasses import dataclass

import numpy as np
import pytest

from nn_core import Network
from nn_core.activations import ACTIVATIONS
from nn_core.architecture import make_layers
from nn_core.errors import RangeError, ShapeError
from nn_core.gradient_check import gradient_check, numeric_gradient
from nn_core.layers import BatchNorm, Dense
from nn_core.layers.batch_norm import BatchNormTrace
from nn_core.losses import get_loss

NETWORKS = 1000
SMOOTH = ["linear", "sigmoid", "tanh", "elu", "softplus", "gelu", "gelu_tanh", "silu", "softmax"]
KINKED = ["relu", "leaky_relu", "step"]
LOSSES = ["mse", "mae", "huber", "bce", "bce_with_logits", "cross_entropy", "categorical_cross_entropy"]


@dataclass(frozen=True)
class Case:
    """A network with everything that a gradient check needs."""

    network: Network
    inputs: np.ndarray
    targets: np.ndarray
    loss: object
    training: bool
    masks: tuple

    @property
    def piecewise(self):
        return not self.loss.smooth or any(ACTIVATIONS[name].kinks for name in self.network.activations)


def random_case(rng):
    """A random architecture, activation by activation, with a loss its output can have."""
    sizes = [int(n) for n in rng.integers(1, 6, rng.integers(2, 6))]
    if rng.random() < 0.4:  # equal widths, for residual connections
        sizes[1:-1] = [sizes[0]] * (len(sizes) - 2)
    loss = get_loss(str(rng.choice(LOSSES)), reduction=str(rng.choice(["mean", "sum"])))
    probabilities = loss.name in ("bce", "categorical_cross_entropy")
    output = str(rng.choice(["sigmoid", "softmax"] if probabilities else SMOOTH))
    layers = make_layers(
        sizes,
        [*rng.choice(SMOOTH + KINKED, len(sizes) - 2), output],
        batch_norm=bool(rng.random() < 0.25),
        dropout=float(rng.choice([0.0, 0.3])),
        residual=bool(rng.random() < 0.5),
    )
    network = Network.from_layers(layers, rng=rng)
    network = network.with_parameters(network.parameters + 0.2 * rng.normal(size=network.parameter_count))
    inputs = rng.normal(size=(int(rng.integers(3, 8)), sizes[0]))
    targets = rng.uniform(0, 1, (len(inputs), sizes[-1]))
    if "cross_entropy" in loss.name:
        targets = rng.integers(0, sizes[-1], len(inputs))
    training = bool(rng.random() < 0.7)
    masks = network.forward(inputs, training=training, rng=rng).masks
    return Case(network, inputs, targets, loss, training, masks)


def well_placed(case):
    """Away from every kink, and no batch so uniform that its normalization bends within h = 1e-5."""
    trace = case.network.forward(case.inputs, training=case.training, masks=case.masks)
    leaves = [leaf for layer in trace.layers for leaf in layer.leaves()]
    for layer, leaf in zip(case.network.leaves, leaves, strict=True):
        activation = layer.output_activation
        if activation and activation.kinks and np.abs(leaf.z).min() < 1e-3:
            return False
        if isinstance(leaf, BatchNormTrace) and leaf.deviation.min() < 0.3:
            return False
    if case.loss.name not in ("mae", "huber"):
        return True
    error = np.abs(trace.prediction - case.targets)
    return min(error.min(), np.abs(error - 1.0).min()) > 1e-3  # mae bends at 0, huber at 1


def draw_case(rng):
    """The first well-placed random case."""
    while not well_placed(case := random_case(rng)):
        pass
    return case


def agrees(case):
    """Whether backpropagation and central differences agree for every parameter."""
    check = gradient_check(
        case.network, case.inputs, case.targets, case.loss, training=case.training, masks=case.masks
    )
    relative = 1e-4 if case.piecewise else 1e-6
    allowed = 1e-9 + relative * np.abs(check.analytic)
    return bool((np.abs(check.analytic - check.numeric) <= allowed).all())


def test_a_thousand_random_networks_agree_with_central_differences_in_every_parameter():
    rng = np.random.default_rng(20)
    cases = [draw_case(rng) for _ in range(NETWORKS)]
    wrong = [case for case in cases if not agrees(case)]
    assert not wrong
    # and they were no monoculture
    assert sum(case.piecewise for case in cases) > 200
    assert sum(not case.piecewise for case in cases) > 200
    assert sum(bool(case.masks) for case in cases) > 200
    assert sum(any(isinstance(leaf, BatchNorm) for leaf in case.network.leaves) for case in cases) > 100
    assert {case.loss.name for case in cases} == set(LOSSES)
    assert {name for case in cases for name in case.network.activations} == set(ACTIVATIONS)


@dataclass(frozen=True)
class WrongSign(Dense):
    def gradients(self, inputs, trace, back):
        super().gradients(inputs, trace, back)
        back.weights[...] *= -1.0


@dataclass(frozen=True)
class Transposed(Dense):
    def input_gradient(self, trace, back, dL_dx):
        dL_dx[...] = back.delta @ trace.W.T


@dataclass(frozen=True)
class MissingBias(Dense):
    def gradients(self, inputs, trace, back):
        super().gradients(inputs, trace, back)
        back.biases[...] = 0.0


@pytest.mark.parametrize("bug", [WrongSign, Transposed, MissingBias])
def test_a_planted_bug_is_caught_by_the_same_check(bug):
    rng = np.random.default_rng(21)
    tanh, sigmoid = ACTIVATIONS["tanh"], ACTIVATIONS["sigmoid"]
    right = Network.from_layers([Dense(3, 3, tanh), Dense(3, 3, tanh), Dense(3, 1, sigmoid)], rng=rng)
    wrong = Network((right.layers[0], bug(3, 3, tanh), right.layers[2]), right.parameters.copy())
    x, y = rng.normal(size=(5, 3)), rng.integers(0, 2, (5, 1))
    loss = get_loss("bce")
    assert agrees(Case(right, x, y, loss, False, ()))
    assert not agrees(Case(wrong, x, y, loss, False, ()))
    assert gradient_check(right, x, y, loss).max_relative_error < 1e-5
    assert gradient_check(wrong, x, y, loss).max_relative_error > 0.1


def test_batch_normalization_that_forgets_its_batch_is_caught():
    @dataclass(frozen=True)
    class Forgetful(BatchNorm):
        def input_gradient(self, trace, back, dL_dx):
            dL_dx[...] = back.delta * trace.gamma / trace.deviation

    rng = np.random.default_rng(22)
    linear, tanh, sigmoid = ACTIVATIONS["linear"], ACTIVATIONS["tanh"], ACTIVATIONS["sigmoid"]
    layers = [Dense(2, 3, linear), Forgetful(3, tanh), Dense(3, 1, sigmoid)]
    network = Network.from_layers(layers, rng=rng)
    x, y = rng.normal(size=(6, 2)), rng.integers(0, 2, (6, 1))
    assert gradient_check(network, x, y, "bce").max_relative_error < 1e-5  # right when predicting
    assert gradient_check(network, x, y, "bce", training=True).max_relative_error > 0.1


def test_numeric_gradients_have_the_shapes_of_the_network():
    network = Network.create([2, 3, 1], rng=np.random.default_rng(23))
    check = gradient_check(network, [[0.5, -1.0]], [[1.0]], "bce")
    assert [W.shape for W in check.weights] == [(3, 2), (1, 3)]
    assert [b.shape for b in check.biases] == [(3,), (1,)]
    np.testing.assert_allclose(check.weights[0], check.numeric[:6].reshape(3, 2), rtol=0)


def test_a_large_network_is_checked_in_portions_with_the_same_result(monkeypatch):
    rng = np.random.default_rng(24)
    network = Network.create([3, 6, 2], rng=rng)
    x, y = rng.normal(size=(4, 3)), rng.uniform(size=(4, 2))
    whole = numeric_gradient(network, x, y, get_loss("mse"))
    monkeypatch.setattr("nn_core.gradient_check.NUMBERS_AT_ONCE", 100)
    np.testing.assert_allclose(numeric_gradient(network, x, y, get_loss("mse")), whole, rtol=1e-9, atol=1e-15)


def test_a_linear_neuron_is_checked_exactly():
    # L = (w x + b − y)²: ∂L/∂w = 2 (0.7 − 0.9) · 2 = −0.8, ∂L/∂b = −0.4
    network = Network.from_weights([[[0.3]]], [[0.1]], ["linear"])
    check = gradient_check(network, [[2.0]], [[0.9]], "mse")
    assert check.numeric.tolist() == pytest.approx([-0.8, -0.4], abs=1e-10)


def test_a_step_of_zero_and_a_family_are_refused():
    network = Network.create([2, 1], rng=np.random.default_rng(25))
    with pytest.raises(RangeError, match="h: got 0"):
        gradient_check(network, [[1.0, 2.0]], [[1.0]], "bce", h=0.0)
    with pytest.raises(ShapeError, match="one network"):
        gradient_check(network.with_parameters(np.zeros((2, 3))), [[1.0, 2.0]], [[1.0]], "bce")
