"""The prediction questions: the engine answers each by its numbers, and otherwise where they differ."""

import math
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from course.panels import all_panels
from course.questions import all_questions
from course.questions.settings import by as trials_by
from course.syllabus import LESSONS
from nn_core.datasets import make_dataset
from nn_core.trainer import Trainer
from panel_kit.contract.words import amount, percent, signed
from panel_kit.programs.aligned.recipes import recipes
from panel_kit.runs.words import percent as percent_wrong
from panel_kit.specs.network import NetworkSpec
from panels.digits.request import DigitsRequest
from panels.lr_finder.words import rate_text
from panels.predict.panel import MOONS, SINE
from panels.training.panel import PANEL as TRAINING
from panels.tuner.states import BATCHES, DROPOUT, LAYERS, LAYERS_NOISE, RATE
from tests.panel_kit.runs.xor_by_hand import seeds_that_solve_it
from tests.panels.reading import ask, numbers_said
from tests.settled import result_of, settled, shown

QUESTIONS = all_questions()
CHOICES = [slug for slug, question in QUESTIONS.items() if question.options]
ESTIMATES = [slug for slug, question in QUESTIONS.items() if question.estimate]
DRAWINGS = [slug for slug, question in QUESTIONS.items() if question.drawing]


RATE_HELD = {"low": 0.02, "high": 0.02}
BRIEF_SEARCH = {"dataset": {"samples": 20}, "epochs": 2}
MUCH_DROPOUT = {**DROPOUT["space"], "dropout": {"low": 0.2, "high": 0.5}}
LONG_RUNS = {"epochs": 200, "trials": 3, "space": {**BATCHES["space"], "learning_rate": RATE_HELD}}


def by_the_chain_rule(w1, b1, w2, b2):
    """∂L/∂w₁ of ŷ = σ(w₂ tanh(w₁ x + b₁) + b₂) for x = 1, y = 1 and L = (ŷ − y)²."""
    a1 = math.tanh(w1 + b1)
    a2 = 1 / (1 + math.exp(-(w2 * a1 + b2)))
    return 2 * (a2 - 1) * a2 * (1 - a2) * w2 * (1 - a1**2)


# What is right, and why, worked without the engine.
def steps_by_hand():
    """Momentum on curvatures 1 and 10 from (1, 1), the recursion θ ← θ − η (μ m + λ θ) written out."""
    rate, momentum, place, memory, steps = 0.23088615702040688, 0.26987386361223836, [1.0, 1.0], [0.0, 0.0], 0
    while math.hypot(*place) > 1e-6 * math.sqrt(2):
        memory = [momentum * m + curve * at for m, curve, at in zip(memory, (1, 10), place, strict=True)]
        place = [at - rate * m for at, m in zip(place, memory, strict=True)]
        steps += 1
    return steps


def factor_by_hand():
    """Ten sigmoid layers of 16, weights of seed 0: the gradients of layers 10 to 2, and their root."""
    rng, sizes = np.random.default_rng(0), [2, *[16] * 10, 1]
    bounds = [math.sqrt(6 / (n_in + n_out)) for n_in, n_out in pairwise(sizes)]
    shapes = [(n_out, n_in) for n_in, n_out in pairwise(sizes)]
    weights = [rng.uniform(-r, r, shape) for r, shape in zip(bounds, shapes, strict=True)]
    moons = make_dataset("moons", samples=100, noise=0.1, seed=0)
    a = [(moons.inputs - moons.inputs.mean(axis=0)) / moons.inputs.std(axis=0)]
    for W in weights:
        a.append(1 / (1 + np.exp(-a[-1] @ W.T)))
    delta, norms = (a[-1] - moons.targets) / 100, {}
    for layer in range(10, 0, -1):
        norms[layer] = np.linalg.norm(delta.T @ a[layer])
        delta = delta @ weights[layer] * a[layer] * (1 - a[layer])
    return (norms[1] / norms[9]) ** (1 / 8)  # nine matrices of 16 × 16, from the second to the tenth layer


def wave_by_hand():
    """What a network of eight tanh units answers at 2.5, after it was trained as the training panel does."""
    setup = TRAINING.request.model_validate(SINE).setup
    trainer = Trainer(setup.network, setup.training.inputs, setup.training.targets, setup.spec)
    network = trainer.finish(tuple(trainer.run())).network
    (W, U), (b, c) = network.weights, network.biases
    return float((U @ np.tanh(W @ [2.5] + b) + c)[0])


def moved_digits_by_hand():
    """What is read of held-out digits moved to all four sides, with copies learned from, over three seeds."""
    shares, sides = [], [(1, 1), (1, -1), (2, 1), (2, -1)]
    for seed in range(3):
        setup = DigitsRequest(shifted_copies=True, epochs=3, seed=seed).setup
        trainer = Trainer(setup.network, setup.training.inputs, setup.training.targets, setup.spec)
        network = trainer.finish(tuple(trainer.run())).network
        rows = setup.split.validation_rows
        framed = np.pad(setup.data.inputs[rows].reshape(-1, 8, 8), ((0, 0), (1, 1), (1, 1)))
        for axis, by in sides:
            moved = np.roll(framed, by, axis)[:, 1:9, 1:9].reshape(-1, 64)
            said = network.forward(moved).prediction.argmax(axis=1)
            shares.append(np.mean(said == setup.data.labels[rows]))
    return float(np.mean(shares))


