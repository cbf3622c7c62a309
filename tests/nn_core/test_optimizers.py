"""Optimizers against PyTorch's paths, by hand-worked steps, and by the laws they obey."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core.errors import RangeError
from nn_core.optimizers import OPTIMIZERS, create_optimizer

GOLDEN = dict(np.load(Path(__file__).parents[1] / "golden" / "optimizers.npz"))
CASES = json.loads(str(GOLDEN["cases"]))
VARIANTS = [
    {"name": "sgd"},
    {"name": "sgd", "momentum": 0.9, "dampening": 0.2},
    {"name": "sgd", "momentum": 0.9, "nesterov": True, "weight_decay": 0.1},
    {"name": "adagrad", "lr_decay": 0.1},
    {"name": "rmsprop"},
    {"name": "rmsprop", "centered": True, "momentum": 0.5},
    {"name": "adam"},
    {"name": "adam", "amsgrad": True, "weight_decay": 0.1},
    {"name": "adamw"},
]


def slope(parameters):
    """∂f/∂θ of f(θ) = Σ log cosh(Aθ − b) + 0.025 Σ θ⁴, for one θ or a family of them."""
    A, b = GOLDEN["A"], GOLDEN["b"]
    return np.tanh(parameters @ A.T - b) @ A + 0.1 * parameters**3


def walk(optimizer, parameters, steps):
    """θ after every step, shape (steps, …, n_parameters)."""
    path = []
    for _ in range(steps):
        optimizer.step(parameters, slope(parameters))
        path.append(parameters.copy())
    return np.stack(path)


@pytest.mark.parametrize(
    "index", range(len(CASES)), ids=[f"{i}-{case['name']}" for i, case in enumerate(CASES)]
)
def test_a_path_is_pytorchs_path(index):
    # A parameter may pass through 0, where the size of its neighbors, about 1, bounds the rounding: 1e-13.
    kept = GOLDEN["kept"]
    optimizer = create_optimizer(shape=12, **CASES[index])
    path = walk(optimizer, GOLDEN["start"].copy(), kept.max())
    np.testing.assert_allclose(path[kept - 1], GOLDEN["paths"][index], rtol=1e-10, atol=1e-13)


def test_the_golden_cases_cover_every_option_of_every_optimizer():
    assert len(CASES) >= 60
    for name, optimizer in OPTIMIZERS.items():
        used = {key for case in CASES if case["name"] == name for key in case if key != "name"}
        assert used == {option.name for option in optimizer.table}


# By hand, θ = 1 and g = 2, then g = 1 at η = 0.1.
# sgd: 1 − 0.2 = 0.8, then − 0.1 = 0.7. With μ = 0.5: b = 2, then 0.5 × 2 + 1 = 2, so 0.8 − 0.2 = 0.6.
# Nesterov: 2 + 0.5 × 2 = 3 → 0.7; b = 2, 1 + 0.5 × 2 = 2 → 0.5.
# Weight decay 0.5: g = 2.5 → 0.75; 1.375 → 0.6125.
# adagrad: s = 4, 2 / 2 = 1 → 0.9; s = 5, 1 / √5 → 0.9 − 0.1 / √5.
# adamw, λ = 1: m̂ / √v̂ = 1 → 1 − 0.1 − 0.1 × 1 = 0.8.
@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("sgd", {}, [0.8, 0.7]),
        ("sgd", {"momentum": 0.5}, [0.8, 0.6]),
        ("sgd", {"momentum": 0.5, "nesterov": True}, [0.7, 0.5]),
        ("sgd", {"weight_decay": 0.5}, [0.75, 0.6125]),
        ("adagrad", {}, [0.9, 0.9 - 0.1 / np.sqrt(5)]),
        ("adam", {}, [0.9]),
        ("adamw", {"weight_decay": 1.0}, [0.8]),
    ],
)
def test_the_first_steps_are_the_hand_worked_ones(name, options, expected):
    optimizer, parameters, path = create_optimizer(name, 1, learning_rate=0.1, **options), np.ones(1), []
    for g in (2.0, 1.0):
        optimizer.step(parameters, np.array([g]))
        path.append(parameters.item())
    assert path[: len(expected)] == pytest.approx(expected, rel=1e-8)  # ε = 1e-8 beside √v = 2


@pytest.mark.parametrize("variant", VARIANTS)
def test_change_is_the_step_that_was_taken_and_the_gradient_stays(variant):
    optimizer, parameters = create_optimizer(shape=12, **variant), GOLDEN["start"].copy()
    for count in range(1, 5):
        before, gradient = parameters.copy(), slope(parameters)
        kept = gradient.copy()
        optimizer.step(parameters, gradient)
        np.testing.assert_array_equal(before + optimizer.change, parameters)
        np.testing.assert_array_equal(gradient, kept)
        assert optimizer.step_count == count


def test_moments_are_named_as_in_pytorch():
    def names(**options):
        return list(create_optimizer(shape=3, **options).moments)

    assert names(name="sgd") == []
    assert names(name="sgd", momentum=0.9) == ["momentum_buffer"]
    assert names(name="adagrad") == ["sum"]
    assert names(name="rmsprop", centered=True, momentum=0.9) == ["square_avg", "grad_avg", "momentum_buffer"]
    assert names(name="adam", amsgrad=True) == ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"]


def test_adams_moments_are_the_hand_worked_ones():
    # g = 2: m = 0.1 × 2 = 0.2, v = 0.001 × 4 = 0.004
    optimizer = create_optimizer("adam", 1)
    optimizer.step(np.zeros(1), np.array([2.0]))
    assert optimizer.moments["exp_avg"].item() == pytest.approx(0.2, rel=1e-15)
    assert optimizer.moments["exp_avg_sq"].item() == pytest.approx(0.004, rel=1e-12)


@pytest.mark.parametrize("variant", VARIANTS)
@settings(max_examples=20, deadline=None)
@given(first=st.integers(0, 12), second=st.integers(0, 12))
def test_two_part_runs_are_one_run_byte_for_byte(variant, first, second):
    whole, parameters = create_optimizer(shape=12, **variant), GOLDEN["start"].copy()
    walk(whole, parameters, first) if first else None
    state, middle = whole.state(), parameters.copy()
    expected = walk(whole, parameters, second + 1)
    rest = create_optimizer(shape=12, **variant | {"learning_rate": 7.0})
    rest.restore(state)
    assert walk(rest, middle, second + 1).tobytes() == expected.tobytes()
    assert rest.state().settings == whole.state().settings
    assert rest.step_count == first + second + 1


def test_a_state_is_frozen_and_does_not_follow_the_optimizer():
    optimizer = create_optimizer("adam", 12)
    walk(optimizer, GOLDEN["start"].copy(), 2)
    state = optimizer.state()
    kept = state.moments["exp_avg"].copy()
    with pytest.raises(ValueError, match="read-only"):
        state.moments["exp_avg"][0] = 1.0
    with pytest.raises(TypeError):
        state.moments["exp_avg"] = kept
    walk(optimizer, GOLDEN["start"].copy(), 2)
    np.testing.assert_array_equal(state.moments["exp_avg"], kept)
    assert (optimizer.moments["exp_avg"] != kept).any()


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_family_walks_as_its_members_do_one_by_one(variant):
    rng = np.random.default_rng(1)
    starts, rates = rng.normal(size=(2, 3, 12)), rng.uniform(0.001, 0.1, size=(2, 3))
    together = walk(create_optimizer(shape=(2, 3, 12), learning_rate=rates, **variant), starts.copy(), 40)
    for i, j in np.ndindex(2, 3):
        alone = walk(
            create_optimizer(shape=12, learning_rate=rates[i, j], **variant), starts[i, j].copy(), 40
        )
        np.testing.assert_allclose(together[:, i, j], alone, rtol=1e-12, atol=1e-14)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6), st.sampled_from(VARIANTS), st.integers(1, 5))
def test_without_gradient_and_decay_nothing_moves(start, variant, steps):
    optimizer = create_optimizer(shape=len(start), **variant | {"weight_decay": 0.0})
    parameters = np.array(start)
    for _ in range(steps):
        optimizer.step(parameters, np.zeros(len(start)))
    assert parameters.tolist() == start


@given(
    st.floats(1e-3, 1e6) | st.floats(-1e6, -1e-3),
    st.floats(1e-6, 10.0),
    st.tuples(st.floats(0.0, 0.999), st.floats(0.0, 0.9999)),
)
def test_adams_first_step_is_the_rate_against_the_sign_of_the_gradient(g, rate, betas):
    # m̂ = g and v̂ = g² at t = 1, so Δθ = −η g / (|g| + ε), and ε / |g| ≤ 1e-5.
    optimizer = create_optimizer("adam", 1, learning_rate=rate, betas=betas)
    optimizer.step(np.zeros(1), np.array([g]))
    assert optimizer.change.item() == pytest.approx(-rate * np.sign(g), rel=1.1e-5)


@given(st.integers(0, 30), st.integers(0, 30))
def test_more_decay_never_leaves_larger_parameters(one, other):
    low, high = sorted((one / 100, other / 100))
    for name in ("sgd", "adamw"):
        ends = []
        for decay in (low, high):
            optimizer, parameters = (
                create_optimizer(name, 12, learning_rate=0.05, weight_decay=decay),
                np.ones(12),
            )
            for _ in range(10):
                optimizer.step(parameters, np.zeros(12))
            ends.append(np.abs(parameters).max())
        assert ends[1] <= ends[0]


def test_momentum_cycles_as_beta1_in_adam_and_is_refused_by_adagrad():
    adam, sgd = create_optimizer("adam", 2), create_optimizer("sgd", 2)
    adam.cycle_momentum(0.85)
    sgd.cycle_momentum(0.85)
    assert adam.settings["betas"] == (0.85, 0.999)
    assert sgd.settings["momentum"] == 0.85
    assert list(sgd.moments) == ["momentum_buffer"]
    with pytest.raises(RangeError, match="cycle_momentum: got adagrad, expected an optimizer with momentum"):
        create_optimizer("adagrad", 2).cycle_momentum(0.9)


def test_centered_rmsprop_survives_a_gradient_that_never_varies():
    # v and ḡ² approach the same number; rounding must not take the root of a negative one.
    optimizer, parameters = create_optimizer("rmsprop", 3, centered=True, alpha=0.1), np.zeros(3)
    for _ in range(200):
        optimizer.step(parameters, np.array([0.1, 1.7, -30.3]))
    assert np.isfinite(parameters).all()
