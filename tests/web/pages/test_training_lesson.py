"""Lesson 9 says what the engine measures: every figure of its prose, and every run that it opens."""

import html
import re
from functools import cache
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest

from course.questions.training import epochs_to_low_loss
from panels.training.panel import PANEL, RUN
from panels.training.saved_states import SAVED_STATES, sgd
from tests.panels.reading import ask
from tests.panels.saved_runs import run, trained
from web.pages.url_state import read_state

pytestmark = pytest.mark.computes

LINK = re.compile(
    r'<a class="saved-state" href="([^"]+)" data-panel-named="training" data-saved-state="([^"]+)">'
)


@pytest.fixture(scope="module")
def page(app):
    return app.test_client().get("/lessons/training").text


@pytest.fixture(scope="module")
def words(page):
    return words_of(page)


def words_of(page):
    """What a reader reads, without the panel and the cards of terms."""
    text = re.sub(
        r"<nudge-training.*?</nudge-training>|<span class=\"term-card\".*?</span>", "", page, flags=re.S
    )
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", text)))


def of_run(name, **change):
    """How many of 50 seeds decide 95 % of the training examples right."""
    fields = {**SAVED_STATES[name].request, **change}
    return ask(RUN.seeds_operation, {**fields, "seeds": 50}).successes


def epochs(name):
    return epochs_to_low_loss(run(name))


def steps(name):
    return epochs(name) * run(name).settings.batches


def held_out(*names):
    return [run(name).final.validation_loss for name in names]


# A phrase of the prose, and what the engine puts into it.
SAID = {
    "batches": (
        "below 0.1 in {} epochs with all examples in one batch, and in {} epochs with batches of 10. "
        "The first way is {} steps, the second {}.",
        lambda: [each(name) for each in (epochs, steps) for name in ("all-at-once", "tens")],
    ),
    "the first loss": ("costs −ln ½ = ln 2 = {:.4f}", lambda: [run("whole").history.train_loss[0]]),
    "the first accuracy": (
        "wrong for the other: {:.0f} %",
        lambda: [100 * run("whole").history.train_accuracy[0]],
    ),
    "three classes": ("Three classes start at ln 3 = {:.4f}", lambda: [np.log(3)]),
    "drawn weights": ("at {:.4f} with this seed", lambda: [run("drawn-output").history.train_loss[0]]),
    "a loss of 0.5": ("gives the truth {:.0f} %", lambda: [100 * np.exp(-0.5)]),
    "misled": (
        "At epoch 11 the training loss of the circles has fallen to {:.3f}, and the held-out loss has risen "
        "to {:.3f}",
        lambda: [run("misled").history.train_loss[11], run("misled").history.validation_loss.max()],
    ),
    "all right": (
        "At epoch {} the last training example is decided right, at a loss of {:.3f}",
        lambda: [np.argmax(run("whole").history.train_accuracy), run("whole").history.train_loss[107]],
    ),
    "the end": ("still falls, to {:.4f} at the end", lambda: [run("whole").final.train_loss]),
    "no sharp limit": (
        "with 0.4, {} of 50 seeds get 95 % right, with 1.6",
        lambda: [of_run("rate-3.2", optimizer=sgd(0.4))],
    ),
    "just right": (
        "with η = 0.01 from {} of 50 seeds, with 0.1 from {}, and with 1 from {}.",
        lambda: [
            of_run("xor-stuck", network={}, optimizer=sgd(rate), epochs=2000) for rate in (0.01, 0.1, 1.0)
        ],
    ),
    "safe for Adam": (
        "{:.0f} % right after 300 epochs, and {:.0f} % after 3,000",
        lambda: [100 * run(name).final.train_accuracy for name in ("adam-0.001", "adam-0.001-long")],
    ),
    "activations": (
        "within 300 epochs {} of 50 seeds get 95 % of the circles right. With sigmoid units {} of the 50 do, "
        "with ReLU {}, with tanh {} and with ELU {}.",
        lambda: [of_run(name) for name in ("linear", "sigmoid", "relu", "whole", "elu")],
    ),
    "depth": (
        "Without a hidden layer {} of 50 seeds succeed, with one layer of three units all {}, with two "
        "layers {}, with four {}, and",
        lambda: [of_run(name) for name in ("no-layer", "one-layer", "whole", "four-layers")],
    ),
    "stuck in depth": (
        "one of the others stays at {:.0f} % even in 1,000 epochs",
        lambda: [100 * trained("four-layers-stuck", epochs=1000).final.train_accuracy],
    ),
    "few examples": (
        "{} examples and {} parameters: the held-out loss ends at {:.3f}, and with λ = 0.01 at {:.3f}.",
        lambda: [
            run("overfitting").settings.training,
            run("overfitting").settings.parameter_count,
            *held_out("overfitting", "l2"),
        ],
    ),
    "dropout": ("With a chance of 0.3 the same held-out loss ends at {:.3f}", lambda: held_out("dropout")),
    "early stopping": (
        "With a patience of 20 that is after {} epochs, back to epoch {}: {:.3f}",
        lambda: [
            run("early-stopping").history.epoch[-1],
            run("early-stopping").best_epoch,
            *held_out("early-stopping"),
        ],
    ),
    "more data": ("the same network ends at {:.3f}", lambda: held_out("more-data")),
    "plateau": ("{:.3f} after 300 epochs", lambda: [run("plateau").final.train_loss]),
    "dead": ("the loss is {:.4f} again", lambda: [run("dead").final.train_loss]),
    "divergence": ("here in epoch {}", lambda: [run("divergence").diverged_at]),
    "overfitting": (
        "the other has turned at epoch {}",
        lambda: [np.argmin(run("overfitting").history.validation_loss)],
    ),
    "ReLU on XOR": (
        "with η = 0.5 and 500 epochs, {} of 50 seeds succeed with ReLU, and {} with tanh",
        lambda: [of_run("born-dead", network={"hidden_activation": name}) for name in ("relu", "tanh")],
    ),
    "dead on XOR": ("In {} of the {} failures units have died", lambda: failures_and_dead()),
}