def loss_of_xor_by_hand():
    """The mean cross-entropy of the network of the last lesson before it has learned."""
    (W1, W2), X = recipes()["xor"].network.weights, [(0, 0), (0, 1), (1, 0), (1, 1)]
    hidden = [[math.tanh(w1 * x1 + w2 * x2) for w1, w2 in W1] for x1, x2 in X]
    sums = [sum(w * a for w, a in zip(W2[0], each, strict=True)) for each in hidden]
    right = [1 / (1 + math.exp(z if y == 0 else -z)) for z, y in zip(sums, (0, 1, 1, 0), strict=True)]
    return -sum(map(math.log, right)) / 4


RIGHT = {
    "shape-of-a-gradient": "same",  # a slope for each weight
    "shape-of-an-answer": "rows",  # a row for each example, a column for the only output
    "left-louder": "two",  # 1 / (1 − 0.5)
    "updates-in-an-epoch": "batches",  # 128 / 32
    "when-it-stops": "patience",  # the lowest, and 20 epochs more
    "best-of-64-trials": "worse",  # 0.33 against 0.26, and the interval keeps clear
    "rates-of-a-grid": "two",  # 2⁶ = 64
    "one-setting-at-a-time": "between",  # 0.0001 has hardly begun, 1 overshoots
    "layers-for-spirals": "more",  # 0.65 against 0.03 and less
    "layers-for-noise": "rises",  # 0.2 against 0.9 and more, and 0.3 from other seeds
    "small-batches": "small",  # 25 steps an epoch against 2
    "how-much-dropout": "none",  # p = 0.05: 0.05 against 0.1 and more, and so with other seeds
    "epochs-of-halving": "quarter",  # 64 · 10 + 21 · 20 + 7 · 60 = 1,480 of 5,760
    "which-setting-mattered": "cannot",  # four others may come first
    "more-parameters-than-examples": "fewer",  # 4 % against 13 %, over five seeds
    "half-the-examples": "fewer",  # the peak is at 100 features now
    "a-little-ridge": "gone",  # 7 or 8 %
    "far-from-all": "sure",  # a tanh is at ±1 there, and the answer as it is at the edge of the data
    "lower-threshold": "exchange",  # 3 false alarms become 14
    "dear-misses": "higher",  # at 0.94: 4 of 53 missed, nobody alarmed in vain
    "what-a-hidden-layer-adds": "little",  # 97 against 98 of a hundred, counted on five splits
    "moved-by-a-pixel": "half",  # counted in four directions
    "hands-never-seen": "fewer",  # 95 against 98 of a hundred, counted on five splits of each kind
    "lent-features": "scratch",  # 84 against 94 of a hundred, counted over ten seeds
    "what-falling-buys": "few",  # 1 of 10, by both trained
    "lowest-point": "tenth",  # 0.335 against 0.008, by both trained
    "sixty-from-zero": "same",  # all kinks start at 0, however many: 0.34
    "pieces-of-folds": "few",  # one or a few, of 32
    "ten-suggestions": "tens",  # 0.027 to 1.8
    "does-it-win": "above",  # counted over five seeds
    "same-parameters-deeper": "deep",  # clear of both, over ten seeds
    "parameters-of-digits": "both",  # 784 · 128 + 128 + 128 · 10 + 10 = 101,770
    "hidden-layers-for-a-table": "none",  # clear of two layers, over ten seeds
    "equal-gradients": "vanishing",  # each layer halves the signal: (½)¹⁹
    "residual-alone": "exploding",  # x + f(z): with He's weights the mean square about doubles a layer
    "batch-norm-alone": "better",  # counted over its three seeds
    "exactly-at-the-limit": "bounces",  # 1 − η λ = 1 − 0.2 · 10 = −1
    "first-step-of-adam": "equal",  # m̂ / √v̂ = g / √g² = ±1
    "start-on-the-ridge": "saddle",  # the slope along y is y³ − y = 0 for ever
    "each-at-its-best": "adam",  # by a search of 31 rates
    "caught-in-a-minimum": "one",  # along y η λ = 0.005 is slow, 1 comes down, 2 bounces, 2.5 leaves
    "where-decay-acts": "equal",  # −η λ θ is divided by nothing
    "all-inputs-zero": "bias",  # σ(−2) = 0.1192
    "perceptron-xor": "circles",  # no line parts XOR, and the weights take finitely many values
    "relu-below-zero": "nothing",  # ReLU′(−1) = 0, leaky ReLU′(−1) = 0.01
    "softmax-shift": "same",  # e^(z + 3) = e³ e^z, above and below the line
    "five-linear-layers": "line",  # W₅W₄W₃W₂W₁ is one matrix
    "neutral-network": "half",  # tanh(0) = 0 and σ(0) = ½
    "turned-inputs": "mirror",  # tanh(−z) = −tanh(z) and σ(−z) = 1 − σ(z)
    "twice-as-far-off": "four",  # (2e)² = 4 e²
    "half-or-not": "scale",  # (½ e²)′ = e
    "slow-start": "bce",  # its slope lacks the factor σ′(4) = 0.0177
    "nudge-one-weight": "loss",  # decisions are few, and flip at single values of the weight
    "who-updates": "gradients",  # ∂L/∂w has no η in it
    "blame-for-the-dead": "none",  # δ = ∂L/∂a · ReLU′(−0.775) = ∂L/∂a · 0
    "a-step-too-long": "higher",  # the error is multiplied by 1 − η · 2 (x² + 1) = 1 − 0.3 · 10 = −2
    "all-weights-zero": "nothing",  # ∂L/∂w = δ a, with a = tanh(0) = 0 or δ = W δ′ = 0; mean(½ − y) = 0
    "eight-times-the-rate": "some",  # 27 of 50 here; processors differ by a few
    "one-right-rate": "larger",  # σ′ ≤ ¼: through three layers the gradients are far smaller
    "few-decisions-change": "few",  # 5 and 6 of 40, while the loss is five times as high
    "which-of-these-overfit": "plain",  # L2 ends about where it was lowest; L1 at 0.1 learns nothing
    "whose-weights-are-kept": "best",  # those of epoch 34 of 64
    "learned-by-heart": "rises",  # 337 parameters can learn 50 examples by heart
}
VALUE = {
    "loss-before-training": loss_of_xor_by_hand(),
    "wave-goes-on": wave_by_hand(),
    "alarm-rings": 4.75 / (4.75 + 19.9),  # of 1,000: 5 · 0.95 against 995 · 0.02
    "a-quarter-each": factor_by_hand(),
    "learned-from-copies": moved_digits_by_hand(),
    "how-much-momentum-gains": steps_by_hand(),
    "four-times-the-input": 1 / (1 + math.exp(-1.8)),  # 2 × 0.8 + 0.2 = 1.8
    "steepest-tanh": 1.0,  # tanh′(0) = 1 − 0
    "count-parameters": 4 * 16 + 16 + 16 * 8 + 8 + 8 * 1 + 1,
    "sure-and-wrong": math.log(100),
    "chain-of-slopes": by_the_chain_rule(w1=0.6, b1=0.1, w2=-1.2, b2=0.3),
    "three-classes": math.log(3),
    "two-units-for-xor": 2.0
    * seeds_that_solve_it(
        [NetworkSpec(layers=[2, 2, 1], seed=seed).build().weights[0] for seed in range(50)], 0.5, 500
    ),
}
# Of what is drawn, a drawing that is right.
DRAWN = {
    "draw-the-held-out-loss": {"heights": [0.9, 0.31, 0.26, 0.34, 0.41, 0.9, 0.9]},
    "draw-three-rates": {"heights": [0.69, 0.48, 0.09, 0.03, 0.02, 0.01]},  # ln 2, a plateau, a fall
    # Two straight lines with the sine between them: −2.5 x ∓ 1.4 beyond −0.2 and 0.2
    "sixteen-from-zero": {"heights": [1.1, 0.5, -0.15, -0.7, 0.0, 0.7, 0.15, -0.5, -1.1]},
    "draw-the-boundary": {"ends": [[2.0, 0.0], [-2.0, 2.0]]},  # 1 · 2 + 2 · 0 − 2 = 1 · (−2) + 2 · 2 − 2 = 0
    "draw-the-loss": {"heights": [0.69, 0.55, 0.35, 0.07, 0.01, 0.0]},  # ln 2, slow, fast, flat
}
# A linear neuron that answers 0.3 · 2 + 0.1 = 0.7 where 0.9 is right.
NEURON = {
    "network": {"layers": [1, 1], "output_activation": "linear", "weights": [[[0.3]]], "biases": [[0.1]]},
    "x": [2.0],
    "y": [0.9],
}
# Of training runs.
ZEROS = {"initializer": "zeros"}
NOISY_XOR = {
    "dataset": {"name": "xor", "samples": 200, "noise": 0.1},
    "optimizer": {"name": "sgd", "learning_rate": 3.2},
}


