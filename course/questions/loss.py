"""Lesson 4: the loss."""

from __future__ import annotations

import numpy as np

from course.questions.question import Before, Estimate, Option, Outcome, Question, Trap
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
        because=f"The loss is −ln of the probability given to the truth: −ln 0.01 = {signed(result.loss, 3)}. Large, and finite: only a probability of exactly 0 would have no finite cost.",
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
                "That is the same in bits, with the logarithm to base 2. Cross-entropy takes the natural one, ln.",
            ),
        ],
    )


def slow(result: SlowStartResult) -> Outcome:
    """With which loss a badly wrong neuron learns faster."""
    first = {"mse": result.mse.reached, "bce": result.bce.reached}
    epochs = {name: np.inf if epoch is None else epoch for name, epoch in first.items()}
    right = "bce" if epochs["bce"] < epochs["mse"] else "mse" if epochs["mse"] < epochs["bce"] else "same"
    one, other = abs(float(result.mse.slope[0])), abs(float(result.bce.slope[0]))
    return Outcome(
        right=right,
        because=f"The neuron starts at {signed(result.start)} and should answer 0. Its first slope is {signed(one, 4)} with ½ of the squared error and {signed(other, 4)} with cross-entropy, {signed(other / one, 0)} times as steep. (Without the ½ it is half as many times.) With cross-entropy the small slope of the sigmoid cancels.",
    )


def nudged(result: AccuracyVsLossResult) -> Outcome:
    """What a small nudge changes."""
    accuracy, loss = np.diff(result.accuracy), np.diff(result.loss)
    flat = int(np.count_nonzero(accuracy == 0))
    right = "loss" if flat > len(accuracy) / 2 and np.count_nonzero(loss) > 0.9 * len(loss) else "both"
    return Outcome(
        right=right,
        because=f"Of {len(accuracy)} small nudges along the sweep {flat} leave the accuracy exactly as it was, while the loss moves in {int(np.count_nonzero(loss))}. Accuracy counts decisions, and few of them flip in a small change.",
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
        before=Before({"predictions": [0.7, 0.7], "targets": [0.9, 0.9], "pair": 1}),
        mark="terms.1",
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
        prompt="The true class is 1, and the network gives it a probability of 1 %. What is the cross-entropy, with the natural logarithm?",
        panel="loss",
        request={"loss": "bce", "predictions": [0.01], "targets": [1.0]},
        before=Before({"loss": "bce", "predictions": [0.9], "targets": [1.0]}),
        mark="loss",
        decide=sure_and_wrong,
        estimate=Estimate(low=0, high=10, step=0.1, start=2, decimals=1, tolerance=0.3),
    ),
    Question(
        slug="half-or-not",
        prompt="Some books write the mean squared error with a ½ in front. What does the ½ change?",
        panel="loss",
        request={"half": True},
        mark="loss",
        decide=half,
        options=(
            Option(
                "best",
                "the best prediction moves",
                "A factor changes the height of the parabola; its lowest point stays where it is.",
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
        prompt="A neuron with a sigmoid answers 0.98 where it should answer 0. It learns by gradient descent, with the same learning rate for both losses. With which loss does its answer get near 0 in fewer epochs?",
        panel="slow-start",
        request={},
        view={"step": None},
        before=Before({"epochs": 1}),
        keeps_back=True,
        mark="bce.output.300",
        decide=slow,
        options=(
            Option(
                "mse",
                "squared error: the farther off, the larger its slope",
                "Its slope in the prediction is large. But it is multiplied by the slope of the sigmoid, which is nearly 0 there.",
            ),
            Option(
                "same",
                "the same: the error is the same",
                "The error is the same; the slopes are not. What reaches the weight is multiplied by the slope of the sigmoid, unless that cancels.",
            ),
            Option(
                "bce",
                "cross-entropy",
                "Its slope grows just as the sigmoid’s shrinks: the two cancel, and prediction minus target is left.",
            ),
        ),
    ),
    Question(
        slug="nudge-one-weight",
        prompt="One weight of a trained network is changed by a very small amount. What changes?",
        panel="accuracy-vs-loss",
        request={"value": 3.0},
        before=Before({"value": 2.0}),
        mark="accuracy_here",
        keeps_back=True,
        decide=nudged,
        options=(
            Option(
                "both",
                "loss and accuracy, both by a very small amount",
                "Accuracy counts decisions, and a decision flips or does not. There is nothing in between.",
            ),
            Option(
                "loss",
                "the loss, and hardly ever the accuracy",
                "That is why networks are trained on the loss: it has a slope nearly everywhere, and so says which way to go.",
            ),
            Option(
                "accuracy",
                "the accuracy, because that is what training is about",
                "We care about accuracy in the end. But it stays the same nearly everywhere, so its slope is 0 and tells nothing.",
            ),
        ),
    ),
)
