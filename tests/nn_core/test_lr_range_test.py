"""The range test: on bowls, where the limit 2 / λ is known, and on losses made for it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Network, TrainingSpec, train
from nn_core.errors import NotFiniteError, RangeError
from nn_core.lr_range_test import lr_range_test, training_step
from nn_core.optimizers import create_optimizer


def bowl_step(curvatures):
    """A step function that descends ½ Σ λ θ² from θ = 1 by plain SGD."""
    curvatures = np.array(curvatures, dtype=float)
    parameters = np.ones(len(curvatures))
    optimizer = create_optimizer("sgd", len(curvatures))

    def step(rate):
        loss = 0.5 * (curvatures * parameters**2).sum()
        optimizer.learning_rate = rate
        optimizer.step(parameters, curvatures * parameters)
        return loss

    return step


def ring(seed):
    """A network that knows nothing, and points inside and outside a circle."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(120, 2))
    y = (np.hypot(X[:, :1], X[:, 1:]) < 1.1).astype(float)
    return Network.create([2, 8, 1], rng=rng), X, y


def replay(losses):
    """A step function that reports these losses, one after the other, whatever the rate."""
    left = iter(losses)
    return lambda rate: next(left)


@pytest.mark.parametrize("batch_size", [60, None])
@pytest.mark.parametrize("seed", range(4))
def test_a_network_trained_where_the_loss_falls_most_learns_much_more_than_at_a_small_rate(seed, batch_size):
    network, X, y = ring(seed)
    spec = TrainingSpec(batch_size=batch_size, seed=seed)
    found = lr_range_test(training_step(network, X, y, spec), low=1e-4, high=1000.0)
    assert found.diverged_at is not None
    steepest = found.suggested.rates["steepest"]
    assert 0.01 < steepest < found.learning_rates[-1]

    def end(rate):
        options = {"epochs": 300, "batch_size": batch_size, "seed": seed, "record_every": 300}
        return train(network, X, y, learning_rate=rate, **options).snapshots[-1].train_loss

    assert end(steepest) < 0.5 * end(steepest / 300.0)


def test_a_training_step_reports_the_loss_before_it_and_steps_downhill():
    # w = 0.3, b = 0.1, x = 2, y = 0.9: loss 0.04; at η = 0.01 w → 0.308, b → 0.104, and the loss 0.0324.
    network = Network.from_weights([[[0.3]]], [[0.1]], ["linear"])
    step = training_step(network, [[2.0]], [[0.9]], TrainingSpec(loss="mse"))
    assert step(0.01) == pytest.approx(0.04, rel=1e-12)
    assert step(0.0) == pytest.approx(0.0324, rel=1e-12)
    assert network.parameters.tolist() == [0.3, 0.1]


def test_a_network_that_overflows_ends_the_test():
    _, X, y = ring(0)
    network = Network.create([2, 8, 1], output_activation="linear", rng=np.random.default_rng(0))
    found = lr_range_test(training_step(network, X, y, TrainingSpec(loss="mse")), high=1e6, divergence=1e308)
    assert found.diverged_at is not None
    assert np.isfinite(found.losses).all()


def test_noise_alone_seldom_suggests_anything():
    rng = np.random.default_rng(0)
    found = [lr_range_test(replay(rng.normal(1.0, 0.1, 300)), divergence=100.0) for _ in range(200)]
    assert sum(test.suggestion is not None for test in found) <= 10  # 4.5 standard deviations, at 270 places


@given(
    st.lists(st.floats(0.1, 1000.0), min_size=1, max_size=4),
    st.integers(30, 200),
    st.floats(0.0, 0.95),
)
def test_on_a_bowl_the_suggestion_is_a_rate_that_converges(curvatures, steps, smoothing):
    steepest = max(curvatures)
    found = lr_range_test(
        bowl_step(curvatures), low=1e-5 / steepest, high=100.0 / steepest, steps=steps, smoothing=smoothing
    )
    # Without noise every loss is lower than the one before until the limit, and the valley is all of that
    assert found.suggestion is not None
    assert found.learning_rates[0] < found.suggestion < 2.0 / steepest
    assert found.losses.min() < found.losses[0]