def decide(slug, panel, fields):
    """What the question would say to another request's result."""
    assert QUESTIONS[slug].panel == panel
    return QUESTIONS[slug].decide(QUESTIONS[slug].result_of(fields))


def test_every_question_is_answered_above():
    assert set(RIGHT) == set(CHOICES)
    assert set(VALUE) == set(ESTIMATES)
    assert set(DRAWN) == set(DRAWINGS)
    assert set(RIGHT) | set(VALUE) | set(DRAWN) == set(QUESTIONS)


@pytest.mark.parametrize("slug", CHOICES)
def test_the_right_option_is_the_one_worked_by_hand(slug):
    answer = settled(slug)
    assert answer.right == RIGHT[slug]
    assert answer.right in [option.key for option in QUESTIONS[slug].options]
    assert (answer.value, answer.tolerance) == (None, None)


@pytest.mark.parametrize("slug", ESTIMATES)
def test_the_number_to_guess_is_the_one_worked_by_hand(slug):
    answer = settled(slug)
    assert answer.value == pytest.approx(VALUE[slug], rel=1e-9)
    assert answer.right is None
    estimate = QUESTIONS[slug].estimate
    assert estimate.low < answer.value < estimate.high
    assert estimate.low <= estimate.start <= estimate.high
    assert abs(estimate.start - answer.value) > estimate.tolerance


@pytest.mark.parametrize("slug", DRAWINGS)
def test_a_drawing_worked_by_hand_is_right_and_what_stands_at_first_is_not(slug):
    question = QUESTIONS[slug]
    drawn = settled(slug, question.answered_with.model_validate(DRAWN[slug])).drawn
    assert (drawn.is_right, drawn.misconception) == (True, None)
    assert not settled(slug).drawn.is_right


def drawn_as(question, drawing):
    """A trap's drawing as it would be sent."""
    field = "ends" if question.drawing.kind == "line" else "heights"
    sent = [list(end) for end in drawing] if field == "ends" else list(drawing)
    return question.answered_with.model_validate({field: sent})


