"""Lesson 9 says what the engine measures: every figure of its prose, and every run that it opens."""

import html
import math
import re
from functools import cache
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest

from course.questions.training import epochs_to_low_loss
from nn_core import Network
from panels.training.panel import PANEL, RUN
from panels.training.saved_states import SAVED_STATES, sgd
from tests.panels.reading import ask
from tests.panels.saved_runs import run, trained
from tests.web.pages.fresh_examples import WAYS, fresh_losses, mean_and_margin
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
    "a loss of 0.5": ("give the truth a probability of {:.0f} %", lambda: [100 * np.exp(-0.5)]),
    "classes that do not balance": (
        "the loss would fall from {:.4f} to {:.4f}, and no further",
        lambda: [
            run("zeros").history.train_loss[0],
            trained("zeros", dataset={"name": "circles", "balance": 0.3}).final.train_loss,
        ],
    ),
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
        "With linear units {}, for they draw one straight line; with sigmoid units {} ({:.0f} to {:.0f} %), "
        "with ReLU {} ({:.0f} to {:.0f} %), with tanh {} ({:.0f} to {:.0f} %), with ELU {} ({:.0f} to "
        "{:.0f} %).",
        lambda: [of_run("linear"), *counted("sigmoid", "relu", "whole", "elu")],
    ),
    "depth": (
        "Without a hidden layer {} of 50 seeds succeed, for the boundary is a straight line. With one layer "
        "of three units {} do ({:.0f} to {:.0f} %), with two layers {} ({:.0f} to {:.0f} %), with four {} "
        "({:.0f} to {:.0f} %)",
        lambda: [of_run("no-layer"), *counted("one-layer", "whole", "four-layers")],
    ),
    "stuck in depth": (
        "one of the others stays at {:.0f} % even in 1,000 epochs",
        lambda: [100 * trained("four-layers-stuck", epochs=1000).final.train_accuracy],
    ),
    "few examples": (
        "{} examples and {} parameters the held-out loss ends at {:.3f}, and with λ = 0.01 at {:.3f}.",
        lambda: [
            run("overfitting").settings.training,
            run("overfitting").settings.parameter_count,
            *held_out("overfitting", "l2"),
        ],
    ),
    "dropout": ("With 0.3 the same held-out loss ends at {:.3f}", lambda: held_out("dropout")),
    "early stopping": (
        "With a patience of 20 that is after {} epochs, back to epoch {}, with a held-out loss of {:.3f}. "
        "That number is a little too good: it is the lowest of {},",
        lambda: [
            run("early-stopping").history.epoch[-1],
            run("early-stopping").best_epoch,
            *held_out("early-stopping"),
            len(run("early-stopping").history.epoch),
        ],
    ),
    "more data": ("bring the loss to {:.3f}", lambda: held_out("more-data")),
    "plateau": ("{:.3f} after 300 epochs", lambda: [run("plateau").final.train_loss]),
    "dead": ("the loss is {:.4f} again", lambda: [run("dead").final.train_loss]),
    "divergence": ("here in epoch {}", lambda: [run("divergence").diverged_at]),
    "overfitting": (
        "the other rises after epoch {}",
        lambda: [np.argmin(run("overfitting").history.validation_loss)],
    ),
    "ReLU on XOR": (
        "with η = 0.5 and 500 epochs, {} of 50 seeds succeed with ReLU ({:.0f} to {:.0f} %), and {} with "
        "tanh ({:.0f} to {:.0f} %)",
        lambda: [
            number
            for name in ("relu", "tanh")
            for number in shares("born-dead", network={"hidden_activation": name})
        ],
    ),
    "dead on XOR": (
        "In {} of the {} failures there are dead units at the end; but so there are in {} of the {} "
        "successes.",
        lambda: dead_and_all(),
    ),
    "fresh examples": (
        "{:.2f} to {:.2f} without a change, {:.2f} to {:.2f} with L2, {:.2f} to {:.2f} with ten times as "
        "many examples, {:.2f} to {:.2f} with early stopping, {:.2f} to {:.2f} with dropout.",
        lambda: [
            end
            for way in ("overfitting", "l2", "more-data", "early-stopping", "dropout")
            for end in outward(*mean_and_margin(on_fresh_examples()[way]))
        ],
    ),
}


def shares(name, **change):
    """How many of 50 seeds succeed, and the ends of the interval in percent."""
    result = ask(RUN.seeds_operation, {**SAVED_STATES[name].request, **change, "seeds": 50})
    return result.successes, 100 * result.low, 100 * result.high


