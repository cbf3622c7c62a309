"""A step from elsewhere: what is right is right, and every planted slip is found where it was planted."""

from dataclasses import replace

import numpy as np
import pytest

from nn_core import Network
from nn_core.optimizers import create_optimizer
from nn_core.slips import Explanation, exact, near
from nn_core.trace_check import Step, first_wrong, quantities
from nn_core.update_check import update_of
from tests.every_case import check_every

RATE = 0.3


def agrees(told, right):
    """Whether two arrays are the same up to rounding."""
    return told.shape == right.shape and bool(near(exact(told), right).all())


@pytest.fixture(scope="module")
def step():
    """A network with a square layer, and five examples."""
    rng = np.random.default_rng(7)
    network = Network.create([2, 3, 3, 1], rng=rng)
    biases = [rng.normal(size=each.shape) for each in network.biases]
    network = Network.from_weights(network.weights, biases, ["tanh", "tanh", "sigmoid"])
    plain = create_optimizer("sgd", network.parameter_count, learning_rate=RATE)
    x, y = rng.normal(size=(5, 2)), rng.integers(2, size=(5, 1)).astype(float)
    return Step(network, x, y, "mse", plain)


def after(step, name, **options):
    """The same step by another optimizer, which has made one before."""
    other = create_optimizer(name, step.network.parameter_count, learning_rate=RATE, **options)
    other.step(step.network.parameters.copy(), np.linspace(-1, 1, step.network.parameter_count))
    return replace(step, optimizer=other)


def right_of(step):
    return {each.name: each.right for each in quantities(step)}


def test_a_right_step_is_right_also_rounded_to_four_decimals(step):
    claimed = right_of(step)
    assert first_wrong(step, claimed) is None
    assert first_wrong(step, {name: np.round(value, 4) for name, value in claimed.items()}) is None
    assert first_wrong(step, {}) is None


def planted(step):
    return [
        (f"{step.optimizer.name}: {each.name} {slip}", (each, slip, value))
        for each in quantities(step)
        for slip, value in each.slips.items()
        if not agrees(value, each.right)
    ]


@pytest.mark.parametrize("name", ["sgd", "adagrad", "rmsprop", "adam", "adamw"])
def test_every_planted_slip_is_found_and_named(step, name):
    of_name = step if name == "sgd" else after(step, name)

    def found(quantity, slip, value):
        wrong = first_wrong(of_name, right_of(of_name) | {quantity.name: value})
        assert wrong.name == quantity.name
        same = {name for name, other in quantity.slips.items() if agrees(other, value)}
        assert wrong.slip in same
        assert slip in same

    cases = planted(of_name)
    assert len(cases) > 60
    check_every(cases, found)


def test_all_kinds_of_slips_are_planted(step):
    kinds = {slip for _, (_, slip, _) in planted(step)}
    assert {"sign", "transpose", "missing bias", "½ too many", "mean for sum", "forgotten f′"} <= kinds
    assert {"δ of cross-entropy", "δ of cross-entropy, turned around"} <= kinds
    assert {"updated weights used too early", "no learning rate", "nothing"} <= kinds
    momentum = {slip for _, (_, slip, _) in planted(after(step, "sgd", momentum=0.9))}
    assert momentum == kinds | {"the bare gradient"}
    adam = {slip for _, (_, slip, _) in planted(after(step, "adam"))}
    assert adam == kinds | {"the bare gradient", "no correction"}
    kept = {slip for _, (_, slip, _) in planted(replace(step, keeps_biases=True))}
    assert kept == kinds | {"nothing is kept"}


@pytest.mark.parametrize("name", ["adagrad", "rmsprop", "adam", "adamw"])
def test_epsilon_within_the_root_is_found_where_gradients_are_small(step, name):
    # A gradient of 0.0001 is as large as √ε of 0.0001 (of Adagrad's 1e-10 ten times as large): by hand, with
    # m̂ = g and v̂ = g² as after a first step, Δθ = −η g / √(g² + ε)
    adaptive = create_optimizer(name, 1, learning_rate=RATE)
    theta, g = np.array([0.5]), np.array([1e-4])
    update = update_of(theta, g, adaptive)
    eps = adaptive.settings["eps"]
    v = (1 - 0.99) * 1e-8 if name == "rmsprop" else 1e-8
    decay = RATE * 0.01 * 0.5 if name == "adamw" else 0
    expected = 0.5 - decay - RATE * 1e-4 / np.sqrt(v + eps)
    np.testing.assert_allclose(update.slips["ε in the wrong place"], [expected], rtol=1e-12)
    np.testing.assert_allclose(update.right, [0.5 - decay - RATE * 1e-4 / (np.sqrt(v) + eps)], rtol=1e-12)
    assert adaptive.step_count == 0  # it stays as it is


def test_epsilon_within_the_root_is_named_in_a_whole_step(step):
    fresh = create_optimizer("adam", step.network.parameter_count, learning_rate=RATE)
    small = replace(step, y=step.network.forward(step.x).prediction - 1e-4, optimizer=fresh)
    (updated,) = [each for each in quantities(small) if each.name == "updated.weights.2"]
    wrong = first_wrong(small, right_of(small) | {updated.name: updated.slips["ε in the wrong place"]})
    assert (wrong.name, wrong.slip) == ("updated.weights.2", "ε in the wrong place")


def test_of_several_wrong_numbers_the_first_that_is_computed_is_named(step):
    claimed = right_of(step)
    wrong = first_wrong(step, claimed | {"delta.0": -claimed["delta.0"], "z.1": claimed["z.1"] + 1})
    assert (wrong.name, wrong.slip, wrong.place) == ("z.1", None, (0, 0))
    assert wrong.claimed == pytest.approx(wrong.correct + 1)


def test_a_single_wrong_number_is_found_at_its_place(step):
    claimed = right_of(step)
    weights = claimed["weights.1"].copy()
    weights[2, 1] *= -1
    wrong = first_wrong(step, claimed | {"weights.1": weights})
    assert (wrong.name, wrong.place, wrong.why) == ("weights.1", (2, 1), Explanation("sign", only_here=True))
