"""Lesson 10: a trained network is asked about new rows."""

from __future__ import annotations

import numpy as np

from course.questions.question import Before, Estimate, Option, Outcome, Question, Trap
from panel_kit.contract.words import probability, signed
from panels.predict.panel import MOONS, SINE
from panels.predict.result import PredictResult

FAR = {"run": MOONS, "points": [[12.0, -12.0]]}
BEYOND = {"run": SINE, "points": [[2.5]]}
SURE = 0.9
UNDECIDED = 0.6


def far_from_all(result: PredictResult) -> Outcome:
    """How sure the network is where nothing was learned."""
    rows, distances = result.rows, result.distances
    assert rows is not None
    assert rows.certainty is not None
    assert distances is not None
    share = rows.certainty[0] or 0.0
    return Outcome(
        right="sure" if share >= SURE else "half" if share <= UNDECIDED else "doubtful",
        because=f"It says {probability(share)}. The nearest training example is {signed(distances.distances[0], 1)} standard deviations away, and the network knows nothing of that: it computes the same sums. Far out every tanh is close to −1 or 1, so the answer hardly changes any more, and it is as sure as near the data. The warning comes from comparing with the training examples, not from the network.",
    )


def wave_goes_on(result: PredictResult) -> Outcome:
    """What the network answers where the wave would go on."""
    assert result.predictions is not None
    assert result.rows is not None
    x, answer = float(result.rows.inputs[0, 0]), float(result.predictions[0, 0])
    true = float(np.sin(np.pi * x))
    return Outcome(
        value=answer,
        because=f"It answers {signed(answer)}, and the wave would be at {signed(true)}. The network has not learned “a wave”. It has learned numbers for eight tanh units that fit between −1 and 1. Beyond, each of them runs into −1 or 1, and their sum with it. A fit inside is no knowledge outside.",
        traps=[
            Trap(true, "So it would be if the network had found the wave. It has found sums of tanh that look like one, where there were examples."),
            Trap(0.0, "The mean of the targets would be a cautious answer. Nothing in the sums pulls them there."),
        ],
    )  # fmt: skip


QUESTIONS = (
    Question(
        slug="far-from-all",
        prompt="A network has learned the two moons, which lie between −1.5 and 2.5. Now it is asked about the point (12, −12), far from everything that it has seen. How sure is its answer?",
        panel="predict",
        request=FAR,
        before=Before({"run": MOONS, "points": [[1.5, -0.5]]}),
        mark="rows.certainty.0",
        decide=far_from_all,
        options=(
            Option("half", "about 0.5: it cannot know, and says so", "That would be honest. But no output of the network stands for “I do not know”. It was never trained to say it."),
            Option("doubtful", "between 0.6 and 0.9: less sure than near the data", "Distance from the data is nothing that the network computes, so it cannot make it doubt."),
            Option("sure", "above 0.9, as sure as it is in the middle of a class", "It computes the same sums for every point, whether anything like it was ever seen or not."),
        ),
    ),
    Question(
        slug="wave-goes-on",
        prompt="A network with 8 tanh units (1→8→1, seed 0) has learned one wave, y = sin πx with some noise, from examples between −1 and 1. At x = 2.5 the wave would be up at 1. What does the network answer there?",
        panel="predict",
        request=BEYOND,
        before=Before({"run": SINE, "points": [[0.5]]}),
        mark="predictions.0.0",
        decide=wave_goes_on,
        estimate=Estimate(low=-3, high=3, step=0.1, start=0.5, decimals=1, tolerance=0.5),
    ),
)  # fmt: skip