def counted(*names):
    return [number for name in names for number in shares(name)]


@cache
def on_fresh_examples():
    return {way: fresh_losses(way) for way in WAYS}


def outward(mean, margin):
    """An interval with two decimals that holds all of it: it moves less with the last digits."""
    return math.floor(100 * (mean - margin)) / 100, math.ceil(100 * (mean + margin)) / 100


def dead_and_all():
    """Of 50 small ReLU networks on XOR: failures with dead units, failures; the same of successes."""
    network = SAVED_STATES["born-dead"].request["network"]
    runs = [trained("born-dead", network={**network, "seed": seed}) for seed in range(50)]
    failed = [run for run in runs if run.final.train_accuracy < 1.0]
    solved = [run for run in runs if run.final.train_accuracy == 1.0]
    return [sum(map(has_dead_units, failed)), len(failed), sum(map(has_dead_units, solved)), len(solved)]


def has_dead_units(run):
    """Whether some hidden unit gives 0 for all four examples at the end."""
    layers = run.network.layers
    trace = Network.from_weights(run.network.weights, run.network.biases, run.network.activations)
    hidden = trace.forward(run.data.inputs).layers[: len(layers) - 2]
    return any((layer.a == 0.0).all(axis=0).any() for layer in hidden)


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
    assert "with 1.6 between 40 and 45, with 6.4 hardly any." in words
    middle, long, longest = (of_run("rate-3.2", optimizer=sgd(rate)) for rate in (1.6, 3.2, 6.4))
    assert 40 <= middle <= 45
    assert 21 <= long <= 30
    assert longest <= 4


def test_what_is_said_to_be_more_than_chance_is():
    """Intervals apart, or, on the same draws, a mean difference whose interval leaves out 0."""
    ends = {name: shares(name)[1:] for name in ("sigmoid", "relu", "whole", "one-layer", "four-layers")}
    assert ends["sigmoid"][1] < ends["whole"][0]
    assert ends["four-layers"][1] < ends["one-layer"][0]
    assert ends["relu"][1] > ends["whole"][0]
    assert ends["four-layers"][1] > ends["whole"][0]
    losses = on_fresh_examples()
    for way in WAYS[1:]:
        assert np.count_nonzero(losses[way] < losses["overfitting"]) >= 18
    mean, margin = mean_and_margin(losses["l2"] - losses["more-data"])
    assert abs(mean) < margin


def test_of_those_that_succeed_with_long_steps_many_are_sooner():
    """Of the seeds below 0.1 with 3.2: with 1.6 the same seed takes longer in a good part, here 19 of 29."""
    runs = [
        ask(RUN.seeds_operation, {**SAVED_STATES["rate-3.2"].request, "optimizer": sgd(rate), "seeds": 50})
        for rate in (1.6, 3.2)
    ]
    is_low = [np.nan_to_num(np.array(each.train_loss, float), nan=np.inf) < 0.1 for each in runs]
    first = [np.where(low.any(axis=0), np.argmax(low, axis=0), len(low)) for low in is_low]
    succeed = is_low[1].any(axis=0)
    sooner = np.count_nonzero((first[1] < first[0])[succeed])
    assert 10 <= sooner < np.count_nonzero(succeed)


# Numbers of the prose that no run makes: what is set, what is read elsewhere, what is shorthand.
GIVEN = {
    "how long and how fast": "10 100 0.3 20 45 0.4 1.6 3.2 6.4 0.01 0.1 0.001 300 500 1,000",
    "what is usual": "0.1 0.5",
    "classes that do not balance": "30",
    "draws and intervals": "20 2,000 95",
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


def test_every_saved_state_is_linked_and_nothing_else(page):
    linked = {name for _, name in LINK.findall(page)}
    settled = {"zeros"}  # opened by its question
    assert linked | settled == set(SAVED_STATES)


def test_a_link_is_an_address_that_opens_the_run_at_its_epoch(page, client):
    for address, name in set(LINK.findall(page)):
        target = urlsplit(html.unescape(address))
        state = read_state(PANEL, parse_qsl(target.query, keep_blank_values=True), "training.")
        saved = SAVED_STATES[name]
        assert (state.trouble, state.asked) == ("", saved.request)
        assert state.request == PANEL.request.model_validate(dict(saved.request))
        assert state.view.epoch == saved.view["epoch"]
        assert state.view.epoch in run(name).history.epoch
        assert f'id="{target.fragment}"' in page
    assert client.get(f"/lessons/training?{target.query}").status_code == 200
