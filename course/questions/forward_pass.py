"""Lesson 3: the forward pass."""

from __future__ import annotations

from itertools import pairwise

from course.questions.question import Estimate, Option, Outcome, Question, Trap
from panel_kit.contract.words import signed
from panels.forward import ForwardRequest, ForwardResult, compute


def neutral(result: ForwardResult) -> Outcome:
    """What a fresh network says to (0, 0)."""
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
                "That is the number of units. Parameters sit on the wires between them, and as a bias in each.",
            ),
        ],
    )


def turned(result: ForwardResult) -> Outcome:
    """Both inputs turned around."""
    there = float(compute(ForwardRequest(x=[-value for value in result.x.tolist()])).prediction[0])
    back = float(result.prediction[0])
    right = "mirror" if abs(there + back - 1) < 1e-9 else "other"
    return Outcome(
        right=right,
        because=f"One input gives {signed(there, 4)}, the opposite one {signed(back, 4)}: together {signed(there + back, 4)}. With tanh and no biases each z changes its sign and nothing else.",
    )


QUESTIONS = (
    Question(
        slug="neutral-network",
        prompt="With both inputs at 0 the network below answers 0.50. Now all its weights are drawn anew. What does it answer to the same inputs?",
        panel="forward",
        request={"network": {"seed": 7}},
        decide=neutral,
        options=(
            Option(
                "depends",
                "that depends on the weights",
                "They are. But here every one of them is multiplied by a zero, so none of them shows.",
            ),
            Option("zero", "0", "The sum is 0, but the sigmoid comes last, and it does not turn 0 into 0."),
            Option(
                "half",
                "exactly ½ again",
                "Without biases nothing reaches the output, and a sigmoid that gets 0 cannot decide.",
            ),
        ),
    ),
    Question(
        slug="turned-inputs",
        prompt="The same network answers 0.60 to some input (x₁, x₂). What does it answer to (−x₁, −x₂)?",
        panel="forward",
        request={"x": [-0.65, 0.65]},
        decide=turned,
        options=(
            Option(
                "same",
                "0.60: the network does not see signs",
                "It does: tanh turns its sign with its input, and so does every sum.",
            ),
            Option(
                "mirror",
                "0.40: the two answers add up to 1",
                "Every sum turns its sign, layer after layer, and σ(−z) = 1 − σ(z).",
            ),
            Option(
                "other",
                "something unrelated, for the network is not linear",
                "It is not linear, but tanh is point-symmetric, and that survives every layer.",
            ),
        ),
    ),
    Question(
        slug="count-parameters",
        prompt="How many parameters does 4→16→8→1 have, weights and biases together?",
        panel="forward",
        request={"network": {"layers": [4, 16, 8, 1]}, "x": [0.0, 0.0, 0.0, 0.0]},
        decide=parameters,
        estimate=Estimate(low=0, high=400, step=1, start=100, decimals=0, tolerance=0.5),
    ),
)
