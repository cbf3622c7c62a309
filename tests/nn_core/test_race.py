"""Races: the limits of the rate obeyed on both sides, the best rate, and what is said of a path."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.descent import (
    RATES,
    best_rates,
    curvatures_at,
    descend,
    race,
    rate_limit,
    steps_to_minimum,
    verdict,
)
from nn_core.optimizers import create_optimizer
from nn_core.pauses import without_pauses
from nn_core.surfaces import SURFACES, bowl, get_surface
from nn_core.surfaces.expression import expression_surface

FORMS = [{}, {"momentum": 0.5}, {"momentum": 0.9}, {"momentum": 0.9, "nesterov": True}, {"weight_decay": 0.5}]


def sgd(rate, **options):
    return create_optimizer("sgd", 2, learning_rate=float(rate), **options)


@pytest.mark.parametrize("options", FORMS, ids=str)
@pytest.mark.parametrize("angle", [0.0, 30.0])
def test_below_the_limit_paths_come_down_and_above_it_they_leave(options, angle):
    surface = bowl((1.0, 7.0), angle)
    limit = rate_limit(surface.largest_curvature, sgd(0.1, **options))
    below, above = (
        race(surface, (1.0, 1.0), [sgd(share * limit, **options)], 5000, farthest=np.inf)[0]
        for share in (0.995, 1.005)
    )
    assert below.losses[-1] < 1e-6
    assert above.diverged_at is not None or above.losses[-1] > 1e6


def test_adaptive_and_dampened_optimizers_have_no_limit_that_is_known():
    assert rate_limit(10.0, create_optimizer("adam", 2)) is None
    assert rate_limit(10.0, sgd(0.1, momentum=0.5, dampening=0.1)) is None
    assert rate_limit(None, sgd(0.1)) is None


def test_a_millionth_of_the_way_takes_69_steps_and_with_the_best_momentum_27():
    # η = 2 / (λ₁ + λ₂) = 2/11; with momentum η = (2 / (√λ₁ + √λ₂))² and μ = ((√10 − 1) / (√10 + 1))²
    root = np.sqrt(10.0)
    rate, momentum = (2 / (1 + root)) ** 2, ((root - 1) / (root + 1)) ** 2
    assert (round(rate, 4), round(momentum, 4)) == (0.2309, 0.2699)
    plain, rolling = race(bowl(), (1.0, 1.0), [sgd(2 / 11), sgd(rate, momentum=momentum)], 100)
    assert [steps_to_minimum(bowl(), path) for path in (plain, rolling)] == [69, 27]


def test_the_first_changes_on_the_default_bowl_are_those_by_hand():
    # g = (−1.8, 12): SGD −0.1 g; Adam and AdaGrad −0.1 sign g; RMSProp −0.1 g / √(0.01 g²) = −sign g
    names = ["sgd", "adam", "adagrad", "rmsprop"]
    paths = race(bowl(), (-1.8, 1.2), [create_optimizer(name, 2, learning_rate=0.1) for name in names], 1)
    expected = [[0.18, -1.2], [0.1, -0.1], [0.1, -0.1], [1.0, -1.0]]
    np.testing.assert_allclose([path.changes[1] for path in paths], expected, rtol=1e-6)


@pytest.mark.parametrize("name", SURFACES)
def test_a_race_is_what_each_would_run_alone(name):
    surface = get_surface(name)
    forms = [("sgd", {"momentum": 0.9}), ("adam", {}), ("adagrad", {}), ("rmsprop", {}), ("adamw", {})]

    def made():
        return [create_optimizer(each, 2, learning_rate=0.001, **options) for each, options in forms]

    together = race(surface, surface.start, made(), 50, farthest=np.inf)
    for path, optimizer in zip(together, made(), strict=True):
        alone = descend(surface, surface.start, optimizer, 50)
        np.testing.assert_allclose(path.points, alone.points, rtol=1e-12, atol=1e-12)
        assert path.moments.keys() == alone.moments.keys()


def test_noise_is_the_same_for_all_and_what_they_are_given():
    noise = np.random.default_rng(1).normal(size=(20, 2))
    one, other = race(bowl(), (1.0, 1.0), [sgd(0.05), sgd(0.05)], 20, noise=noise)
    np.testing.assert_array_equal(one.points, other.points)
    given_ = bowl().gradient(one.points[:-1]) + noise
    np.testing.assert_allclose(one.gradients[:-1], given_, rtol=1e-13, atol=1e-13)
    np.testing.assert_allclose(one.changes[1:], -0.05 * one.gradients[:-1], rtol=1e-12, atol=1e-15)


def test_a_path_that_leaves_is_kept_to_the_step_with_which_it_left():
    # η λ = 3: each step doubles the distance along y, so the loss grows fourfold: above 1,000 times at step 5
    path = race(bowl((1.0, 10.0)), (0.0, 1.0), [sgd(0.3)], 2000)[0]
    assert path.left_at == 5
    assert path.diverged_at is None
    assert len(path.losses) == 6
    assert path.losses[-2] <= 1000 * path.losses[0] < path.losses[-1]
    assert np.isfinite(path.points).all()


@given(st.floats(1.0, 100.0), st.floats(0.0, 45.0))
def test_curvatures_are_those_of_the_bowl(kappa, angle):
    found = curvatures_at(bowl((1.0, kappa), angle), np.array([0.3, -0.7]))
    np.testing.assert_allclose(found, [1.0, kappa], rtol=1e-5, atol=1e-5)


VERDICTS = {
    "arrived": (bowl(), sgd(0.1), (1.0, 1.0), 300),
    "bouncing": (bowl(), sgd(0.2), (0.0, 1.0), 60),
    "left": (bowl(), sgd(0.3), (1.0, 1.0), 60),
    "falling": (bowl(), sgd(0.01), (1.0, 1.0), 20),
    "saddle": (get_surface("saddle"), sgd(0.1), (-1.6, 0.0), 300),
    "rising": (bowl(), sgd(0.21), (0.0, 1.0), 6),
    "diverged": (expression_surface("log(x)"), sgd(0.9), (0.5, 0.0), 9),
}


@pytest.mark.parametrize("word", VERDICTS)
def test_what_is_said_of_a_path_is_what_happened(word):
    surface, optimizer, start, steps = VERDICTS[word]
    made = create_optimizer(optimizer.name, 2, **optimizer.settings)
    assert verdict(surface, race(surface, start, [made], steps)[0]) == word


def test_rest_where_nothing_curves_is_called_flat():
    surface = expression_surface("(x - 1)^4 + 0*y", start=(0.0, 0.0))
    path = race(surface, (0.0, 0.0), [create_optimizer("sgd", 2, learning_rate=0.2)], 60000)[0]
    assert verdict(surface, path) == "flat"


def test_the_best_rate_ends_lowest_of_all_that_were_tried():
    names = ["sgd", "adam"]
    found = without_pauses(best_rates(bowl(), (-1.8, 1.2), [(name, {}) for name in names], 60))
    for name, best in zip(names, found, strict=True):
        ends = {}
        for rate in RATES:
            path = race(bowl(), (-1.8, 1.2), [create_optimizer(name, 2, learning_rate=float(rate))], 60)[0]
            ends[float(rate)] = path.losses[-1] if len(path.losses) == 61 else np.inf
        assert best == pytest.approx(min(ends, key=ends.get))


def test_where_all_rates_leave_the_smallest_is_taken():
    cliff = expression_surface("exp(20*x) - 1", start=(0.0, 0.0))
    found = without_pauses(best_rates(cliff, (1.0, 0.0), [("sgd", {"weight_decay": 0.0})], 3))
    assert found == [RATES[0]]


def golden():
    with np.load(Path(__file__).parents[1] / "golden" / "descents.npz") as kept:
        return list(zip(json.loads(str(kept["cases"])), kept["paths"], strict=True))


@pytest.mark.parametrize("place", range(len(golden())))
def test_a_path_is_pytorchs_path(place):
    case, points = golden()[place]
    typed = "sin(3*x)*tanh(y) + exp(-x^2) + sqrt(1 + y^2)/2"
    surface = expression_surface(typed) if case["surface"] == "expression" else get_surface(case["surface"])
    optimizer = create_optimizer(case["optimizer"], 2, learning_rate=case["learning_rate"], **case["options"])
    path = race(surface, case["start"], [optimizer], len(points) - 1, farthest=np.inf)[0]
    np.testing.assert_allclose(path.points, points, rtol=1e-10, atol=1e-12)


RULED = [
    ("sgd", {"weight_decay": 0.1}),
    ("sgd", {"momentum": 0.9}),
    ("sgd", {"momentum": 0.7, "nesterov": True, "weight_decay": 0.2}),
    ("adagrad", {"lr_decay": 0.1, "initial_accumulator_value": 0.3, "eps": 1e-3}),
    ("rmsprop", {"alpha": 0.8, "weight_decay": 0.1}),
    ("adam", {"betas": (0.8, 0.95), "weight_decay": 0.3}),
    ("adamw", {"weight_decay": 0.4, "eps": 1e-4}),
]
OTHERS = [
    ("sgd", {"momentum": 0.9, "dampening": 0.1}),
    ("rmsprop", {"momentum": 0.5}),
    ("rmsprop", {"centered": True}),
    ("adam", {"amsgrad": True}),
]


@pytest.mark.parametrize("forms", [RULED, [*RULED, *OTHERS]], ids=["one rule", "one after the other"])
def test_a_race_takes_the_steps_that_each_optimizer_takes_by_its_own_definition(forms):
    surface, noise = get_surface("himmelblau"), np.random.default_rng(2).normal(size=(60, 2))
    made = [create_optimizer(name, 2, learning_rate=0.01, **options) for name, options in forms]
    paths = race(surface, (-0.5, -1.0), made, 60, noise=noise)
    for (name, options), path, raced in zip(forms, paths, made, strict=True):
        alone, theta = create_optimizer(name, 2, learning_rate=0.01, **options), np.array([-0.5, -1.0])
        for step in range(1, 61):
            alone.step(theta, surface.gradient(theta) + noise[step - 1])
            np.testing.assert_allclose(path.points[step], theta, rtol=1e-11)
            np.testing.assert_allclose(path.changes[step], alone.change, rtol=1e-9, atol=1e-13)
            for moment, value in alone.moments.items():
                np.testing.assert_allclose(path.moments[moment][step], value, rtol=1e-9, atol=1e-13)
        # The optimizers have been advanced
        assert raced.step_count == 60
        np.testing.assert_allclose(raced.change, alone.change, rtol=1e-9, atol=1e-13)