@pytest.mark.parametrize("slug", DRAWINGS)
def test_a_trap_that_is_drawn_is_wrong_and_gets_its_own_words(slug):
    question = QUESTIONS[slug]
    traps = question.decide(result_of(slug)).drawn_traps
    assert len({trap.feedback for trap in traps}) == len(traps) >= 3
    for trap in traps:
        drawn = settled(slug, drawn_as(question, trap.drawing)).drawn
        assert (drawn.is_right, drawn.misconception) == (False, trap.feedback)


@pytest.mark.parametrize("slug", QUESTIONS)
def test_the_number_that_is_marked_is_one_of_the_panels_and_the_one_asked_for(slug):
    question = QUESTIONS[slug]
    if question.mark == "sentence":
        assert question.then, "nothing but the panel's sentence says what many runs gave"
        return
    value = shown(slug)
    for part in question.mark.split("."):
        value = value[int(part)] if isinstance(value, list | tuple | np.ndarray) else getattr(value, part)
    if question.estimate:
        assert float(value) == pytest.approx(settled(slug).value, rel=1e-9)


@pytest.mark.parametrize("slug", QUESTIONS)
def test_an_answer_is_played_from_another_state_that_the_panel_takes(slug):
    question = QUESTIONS[slug]
    panel, before = all_panels()[question.panel], question.before
    defaults = panel.view().model_dump(mode="json")
    one = panel.request.model_validate(dict(before.request)), panel.view.model_validate(dict(before.view))
    other = (
        panel.request.model_validate(dict(question.request)),
        panel.view.model_validate(dict(question.view)),
    )
    plays = "step" in defaults or question.view.get("epoch") is not None
    assert one != other or plays


@pytest.mark.parametrize("slug", ESTIMATES)
def test_the_slider_can_be_set_to_a_right_answer(slug):
    estimate, value = QUESTIONS[slug].estimate, settled(slug).value
    nearest = estimate.low + round((value - estimate.low) / estimate.step) * estimate.step
    assert abs(nearest - value) <= estimate.tolerance


@pytest.mark.parametrize("slug", ESTIMATES)
def test_a_trap_is_a_number_that_can_be_chosen_and_is_wrong(slug):
    estimate, answer = QUESTIONS[slug].estimate, settled(slug)
    assert answer.traps
    for trap in answer.traps:
        assert estimate.low <= trap.value <= estimate.high
        assert abs(trap.value - answer.value) > estimate.tolerance
    values = sorted(trap.value for trap in answer.traps)
    assert all(b - a > estimate.tolerance for a, b in pairwise(values))


