"""What a schedule buys: rates, the fair comparison, its verdict by hand, and what is refused."""

import numpy as np
import pytest
from pydantic import ValidationError

from nn_core import train
from nn_core.schedules import SCHEDULES, create_schedule
from panel_kit.runs.result import ran_out_of_time
from panels.schedule import PANEL
from panels.schedule.comparison import difference_of, shares_of
from panels.schedule.panel import rates_of
from panels.schedule.request import GRID, STEPS, WORK, ScheduleRequest, dearest
from panels.schedule.runs import places
from panels.schedule.words import verdict_of
from tests.panels.reading import ask

SMALL = {"epochs": 6, "seeds": 3, "batch_size": 5, "dataset": {"samples": 20}}


@pytest.fixture(scope="module")
def default():
    """The panel as it first opens."""
    return ask(PANEL, {})


def alone(rate, seed, schedule="constant", **options):
    """The final loss of one run, trained by itself."""
    request = ScheduleRequest.model_validate(SMALL)
    data = request.dataset.dataset
    spec = {"schedule": schedule, "schedule_options": options}
    run = train(
        request.drawn(seed), data.inputs, data.targets,
        loss="mse", learning_rate=rate, epochs=6, batch_size=5, seed=seed, **spec,
    )  # fmt: skip
    return run.history.train_loss[-1]


def test_every_run_is_the_one_it_would_be_alone():
    result = ask(PANEL, SMALL | {"learning_rate": 0.1})
    scheduled = [alone(0.1, seed, "cosine", T_max=6) for seed in (0, 1, 2)]
    np.testing.assert_allclose(result.final_losses, scheduled, rtol=1e-9)
    best = result.constant.learning_rate
    np.testing.assert_allclose(
        result.constant.final_losses, [alone(best, seed) for seed in (0, 1, 2)], rtol=1e-9
    )


def test_the_best_constant_rate_has_the_lowest_mean_of_all_that_were_tried(default):
    constant = default.constant
    assert constant.rates.tolist() == list(GRID)
    known = np.where(np.isnan(constant.mean_losses), np.inf, constant.mean_losses)
    assert constant.learning_rate == GRID[int(np.argmin(known))]
    assert constant.final_losses.mean() == known.min()
    assert not constant.at_edge


def test_the_best_rate_against_itself_differs_by_nothing(default):
    result = ask(PANEL, {"name": "constant", "learning_rate": default.constant.learning_rate})
    assert result.difference.by_seed == pytest.approx(0.0, abs=1e-9)
    assert result.verdict == "not distinguishable" or abs(result.difference.mean) < 1e-9


def test_a_cosine_makes_a_large_rate_usable_and_a_good_one_worse(default):
    assert default.verdict == "better"
    assert default.difference.high < 0.0
    assert default.shares.lower.count >= 9
    same = ask(PANEL, {"learning_rate": default.constant.learning_rate})
    assert same.verdict == "worse"
    stays = ask(PANEL, {"name": "constant"})
    assert stays.verdict == "worse"


def test_the_lesson_says_of_each_state_what_comes_of_it():
    better = ("restarts", "one-cycle", "plateau")
    worse = ("ends-on-a-restart", "momentum-stays", "whole")
    verdicts = {name: ask(PANEL, PANEL.saved_states[name].request).verdict for name in better + worse}
    assert verdicts == dict.fromkeys(better, "better") | dict.fromkeys(worse, "worse")


def test_the_sentence_says_what_was_found(default):
    said = default.sentence
    assert said.startswith("Cosine: from 0.150 to")
    assert f"with {default.shares.lower.count} of 10 seeds" in said
    assert said.endswith("the schedule is better.")


@pytest.mark.parametrize("name", SCHEDULES)
def test_the_rates_are_the_schedules(name):
    request = ScheduleRequest.model_validate({**SMALL, "name": name, "learning_rate": 0.05})
    known = rates_of(request)
    schedule = create_schedule(name, **known["options"])
    if name == "reduce_on_plateau":
        result = ask(PANEL, {**SMALL, "name": name, "learning_rate": 0.05, "patience": 0, "threshold": 0.5})
        lowering = create_schedule(name, **result.options)
        expected = lowering.rates(0.05, 6, result.loss[1:])
        assert result.falls
        np.testing.assert_allclose(result.learning_rate, expected, rtol=1e-12)
        return
    moves = 24 if name == "one_cycle" else 6
    np.testing.assert_array_equal(known["learning_rate"], schedule.rates(0.05, moves))
    assert known["unit"] == ("batch" if name == "one_cycle" else "epoch")


