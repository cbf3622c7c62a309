"""No number of a lesson stands there because somebody once wrote it: it is measured here, or it is given.

Lesson 9, which is full of runs, has a file of its own. Numbers that the page computes when it is served, and
those of questions, are left out: other tests hold them to the engine.
"""

import json
import re

import numpy as np
import pytest

from bench import winners_luck
from bench.networks_beside_others import TARGET, lesson_table
from course.panels import all_panels
from course.syllabus import LESSONS
from nn_core import Network
from nn_core.datasets.bundled import CHECKSUMS
from nn_core.losses import get_loss
from panels.digits.data import SOURCE
from tests.panels.reading import ask_preset
from tests.web.pages.prose import WRITTEN, plain

pytestmark = pytest.mark.computes

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
COMPUTED = re.compile(r"<nudge-question.*?</nudge-question>|<span class=\"live\".*?</span>|L2(?=<)", re.S)
BACKPROP = all_panels()["backprop"]
FLOW = all_panels()["gradient-flow"]
FINDER = all_panels()["lr-finder"]
BUILT = all_panels()["architecture"]
APPROXIMATION = all_panels()["approximation"]


def cost(*probabilities):
    """The mean binary cross-entropy of probabilities for what is true."""
    terms = get_loss("bce").value(np.array([probabilities]), np.ones((1, len(probabilities))))
    return np.mean(terms)


def parameters(*sizes):
    return Network.create(list(sizes), rng=np.random.default_rng(0)).parameters.size


def by_hand():
    """The step that the lesson does by hand: gradients, new weight and bias, new answer, both losses."""
    one = ask_preset(BACKPROP, "0.0324")
    weight, bias = one.updated.weights[0][0][0], one.updated.biases[0][0]
    return [
        *(abs(one.gradients.weights[0][0][0]), abs(one.gradients.biases[0][0])),
        *(weight, bias, 2.0 * weight + bias, one.loss, one.loss_after),
    ]


def by_mazur():
    """The losses before and after one update, biases kept, by the preset that has his network."""
    (name,) = [preset.name for preset in BACKPROP.presets if "Mazur" in preset.name]
    one = ask_preset(BACKPROP, name)
    return [one.loss, one.loss_after]


def born_dead():
    """Of fifty narrow networks, how many are dead, and where the true share may lie."""
    narrow = FLOW.saved_states["narrow"].request
    bands = FLOW.compute(FLOW.request.model_validate(narrow)).bands
    shares = (bands.dead, bands.dead_low, bands.dead_high)
    return [bands.verdicts.count("dead"), *(100 * share for share in shares)]


def factor_without_batches():
    """How far apart ten seeds' suggestions are with all examples in every step."""
    return [FINDER.compute(state_of("all-at-once")).spread.factor.valley]


def wins_of(name):
    """From how many seeds the suggested rate wins."""
    return [FINDER.compute(state_of(name)).proof_verdict.wins[1]]


def built(name):
    """The network of a saved state."""
    return BUILT.compute(BUILT.request.model_validate(dict(BUILT.saved_states[name].request)))


def rows_of(name):
    return [layer.parameters for layer in built(name).layers]


def total_of(name):
    return built(name).parameters


def state_of(name):
    return FINDER.request.model_validate(dict(FINDER.saved_states[name].request))


def folds():
    """What the folds of depth make of their parameters, and one layer."""
    result = APPROXIMATION.compute(APPROXIMATION.request(how="folded"))
    made = result.folds
    return [made.parameters, result.linear_pieces, made.equal_most, made.wide_units, made.wide_parameters]


def table_beside_others():
    """The measured table, as the page says it."""
    made = lesson_table(json.loads(TARGET.read_text("utf-8")))
    return [plain(f"<article>{made}</article>").strip()]


def lucky_winners():
    """How many winners of searches did worse from other seeds, as it was measured."""
    return [winners_luck.sentence(json.loads(winners_luck.TARGET.read_text("utf-8")))]


