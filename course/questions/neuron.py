"""Lesson 1: the neuron."""

from __future__ import annotations

from course.questions.question import Estimate, Option, Outcome, Question, Trap
from panel_kit.contract.words import signed
from panels.neuron import NeuronRequest, NeuronResult, compute
from panels.perceptron.panel import PerceptronResult


def larger_input(result: NeuronResult) -> Outcome:
    """The first neuron's answer to an input four times as large, and where two slips lead."""
    before = compute(NeuronRequest()).a
    return Outcome(
        value=result.a,
        because=f"2 × 0.80 + 0.20 = {signed(result.z)}, and the sigmoid of {signed(result.z)} is {signed(result.a, 4)}. The sum grows with the input; the bend keeps the answer below 1.",
        traps=[
            Trap(
                4 * before,
                f"{signed(4 * before)} is four times the old answer. The bias is not multiplied, and the sigmoid bends what is.",
            ),
            Trap(result.z, f"{signed(result.z)} is the pre-activation: the sum before the sigmoid bends it."),
            Trap(
                result.weighted_sum,
                f"{signed(result.weighted_sum)} is only the input times its weight; bias and sigmoid are still to come.",
            ),
        ],
    )


def all_inputs_zero(result: NeuronResult) -> Outcome:
    """What a neuron says to nothing."""
    right = "half" if abs(result.a - 0.5) < 1e-9 else "zero" if abs(result.a) < 1e-9 else "bias"
    return Outcome(
        right=right,
        because=f"Every product is zero, so z is the bias alone, {signed(result.z)}, and a = {signed(result.a, 4)}. The bias decides what a neuron says to nothing.",
    )


def xor_end(result: PerceptronResult) -> Outcome:
    """How the perceptron fares on XOR."""
    right = "solves" if result.converged else "circles" if result.cycle else "slow"
    length = result.cycle.length if result.cycle else 0
    return Outcome(
        right=right,
        because=f"After {result.mistakes} mistakes it holds the very weights that it held {length} looks before, at the same example. The rule has no other memory, so everything repeats for ever.",
    )


QUESTIONS = (
    Question(
        slug="four-times-the-input",
        prompt="The neuron below weighs an input of 0.50 with 0.80, adds 0.20, and its sigmoid makes about 0.65 of that. What does it answer to an input of 2, four times as large?",
        panel="neuron",
        request={"inputs": [2.0]},
        decide=larger_input,
        estimate=Estimate(low=0, high=3, step=0.01, start=1.5, decimals=2, tolerance=0.04),
    ),
    Question(
        slug="all-inputs-zero",
        prompt="All inputs are 0, the bias is −2, the activation is the sigmoid. What does the neuron say?",
        panel="neuron",
        request={"inputs": [0.0, 0.0], "weights": [1.5, -0.5], "bias": -2.0},
        decide=all_inputs_zero,
        options=(
            Option(
                "zero",
                "0, for nothing came in",
                "“Nothing in, nothing out” would make the bias a minor detail. It is added whatever the inputs are.",
            ),
            Option(
                "bias",
                "something between 0 and ½: the sigmoid of the bias",
                "The bias is all that is left of the sum, and the sigmoid bends it.",
            ),
            Option(
                "half",
                "½, the middle of the sigmoid",
                "That is the sigmoid at z = 0. With a bias the sum of nothing is not 0.",
            ),
        ),
    ),
    Question(
        slug="perceptron-xor",
        prompt="The perceptron learns AND, OR and NAND in a few epochs. What happens with XOR, if it may go on as long as it likes?",
        panel="perceptron",
        request={"gate": "xor"},
        decide=xor_end,
        options=(
            Option(
                "solves",
                "it needs more epochs, but gets there",
                "Patience does not help: there is no line to find, and one neuron has only one line.",
            ),
            Option(
                "slow",
                "it comes closer and closer without ever arriving",
                "It does not even come closer. Its rule only looks at the last mistake and undoes earlier ones.",
            ),
            Option(
                "circles",
                "it goes round in circles for ever",
                "XOR puts its ones on opposite corners, and no straight line parts those.",
            ),
        ),
    ),
)
