"""A question says all that decides it: whatever else changes, the same answer is right.

Each question is settled again under ten neighbors of its state: other seeds, inputs, sizes, rates, whatever
the prompt does not name. Where it names all there is, ``NAMED`` says by which words, and the test reads them.
"""

import numpy as np
import pytest

from course.questions import all_questions
from tests.panels.reading import without_fixes

QUESTIONS = all_questions()
TEN = range(10)
RATES = np.geomspace(0.05, 2.0, 10).tolist()


def numbers(low, high, seed=0, shape=(10,)):
    """Ten drawn settings, rounded as sliders have them."""
    return np.random.default_rng(seed).uniform(low, high, shape).round(2).tolist()


def of_perceptron(each):
    weights = numbers(-1.0, 1.0, each, (3,))
    return {"weights": weights[:2], "bias": weights[2], "learning_rate": [0.1, 0.25, 0.5, 1.0, 2.0][each % 5]}


def of_xor_run(each):
    return {"seed": each + 1}  # of the order of the examples: all are in every step


def of_strays(each):
    data = {"name": "quadrants", "noise": 0.2, "samples": 100, "seed": each}
    return {"dataset": data, "network": {"hidden": [16, 16], "seed": each + 10}}


# What the prompt leaves open, ten times each: the fields that are then others.
OPEN = {
    "all-inputs-zero": lambda each: {"weights": numbers(-3, 3, each, (2,))},
    "perceptron-xor": of_perceptron,
    "steepest-tanh": lambda each: {"z": numbers(-3, 3)[each]},
    "five-linear-layers": lambda each: {"network": {"layers": [2, 4, 4, 4, 4, 1], "seed": each}},
    "neutral-network": lambda each: {"network": {"seed": each, "layers": [2, 3 + each % 3, 3, 1]}},
    "turned-inputs": lambda each: {"x": numbers(-1, 1, each, (2,))},
    "count-parameters": lambda each: {
        "network": {"layers": [4, 16, 8, 1], "seed": each, "hidden_activation": ("tanh", "relu")[each % 2]},
        "x": numbers(-1, 1, each, (4,)),
    },
    "slow-start": lambda each: {
        "learning_rate": RATES[each],
        "weight": 2.0 + 0.1 * each,
        "bias": 2.0 - 0.1 * each,
    },
    "nudge-one-weight": lambda each: {"dataset": {"seed": each + 1}, "input": each % 2},
    "who-updates": lambda each: {"learning_rate": RATES[each], "x": [0.8, -0.45]},
    "blame-for-the-dead": lambda each: {"y": [numbers(0, 1)[each]]},
    "three-classes": lambda each: {
        "dataset": {"name": "blobs", "seed": each},
        "network": {"seed": each},
        "epochs": 0,
    },
    "all-weights-zero": lambda each: {"dataset": {"name": "circles", "seed": each}, "epochs": 20 + each},
    "eight-times-the-rate": lambda each: {
        "dataset": {"name": "xor", "samples": 200, "noise": 0.1, "seed": each},
        "network": {"seed": 50 * each},
    },
    "one-right-rate": lambda each: {
        "network": {"hidden_activation": "sigmoid", "seed": 20 + 3 * each},
        "rates": [0.01, 0.1, 3.0],
        "epochs": 2000,
        "seeds": 3,
    },
    "learned-by-heart": of_strays,
    "two-units-for-xor": of_xor_run,
    "far-from-all": lambda each: {
        "run": {"dataset": {"name": "moons"}, "network": {"hidden": [8, 8], "seed": each}},
        "points": [[12.0, -12.0]],
    },
    "alarm-rings": lambda each: {"threshold": each / 10, "seed": each + 1, "epochs": 10 + each},
    "lower-threshold": lambda each: {"seed": each + 1},
    "equal-gradients": lambda each: {"seed": each + 1},
    "residual-alone": lambda each: {"seed": each + 1},
}
# Questions whose prompt names every number: the words by which it does.
NAMED = {
    "loss-before-training": (
        "2 → 3 → 1 with tanh",
        "sigmoid output",
        "around 0",
        "biases 0",
        "four examples",
    ),
    "shape-of-a-gradient": ("[3 × 2]", "three hidden units on two inputs", "four examples"),
    "shape-of-an-answer": ("4 inputs", "16 and 8", "one output", "[32 × 4]"),
    "left-louder": ("p = 0.5", "Silent units get 0"),
    "updates-in-an-epoch": ("128 examples", "batches of 32"),
    "when-it-stops": ("500 epochs", "patience of 20", "lower than ever before"),
    "best-of-64-trials": ("64 trials at random (search seed 0)", "100 noisy moons", "60 epochs", "ten other"),
    "rates-of-a-grid": ("A grid of 64 trials over six settings",),
    "one-setting-at-a-time": ("16 rates", "eight tanh", "batches of 10", "60 epochs", "data seed 0"),
    "layers-for-spirals": ("400 examples", "16 ReLU", "η = 0.01", "100 epochs", "data seed 0"),
    "layers-for-noise": ("60 noisy moons", "16 ReLU", "η = 0.02", "300 epochs", "search seed 3, data seed 0"),
    "small-batches": ("50 of 100 noisy moons", "η = 0.003", "20 epochs", "eight tanh", "data seed 0"),
    "how-much-dropout": (
        "16 tanh",
        "50 moons with less noise (0.2)",
        "η = 0.02",
        "120 epochs",
        "data seed 0",
    ),
    "epochs-of-halving": ("64 trials", "10 epochs", "90", "5,760"),
    "which-setting-mattered": ("32 trials at random in six settings (search seed 0, 100 noisy moons)",),
    "draw-the-held-out-loss": (
        "40 noisy moons (data seed 2",
        "2→32→32→1 with ReLU",
        "η = 0.01",
        "400 epochs",
    ),
    "few-decisions-change": ("data seed 3", "the same network", "400 epochs of Adam", "no cure"),
    "which-of-these-overfit": ("400 epochs", "data seed 2", "same first weights", "λ = 0.02", "λ = 0.1"),
    "whose-weights-are-kept": ("patience of 30", "data seed 3"),
    "more-parameters-than-examples": ("200 digits", "without a ridge", "0 to 4", "500 new", "3,200"),
    "half-the-examples": ("200 random features", "100 examples", "no ridge", "0 to 4", "500 new"),
    "a-little-ridge": ("200 digits", "0 to 4", "λ = 0.01", "500 new", "200 random features"),
    "what-a-hidden-layer-adds": (
        "32 tanh units, 64→32→10",
        "40 epochs with Adam at 0.01, in batches of 32",
        "three quarters of the 1,797 digits",
        "seeds 0 to 4",
    ),
    "moved-by-a-pixel": (
        "The network of the picture, 64→32→10",
        "40 epochs",
        "as they are (seed 0)",
        "one pixel",
    ),
    "learned-from-copies": (
        "64→32→10 with tanh",
        "Adam at 0.01 in batches of 32",
        "four copies of each digit",
        "3 epochs (seeds 0 to 2)",
    ),
    "lent-features": ("64→32→5 with tanh", "ten examples of each", "60 steps of Adam at 0.03", "0 to 9"),
    "hands-never-seen": ("4 of the 14", "seeds 0 to 4", "64→32→10, tanh, Adam at 0.01, 40 epochs"),
    "what-falling-buys": ("40 noisy points", "two of them", "SGD", "40 epochs", "0.0464", "seeds 0 to 9"),
    "sixteen-from-zero": ("1→16→1", "seed 0", "biases all 0", "Adam at 0.01", "2,000 epochs", "161 points"),
    "sixty-from-zero": ("60", "500 epochs", "biases are 0", "Adam at 0.01", "0 to 9", "ReLU"),
    "pieces-of-folds": ("Five layers of two ReLU", "kinks spread", "Adam at 0.01", "500 epochs", "0 to 9"),
    "lowest-point": ("Two circles", "Adam", "batches of 20", "seed 0", "100 epochs", "seeds 0 to 4"),
    "ten-suggestions": ("XOR", "Adam", "batches of 20", "seeds 0 to 9", "valley rule"),
    "does-it-win": ("XOR", "SGD", "all 200 examples", "seed 0", "300 epochs", "seeds 0 to 4"),
    "same-parameters-deeper": (
        "Two spirals of 200 examples",
        "ReLU",
        "Adam with η = 0.01",
        "300 epochs",
        "all examples in every step",
        "39 units; three of 8, 8 and 6; eight of 4",
        "seeds 0 to 9",
    ),
    "parameters-of-digits": ("784 inputs", "one hidden layer of 128", "10 outputs", "all connected"),
    "hidden-layers-for-a-table": (
        "table of tumors",
        "200 of them",
        "data seed 0",
        "16 and 8 ReLU",
        "Adam with η = 0.01",
        "150 epochs",
        "all examples in every step",
        "seeds 0 to 9",
    ),
    "wave-goes-on": ("8 tanh units", "1→8→1", "seed 0", "sin πx", "−1 and 1", "x = 2.5"),
    "dear-misses": ("1 in 100", "20 false alarms", "seed 0", "37.3 %"),
    "exactly-at-the-limit": ("1 and 10", "(−1.8, 1.2)", "η = 0.2"),
    "how-much-momentum-gains": ("same bowl", "(1, 1)", "2/11", "millionth", "0.2309", "0.2699"),
    "first-step-of-adam": ("(−1.8, 1.2)", "−1.8 along x and 12 along y", "η = 0.1"),
    "where-decay-acts": ("(1, 1)", "(−1, −1)", "500 steps", "η = 0.05", "decay of 0.5"),
    "caught-in-a-minimum": ("two valleys", "(1.9, 1.2)", "0.0005, 0.1, 0.2 and 0.25", "200 steps"),
    "start-on-the-ridge": ("(−1.6, 0)", "η = 0.1", "without noise", "300 steps"),
    "each-at-its-best": ("(−1.8, −0.4)", "60 steps", "momentum 0.9", "31 rates"),
    "a-quarter-each": ("Ten hidden layers", "16 sigmoid", "Xavier", "seed 0"),
    "batch-norm-alone": (
        "Twenty hidden layers of 16 ReLU",
        "He’s weights (seeds 0 to 4)",
        "no residual",
        "A hundred epochs",
        "η = 0.1",
        "all 100 examples",
    ),
    "four-times-the-input": ("0.80", "0.20", "sigmoid", "input of 2"),
    "relu-below-zero": ("z = −1",),
    "softmax-shift": ("2, 1 and 0.1", "temperature is 1", "3 is added"),
    "twice-as-far-off": ("error times itself", "0.90", "0.50"),
    "half-or-not": ("½",),
    "draw-the-boundary": ("w₁ = 1", "w₂ = 2", "b = −2", "z = 0"),
    # What is drawn is what somebody expects; which run it is stands in the panel
    "draw-three-rates": ("All four examples", "gradient descent", "0.693", "500 epochs", "η = 0.5"),
    "draw-the-loss": ("The network in the picture", "2→3→3→1", "0.6931", "first 200"),
    "sure-and-wrong": ("1 %", "natural logarithm"),
    "chain-of-slopes": ("−1.21", "0.24", "−1.2", "0.63", "input is 1"),
    "a-step-too-long": ("input 2", "weight 0.3", "bias 0.1", "0.90", "without ½", "η = 0.3"),
}
# And where it leaves some open, what must be named all the same.
NAMED_TOO = {
    "all-inputs-zero": ("−2", "sigmoid"),
    "far-from-all": ("two moons", "(12, −12)"),
    "alarm-rings": ("95 % of the sick", "98 % of the healthy", "1 in 200"),
    "lower-threshold": ("0.5", "0.05", "nothing is trained again"),
    "neutral-network": ("tanh", "sigmoid", "biases"),
    "turned-inputs": ("tanh", "biases at 0"),
    "slow-start": ("sigmoid", "0.98", "same learning rate"),
    "blame-for-the-dead": ("−0.78",),
    "all-weights-zero": ("tanh", "sigmoid", "equally many", "all of them"),
    "eight-times-the-rate": ("2→3→3→1", "tanh", "gradient descent", "500 epochs", "3.2"),
    "one-right-rate": ("2→3→3→1", "gradient descent", "2,000 epochs", "seeds 0 to 19"),
    "learned-by-heart": ("337 parameters", "300 epochs", "Adam"),
    "equal-gradients": ("Twenty hidden layers of 32 ReLU", "half as large as He’s"),
    "residual-alone": ("Twenty hidden layers of 16 ReLU", "He’s weights", "nothing else"),
    "two-units-for-xor": (
        "tanh",
        "gradient descent",
        "η = 0.5",
        "500 epochs",
        "all four in every step",
        "seeds 0 to 49",
        "at 0",
    ),
}


def test_every_question_has_neighbors_or_names_all():
    assert set(OPEN) | set(NAMED) == set(QUESTIONS)
    assert not set(OPEN) & set(NAMED)


@pytest.mark.parametrize("slug", [*NAMED, *NAMED_TOO])
def test_the_prompt_names_what_decides(slug):
    words = (NAMED | NAMED_TOO)[slug]
    assert [each for each in words if each not in QUESTIONS[slug].prompt] == []


@pytest.mark.computes
@pytest.mark.parametrize("slug", OPEN)
def test_the_same_answer_is_right_under_ten_neighbors(slug):
    question = QUESTIONS[slug]
    with without_fixes():
        here = question.decide(question.result_of(question.request))
        others = [question.result_of({**question.request, **OPEN[slug](each)}) for each in TEN]
    for each, other in enumerate(others):
        there = question.decide(other)
        assert there.right == here.right, (slug, each)
        if question.estimate:
            assert abs(there.value - here.value) <= question.estimate.tolerance, (slug, each)
