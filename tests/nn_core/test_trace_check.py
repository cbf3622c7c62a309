"""A step from elsewhere: what is right is right, and every planted slip is found where it was planted."""

import numpy as np
import pytest

from nn_core import Network
from nn_core.trace_check import agrees, first_wrong, quantities
from tests.every_case import check_every

RATE = 0.3


@pytest.fixture(scope="module")
def step():
    """A network with a square layer, and five examples."""
    rng = np.random.default_rng(7)
    network = Network.create([2, 3, 3, 1], rng=rng)
    biases = [rng.normal(size=each.shape) for each in network.biases]
    network = Network.from_weights(network.weights, biases, ["tanh", "tanh", "sigmoid"])
    return network, rng.normal(size=(5, 2)), rng.integers(2, size=(5, 1)).astype(float), "mse", RATE


def right_of(step):
    return {each.name: each.right for each in quantities(*step)}


def test_a_right_step_is_right_also_rounded_to_four_decimals(step):
    claimed = right_of(step)
    assert first_wrong(*step, claimed) is None
    assert first_wrong(*step, {name: np.round(value, 4) for name, value in claimed.items()}) is None
    assert first_wrong(*step, {}) is None


def test_every_planted_slip_is_found_and_named(step):
    def found(quantity, slip, value):
        wrong = first_wrong(*step, right_of(step) | {quantity.name: value})
        assert wrong.name == quantity.name
        same = {name for name, other in quantity.slips.items() if agrees(other, value)}
        assert wrong.slip in same
        assert slip in same

    cases = [
        (f"{each.name} {slip}", (each, slip, value))
        for each in quantities(*step)
        for slip, value in each.slips.items()
        if not agrees(value, each.right)
    ]
    assert len(cases) > 60
    check_every(cases, found)


def test_all_kinds_of_slips_are_planted(step):
    planted = {slip for each in quantities(*step) for slip in each.slips}
    kinds = {"sign", "transpose", "missing bias", "½ too many", "mean for sum", "forgotten f′"}
    assert kinds | {"updated weights used too early", "no learning rate"} <= planted


def test_of_several_wrong_numbers_the_first_that_is_computed_is_named(step):
    claimed = right_of(step)
    wrong = first_wrong(*step, claimed | {"delta.0": -claimed["delta.0"], "z.1": claimed["z.1"] + 1})
    assert (wrong.name, wrong.slip, wrong.place) == ("z.1", None, (0, 0))
    assert wrong.claimed == pytest.approx(wrong.correct + 1)


def test_a_single_wrong_number_is_found_at_its_place(step):
    claimed = right_of(step)
    weights = claimed["weights.1"].copy()
    weights[2, 1] *= -1
    wrong = first_wrong(*step, claimed | {"weights.1": weights})
    assert (wrong.name, wrong.place, wrong.slip) == ("weights.1", (2, 1), None)
