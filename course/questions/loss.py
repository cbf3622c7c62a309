"""Lesson 4: the loss."""

from __future__ import annotations

import numpy as np

from course.questions.question import Estimate, Option, Outcome, Question, Trap
from panel_kit.contract.words import signed
from panels.accuracy_vs_loss.panel import AccuracyVsLossResult
from panels.loss.panel import LossResult, compute
from panels.loss.request import LossRequest
from panels.slow_start import SlowStartResult


def twice_as_far(result: LossResult) -> Outcome:
    """What an error twice as large costs."""
    near, far = (float(term) for term in result.terms)
    ratio = far / near
    costs = {2.0: "twice", 4.0: "four"}
    right = next((key for times, key in costs.items() if abs(ratio - times) < 1e-9), "same")
    return Outcome(
        right=right,
        because=f"An error of {signed(result.errors[0])} costs {signed(near, 4)}, one of {signed(result.errors[1])} costs {signed(far, 4)}: {signed(ratio, 0)} times as much. The panel now shows both.",
    )


def sure_and_wrong(result: LossResult) -> Outcome:
    """What 1 % for the truth costs."""
    return Outcome(
        value=result.loss,
        because=f"The loss is −ln of the probability given to the truth: −ln 0.01 = {signed(result.loss, 3)}. Large, and finite: only a probability of exactly 0 would cost without bound.",
        traps=[
            Trap(
                float((result.errors[0]) ** 2),
                "That is the squared error, which can never cost more than 1 for probabilities.",
            ),
            Trap(
                -float(np.log10(result.predictions[0])),
                "That is the logarithm to base 10. Cross-entropy takes the natural one, ln.",
            ),
            Trap(
                -float(np.log2(result.predictions[0])),
                "That is the same surprise in bits, with the logarithm to base 2. Cross-entropy takes the natural one, ln.",
            ),
        ],
    )


def slow(result: SlowStartResult) -> Outcome:
    """Which loss teaches a badly wrong neuron faster."""
    first = {"mse": result.mse.reached, "bce": result.bce.reached}
    epochs = {name: np.inf if epoch is None else epoch for name, epoch in first.items()}
    right = "bce" if epochs["bce"] < epochs["mse"] else "mse" if epochs["mse"] < epochs["bce"] else "same"
    one, other = abs(float(result.mse.slope[0])), abs(float(result.bce.slope[0]))
    return Outcome(
        right=right,
        because=f"The neuron starts at {signed(result.start)} and should say 0. Its first slope is {signed(one, 4)} with squared errors and {signed(other, 4)} with cross-entropy, {signed(other / one, 0)} times as steep: there the flat end of the sigmoid cancels.",
    )


def nudged(result: AccuracyVsLossResult) -> Outcome:
    """What a small nudge changes."""
    accuracy, loss = np.diff(result.accuracy), np.diff(result.loss)
    flat = int(np.count_nonzero(accuracy == 0))
    right = "loss" if flat > len(accuracy) / 2 and np.count_nonzero(loss) > 0.9 * len(loss) else "both"
    return Outcome(
        right=right,
        because=f"Of {len(accuracy)} small nudges along the sweep {flat} leave the accuracy exactly as it was, while the loss moves in {int(np.count_nonzero(loss))}. Accuracy counts decisions, and few of them flip.",
    )


def half(result: LossResult) -> Outcome:
    """What the ½ changes."""
    whole = compute(LossRequest())
    right = "scale" if abs(whole.loss - 2 * result.loss) < 1e-12 else "other"
    return Outcome(
        right=right,
        because=f"With the ½ the loss is {signed(result.loss, 4)} and the slope {signed(result.gradient[0], 4)}; without it {signed(whole.loss, 4)} and {signed(whole.gradient[0], 4)}. Both are in use: say which one you mean.",
    )


QUESTIONS = (
    Question(
        slug="twice-as-far-off",
        prompt="The squared error is the error times itself: predicting 0.70 where 0.90 is right costs 0.04. What does 0.50 cost, which is twice as far off?",
        panel="loss",
        request={"predictions": [0.7, 0.5], "targets": [0.9, 0.9], "pair": 1},
        decide=twice_as_far,
        options=(
            Option(
                "four",
                "four times as much",
                "Twice the error, times twice the error. That is why squared errors make the worst predictions count most.",
            ),
            Option(
                "twice",
                "twice as much: the cost goes with the error",
                "So the mean absolute error counts. A square grows faster than what is squared.",
            ),
            Option(
                "same",
                "the same: either way the answer is wrong",
                "That would be counting mistakes, as accuracy does. A loss asks how far off an answer is.",
            ),
        ),
    ),
    Question(
        slug="sure-and-wrong",
        prompt="The truth is class 1, and the network gives it a probability of 1 %. What is the cross-entropy?",
        panel="loss",
        request={"loss": "bce", "predictions": [0.01], "targets": [1.0]},
        decide=sure_and_wrong,
        estimate=Estimate(low=0, high=10, step=0.1, start=2, decimals=1, tolerance=0.3),
    ),
    Question(
        slug="half-or-not",
        prompt="Some books write the squared error with a ½ in front. What does it change?",
        panel="loss",
        request={"half": True},
        decide=half,
        options=(
            Option(
                "best",
                "the best prediction moves",
                "A factor stretches the parabola; its lowest point stays where it is.",
            ),
            Option(
                "scale",
                "loss and slope are halved, nothing else",
                "The slope becomes plainly ŷ − y, which is why books like it. The learning rate has to make up for it.",
            ),
            Option(
                "none",
                "nothing at all",
                "The best prediction stays, but with the same learning rate every step is half as long.",
            ),
        ),
    ),
    Question(
        slug="slow-start",
        prompt="A sigmoid neuron answers 0.98 where it should answer 0. Which loss lets it learn faster?",
        panel="slow-start",
        request={},
        decide=slow,
        options=(
            Option(
                "mse",
                "squared error: the farther off, the larger its slope",
                "Its slope in the prediction is large. But it has to pass through the sigmoid, which is flat out there.",
            ),
            Option(
                "same",
                "the same: the error is the same",
                "The error is; the slopes are not. What reaches the weight passes through the sigmoid’s slope, unless that cancels.",
            ),
            Option(
                "bce",
                "cross-entropy",
                "Its slope grows just as the sigmoid’s shrinks: the two cancel, and the error itself is left.",
            ),
        ),
    ),
    Question(
        slug="nudge-one-weight",
        prompt="One weight of a network is nudged by a hair. What moves?",
        panel="accuracy-vs-loss",
        request={},
        decide=nudged,
        options=(
            Option(
                "both",
                "loss and accuracy, both by a hair",
                "Accuracy has no hair’s breadths: it counts decisions, and a decision flips or does not.",
            ),
            Option(
                "loss",
                "the loss, and hardly ever the accuracy",
                "That is why networks are trained on the loss: it has a slope nearly everywhere, and so says which way to go.",
            ),
            Option(
                "accuracy",
                "the accuracy, for that is what training is about",
                "We care about accuracy in the end. But it stays flat nearly everywhere, and a flat thing cannot be followed downhill.",
            ),
        ),
    ),
)
