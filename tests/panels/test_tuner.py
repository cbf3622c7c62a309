"""The tuner: what searches try, that trials are runs of the training panel, what the best is worth."""

import subprocess
import sys
from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest
from pydantic import ValidationError

from app import create_app
from nn_core.metrics.mean_interval import mean_interval
from panel_kit.runs.record import trainer_of
from panels.tuner import PANEL
from panels.tuner.compute import parts_of
from panels.tuner.importance import BEST_SHARE, importance_of, shares_of
from panels.tuner.jobs import DEALT, run_of
from panels.tuner.parts import with_part
from panels.tuner.ranking import best_so_far, loss_of
from panels.tuner.request import RERUNS, WORK, TunerRequest
from panels.tuner.running import OUTCOMES, RERUNS_KEPT, families_of, outcomes_of
from panels.tuner.states import EFFECTS, PRESETS
from panels.tuner.study import Study
from tests.panels.reading import ask, numbers_said

pytestmark = pytest.mark.computes

SMALL = {"dataset": {"samples": 40}, "epochs": 6, "trials": 20}
NARROW = {"space": {"neurons": {"high": 4}, "layers": {"high": 2}, "batch_size": {"low": 10}}}


STARTED = """
import sys
from app import create_app

client = create_app().test_client()
for send in (
    lambda: client.get("/panels/tuner"),
    lambda: client.post("/api/v1/tuner", json={"begin": False}),
    lambda: client.post("/api/v1/tuner", json={"trials": 1, "epochs": 1, "dataset": {"samples": 20}}),
):
    print(send().status_code, "optuna" in sys.modules)
"""


def requested(**fields):
    return TunerRequest.model_validate({**SMALL, **fields})


@pytest.fixture(scope="module")
def small():
    return ask(PANEL, SMALL)


@pytest.fixture(scope="module")
def many():
    """48 trials, hardly trained: enough to tell which setting mattered."""
    return ask(PANEL, {**SMALL, "trials": 48, "epochs": 1}).trials


def test_all_values_lie_within_the_space_and_the_rate_is_spread_over_powers_of_ten(small):
    space = requested().space
    for name, ends in space.ranges.items():
        values = [getattr(trial.values, name) for trial in small.trials]
        assert min(values) >= ends.low, name
        assert max(values) <= ends.high, name
    assert {trial.values.activation for trial in small.trials} == set(space.activation)
    rates = np.log([trial.values.learning_rate for trial in small.trials])
    middle = np.log([space.learning_rate.low, space.learning_rate.high]).mean()
    assert 4 <= (rates < middle).sum() <= 16


def test_a_grid_of_64_trials_in_six_settings_tests_two_rates_where_random_search_tests_64():
    def rates(method):
        study = Study(requested(method=method, trials=64))
        return {study.ask()["learning_rate"] for _ in range(64)}

    assert len(rates("grid")) == 2
    assert len(rates("random")) >= 62  # three digits of each are kept


def test_a_grid_tries_every_combination_once():
    request = requested(method="grid", trials=64)
    study = Study(request)
    tried = [tuple(study.ask().items()) for _ in range(request.planned)]
    assert len(set(tried)) == request.planned == 64


def test_a_grid_of_one_setting_has_as_many_values_as_there_are_trials():
    result = ask(PANEL, {**EFFECTS["rate"], "trials": 5, "epochs": 1})
    assert result.grid == [5]
    assert result.parameters == ["learning_rate"]
    rates = sorted(trial.values.learning_rate for trial in result.trials)
    assert np.diff(np.log(rates)) == pytest.approx(np.log(1e4) / 5, rel=0.01)


@pytest.mark.parametrize("number", [0, 7])
def test_a_trial_is_the_run_that_the_training_panel_makes_of_its_settings(small, number):
    trial = small.trials[number]
    trainer = trainer_of(run_of(requested(), vars(trial.values)).setup)
    *_, last = trainer.run()
    assert float(last.validation_loss) == pytest.approx(trial.loss, rel=1e-9)
    assert float(last.validation_accuracy) == trial.accuracy


def test_trials_that_differ_in_the_rate_alone_are_one_family_and_fare_as_they_do_alone():
    request = TunerRequest.model_validate({**EFFECTS["rate"], **SMALL, "trials": 4})
    study = Study(request)
    asked = [study.ask() for _ in range(4)]
    assert families_of(asked, 4) == [[0, 1, 2, 3]]
    assert families_of(asked, 3) == [[0, 1, 2], [3]]
    OUTCOMES._results.clear()
    together = dict(found for found in outcomes_of(request, asked) if isinstance(found, tuple))
    OUTCOMES._results.clear()
    for place, values in enumerate(asked):
        (alone,) = (found for found in outcomes_of(request, [values]) if isinstance(found, tuple))
        assert alone[1].loss == pytest.approx(together[place].loss, rel=1e-9)


