"""Lesson 1: the neuron."""

from __future__ import annotations

from course.questions.drawing import Axis, DrawnTrap, EngineLine
from course.questions.drawn_line import DrawnLine
from course.questions.question import Before, Estimate, Option, Outcome, Question, Trap
from panel_kit.contract.words import signed
from panels.neuron import NeuronRequest, NeuronResult, compute
from panels.perceptron.panel import PerceptronResult


def larger_input(result: NeuronResult) -> Outcome:
    """The first neuron's answer to an input four times as large, and where two slips lead."""
    before = compute(NeuronRequest()).a
    return Outcome(
        value=result.a,
        because=f"2 × 0.80 + 0.20 = {signed(result.z)}, and the sigmoid of {signed(result.z)} is {signed(result.a, 4)}. The sum grows with the input; the sigmoid keeps the answer below 1.",
        traps=[
            Trap(
                4 * before,
                f"{signed(4 * before)} is four times the old answer. The bias is not multiplied, and the sigmoid is not a straight line.",
            ),
            Trap(result.z, f"{signed(result.z)} is the pre-activation: the sigmoid is still to come."),
            Trap(
                result.weighted_sum,
                f"{signed(result.weighted_sum)} is only the input times its weight; bias and sigmoid are still to come.",
            ),
        ],
    )


def all_inputs_zero(result: NeuronResult) -> Outcome:
    """What a neuron answers when all inputs are 0."""
    right = "half" if abs(result.a - 0.5) < 1e-9 else "zero" if abs(result.a) < 1e-9 else "bias"
    return Outcome(
        right=right,
        because=f"Every product is zero, so z is the bias alone, {signed(result.z)}, and a = {signed(result.a, 4)}. Where all inputs are 0, the bias alone decides.",
    )


def boundary(result: NeuronResult) -> Outcome:
    """Where z is 0, and where four slips put the line."""
    (w1, w2), b = (float(w) for w in result.weights), float(result.bias)
    across, up = -b / w1, -b / w2
    return Outcome(
        drawing=EngineLine((w1, w2), b),
        because=f"Two points are enough for a line. With x₂ = 0, z = 0 needs x₁ = {signed(across)}; with x₁ = 0 it needs x₂ = {signed(up)}. The weights point across the line, to the side where z is positive, and the bias of {signed(b)} keeps the line away from the origin.",
        drawn_traps=[
            DrawnTrap(
                ((across, 0.0), (across + w1, w2)),
                "Your line runs along the arrow of the weights. That is the direction in which z grows fastest; on the boundary z does not change at all, so it lies across that arrow.",
            ),
            DrawnTrap(
                ((0.0, 0.0), (w2, -w1)),
                "Your line goes through the origin, as it would without a bias. The bias is no minor thing: it moves the line.",
            ),
            DrawnTrap(
                ((-across, 0.0), (0.0, -up)),
                "Your line is on the other side of the origin. There z is twice the bias: the products have to make up for a negative bias, so they must be positive.",
            ),
            DrawnTrap(
                ((w1, 0.0), (0.0, w2)),
                "Your line crosses the axes at the weights. A larger weight brings the line nearer along its axis: it crosses at −b / w.",
            ),
        ],
    )


def xor_end(result: PerceptronResult) -> Outcome:
    """How the perceptron fares on XOR."""
    right = "solves" if result.converged else "circles" if result.cycle else "slow"
    length = result.cycle.length if result.cycle else 0
    return Outcome(
        right=right,
        because=f"After {result.mistakes} mistakes it holds the very weights that it held {length} looks before, at the same example. The rule remembers nothing else, so everything repeats forever.",
    )


QUESTIONS = (
    Question(
        slug="four-times-the-input",
        prompt="The neuron in the picture multiplies an input of 0.50 by 0.80, adds 0.20, and its sigmoid makes about 0.65 of that. What does it answer to an input of 2, four times as large?",
        panel="neuron",
        request={"inputs": [2.0]},
        mark="a",
        decide=larger_input,
        estimate=Estimate(low=0, high=3, step=0.01, start=1.5, decimals=2, tolerance=0.04),
    ),
    Question(
        slug="all-inputs-zero",
        prompt="All inputs are 0, the bias is −2, the activation function is the sigmoid. What does the neuron answer?",
        panel="neuron",
        request={"inputs": [0.0, 0.0], "weights": [1.5, -0.5], "bias": -2.0},
        before=Before({"inputs": [1.5, -1.0], "weights": [1.5, -0.5], "bias": -2.0}),
        mark="a",
        decide=all_inputs_zero,
        options=(
            Option(
                "zero",
                "0, because all inputs are 0",
                "That would be so without the bias. The bias is added whatever the inputs are.",
            ),
            Option(
                "bias",
                "something between 0 and ½: the sigmoid of the bias",
                "The bias is all that is left of the sum, and the sigmoid is applied to it.",
            ),
            Option(
                "half",
                "½, the middle of the sigmoid",
                "That is the sigmoid at z = 0. Here z is the bias, −2.",
            ),
        ),
    ),
    Question(
        slug="draw-the-boundary",
        prompt="A neuron has two inputs, the weights w₁ = 1 and w₂ = 2, and the bias b = −2. Where is its decision boundary, the line on which z = 0?",
        panel="neuron",
        request={"inputs": [1.0, 0.5], "weights": [1.0, 2.0], "bias": -2.0},
        before=Before({"inputs": [1.0, 0.5], "weights": [0.5, -0.5], "bias": 1.0}),
        mark="z",
        decide=boundary,
        drawing=DrawnLine(
            x=Axis("x₁", -3, 3, 0.25, 2),
            y=Axis("x₂", -3, 3, 0.25, 2),
            start=((-2.0, -2.5), (2.0, -2.5)),
            tolerance=0.94,
        ),
    ),
    Question(
        slug="perceptron-xor",
        prompt="The perceptron’s rule learns AND, OR and NAND in a few epochs. What happens with XOR, if it may go on without end?",
        panel="perceptron",
        request={"gate": "xor"},
        before=Before({"gate": "xor"}, {"step": 0}),
        mark="cycle.length",
        decide=xor_end,
        options=(
            Option(
                "solves",
                "it needs more epochs, but gets there",
                "More epochs do not help: there is no line to find, and one neuron has only one line.",
            ),
            Option(
                "slow",
                "it comes closer and closer without ever arriving",
                "It does not come closer. Each correction is made for one example, and may undo earlier ones.",
            ),
            Option(
                "circles",
                "the same weights come back again and again, forever",
                "XOR has its ones on opposite corners, and no straight line separates them from the zeros.",
            ),
        ),
    ),
)
