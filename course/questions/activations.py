"""Lesson 2: activation functions."""

from __future__ import annotations

from course.questions.question import Before, Estimate, Option, Outcome, Question, Trap
from panel_kit.contract.words import amount, signed
from panels.activation import ActivationResult
from panels.linear_collapse import LinearCollapseResult
from panels.softmax import SoftmaxRequest, SoftmaxResult, compute


def steepest(result: ActivationResult) -> Outcome:
    """Where tanh is steepest, and how steep, beside the sigmoid."""
    sigmoid, tanh = result.functions
    return Outcome(
        value=tanh.largest_slope,
        because=f"tanh is a sigmoid twice as tall and twice as fast, tanh(z) = 2σ(2z) − 1, so it is four times as steep: {signed(tanh.largest_slope, 2)} against {signed(sigmoid.largest_slope, 2)}. Ten sigmoids multiply what is sent back by at most {amount(sigmoid.largest_slope**10)}, weights aside; ten tanhs may leave it as it is.",
        traps=[
            Trap(
                sigmoid.largest_slope,
                "That is the sigmoid’s own slope. tanh looks alike, but it covers twice the height in half the way.",
            ),
            Trap(
                2 * sigmoid.largest_slope,
                "Twice as tall, yes. It is also twice as fast, and that counts once more.",
            ),
        ],
    )


def relu_left(result: ActivationResult) -> Outcome:
    """What ReLU passes back below zero."""
    relu, leaky = result.functions
    right = "nothing" if relu.dead and not leaky.dead else "same"
    return Outcome(
        right=right,
        because=f"At z = {signed(result.z)} the slope of ReLU is {signed(relu.derivative, 4)} and that of leaky ReLU {signed(leaky.derivative, 4)}.",
    )


def shifted(result: SoftmaxResult) -> Outcome:
    """Adding the same number to every logit."""
    before = compute(SoftmaxRequest())
    is_same = abs(before.probabilities - result.probabilities).max() < 1e-12
    return Outcome(
        right="same" if is_same else "flatter",
        because=f"The exponentials grow from {signed(before.total)} to {signed(result.total)} together, and the first probability stays {signed(result.probabilities[0], 4)}. Only differences between logits count.",
    )


def stacked(result: LinearCollapseResult) -> Outcome:
    """Many linear layers."""
    right = "line" if result.is_linear and result.max_difference < 1e-9 else "bends"
    return Outcome(
        right=right,
        because=f"The {len(result.network.weights)} layers multiply out to one with the weights {signed(result.matrix[0, 0])} and {signed(result.matrix[0, 1])}; over the whole plane the two differ by at most {amount(result.max_difference)}, which is rounding.",
    )


QUESTIONS = (
    Question(
        slug="steepest-tanh",
        prompt="The sigmoid rises from 0 to 1, and its largest slope is 0.25. tanh rises from −1 to 1. What is its largest slope?",
        panel="activation",
        request={"names": ["sigmoid", "tanh"], "z": 0.0},
        before=Before({"names": ["sigmoid", "tanh"], "z": -3.0}),
        mark="functions.1.derivative",
        decide=steepest,
        estimate=Estimate(low=0, high=2, step=0.05, start=0.25, decimals=2, tolerance=0.05),
    ),
    Question(
        slug="relu-below-zero",
        prompt="A ReLU unit has z = −1 for an example. How much of what is sent back passes through it, compared with leaky ReLU?",
        panel="activation",
        request={"names": ["relu", "leaky_relu"], "z": -1.0},
        before=Before({"names": ["relu", "leaky_relu"], "z": 1.5}),
        mark="functions.0.derivative",
        decide=relu_left,
        options=(
            Option(
                "nothing",
                "nothing at all, and leaky ReLU a little",
                "For this example the unit is off: its slope is exactly zero, and the weights that enter it learn nothing from it.",
            ),
            Option(
                "same",
                "the same: both are straight lines there",
                "Both are straight, but with different slopes, and what is sent back is multiplied by the slope.",
            ),
            Option(
                "more",
                "more, because ReLU never saturates",
                "ReLU does not saturate above zero. Below zero it is flat.",
            ),
        ),
    ),
    Question(
        slug="softmax-shift",
        prompt="Three logits are 2, 1 and 0.1, and the temperature is 1. Now 3 is added to each logit. What do the probabilities do?",
        panel="softmax",
        request={"shift": 3.0},
        mark="probabilities.0",
        decide=shifted,
        options=(
            Option(
                "flatter",
                "they come closer together, since 5, 4 and 3.1 differ less, relatively",
                "Softmax depends on differences alone, and those have not changed.",
            ),
            Option(
                "sharper",
                "the largest gains, since exponentials grow fast",
                "All exponentials grow by the same factor, and so does their sum.",
            ),
            Option("same", "nothing", "The common factor cancels between each exponential and their sum."),
        ),
    ),
    Question(
        slug="five-linear-layers",
        prompt="A network has five layers of linear units, with 60 weights and 17 biases, two inputs and one output. What can its boundary between two classes look like?",
        panel="linear-collapse",
        request={"network": {"layers": [2, 4, 4, 4, 4, 1]}},
        before=Before(
            {"network": {"layers": [2, 4, 4, 4, 4, 1], "hidden_activation": "tanh"}}, opens_lesson=True
        ),
        mark="max_difference",
        decide=stacked,
        options=(
            Option(
                "line",
                "a straight line, whatever the weights are",
                "Linear layers multiply out. All those parameters describe one line, as three would.",
            ),
            Option(
                "bends",
                "a line with up to five corners, one for each layer",
                "A corner needs an activation function with a corner, such as ReLU.",
            ),
            Option(
                "curve",
                "any smooth curve, if there are enough units",
                "That needs an activation function that is no straight line. Here there is none.",
            ),
        ),
    ),
)
