"""The runs that lesson 9 opens fail and succeed in the ways that it speaks of."""

import numpy as np
import pytest

from panels.training.saved_states import SAVED_STATES
from tests.panels.saved_runs import run, trained


def test_ten_times_the_examples_are_meant():
    assert run("more-data").settings.training == 10 * run("overfitting").settings.training


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("dead", "dead_units"),
        ("born-dead", "dead_units"),
        ("plateau", "plateau"),
        ("zeros", "plateau"),
        ("equal-units", "plateau"),
        ("oscillation", "oscillation"),
        ("one-by-one", "oscillation"),
        ("divergence", "divergence"),
        ("overfitting", "overfitting"),
        ("rate-3.2", "saturation"),
    ],
)
def test_a_run_that_is_to_fail_fails_in_that_way(name, problem):
    assert run(name).diagnosis[0].problem == problem


@pytest.mark.parametrize(
    "name", ["whole", "tens", "rate-1.6", "relu", "elu", "one-layer", "four-layers", "xor-solved"]
)
def test_a_run_that_is_to_succeed_has_nothing_wrong_with_it(name):
    assert run(name).diagnosis == []
    assert run(name).final.train_accuracy == 1.0


def test_the_dead_are_dead_as_the_prose_says():
    thrown, born = run("dead").diagnosis[0].evidence, run("born-dead").diagnosis[0].evidence
    assert (thrown["dead"], thrown["units"]) == (3, 3)
    assert thrown["since_epoch"] > 0
    assert born["since_epoch"] == 0


def test_equal_units_stay_equal_and_learn_something():
    weights = run("equal-units").network.weights
    assert all(not np.ptp(W, axis=0).any() for W in weights[:-1])
    assert run("equal-units").final.train_loss < 0.6


def test_the_loss_that_goes_up_and_down_gets_nowhere():
    loss = run("oscillation").history.train_loss[100:]
    rises = np.diff(loss) > 0
    assert 0.3 < rises.mean() < 0.7
    assert loss.max() - loss.min() > 0.2
    assert loss.min() > 0.3


def test_the_stuck_seed_answers_a_half_to_two_of_four():
    """At 500 epochs the halves are halves to a percent, and more epochs make them closer."""
    for epochs, off in ((500, 0.02), (5000, 0.002)):
        result = trained("xor-stuck", epochs=epochs)
        (W, V), (b, c) = result.network.weights, result.network.biases
        answers = 1 / (1 + np.exp(-(np.tanh(result.data.inputs @ W.T + b) @ V.T + c)))
        assert np.sum(np.abs(answers - 0.5) < off) == 2


def test_between_epochs_20_and_45_the_fast_run_comes_close_and_is_thrown_back():
    loss = run("rate-3.2").history.train_loss
    assert loss[20:45].min() < 0.25
    assert loss[20:45].max() > 1.2
    assert loss.argmin() in range(20, 45)


@pytest.mark.parametrize("name", ["l2", "dropout", "early-stopping", "more-data"])
def test_what_helps_against_overfitting_helps_every_one_of_ten_seeds(name):
    for seed in range(10):
        losses = []
        for each in ("overfitting", name):
            network = {**SAVED_STATES[each].request["network"], "seed": seed}
            losses.append(trained(each, network=network).final.validation_loss)
        assert losses[1] < losses[0]
