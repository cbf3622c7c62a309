"""Lesson 3: the forward pass."""

from __future__ import annotations

from itertools import pairwise

from course.questions.question import Before, Estimate, Option, Outcome, Question, Trap
from panel_kit.contract.words import signed
from panels.forward.panel import ForwardResult, compute
from panels.forward.request import ForwardRequest


def neutral(result: ForwardResult) -> Outcome:
    """What a fresh network answers to (0, 0)."""
    prediction = float(result.prediction[0])
    right = "half" if abs(prediction - 0.5) < 1e-9 else "zero" if abs(prediction) < 1e-9 else "depends"
    return Outcome(
        right=right,
        because=f"Every product and every bias is 0, tanh(0) is 0, so the output neuron gets z = {signed(result.layers[-1].z[0])}, and the sigmoid of 0 is {signed(prediction, 4)}.",
    )


def parameters(result: ForwardResult) -> Outcome:
    """How many parameters 4→16→8→1 has."""
    sizes = result.network.layers
    weights = sum(a * b for a, b in pairwise(sizes))
    units = sum(sizes[1:])
    return Outcome(
        value=float(result.network.parameter_count),
        because=f"4·16 + 16·8 + 8·1 = {weights} weights and one bias for each of the {units} units that compute: {result.network.parameter_count} parameters.",
        traps=[
            Trap(
                float(weights),
                f"{weights} are the weights alone. Every unit that computes has a bias as well.",
            ),
            Trap(
                float(sum(sizes)),
                "That is the number of inputs and units. There is a weight for each line between them, and a bias for each unit.",
            ),
        ],
    )


def turned(result: ForwardResult) -> Outcome:
    """The signs of both inputs flipped."""
    there = float(compute(ForwardRequest(x=[-value for value in result.x.tolist()])).prediction[0])
    back = float(result.prediction[0])
    right = "mirror" if abs(there + back - 1) < 1e-9 else "other"
    return Outcome(
        right=right,
        because=f"One input gives {signed(there, 4)}, the opposite one {signed(back, 4)}: together {signed(there + back, 4)}. With tanh and no biases each z changes its sign and nothing else.",
    )


WIDE = {"network": {"layers": [4, 16, 8, 1]}, "x": [0.5, -0.5, 0.5, -0.5]}

QUESTIONS = (
    Question(
        slug="neutral-network",
        prompt="The network in the picture has tanh in its hidden layers, a sigmoid at the output, and all biases are 0. With both inputs at 0 it answers 0.50. Now all its weights are drawn anew; the biases stay 0. What does it answer to the same inputs?",
        panel="forward",
        request={"network": {"seed": 7}, "x": [0.0, 0.0]},
        before=Before({"x": [0.0, 0.0]}),
        mark="prediction.0",
        decide=neutral,
        options=(
            Option(
                "depends",
                "that depends on the weights",
                "The weights are new, but each of them is multiplied by a zero here, so none of them matters.",
            ),
            Option("zero", "0", "The sum is 0, but the sigmoid comes last, and it does not turn 0 into 0."),
            Option(
                "half",
                "exactly ½ again",
                "With inputs and biases at 0, z is 0 in every unit, and the sigmoid of 0 is ½.",
            ),
        ),
    ),
    Question(
        slug="turned-inputs",
        prompt="The same network, with tanh and with all biases at 0, answers 0.60 to some input (x₁, x₂). What does it answer to (−x₁, −x₂)?",
        panel="forward",
        request={"x": [-0.65, 0.65]},
        before=Before({"x": [0.65, -0.65]}),
        mark="prediction.0",
        decide=turned,
        options=(
            Option(
                "same",
                "0.60: the signs make no difference",
                "They do: tanh(−z) = −tanh(z), and every sum flips its sign, too.",
            ),
            Option(
                "mirror",
                "0.40: the two answers add up to 1",
                "Every sum flips its sign, layer after layer, and σ(−z) = 1 − σ(z).",
            ),
            Option(
                "other",
                "something unrelated, because the network is not linear",
                "It is not linear. But tanh(−z) = −tanh(z), and that holds through every layer.",
            ),
        ),
    ),
    Question(
        slug="count-parameters",
        prompt="The network 4→16→8→1 has 4 inputs and layers of 16, 8 and 1 units. How many parameters does it have, weights and biases together?",
        panel="forward",
        request=WIDE,
        before=Before(WIDE, {"step": 0}),
        mark="network.parameter_count",
        decide=parameters,
        estimate=Estimate(low=0, high=400, step=1, start=100, decimals=0, tolerance=0.5),
    ),
)