# By lesson: a phrase, and what the engine puts into it
SAID = {
    "code": [("{}", table_beside_others)],
    "forward-pass": [("+ 3·1 + 1 = {}.", lambda: [parameters(2, 3, 3, 1)])],
    "loss": [
        ("costs {:.5f}, next to nothing", lambda: [cost(0.99)]),
        (
            "both decisions right, at a loss of {:.2f}. Probabilities of 0.99 and 0.49 make one wrong, at a "
            "lower loss: {:.2f}.",
            lambda: [cost(0.51, 0.51), cost(0.99, 0.49)],
        ),
    ],
    "backpropagation": [
        ("With its {} parameters", lambda: [parameters(2, 3, 3, 1)]),
        (
            "−{:.1f} for the weight and −{:.1f} for the bias, and gradient descent subtracts them, so both "
            "grow. With a learning rate of 0.01 the neuron moves to {:.3f} and {:.3f}, answers {:.2f}, and "
            "its loss falls from {:.4f} to {:.4f}.",
            by_hand,
        ),
        ("from {:.9f} to {:.9f} in one update with η = 0.5, biases kept", by_mazur),
        (
            "Of 50 networks of ten such layers, {} were: {:.0f} %, and with so few the true share may lie "
            "between {:.0f} and {:.0f} %.",
            born_dead,
        ),
    ],
    "tuner": [("{} did worse from other seeds than when they won.", lucky_winners)],
    "learning-rate": [
        ("agree to a factor of {:.0f}.", factor_without_batches),
        ("the suggested rate wins from {} of 5 seeds", lambda: wins_of("circles-proof")),
        ("it wins from {} of 5.", lambda: wins_of("sgd-proof")),
    ],
    "architecture": [
        (
            "is 3 × 4 + 4 = {} and 4 × 2 + 2 = {}, together {}.",
            lambda: [*rows_of("small"), total_of("small")],
        ),
        ("is {} + {} + {} = {}.", lambda: [*rows_of("xor"), total_of("xor")]),
        ("there are 784 × 128 + 128 = {:,}.", lambda: rows_of("digits")[:1]),
        ("One example takes {:,}", lambda: [built("digits").multiply_adds]),
        ("all parameters take {:,} bytes", lambda: [built("digits").bytes]),
        ("784→128→10 has {:,} parameters", lambda: [total_of("digits")]),
        ("between the {} parameters of XOR", lambda: [total_of("xor")]),
        ("have {} parameters here", lambda: [parameters(2, 8, 8, 6, 1)]),
        ("With {:,} parameters and 40", lambda: [parameters(2, 64, 64, 1)]),
        ("With {:,} parameters and 200", lambda: [parameters(2, 16, 6, 1)]),
        (
            "five layers of two, {} parameters, make {}. One layer with as many parameters has ten units and "
            "makes {} pieces at most. To make all 32 it takes {} units, {} parameters.",
            folds,
        ),
    ],
    "gradient-descent": [
        ("one output has {} parameters, and of {}", lambda: 2 * [parameters(2, 3, 3, 1)]),
        ("what they would do with all {}.", lambda: [parameters(2, 3, 3, 1)]),
    ],
}
# By lesson: what is set or chosen, what is defined, counted in a name or a shape, and what others wrote
GIVEN = {
    # What is said of the table: tests/test_networks_beside_others.py; numbers of bands and lessons; projects
    "code": "0 1 5 6 7 8 10 20 32 50 95 200 0.001 1,000 10,000",
    "neuron": "0 1 1.5 2 9 86 1958 1960 1962",
    "activations": "0 0.01 0.75 1 9 50",
    "forward-pass": "0 1 2 3 4 8 16 32",
    "loss": "0 1 99 0.51 0.99 0.49",
    # Of 5 seeds, below 0.001 and 0.003: tests/panels/test_gradient_flow.py trains them
    "backpropagation": "0 1 2 3 5 20 0.0324 0.90 0.5 0.291027924 0.1 0.01 0.001 0.003",
    # What is said of 50 and of ten starts: tests/panels/test_learning_rate.py trains them
    "learning-rate": "13 40 0.0464 0.15 0 0.0001 4.5 300 0.00001 "
    " 0.001 0.01 0.1 0.2 0.3 0.5 1 2 3 6.7 8 10 20 25 500 2,000",
    # What is said of rules of thumb: tests/panels/test_architecture.py trains them; what others counted
    "architecture": "1 2 3 4 8 9 10 12 16 30 32 40 60 128 152 175 200 300 784 0.01 0.001 1.8 39 0",
    # tests/panels/test_double_descent.py computes what is said of them; of the cures over 20 draws, measured
    # once and told with its interval, tests/panels/test_overfitting.py computes the order
    "generalization": "0 0.1 1 200 500 2019 40 20 1,000 0.01 0.003 95 95.5 96.2 96 0.02 56 53 60 2 0.5 1.14 "
    "0.97 1.31 0.76 0.62 0.90 0.63 0.3 0.50 0.76 0.41 0.60 0.28 0.27 0.29 0.54 0.46 0.61 0.31 0.35 0.33 "
    "0.37 0.34 0.40",
    # What is said of digits: tests/panels/test_digits.py trains them; the others are of their source and file
    # What is said of tumors: tests/panels/test_tumor.py computes it
    # The lessons whose network is asked
    # What is said of lent features: tests/panels/test_transfer.py computes it
    "predictions": "3 3.0 4 5 9 0 1 8 15 16 28 32 64 1,797 70,000 13 14 1998 2014 4 256 "
    "569 30 20 0.95 0.98 0.966 10 0.841 0.324 200 0.193"
    + " ".join(["", *NUMBER.findall(f"{SOURCE} {CHECKSUMS['digits.csv.gz']}")]),
    # tests/panels/test_tuner.py and tests/course/test_questions.py compute what is said of searches
    "tuner": "0 0.0001 0.003 0.01 0.02 0.05 0.1 0.5 0.6 0.75 1 2 4 8 10 16 20 30 32 46 50 60 64 90 "
    "100 120 300 400 2,000 2012 2023 5,760 95",
    "gradient-descent": "0 0.01 0.19 0.2 0.21 0.5 1 2 10 31 50 60",
}
INTERVAL = "95 % interval"


@pytest.fixture(scope="module", params=sorted(GIVEN))
def lesson(request):
    return request.param


def test_every_number_of_a_lesson_is_measured_here_or_given(app, lesson):
    """A new number of the prose belongs to SAID, with what computes it, or else to GIVEN."""
    words = plain(COMPUTED.sub("", app.test_client().get(f"/lessons/{lesson}").text))
    for phrase, measure in SAID.get(lesson, ()):
        said = phrase.format(*measure())
        assert said in words
        words = words.replace(said, "")
    words = words.replace(INTERVAL, "")  # the name of a term
    assert set(NUMBER.findall(words)) <= set(GIVEN[lesson].split())


def test_every_lesson_is_held_to_it():
    elsewhere = {"training"}  # test_training_lesson.py
    assert set(GIVEN) | elsewhere == {each.slug for each in WRITTEN}
    assert set(SAID) <= {each.slug for each in LESSONS}


def test_a_number_that_nobody_measures_is_found():
    words = plain("<article><p>In 1,000 epochs,</p> to <b>0.25</b> or −3. <nav>9</nav></article>")
    assert NUMBER.findall(words) == ["1,000", "0.25", "3"]
