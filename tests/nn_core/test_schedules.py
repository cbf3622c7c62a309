"""Schedules against PyTorch's rates and paths, by hand-worked rates, and by the laws they obey."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.errors import NotFiniteError, RangeError, UnknownNameError
from nn_core.optimizers import create_optimizer
from nn_core.schedules import SCHEDULES, create_schedule

GOLDEN = dict(np.load(Path(__file__).parents[1] / "golden" / "schedules.npz"))
CASES = json.loads(str(GOLDEN["cases"]))
PAIRS = json.loads(str(GOLDEN["pairs"]))
EPOCHS = GOLDEN["metrics"].size
EXAMPLES = {
    "constant": {},
    "step": {"step_size": 3},
    "multistep": {"milestones": (2, 5)},
    "exponential": {"gamma": 0.8},
    "cosine": {"T_max": 10, "eta_min": 0.01},
    "warm_restarts": {"T_0": 3, "T_mult": 2},
    "warmup_cosine": {"T_max": 6, "total_iters": 4},
    "one_cycle": {"total_steps": 10},
    "reduce_on_plateau": {"patience": 1, "factor": 0.5},
}


def loss(parameters):
    """f(θ) = Σ log cosh(Aθ − b) + 0.025 Σ θ⁴."""
    return np.log(np.cosh(GOLDEN["A"] @ parameters - GOLDEN["b"])).sum() + 0.025 * (parameters**4).sum()


def slope(parameters):
    """∂f/∂θ."""
    return np.tanh(GOLDEN["A"] @ parameters - GOLDEN["b"]) @ GOLDEN["A"] + 0.1 * parameters**3


def walk(optimizer, schedule, steps):
    """θ after every step, the schedule advanced after each, shape (steps, n_parameters)."""
    parameters, path = GOLDEN["start"].copy(), []
    state = schedule.start(0.1)
    for _ in range(steps):
        optimizer.learning_rate = state.learning_rate
        if state.momentum is not None:
            optimizer.cycle_momentum(state.momentum)
        before = loss(parameters)
        optimizer.step(parameters, slope(parameters))
        path.append(parameters.copy())
        state = schedule.advance(state, before)
    return np.stack(path)


@pytest.mark.parametrize(
    "index", range(len(CASES)), ids=[f"{i}-{case['name']}" for i, case in enumerate(CASES)]
)
def test_the_rates_are_pytorchs_rates(index):
    # A cosine ends at 0, where rounding leaves about 1e-17: hence the floor of 1e-15.
    schedule = create_schedule(**CASES[index])
    rates = schedule.rates(0.1, EPOCHS, GOLDEN["metrics"])
    np.testing.assert_allclose(rates, GOLDEN["rates"][index, :, 0], rtol=1e-10, atol=1e-15)


@pytest.mark.parametrize("case", [case for case in CASES if case["name"] == "one_cycle"])
def test_the_cycled_momenta_are_pytorchs_momenta(case):
    schedule, expected = create_schedule(**case), GOLDEN["rates"][CASES.index(case), :, 1]
    if case.get("cycle_momentum", True):
        momenta = [schedule.momentum(epoch) for epoch in range(EPOCHS)]
        np.testing.assert_allclose(momenta, expected, rtol=1e-10)
    else:
        assert schedule.momentum(5) is None
        assert not expected.any()


@pytest.mark.parametrize(
    "index", range(len(PAIRS)), ids=[f"{pair[0]['name']}-{pair[1]['name']}" for pair in PAIRS]
)
def test_a_path_under_a_schedule_is_pytorchs_path(index):
    optimizer, schedule = PAIRS[index]
    path = walk(create_optimizer(shape=12, learning_rate=0.1, **optimizer), create_schedule(**schedule), 100)
    np.testing.assert_allclose(path[GOLDEN["kept"] - 1], GOLDEN["paths"][index], rtol=1e-10, atol=1e-13)


def test_the_golden_cases_cover_every_option_of_every_schedule():
    assert len(CASES) >= 30
    for name, schedule in SCHEDULES.items():
        used = {key for case in CASES if case["name"] == name for key in case if key != "name"}
        assert used == {option.name for option in schedule.table}


# By hand from η₀ = 1. cosine, T = 4: (1 + cos 45°) / 2 = 0.853553…, (1 + cos 90°) / 2 = ½, back up after T.
# warm restarts, T₀ = 2, twice as long each: 1, ½ | 1, 0.8536, ½, 0.1464 | 1.
# warm-up from ½ in 2 epochs: ½, ¾ | 1, ½ (T = 2).
# One cycle of 5, climbing for 0.6 × 5 − 1 = 2 steps from 1/25: 0.04, 0.52, 1 | 0.500002, 0.000004.
@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("constant", {}, [1, 1, 1]),
        ("step", {"step_size": 2, "gamma": 0.5}, [1, 1, 0.5, 0.5, 0.25]),
        ("multistep", {"milestones": (1, 3)}, [1, 0.1, 0.1, 0.01]),
        ("exponential", {"gamma": 0.5}, [1, 0.5, 0.25]),
        ("cosine", {"T_max": 4}, [1, 0.85355339, 0.5, 0.14644661, 0, 0.14644661]),
        ("cosine", {"T_max": 2, "eta_min": 0.2}, [1, 0.6, 0.2]),
        ("warm_restarts", {"T_0": 2, "T_mult": 2}, [1, 0.5, 1, 0.85355339, 0.5, 0.14644661, 1]),
        ("warmup_cosine", {"start_factor": 0.5, "total_iters": 2, "T_max": 2}, [0.5, 0.75, 1, 0.5, 0]),
        ("one_cycle", {"total_steps": 5, "pct_start": 0.6}, [0.04, 0.52, 1, 0.500002, 0.000004]),
    ],
)
def test_the_rates_are_the_hand_worked_ones(name, options, expected):
    assert create_schedule(name, **options).rates(1.0, len(expected)) == pytest.approx(expected, abs=1e-8)


def test_a_plateau_is_left_after_patience_by_hand():
    # best 1 at epoch 0; three epochs no better is more than patience 2: ½ from epoch 4 on.
    schedule = create_schedule("reduce_on_plateau", factor=0.5, patience=2)
    rates = schedule.rates(1.0, 7, np.array([1.0, 1.0, 1.0, 1.0, 0.5, np.nan, np.nan]))
    assert rates.tolist() == [1, 1, 1, 1, 0.5, 0.5, 0.5]


def test_one_cycles_momentum_runs_against_its_rate():
    schedule = create_schedule("one_cycle", total_steps=20, pct_start=0.5)
    peak = int(np.argmax(schedule.rates(1.0, 20)))
    momenta = [schedule.momentum(epoch) for epoch in range(20)]
    assert momenta[0] == pytest.approx(0.95)
    assert int(np.argmin(momenta)) == peak
    assert momenta[peak] == pytest.approx(0.85)


def test_a_phase_of_no_length_counts_as_passed():
    # 0.25 × 4 = 1 step of climbing ends before it begins: the first rate is the largest.
    assert create_schedule("one_cycle", total_steps=4, pct_start=0.25).rate(0, 1.0) == 1.0


def test_a_cycle_that_is_over_has_no_further_rate():
    schedule = create_schedule("one_cycle", total_steps=4)
    assert len(schedule.rates(1.0, 4)) == 4
    with pytest.raises(RangeError, match="epoch of one_cycle: got 5, expected at most total_steps, 4"):
        schedule.rate(5, 1.0)


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_family_of_rates_goes_as_its_members_do_one_by_one(name):
    rng = np.random.default_rng(2)
    rates, metrics = rng.uniform(0.01, 1.0, size=(2, 3)), rng.uniform(size=(10, 2, 3))
    schedule = create_schedule(name, **EXAMPLES[name])
    together = schedule.rates(rates, 10, metrics)
    assert together.shape == (10, 2, 3)
    for i, j in np.ndindex(2, 3):
        alone = schedule.rates(rates[i, j], 10, metrics[:, i, j])
        np.testing.assert_allclose(together[:, i, j], alone, rtol=1e-15)


@pytest.mark.parametrize("name", SCHEDULES)
@given(st.integers(1, 9), st.floats(1e-6, 10.0))
def test_a_state_kept_and_taken_up_again_goes_on_as_before(name, pause, rate):
    schedule, metrics = create_schedule(name, **EXAMPLES[name]), GOLDEN["metrics"]
    whole = schedule.rates(rate, 10, metrics)
    state = schedule.start(rate)
    for epoch in range(pause):
        state = schedule.advance(state, metrics[epoch])
    again = create_schedule(name, **schedule.settings)
    found = []
    for epoch in range(pause, 10):
        found.append(state.learning_rate)
        state = again.advance(state, metrics[epoch])
    assert found == whole[pause:].tolist()


@given(st.floats(1e-6, 10.0), st.integers(1, 30))
def test_schedules_that_never_fall_are_no_schedule(rate, epochs):
    expected = [rate] * epochs
    for name, options in [("constant", {}), ("exponential", {"gamma": 1.0}), ("step", {"step_size": 40})]:
        assert create_schedule(name, **options).rates(rate, epochs).tolist() == expected


@given(st.sampled_from(["sgd", "adagrad", "rmsprop", "adam", "adamw"]), st.integers(1, 20))
def test_a_constant_schedule_walks_as_none(name, steps):
    scheduled = walk(create_optimizer(name, 12, learning_rate=0.1), create_schedule("constant"), steps)
    optimizer, parameters = create_optimizer(name, 12, learning_rate=0.1), GOLDEN["start"].copy()
    for _ in range(steps):
        optimizer.step(parameters, slope(parameters))
    assert parameters.tobytes() == scheduled[-1].tobytes()


@pytest.mark.parametrize(
    ("name", "options", "error", "message"),
    [
        ("cosin", {}, UnknownNameError, "schedule: got 'cosin', expected one of constant, step"),
        (
            "constant",
            {"gamma": 0.1},
            UnknownNameError,
            "option of constant: got 'gamma', expected one of no options",
        ),
        ("step", {}, RangeError, r"step_size of step: got nothing, expected a whole number in \[1, inf\)"),
        ("step", {"step_size": 2.5}, RangeError, "step_size of step: got 2.5"),
        ("step", {"step_size": True}, RangeError, "step_size of step: got True"),
        (
            "multistep",
            {"milestones": (1.5,)},
            RangeError,
            "milestones of multistep: got 1.5, expected a list of whole",
        ),
        ("multistep", {"milestones": 5}, RangeError, "milestones of multistep: got 5"),
        ("exponential", {"gamma": float("nan")}, NotFiniteError, "gamma of exponential: got nan"),
        ("cosine", {"T_max": 0}, RangeError, "T_max of cosine: got 0"),
        ("warm_restarts", {"T_0": 5, "T_mult": 0}, RangeError, "T_mult of warm_restarts: got 0"),
        (
            "warmup_cosine",
            {"T_max": 5, "start_factor": 0.0},
            RangeError,
            r"start_factor of .*: got 0.0, .*\(0, 1\]",
        ),
        (
            "one_cycle",
            {"total_steps": 9, "anneal_strategy": "sine"},
            RangeError,
            "got 'sine', expected one of cos, lin",
        ),
        ("one_cycle", {"total_steps": 9, "pct_start": 1.1}, RangeError, "pct_start of one_cycle: got 1.1"),
        ("reduce_on_plateau", {"factor": 1.0}, RangeError, "factor of reduce_on_plateau: got 1.0"),
    ],
)
def test_a_wrong_option_names_itself_what_came_and_what_is_allowed(name, options, error, message):
    with pytest.raises(error, match=message):
        create_schedule(name, **options)


def test_a_watching_schedule_without_a_loss_and_a_run_of_no_epochs_are_refused():
    schedule = create_schedule("reduce_on_plateau")
    assert schedule.watches_metric
    with pytest.raises(
        RangeError, match="metric of reduce_on_plateau: got nothing, expected the loss of the epoch"
    ):
        schedule.advance(schedule.start(0.1))
    with pytest.raises(RangeError, match="epochs: got 0, expected 1 or more"):
        schedule.rates(0.1, 0)


def test_every_schedule_says_what_it_is():
    assert set(EXAMPLES) == set(SCHEDULES)
    for name, schedule in SCHEDULES.items():
        assert schedule.name == name
        assert schedule.use.endswith(".")
        assert schedule.formula
        assert schedule.reference
        assert all(option.help.endswith(".") for option in schedule.table)