@pytest.mark.parametrize(
    ("slug", "panel", "fields", "right"),
    [
        ("all-inputs-zero", "neuron", {"inputs": [0.0], "weights": [1.0], "bias": 0.0}, "half"),
        ("all-inputs-zero", "neuron", {"inputs": [0.0], "bias": -2.0, "activation": "relu"}, "zero"),
        ("perceptron-xor", "perceptron", {"gate": "and"}, "solves"),
        ("perceptron-xor", "perceptron", {"gate": "xor", "max_epochs": 1}, "slow"),
        ("relu-below-zero", "activation", {"names": ["relu", "leaky_relu"], "z": 1.0}, "same"),
        ("softmax-shift", "softmax", {"temperature": 3.0}, "flatter"),
        ("five-linear-layers", "linear-collapse", {"network": {"hidden_activation": "tanh"}}, "bends"),
        ("neutral-network", "forward", {"x": [1.0, 0.5]}, "depends"),
        ("neutral-network", "forward", {"network": {"output_activation": "tanh"}}, "zero"),
        ("turned-inputs", "forward", {"x": [-0.8, 0.45], "network": {"hidden_activation": "relu"}}, "other"),
        (
            "twice-as-far-off",
            "loss",
            {"loss": "mae", "predictions": [0.7, 0.5], "targets": [0.9, 0.9]},
            "twice",
        ),
        ("twice-as-far-off", "loss", {"predictions": [0.7, 0.7], "targets": [0.9, 0.9]}, "same"),
        ("half-or-not", "loss", {}, "other"),
        ("slow-start", "slow-start", {"weight": -4.0, "bias": -4.0}, "same"),
        ("slow-start", "slow-start", {"x": 10.0, "learning_rate": 10.0, "y": 0.5, "epochs": 3}, "same"),
        ("who-updates", "backprop", {"steps": 1}, "updates"),
        ("blame-for-the-dead", "backprop", {"network": {"hidden_activation": "tanh"}}, "some"),
        ("a-step-too-long", "backprop", {**NEURON, "learning_rate": 0.01}, "lower"),
        ("a-step-too-long", "backprop", {**NEURON, "learning_rate": 0.1}, "zero"),  # 1 − 0.1 · 10 = 0
        ("equal-gradients", "gradient-flow", {"activation": "tanh"}, "healthy"),
        ("residual-alone", "gradient-flow", {}, "vanishing"),
        ("what-falling-buys", "schedule", {}, "most"),
        ("far-from-all", "predict", {"run": {**MOONS, "epochs": 0}, "points": [[12.0, -12.0]]}, "half"),
        ("far-from-all", "predict", {"run": MOONS, "points": [[12.0, 12.0]]}, "doubtful"),
        ("lower-threshold", "tumor", {}, "nothing"),
        ("lower-threshold", "tumor", {"threshold": 0.95}, "both"),
        ("dear-misses", "tumor", {"cost_ratio": 20.0}, "lower"),
        ("ten-suggestions", "lr-finder", {"seeds": 10, "batch_size": None}, "few"),
        (
            "same-parameters-deeper",
            "architecture",
            {
                "compare": {
                    "dataset": {"name": "linear"},
                    "networks": [{"hidden": [39]}, {"hidden": [8, 8, 6]}],
                }
            },
            "same",
        ),
        (
            "hidden-layers-for-a-table",
            "architecture",
            {"compare": {"networks": [{"hidden": []}, {"hidden": [16, 6]}]}},
            "two",
        ),
        (
            "does-it-win",
            "lr-finder",
            {"dataset": {"name": "circles", "samples": 40, "noise": 0.08}, "prove": True},
            "suggested",
        ),
        (
            "batch-norm-alone",
            "gradient-flow",
            {"depth": 3, "train_epochs": 2, "kept": {"depth": 3}},
            "same",
        ),
        ("what-a-hidden-layer-adds", "digits", {"hidden": [], "epochs": 1}, "none"),
        ("moved-by-a-pixel", "digits", {"shifted_copies": True, "epochs": 8}, "same"),
        ("moved-by-a-pixel", "digits", {"epochs": 0}, "same"),
        ("hands-never-seen", "digits", {"epochs": 2, "split": "same_writers"}, "same"),
        ("shape-of-a-gradient", "code", {"program": "perceptron"}, "one"),
        ("shape-of-an-answer", "code", {"program": "perceptron"}, "one"),
        ("left-louder", "code", {}, "one"),
        ("updates-in-an-epoch", "code", {}, "one"),
        ("when-it-stops", "code", {"program": "full_loop"}, "all"),
        ("lent-features", "transfer", {"preset": "odd_even", "seeds": 10, "examples": 20}, "lent"),
        ("lent-features", "transfer", {"epochs": 0, "seeds": 1}, "same"),
        ("all-weights-zero", "training", {}, "learns"),
        (
            "all-weights-zero",
            "training",
            {"network": {**ZEROS, "hidden_activation": "sigmoid"}, "batch_size": 10},
            "alike",
        ),
        *(
            (
                "eight-times-the-rate",
                "training",
                {**NOISY_XOR, "epochs": 500, "optimizer": {"name": "sgd", "learning_rate": rate}},
                right,
            )
            for rate, right in ((0.8, "all"), (6.4, "none"))
        ),
        ("one-right-rate", "learning-rate", {"rates": [0.01, 0.1, 3.0], "epochs": 10}, "none"),
        ("few-decisions-change", "overfitting", {"dataset": {"seed": 4}, "cures": []}, "many"),
        ("which-of-these-overfit", "overfitting", {"cures": [], "epochs": 20}, "nobody"),
        ("learned-by-heart", "training", {**NOISY_XOR, "optimizer": {"name": "adam"}}, "falls"),
        ("learned-by-heart", "training", {"network": ZEROS}, "stays"),
        ("best-of-64-trials", "tuner", {"trials": 1, "epochs": 10}, "same"),
        ("rates-of-a-grid", "tuner", {**BRIEF_SEARCH, "trials": 64}, "all"),
        ("one-setting-at-a-time", "tuner", {**RATE, "epochs": 1}, "largest"),
        ("layers-for-spirals", "tuner", {**LAYERS_NOISE, "epochs": 30, "seed": 0}, "one"),
        ("layers-for-noise", "tuner", {**LAYERS, "epochs": 40}, "falls"),
        ("small-batches", "tuner", {**BATCHES, **LONG_RUNS}, "large"),
        ("how-much-dropout", "tuner", {**DROPOUT, "epochs": 20, "space": MUCH_DROPOUT}, "some"),
        ("epochs-of-halving", "tuner", {**BRIEF_SEARCH, "trials": 4, "epochs": 60}, "all"),
        ("which-setting-mattered", "tuner", {**BRIEF_SEARCH, "trials": 64}, "rate"),
        ("more-parameters-than-examples", "double-descent", {"label_noise": 0.2, "seeds": 3}, "same"),
        ("half-the-examples", "double-descent", {"features": [*range(193, 205)], "seeds": 2}, "same"),
        ("a-little-ridge", "double-descent", {"seeds": 2}, "stays"),
        (
            "sixty-from-zero",
            "approximation",
            {"how": "trained", "hidden": 16, "activation": "tanh", "epochs": 1000, "seeds": 2},
            "formula",
        ),
        (
            "pieces-of-folds",
            "approximation",
            {"how": "folded", "depth": 1, "biases": "spread", "epochs": 5, "seeds": 3},
            "all",
        ),
    ],
)
def test_another_result_would_make_another_answer_right(slug, panel, fields, right):
    assert decide(slug, panel, fields).right == right != RIGHT[slug]


def test_the_gradients_that_a_question_calls_equal_are_within_a_factor_of_three():
    question = QUESTIONS["equal-gradients"]
    sizes = [layer.gradient_norm for layer in result_of(question.slug).layers[1:-1]]
    assert max(sizes) < 3.0 * min(sizes)
    assert "hidden layers 2 to 20 are within a factor of 3 of each other (seed 11)" in question.prompt