def test_the_model_based_search_learns_from_its_trials():
    """After ten at random, it proposes where trials were told to be good: here, low rates."""
    study = Study(requested(method="tpe", trials=40))
    rates = []
    for number in range(40):
        rates.append(study.ask()["learning_rate"])
        study.tell(number, np.log(rates[-1]))
    assert np.median(rates[30:]) < 0.3 * np.median(rates[:10])


def test_a_longer_search_begins_like_a_shorter_one(small):
    longer = ask(PANEL, {**SMALL, "trials": 22})
    assert longer.trials[:20] == small.trials


def test_halving_trains_a_third_of_the_trials_three_times_as_long():
    result = ask(PANEL, {**SMALL, "method": "halving", "trials": 18, "epochs": 18})
    epochs = sorted(trial.epochs for trial in result.trials)
    assert epochs == [2] * 12 + [6] * 4 + [18] * 2
    assert result.epochs == sum(epochs)
    completed = [trial for trial in result.trials if trial.status == "completed"]
    pruned = [trial for trial in result.trials if trial.status == "pruned"]
    assert {trial.epochs for trial in completed} == {18}
    assert len(completed) + len(pruned) == 18
    assert result.winner.number in {trial.number for trial in completed}


def test_what_halving_trains_to_the_end_fares_as_it_does_under_random_search():
    fields = {**SMALL, "trials": 6, "epochs": 9}
    whole = ask(PANEL, fields)
    halved = ask(PANEL, {**fields, "method": "halving"})
    for trial in halved.trials:
        if trial.status == "completed":
            assert trial.loss == pytest.approx(whole.trials[trial.number].loss, rel=1e-9)


def test_the_lowest_so_far_and_the_best_tenth(small):
    losses = np.array([trial.loss for trial in small.trials])
    assert small.best == list(np.minimum.accumulate(losses))
    assert small.top == list(np.argsort(losses, kind="stable")[:2])
    assert small.winner.validation == losses.min()


def test_the_winner_is_trained_again_from_ten_other_seeds(small):
    winner = small.winner
    assert len(winner.rerun) == len(winner.rerun_test) == RERUNS
    assert len(set(winner.rerun)) == RERUNS
    told = mean_interval(winner.rerun)
    assert (winner.rerun_mean.mean, winner.rerun_mean.high) == (told.mean, told.high)


def test_the_winner_of_many_is_lucky():
    """Over ten searches, what a winner won with is lower than what its settings come to from other seeds."""
    gaps = []
    for seed in range(10):
        winner = ask(PANEL, {**SMALL, "trials": 8, "epochs": 20, "seed": seed}).winner
        gaps.append(np.mean(winner.rerun) - winner.validation)
    assert mean_interval(gaps).sign == 1


def test_importance_is_that_of_optuna_and_its_interval_holds_it(many):
    import optuna

    from panels.tuner.study import distributions_of

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    request = requested()
    distributions = distributions_of(request.space, optuna)
    study = optuna.create_study()
    for trial in many:
        params = {name: getattr(trial.values, name) for name in distributions}
        made = optuna.trial.create_trial(params=params, distributions=distributions, value=trial.loss)
        study.add_trial(made)
    evaluator = optuna.importance.PedAnovaImportanceEvaluator(target_quantile=BEST_SHARE)
    theirs = evaluator.evaluate(study, params=list(distributions))
    ours = importance_of(request, many)
    for each in ours:
        assert each.share == pytest.approx(theirs[each.parameter] / sum(theirs.values()), abs=0.12)
        assert 0.0 <= each.low <= each.high <= 1.0
    assert sum(each.share for each in ours) == pytest.approx(1.0)
    assert importance_of(request, many[:10]) == []


def test_a_setting_that_decides_alone_is_told_apart_and_one_like_others_is_not(many):
    """Losses that are the rate's alone: its importance is far above all others. By lot, none is."""
    rng = np.random.default_rng(0)
    lots = [replace(trial, loss=float(rng.uniform())) for trial in many]
    assert any(each.like_first for each in importance_of(requested(), lots)[1:])
    made = [replace(trial, loss=trial.values.learning_rate) for trial in many]
    first, *others = importance_of(requested(), made)
    assert first.parameter == "learning_rate"
    assert not any(each.like_first for each in others)


def test_a_draw_that_takes_a_trial_twice_is_the_trials_with_it_twice(small):
    trials = sorted(small.trials, key=lambda trial: trial.loss)
    space = requested().space
    times = np.ones((1, 20), dtype=np.int64)
    times[0, 3], times[0, 5] = 2, 0
    twice = [*trials[:4], trials[3], *trials[4:5], *trials[6:]]
    alone = shares_of(space, twice, np.ones((1, 20), dtype=np.int64))
    assert shares_of(space, trials, times) == pytest.approx(alone)


