"""What lesson 9 says holds however the last digits are rounded, and so on other processors too.

Every weight that a run starts from is moved by its last few bits, more than processors differ by. A run that
does not care ends where it did; a figure that hangs on one that does is found here, on any machine.
``python3 run.py test --cpus`` plays the processors themselves.
"""

from functools import cache

import pytest

from panel_kit.specs.training_network import TrainingNetwork
from panels.training.saved_states import SAVED_STATES
from tests.panels.saved_runs import run, trained
from tests.web.pages import test_training_lesson as lesson
from tests.web.pages.fresh_examples import WAYS, fresh_losses

MOVED = 1.0 + 2.0**-48
build_for_training = TrainingNetwork.build_for_training


def moved(network, dropout=0.0):
    """The network that a run starts from, with other last bits. Equal units stay equal, and 0 stays 0."""
    start = build_for_training(network, dropout)
    return start.with_parameters(start.parameters * MOVED)


@cache
def run_of_moved(name):
    return trained(name)


@cache
def fresh_examples_of_moved():
    return {way: fresh_losses(way) for way in WAYS}


@pytest.fixture(scope="module")
def words(app):
    return lesson.words_of(app.test_client().get("/lessons/training").text)


@pytest.mark.parametrize("about", lesson.SAID)
def test_the_prose_says_the_same_of_runs_with_other_last_bits(monkeypatch, words, about):
    monkeypatch.setattr(TrainingNetwork, "build_for_training", moved)
    monkeypatch.setattr(lesson, "run", run_of_moved)
    monkeypatch.setattr(lesson, "on_fresh_examples", fresh_examples_of_moved)
    assert lesson.say(about) in words


@pytest.mark.parametrize("name", SAVED_STATES)
def test_a_run_with_other_last_bits_is_diagnosed_the_same(monkeypatch, name):
    findings = [finding.problem for finding in run(name).diagnosis]
    monkeypatch.setattr(TrainingNetwork, "build_for_training", moved)
    assert [finding.problem for finding in run_of_moved(name).diagnosis] == findings