def test_the_number_to_guess_follows_the_result():
    assert decide("count-parameters", "forward", {"network": {"layers": [3, 4, 2]}}).value == 26.0
    assert decide(
        "sure-and-wrong", "loss", {"loss": "bce", "predictions": [0.5], "targets": [1.0]}
    ).value == (pytest.approx(math.log(2)))
    assert decide("four-times-the-input", "neuron", {}).value == pytest.approx(0.6456563062)
    chain = {"layers": [1, 1, 1], "weights": [[[0.2]], [[0.7]]], "biases": [[-0.4], [0.5]]}
    assert decide("chain-of-slopes", "backprop", {"network": chain, "x": [1], "y": [1]}).value == (
        pytest.approx(by_the_chain_rule(w1=0.2, b1=-0.4, w2=0.7, b2=0.5))
    )
    four = {"dataset": {"name": "blobs", "classes": 4}, "epochs": 0}
    assert decide("three-classes", "training", four).value == pytest.approx(math.log(4))
    easy = {"dataset": {"name": "and"}, "epochs": 200, "optimizer": {"name": "sgd", "learning_rate": 0.5}}
    assert decide("two-units-for-xor", "training", easy).value == 100.0


def slopes(result):
    """What the chain rule multiplies in a chain of two units, from the loss back to z₁."""
    first, last = result.layers
    return [last.dL_da[0], last.da_dz[0], result.network.weights[1][0, 0], first.da_dz[0]]


def told_by(result, name):
    """What a variable of a program holds in the end."""
    return {each.name: each.value for line in result.walk for each in line.variables}[name]