@pytest.mark.parametrize(("method", "trials"), [("tpe", 16), ("grid", 4), ("random", 4), ("halving", 4)])
def test_the_same_request_gives_the_same_bytes_whatever_is_known(method, trials):
    """Few trials: TPE looks back after ten. Two processes: tests/web/api/test_same_bytes.py"""
    fields = {"dataset": {"samples": 20}, "trials": trials, "epochs": 3, "method": method}

    def told():
        answer = create_app().test_client().post("/api/v1/tuner", json=fields)
        assert answer.status_code == 200
        return sha256(answer.data).hexdigest()

    known = told()
    OUTCOMES._results.clear()
    RERUNS_KEPT._results.clear()
    DEALT._results.clear()
    assert told() == known


def test_before_it_begins_a_search_says_what_it_is_and_how_long_it_takes():
    whole = parts_of(requested())
    before = ask(PANEL, {**SMALL, **PANEL.opening({})})
    first = next(whole)
    assert (before.planned, before.seconds) == (20, first["seconds"])
    assert (before.trials, before.winner, before.status) == ([], None, "planned")
    assert before.sentence == (
        f"Nothing is tried yet. The search has 20 trials, about {before.seconds:.1f} s of computing."
    )
    assert not PANEL.operation.cost(requested(begin=False)).takes_long
    assert PANEL.operation.cost(requested()).takes_long


def test_parts_come_trial_by_trial_and_say_how_far_the_search_is():
    OUTCOMES._results.clear()
    parts = [part for part in parts_of(requested(trials=5)) if part]
    told = [trial.number for part in parts for trial in part.get("trials", ())]
    assert sorted(told) == list(range(5))  # none is told twice
    assert parts[0]["sentence"] == "0 of five trials."
    assert parts[0]["seconds"] > 0.0
    last = [part for part in parts if part.get("trials")][-1]
    assert last["sentence"].startswith("5 of five trials. The best so far")


def test_parts_grow_with_the_trials_and_not_with_their_square():
    """Twice the trials are about twice the bytes, and what is put together is the answer."""

    def sent(trials):
        fields = {**SMALL, "epochs": 1, "trials": trials}
        parts = [part for part in parts_of(requested(**fields)) if part]
        whole, known = ask(PANEL, fields), PANEL.operation.join(parts)
        assert (known.trials, known.best, known.winner) == (whole.trials, whole.best, whole.winner)
        return sum(len(repr(part)) for part in parts[1:])

    assert sent(24) < 2.5 * sent(12)


def test_trials_that_halving_goes_on_with_come_again_and_the_parts_are_the_answer():
    request = requested(method="halving", trials=9, epochs=9, dataset={"samples": 20})
    known = {"trials": [], "best": []}
    for part in parts_of(request):
        known = with_part(known, part)
        assert [trial.number for trial in known["trials"]] == list(range(len(known["best"])))
        assert known["best"] == best_so_far([loss_of(trial) for trial in known["trials"]])
    assert sorted(trial.epochs for trial in known["trials"]) == [1] * 6 + [3] * 2 + [9]


def test_digits_are_learned_too():
    result = ask(PANEL, {**SMALL, "dataset": {"name": "digits", "samples": 100}, "trials": 3})
    assert result.title == "Digits, 100 examples"
    assert result.constant == pytest.approx(np.log(10), abs=0.05)
    assert all(trial.test_loss > 0.0 for trial in result.trials)


def test_every_number_of_the_sentence_is_one_of_the_result(small):
    winner = small.winner
    means = (winner.rerun_mean, winner.rerun_test_mean)
    known = [winner.validation, *(each for mean in means for each in vars(mean).values())]
    told = {f"{value:.3f}" for value in known}
    assert set(numbers_said(small.sentence)) <= told


def test_what_would_take_too_long_is_refused_before_it_begins():
    with pytest.raises(ValidationError, match="allowed: at most"):
        requested(trials=128, epochs=300, dataset={"samples": 400}, space={"batch_size": {"low": 2}})
    for fields in PRESETS.values():
        assert TunerRequest.model_validate(fields).most_work <= WORK
    with pytest.raises(ValidationError, match="at most high"):
        requested(space={"layers": {"low": 3, "high": 2}})


def test_a_server_that_has_shown_the_panel_has_not_loaded_optuna():
    """A start, and whoever opens the page, is no slower and no larger for it; a search loads it."""
    done = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["200", "False", "200", "False", "200", "True"]


def test_the_program_is_the_run_that_won_and_there_is_none_for_scikit_learn(small):
    programs = PANEL.programs(requested())
    assert programs["sklearn"] is None
    assert not PANEL.has_sklearn
    assert f"\n# Trial {small.winner.number + 1} of the search: " in programs["numpy"].text