def test_on_a_bowl_it_stops_soon_after_the_limit():
    found = lr_range_test(bowl_step([1.0, 10.0]), low=1e-5, high=1000.0, steps=100)
    assert found.diverged_at == len(found.losses) - 1 < 99
    assert 2.0 / 10.0 < found.learning_rates[-1] < 10.0
    assert found.smoothed[-1] > 4.0 * found.smoothed.min()
    assert (found.smoothed[:-1] <= 4.0 * np.minimum.accumulate(found.smoothed[:-1])).all()


def test_the_rates_grow_by_the_same_factor():
    found = lr_range_test(lambda rate: 1.0, low=0.01, high=100.0, steps=5)
    assert found.learning_rates == pytest.approx([0.01, 0.1, 1.0, 10.0, 100.0], rel=1e-14)


def test_the_step_gets_the_rates_one_by_one():
    seen = []
    found = lr_range_test(lambda rate: seen.append(rate) or 1.0, steps=7)
    assert seen == found.learning_rates.tolist()


def test_the_smoothed_loss_is_the_hand_worked_one():
    # β = ½: s = 2 → 2 / ½ = 4; s = 1 + ½ × 2 = 2 → 2 / ¾; s = 1 + ½ × 3 = 2.5 → 2.5 / ⅞
    found = lr_range_test(replay([4.0, 2.0, 3.0]), steps=3, smoothing=0.5)
    assert found.losses.tolist() == [4.0, 2.0, 3.0]
    assert found.smoothed == pytest.approx([4.0, 8.0 / 3.0, 20.0 / 7.0], rel=1e-15)


@pytest.mark.parametrize("losses", [[1.0, 1.0, 1.0, 1.0], [1.0, 2.0, 3.0, 3.5], [math.nan], [1.0, math.inf]])
def test_where_nothing_falls_nothing_is_suggested(losses):
    assert lr_range_test(replay(losses), steps=4, smoothing=0.0).suggestion is None


@pytest.mark.parametrize("broken", [math.nan, math.inf, -math.inf])
def test_a_loss_that_is_not_finite_ends_it_and_is_not_kept(broken):
    found = lr_range_test(replay([3.0, 2.0, broken]), steps=10)
    assert found.diverged_at == 2
    assert found.losses.tolist() == [3.0, 2.0]
    assert len(found.learning_rates) == len(found.smoothed) == 2


def test_a_step_may_overflow():
    found = lr_range_test(bowl_step([3.0]), low=1.0, high=1e300, steps=20, divergence=1e308)
    assert found.diverged_at is not None
    assert np.isfinite(found.losses).all()


def test_the_result_is_frozen():
    found = lr_range_test(lambda rate: 1.0, steps=3)
    with pytest.raises(ValueError, match="read-only"):
        found.losses[0] = 0.0


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"low": 0.0}, RangeError, r"low of lr_range_test: got 0.0, expected a number in \(0, inf\)"),
        (
            {"low": 1.0, "high": 1.0},
            RangeError,
            "high of lr_range_test: got 1.0, expected more than low, 1.0",
        ),
        ({"high": math.nan}, NotFiniteError, "high of lr_range_test: got nan"),
        ({"steps": 1}, RangeError, "steps of lr_range_test: got 1"),
        ({"steps": 10.0}, RangeError, "steps of lr_range_test: got 10.0"),
        (
            {"smoothing": 1.0},
            RangeError,
            r"smoothing of lr_range_test: got 1.0, expected a number in \[0, 1\)",
        ),
        ({"divergence": 1.0}, RangeError, "divergence of lr_range_test: got 1.0"),
    ],
)
def test_bad_options_name_themselves(options, error, message):
    with pytest.raises(error, match=message):
        lr_range_test(lambda rate: 1.0, **options)