@pytest.mark.parametrize("slug", QUESTIONS)
def test_the_reason_gives_numbers_of_the_result(slug):
    because = settled(slug).because
    expected = {
        "loss-before-training": lambda r: [signed(told_by(r, "loss"), 3), signed(told_by(r, "p").min())],
        "shape-of-a-gradient": lambda r: [str(list(told_by(r, "dW1").shape))],
        "shape-of-an-answer": lambda r: [str(list(told_by(r, "prediction").shape))],
        "left-louder": lambda r: [percent(np.mean(told_by(r, "mask1") == 0), 0)],
        "updates-in-an-epoch": lambda r: [str(r.iterations), f"{told_by(r, 'start'):.0f}"],
        "when-it-stops": lambda r: [f"epoch {r.printed[-2].value:.0f}", f"epoch {r.epochs}"],
        "four-times-the-input": lambda r: [signed(r.z), signed(r.a, 4)],
        "all-inputs-zero": lambda r: [signed(r.z), signed(r.a, 4)],
        "perceptron-xor": lambda r: [str(r.mistakes), str(r.cycle.length)],
        "steepest-tanh": lambda r: [signed(each.largest_slope) for each in r.functions],
        "relu-below-zero": lambda r: [signed(each.derivative, 4) for each in r.functions],
        "softmax-shift": lambda r: [signed(r.total), signed(r.probabilities[0], 4)],
        "five-linear-layers": lambda r: [signed(weight) for weight in r.matrix[0]],
        "neutral-network": lambda r: [signed(r.layers[-1].z[0]), signed(r.prediction[0], 4)],
        "turned-inputs": lambda r: [signed(r.prediction[0], 4), signed(1 - r.prediction[0], 4)],
        "count-parameters": lambda r: [str(r.network.parameter_count)],
        "sure-and-wrong": lambda r: [signed(r.loss, 3)],
        "twice-as-far-off": lambda r: [signed(term, 4) for term in r.terms],
        "half-or-not": lambda r: [signed(r.loss, 4), signed(r.gradient[0], 4)],
        "slow-start": lambda r: [signed(r.start), signed(r.mse.slope[0], 4), signed(r.bce.slope[0], 4)],
        "three-classes": lambda r: ["0.3333", signed(r.history.train_loss[0], 4)],
        "all-weights-zero": lambda r: [signed(np.abs(r.network.weights[0]).max(), 4), "0.6931"],
        "eight-times-the-rate": lambda r: [
            f"3.2 {r.asked.successes}",
            signed(100 * r.asked.low, 0),
            "49 of 50",
        ],
        "learned-by-heart": lambda r: [
            signed(loss, 4)
            for loss in (
                r.history.train_loss[-1],
                r.history.validation_loss.min(),
                r.history.validation_loss[-1],
            )
        ],
        "two-units-for-xor": lambda r: [f"{r.successes} of 50", signed(100 * r.low, 0)],
        "nudge-one-weight": lambda r: [str(len(r.weight) - 1), str(len(r.weight) - 1 - r.jumps)],
        "who-updates": lambda r: [signed(abs(r.changes.weights[-1][0, 1]) * scale, 4) for scale in (1, 10)],
        "draw-the-boundary": lambda r: ["2.00", "1.00", signed(r.bias)],
        "draw-the-held-out-loss": lambda r: [signed(r.runs[0].final.validation_loss)],
        "few-decisions-change": lambda r: [signed(each.mean_loss) for each in r.runs[0].wrong],
        "which-of-these-overfit": lambda r: [signed(run.final.validation_loss) for run in r.runs],
        "whose-weights-are-kept": lambda r: [str(r.runs[1].stopped_at), str(r.runs[1].final.epoch)],
        "draw-three-rates": lambda r: [signed(run.final_loss, 3) for run in r.runs],
        "one-right-rate": lambda r: [
            f"at 3 {sum(end.solved for end in r.runs[2].seeds)} do",
            f"Of {len(r.runs[0].seeds)} starts",
        ],
        "draw-the-loss": lambda r: [signed(r.history.train_loss[200], 3)],
        "chain-of-slopes": lambda r: [
            *(signed(slope, decimals) for slope, decimals in zip(slopes(r), (3, 3, 1, 3), strict=True)),
            signed(r.gradients.weights[0][0, 0], 3),
        ],
        "blame-for-the-dead": lambda r: [signed(r.layers[0].z[1]), signed(r.layers[0].dL_da[1], 4)],
        "exactly-at-the-limit": lambda r: [signed(r.paths[0].loss[-1]), signed(r.paths[0].points[-1, 1], 1)],
        "how-much-momentum-gains": lambda r: [str(path.steps_to_tolerance) for path in r.paths],
        "first-step-of-adam": lambda r: [signed(each) for each in r.paths[0].changes[1]],
        "where-decay-acts": lambda r: [signed(each) for path in r.paths for each in path.points[-1]],
        "caught-in-a-minimum": lambda r: [path.ending for path in r.paths],
        "start-on-the-ridge": lambda r: [signed(each) for each in r.paths[0].points[-1]],
        "each-at-its-best": lambda r: [amount(path.loss[-1]) for path in r.paths],
        "a-step-too-long": lambda r: [signed(r.loss, 4), signed(r.loss_after, 4)],
        "what-a-hidden-layer-adds": lambda r: [percent(each.held_out_accuracy) for each in (r, r.beside)],
        "moved-by-a-pixel": lambda r: [percent(each.held_out_accuracy) for each in (r, r.moved)],
        "learned-from-copies": lambda r: [percent(each.held_out_accuracy) for each in (r, r.moved)],
        "hands-never-seen": lambda r: [percent(each.held_out_accuracy) for each in (r.known, r.asked)],
        "lent-features": lambda r: [percent(line.mean) for line in (r.lines[0], *r.lines[2:])],
        "what-falling-buys": lambda r: [f"{r.shares.lower.count} of 10", signed(r.difference.mean, 4)],
        "best-of-64-trials": lambda r: [
            signed(each, 3)
            for each in (r.winner.validation, r.winner.rerun_mean.mean, r.winner.rerun_test_mean.mean)
        ],
        "rates-of-a-grid": lambda r: [str(len({trial.values.learning_rate for trial in r.trials}))],
        "one-setting-at-a-time": lambda r: [signed(r.winner.validation, 3)],
        "layers-for-spirals": lambda r: [signed(trial.loss, 3) for trial in r.trials],
        "layers-for-noise": lambda r: [signed(trial.loss, 2) for trial in r.trials],
        "small-batches": lambda r: [signed(trials_by(r, "batch_size")[place].loss, 3) for place in (0, -1)],
        "how-much-dropout": lambda r: [signed(r.winner.validation, 3)],
        "epochs-of-halving": lambda r: [f"{r.epochs:,}"],
        "which-setting-mattered": lambda r: [signed(r.importance[0].share, 2)],
        "more-parameters-than-examples": lambda r: [percent_wrong(r.test_error[each]) for each in (r.at, -1)],
        "half-the-examples": lambda r: [percent_wrong(r.test_error[7])],
        "a-little-ridge": lambda r: [percent_wrong(r.test_error[r.at]), f"{r.parameter_norm[r.at]:.0f}"],
        "sixteen-from-zero": lambda r: [amount(r.error), amount(r.beside.error)],
        "sixty-from-zero": lambda r: [amount(each.mean) for each in r.starts],
        "pieces-of-folds": lambda r: [", ".join(str(each) for each in sorted(r.starts[0].pieces))],
        "lowest-point": lambda r: [rate_text(r.suggestions.minimum_tenth)],
        "far-from-all": lambda r: [signed(r.distances.distances[0], 1)],
        "wave-goes-on": lambda r: [signed(r.predictions[0, 0])],
        "alarm-rings": lambda r: [signed(1000 * r.prevalence, 0), "4.75", "19.90"],
        "lower-threshold": lambda r: [str(r.confusion.tp), str(r.confusion.fp), signed(r.auc, 4)],
        "dear-misses": lambda r: [signed(r.cheapest.threshold), signed(r.cheapest.cost, 1)],
        "ten-suggestions": lambda r: [signed(r.spread.factor.valley, 1)],
        "does-it-win": lambda r: [signed(each.loss[-1], 3) for each in r.proof],
        "same-parameters-deeper": lambda r: [signed(100 * run.mean, 1) for run in r.compared.runs],
        "hidden-layers-for-a-table": lambda r: [signed(100 * run.mean, 1) for run in r.compared.runs],
        "parameters-of-digits": lambda r: ["100,480", "101,770", "101,632", "138"],
        "a-quarter-each": lambda r: [signed(r.factor_per_layer), amount(r.layers[1].gradient_norm)],
        "equal-gradients": lambda r: [signed(r.first_last_ratio, 1), amount(r.signal_ratio)],
        "residual-alone": lambda r: [signed(r.first_last_ratio), signed(r.signal_ratio, 0)],
        "batch-norm-alone": lambda r: [signed(each.trained.middle_loss, 3) for each in (r, r.kept)],
    }[slug](result_of(slug))
    for number in expected:
        assert number in because


