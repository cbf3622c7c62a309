"""A search tries what its method proposes, and tells what came of it."""

import numpy as np
import pytest

from panel_kit.runs.request import TrainingRequest
from panel_kit.runs.search import Options, Proposal, Range, best_of, grid_search, random_search, search
from panels.training.panel import PANEL
from tests.panels.reading import ask

REQUEST = TrainingRequest.model_validate({"dataset": {"name": "moons", "samples": 60}, "epochs": 20})
RATE = Range("optimizer.learning_rate", 1e-4, 1.0, scale="log")
UNITS = Options("network.hidden", ([2], [8], [4, 4]))


def trials_of(method, request=REQUEST):
    return [trial for trial in search(request, method) if trial is not None]


def test_a_grid_tries_every_combination_once():
    trials = trials_of(grid_search((RATE, UNITS), 3))
    tried = [(trial.values[RATE.path], trial.values[UNITS.path]) for trial in trials]
    rates = [0.0001, 0.01, 1.0]
    assert [(pytest.approx(rate), units) for rate in rates for units in ([2], [8], [4, 4])] == tried
    assert [trial.number for trial in trials] == list(range(9))


def test_random_search_spreads_a_rate_over_its_powers_of_ten():
    method = random_search((RATE, UNITS), 400, np.random.default_rng(0))
    rates = [method((None,) * number).values[RATE.path] for number in range(400)]
    assert min(rates) >= 1e-4
    assert max(rates) <= 1.0
    counts, _ = np.histogram(np.log10(rates), bins=4, range=(-4, 0))
    assert (np.abs(counts - 100) < 40).all()  # four standard deviations are 35
    assert method((None,) * 400) is None


def test_the_loss_of_a_trial_is_that_of_its_run_on_the_held_out_examples():
    method = random_search((RATE, UNITS), 4, np.random.default_rng(1))
    for trial in trials_of(method):
        fields = {
            "dataset": {"name": "moons", "samples": 60},
            "epochs": 20,
            "optimizer": {"learning_rate": trial.values[RATE.path]},
            "network": {"hidden": trial.values[UNITS.path]},
        }
        assert trial.loss == ask(PANEL, fields).final.validation_loss
    assert best_of(()) is None


def test_with_early_stopping_the_loss_is_that_of_the_best_epoch():
    fields = {"dataset": {"name": "moons", "samples": 60}, "epochs": 300, "early_stopping": {"patience": 3}}
    fields |= {"optimizer": {"learning_rate": 0.5}}
    (trial,) = trials_of(
        lambda trials: None if trials else Proposal({}), TrainingRequest.model_validate(fields)
    )
    result = ask(PANEL, fields)
    assert (trial.status, trial.loss) == ("early_stopped", result.final.validation_loss)


def test_a_method_sees_what_came_of_its_trials_and_may_give_more_epochs():
    def halving(trials):
        """Three rates for few epochs, then the best of them for more."""
        if len(trials) < 3:
            return Proposal({RATE.path: (0.001, 0.1, 0.01)[len(trials)]}, 5)
        return Proposal(best_of(trials).values, 40) if len(trials) == 3 else None

    *short, long = trials_of(halving)
    assert [trial.epochs for trial in short] == [5, 5, 5]
    assert long.epochs == 40
    assert long.values == min(short, key=lambda trial: trial.loss).values


def test_what_may_not_be_asked_is_told_as_refused_and_the_search_goes_on():
    space = (Options(RATE.path, (-1.0, 0.1)),)
    refused, trained = trials_of(grid_search(space, 2))
    assert (refused.status, refused.loss) == ("refused", None)
    assert trained.status == "completed"


def test_whole_numbers_stay_whole_and_both_ends_are_reached():
    sizes = Range("batch_size", 1, 10, is_integer=True)
    assert [sizes.at(share) for share in (0.0, 0.5, 1.0)] == [1, 6, 10]
    assert {type(sizes.at(share)) for share in (0.0, 0.3, 1.0)} == {int}
