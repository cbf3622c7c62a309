"""Lesson 4: the loss."""

from __future__ import annotations

import numpy as np

from panels.accuracy_vs_loss import AccuracyVsLossResult
from panels.loss import LossResult
from panels.questions.question import Estimate, Option, Outcome, Question, Trap
from panels.slow_start import SlowStartResult
from panels.words import signed


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
    from panels.loss import LossRequest, compute

    whole = compute(LossRequest())
    right = "scale" if abs(whole.loss - 2 * result.loss) < 1e-12 else "other"
    return Outcome(
        right=right,
        because=f"With the ½ the loss is {signed(result.loss, 4)} and the slope {signed(result.gradient[0], 4)}; without it {signed(whole.loss, 4)} and {signed(whole.gradient[0], 4)}. Both are in use: say which one you mean.",
    )


QUESTIONS = (
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
                "That is why networks are trained on the loss: it has a slope everywhere.",
            ),
            Option(
                "accuracy",
                "the accuracy, for that is what training is about",
                "We care about accuracy in the end. But it stays flat nearly everywhere, and a flat thing cannot be followed downhill.",
            ),
        ),
    ),
)