def failures_and_dead():
    """Of 50 runs of a small ReLU network on XOR: how many fail with dead units, and how many fail."""
    network = SAVED_STATES["born-dead"].request["network"]
    runs = [trained("born-dead", network={**network, "seed": seed}) for seed in range(50)]
    failed = [run for run in runs if run.final.train_accuracy < 1.0]
    dead = [run for run in failed if run.diagnosis and run.diagnosis[0].problem == "dead_units"]
    return [len(dead), len(failed)]


@cache
def said(about):
    return say(about)


def say(about):
    phrase, measure = SAID[about]
    return phrase.format(*measure())


@pytest.mark.parametrize("about", SAID)
def test_the_prose_says_what_the_engine_measures(words, about):
    assert said(about) in words


def test_where_steps_are_long_the_prose_says_how_far_the_shares_move(words):
    """Processors differ by one to three of fifty there; the bounds leave as much again on both sides."""
    assert "with 1.6 between 40 and 45, with 3.2 about half, with 6.4 hardly any." in words
    middle, long, longest = (of_run("rate-3.2", optimizer=sgd(rate)) for rate in (1.6, 3.2, 6.4))
    assert 40 <= middle <= 45
    assert 21 <= long <= 30
    assert longest <= 4


# Numbers of the prose that no run makes: what is set, what is read elsewhere, what is shorthand.
GIVEN = {
    "how long and how fast": "10 100 0.3 20 45 0.4 1.6 3.2 6.4 0.01 0.1 0.001",
    "how far shares move, tested by itself": "40 45 50",
    "the truth table and its network": "2,000 2 3 1 0.5",
    "a demonstration somewhere, and a start from nothing": "0.5 60 0 2 0.6931 50",
}


def test_every_number_of_the_prose_is_measured_above_or_given(page):
    """One that is neither could be anything, and depend on the processor."""
    asked = r"<nudge-question.*?</nudge-question>|<span class=\"live\".*?</span>|L2(?=<)"
    prose = words_of(re.sub(asked, "", page, flags=re.S)).split("One round, many times", 1)[1]
    measured = [said(about) for about in SAID]
    assert all(phrase in prose for phrase in measured)
    for phrase in measured:
        prose = prose.replace(phrase, "")
    numbers = set(re.findall(r"\d+(?:[.,]\d+)*", prose))
    assert numbers <= set(" ".join(GIVEN.values()).split())


def test_every_experiment_is_linked_and_nothing_else(page):
    linked = {name for _, name in LINK.findall(page)}
    settled = {"zeros"}  # opened by its question
    assert linked | settled == set(SAVED_STATES)


def test_a_link_is_an_address_that_opens_the_run_at_its_epoch(page, client):
    for address, name in set(LINK.findall(page)):
        target = urlsplit(html.unescape(address))
        state = read_state(PANEL, parse_qsl(target.query, keep_blank_values=True), "training.")
        experiment = SAVED_STATES[name]
        assert (state.trouble, state.asked) == ("", experiment.request)
        assert state.request == PANEL.request.model_validate(dict(experiment.request))
        assert state.view.epoch == experiment.view["epoch"]
        assert state.view.epoch in run(name).history.epoch
        assert f'id="{target.fragment}"' in page
    assert client.get(f"/lessons/training?{target.query}").status_code == 200