def test_a_warm_up_may_move_on_after_every_batch():
    result = ask(PANEL, {**SMALL, "name": "warmup_cosine", "schedule_by": "batch", "total_iters": 8})
    # 20 examples in batches of 5: 4 steps in an epoch, the peak after two epochs
    assert len(result.learning_rate) == 24
    assert int(np.argmax(result.learning_rate)) == 8
    assert result.options["T_max"] == 16


def test_the_rates_are_told_before_anything_is_trained(monkeypatch):
    monkeypatch.setattr("panels.schedule.runs.Trainer", None)
    first = next(PANEL.operation.run(ScheduleRequest()))
    assert len(first["learning_rate"]) == 40
    assert "loss" not in first
    assert "best constant" not in first["sentence"]


def test_the_parts_come_rates_first_then_losses_then_the_comparison():
    parts = [part for part in PANEL.operation.run(ScheduleRequest.model_validate(SMALL)) if part]
    assert ["learning_rate" in parts[0], "loss" in parts[1], "verdict" in parts[2]] == [True, True, True]
    assert len(parts) == 3


# Differences −3, −1, −2: mean −2, s = 1, t of two degrees 4.3027, so ± 4.3027 / √3 = 2.4841
def test_the_verdict_is_read_off_the_interval_by_hand():
    difference = difference_of(np.array([-3.0, -1.0, -2.0]))
    assert difference.high == pytest.approx(-2.0 + 2.4841, abs=1e-4)
    assert verdict_of(difference) == "not distinguishable"
    assert verdict_of(difference_of(np.array([-3.0, -2.9, -3.1]))) == "better"
    assert verdict_of(difference_of(np.array([3.0, 2.9, 3.1]))) == "worse"
    assert verdict_of(difference_of(np.array([-3.0, np.nan, -3.1]))) == "diverged"


def test_a_run_that_left_the_numbers_ends_higher_than_any():
    shares = shares_of(np.array([np.nan, 1.0, 2.0, np.nan]), np.array([5.0, 2.0, 2.0, np.nan]))
    assert (shares.lower.count, shares.higher.count) == (1, 1)


def test_a_schedule_that_diverges_is_a_result():
    result = ask(PANEL, {**SMALL, "name": "constant", "learning_rate": 1000.0, "epochs": 20})
    assert result.verdict == "diverged"
    assert np.isnan(result.loss[-1])
    assert result.difference.mean is None
    assert "left the finite numbers" in result.sentence


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": "reduce_on_plateau", "schedule_by": "batch"}, "schedule_by"),
        ({"name": "one_cycle", "total_steps": 799}, "total_steps"),
        ({"name": "one_cycle", "optimizer": "adagrad", "cycle_momentum": True}, "cycle_momentum"),
        ({"gamma": 0.5}, "gamma"),
        ({"dataset": {"samples": 81}, "batch_size": 1, "epochs": 100}, "epochs"),
        ({**dearest(0), "epochs": dearest(0)["epochs"] + 1}, "epochs"),
    ],
)
def test_what_has_no_meaning_or_costs_too_much_is_refused(fields, field):
    with pytest.raises(ValidationError) as refused:
        ScheduleRequest.model_validate(fields)
    assert field in str(refused.value)


def test_the_limits_may_be_reached():
    steps = ScheduleRequest.model_validate({"dataset": {"samples": 80}, "batch_size": 1, "epochs": 100})
    assert steps.epochs * steps.batches == STEPS
    most = ScheduleRequest.model_validate(dearest(3))
    assert 0.9 * WORK < most.work <= WORK


def test_long_runs_are_drawn_at_sixty_places_and_both_ends():
    assert places(3) == [0, 1, 2, 3]
    assert len(places(200)) <= 62
    assert (places(200)[0], places(200)[-1]) == (0, 200)


def test_runs_that_the_time_limit_ends_are_not_compared_and_not_kept(monkeypatch):
    asked = SMALL | {"network": {"seed": 4321}}  # nobody else has asked for it, so nothing is kept of it
    monkeypatch.setattr("panels.schedule.runs.SECONDS", 1e-9)
    result = ask(PANEL, asked)
    assert (result.status, result.verdict) == ("stopped_at_limit", "stopped")
    assert "Stopped after 1 of 6 epochs, for the time was up" in result.sentence
    assert ran_out_of_time(result)
    assert np.isfinite(result.mean_loss[-1])  # its own runs were not ended
    monkeypatch.setattr("panels.schedule.request.SECONDS", 1e-9)
    assert np.isnan(ask(PANEL, asked).mean_loss[2:]).all()
    monkeypatch.undo()
    assert ask(PANEL, asked).status == "completed"