@pytest.mark.parametrize("slug", CHOICES)
def test_every_option_has_its_own_feedback_in_whole_sentences(slug):
    options = QUESTIONS[slug].options
    assert len(options) >= 3
    for field in ("key", "text", "feedback"):
        assert len({getattr(option, field) for option in options}) == len(options)
    for option in options:
        assert option.feedback[-1] in ".?!"
        assert option.feedback[0].isupper() or option.feedback[0] == "“"
        assert len(option.feedback) > 30
    assert settled(slug).feedback == {option.key: option.feedback for option in options}


@pytest.mark.parametrize("slug", QUESTIONS)
def test_a_question_is_answered_in_one_way(slug):
    question = QUESTIONS[slug]
    assert [bool(question.options), bool(question.estimate), bool(question.drawing)].count(True) == 1
    assert question.prompt.endswith("?")
    assert question.slug == slug


def place_of_the_right_one(slug):
    return [option.key for option in QUESTIONS[slug].options].index(RIGHT[slug])


def test_the_right_option_is_not_always_at_the_same_place():
    assert {place_of_the_right_one(slug) for slug in CHOICES} == {0, 1, 2}
    for lesson in LESSONS:
        places = [place_of_the_right_one(slug) for slug in CHOICES if QUESTIONS[slug].panel in lesson.panels]
        assert len(places) < 2 or len(set(places)) > 1, lesson.slug


def test_the_figures_in_the_prompts_are_those_of_the_panels():
    neuron = ask(all_panels()["neuron"])
    assert (signed(neuron.a), "about 0.65" in QUESTIONS["four-times-the-input"].prompt) == ("0.65", True)
    shapes = ask(all_panels()["linear-collapse"], dict(QUESTIONS["five-linear-layers"].request)).network
    assert sum(W.size for W in shapes.weights) == 60
    assert sum(b.size for b in shapes.biases) == 17
    assert "60 weights and 17 biases" in QUESTIONS["five-linear-layers"].prompt
    farther = QUESTIONS["twice-as-far-off"]
    pairs = ask(all_panels()["loss"], dict(farther.request))
    (one, other), (target, _) = pairs.predictions, pairs.targets
    told = [signed(number) for number in (one, target, pairs.terms[0], other)]
    assert numbers_said(farther.prompt) == told
    assert pairs.errors[1] == pytest.approx(2 * pairs.errors[0])
    assert signed(ask(all_panels()["slow-start"]).start) == "0.98"
    assert "0.98" in QUESTIONS["slow-start"].prompt
    turned = QUESTIONS["turned-inputs"]
    there = ask(all_panels()["forward"], {"x": [-x for x in turned.request["x"]]}).prediction[0]
    assert re.search(r"answers (0\.\d\d)", turned.prompt)[1] == signed(there)
    back = settled("turned-inputs")
    assert next(option.text for option in turned.options if option.key == back.right).startswith(
        signed(1 - there)
    )


@pytest.mark.parametrize(
    ("slug", "figures"),
    [
        ("chain-of-slopes", lambda r: [signed(s, d) for s, d in zip(slopes(r), (2, 2, 1, 2), strict=True)]),
        ("blame-for-the-dead", lambda r: [signed(r.layers[0].z[1]), signed(r.network.weights[1][0, 1], 1)]),
        ("a-step-too-long", lambda r: ["0.3", "0.1", signed(r.prediction[0]), signed(r.y[0]), "0.3"]),
    ],
)
def test_the_figures_in_the_prompts_of_backpropagation_are_those_of_the_panel(slug, figures):
    result = ask(all_panels()["backprop"], dict(QUESTIONS[slug].request))
    assert numbers_said(QUESTIONS[slug].prompt) == figures(result)


def test_the_figures_in_the_prompts_of_training_are_those_of_the_panel():
    training = all_panels()["training"]
    assert signed(ask(training).history.train_loss[0], 4) in QUESTIONS["three-classes"].prompt
    by_heart = QUESTIONS["learned-by-heart"]
    settings = result_of("learned-by-heart").settings
    assert f"{settings.parameter_count} parameters trains on {settings.training} examples" in by_heart.prompt
    assert f"{settings.validation} held-out examples" in by_heart.prompt
    fifty, half_way = QUESTIONS["eight-times-the-rate"], []
    for rate in (0.4, 0.8):
        slower = {**NOISY_XOR, "epochs": 500, "optimizer": {"name": "sgd", "learning_rate": rate}}
        result = fifty.result_of(slower).asked
        assert re.search(rf"η = {rate}, (again )?{result.successes}\b", fifty.prompt)
        is_low = np.nan_to_num(np.array(result.train_loss, dtype=float), nan=np.inf) < 0.1
        half_way.append(np.median(np.where(is_low.any(axis=0), np.argmax(is_low, axis=0), np.inf)))
    assert half_way[1] == pytest.approx(half_way[0] / 2, rel=0.1)


def test_every_question_is_asked_once_in_the_lesson_of_its_panel():
    templates = Path(__file__).resolve().parents[2] / "templates" / "lessons"
    asked = {}
    for lesson in LESSONS:
        page = templates / f"{lesson.name}.html"
        if page.exists():
            asked[lesson.slug] = re.findall(r'question\("([^"]+)"\)', page.read_text("utf-8"))
            assert asked[lesson.slug], f"{lesson.slug} asks nothing"
            assert {QUESTIONS[slug].panel for slug in asked[lesson.slug]} <= set(lesson.panels)
    every = [slug for slugs in asked.values() for slug in slugs]
    assert sorted(every) == sorted(QUESTIONS)
