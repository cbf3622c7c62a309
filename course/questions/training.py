"""Lesson 9: training."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from course.questions.question import Estimate, Option, Outcome, Question, Trap
from panel_kit.contract.words import signed
from panel_kit.runs.result import TrainingResult
from panel_kit.runs.seeds import SeedsResult
from panels.training.panel import PANEL, RUN
from panels.training.saved_states import NOISY_XOR, SAVED_STATES, sgd

LOW_LOSS = 0.1
SLOWER_RATES = (0.4, 0.8, 1.6)


def knows_nothing(result: TrainingResult) -> Outcome:
    """The loss before the first step, and where four slips lead."""
    loss, classes = float(result.history.train_loss[0]), len(result.data.class_names)
    p, two = math.exp(-loss), math.log(2)
    return Outcome(
        value=loss,
        because=f"{classes} scores that are equal make a softmax of {signed(p, 4)} for each class, and −ln {signed(p, 4)} = {signed(loss, 4)}, the logarithm of the number of classes.",
        traps=[
            Trap(two, "That is the price for two classes. With more of them a guess is right less often."),
            Trap(1.5 * two, "Half as many classes again do not cost half as much again: the loss goes with the logarithm of their number."),
            Trap(p, "That is the probability which each class gets. Its price is minus its logarithm."),
            Trap(-math.log2(p), "That is the price in bits, with the logarithm to base 2. Cross-entropy takes the natural one, ln."),
        ],
    )  # fmt: skip


def from_zero(result: TrainingResult) -> Outcome:
    """What training makes of weights that all start at 0."""
    network, history = result.network, result.history
    largest = max(float(np.abs(W).max()) for W in network.weights)
    alike = all(not np.ptp(W, axis=0).any() for W in network.weights[:-1])
    return Outcome(
        right="nothing" if largest == 0.0 else "alike" if alike else "learns",
        because=f"After {int(history.epoch[-1])} epochs the largest weight is {signed(largest, 4)} and the loss {signed(history.train_loss[-1], 4)}. tanh(0) = 0, so the weights that leave a unit get no gradient; and through weights of 0 none comes back to those that enter it.",
    )


def epochs_to_low_loss(result: TrainingResult) -> int | None:
    """The first epoch that ends with a training loss below 0.1; None if none does."""
    below = np.flatnonzero(np.nan_to_num(result.history.train_loss, nan=np.inf) < LOW_LOSS)
    return int(below[0]) if below.size else None


def doubled_again(result: TrainingResult) -> Outcome:
    """Whether twice the learning rate halves the epochs once more."""
    slower = [epochs_to_low_loss(train(rate)) for rate in SLOWER_RATES]
    reached, before = epochs_to_low_loss(result), slower[-1] or 0
    rate = result.settings.optimizer["learning_rate"]
    end = f"takes {reached}" if reached else f"is at {lowest_and_last(result)}"
    return Outcome(
        right="never" if reached is None else "half" if reached <= 0.6 * before else "less",
        because=f"The rates {', '.join(map(str, SLOWER_RATES))} take {', '.join(map(str, slower))} epochs; {rate:g} {end}. A gradient holds where it was measured. A step that is too long lands where the loss is another one: here such steps throw units to the flat ends of tanh, and hardly any gradient brings them back.",
    )


def lowest_and_last(result: TrainingResult) -> str:
    """The lowest loss of the run and the one it ends with, in words."""
    course = result.history.train_loss
    best = int(np.nanargmin(course))
    return f"{signed(course[best], 3)} in epoch {best} and ends at {signed(course[-1], 3)}"


def train(learning_rate: float) -> TrainingResult:
    """Noisy XOR at another learning rate."""
    fields = {**SAVED_STATES["rate-3.2"].request, "optimizer": sgd(learning_rate)}
    result: TrainingResult = PANEL.compute(PANEL.request.model_validate(fields))
    return result


def by_heart(result: TrainingResult) -> Outcome:
    """What the held-out loss does while the training loss goes to nothing."""
    course = result.history.validation_loss
    best, last = int(np.argmin(course)), float(course[-1])
    falls, rises = course[best] < 0.9 * course[0], last > 1.1 * course[best]
    return Outcome(
        right="rises" if falls and rises else "falls" if falls else "stays",
        because=f"The training loss ends at {signed(result.history.train_loss[-1], 4)}. The held-out loss goes from {signed(course[0], 4)} down to {signed(course[best], 4)} in epoch {best} and ends at {signed(last, 4)}, with {signed(100 * result.history.validation_accuracy[-1], 0)} % of the decisions right: cross-entropy makes sure mistakes dear.",
    )


def fifty_seeds(request: Mapping[str, Any]) -> SeedsResult:
    """The same run from fifty first weights."""
    many = RUN.seeds_operation
    result: SeedsResult = many.compute(many.request.model_validate({**request, "seeds": 50}))
    return result


def who_solves(result: SeedsResult) -> Outcome:
    """The share of seeds that solve it."""
    low, high = signed(100 * result.low, 0), signed(100 * result.high, 0)
    return Outcome(
        value=100 * result.share,
        because=f"{result.successes} of {len(result.seeds)} do. Data, network and settings are the same; the first weights decide which valley a run goes down. With so few seeds the share itself is uncertain: {low} to {high} %.",
        traps=[
            Trap(100.0, "A network that can hold the solution need not find it: to be able is not to learn."),
            Trap(0.0, "Two units are enough: one draws one line, the other a second, and the output puts them together."),
        ],
    )  # fmt: skip


QUESTIONS = (
    Question(
        slug="three-classes",
        prompt="The network below knows nothing yet: each of two classes gets ½, and the loss is 0.6931. What is the loss of a network that knows nothing of three classes?",
        panel="training",
        request={"dataset": {"name": "blobs"}},
        decide=knows_nothing,
        estimate=Estimate(low=0, high=2, step=0.01, start=1.8, decimals=2, tolerance=0.02),
    ),
    Question(
        slug="all-weights-zero",
        prompt="Suppose that all weights start at 0, and not just the last ones. The hidden units are tanh. What does training make of it?",
        panel="training",
        request=SAVED_STATES["zeros"].request,
        view=SAVED_STATES["zeros"].view,
        decide=from_zero,
        options=(
            Option("learns", "it learns as usual: equal weights give every unit the same chance", "Equal is not fair here. What is equal gets the same gradient, step by step, and never becomes different."),
            Option("nothing", "nothing: the loss stays where it is", "The start must be uneven. That is what the random first weights are for."),
            Option("alike", "it learns a little, with all units of a layer staying equal", "Equal they do stay. But a tanh unit that gets 0 says 0, so not even one unit’s worth is learned."),
        ),
    ),
    Question(
        slug="eight-times-the-rate",
        prompt="On noisy XOR, gradient descent with η = 0.4 takes 250 epochs to bring the loss below 0.1. With η = 0.8 it takes 127, with 1.6 it takes 65. And with 3.2?",
        panel="training",
        request={**SAVED_STATES["rate-3.2"].request, "dataset": NOISY_XOR},
        view=SAVED_STATES["rate-3.2"].view,
        decide=doubled_again,
        options=(
            Option("half", "about 32: twice the rate, half the time", "That holds while the steps are small against the bends of the loss. It is no law."),
            Option("less", "fewer than 65, though not half", "Gains that shrink are one way to find the limit. Here it comes more abruptly."),
            Option("never", "it does not get there at all", "Somewhere there is a step that is too long, and nothing announces it."),
        ),
    ),
    Question(
        slug="learned-by-heart",
        prompt="A network with 337 parameters trains on 50 examples, some of them on the wrong side. Its loss on them goes to nearly 0. What does its loss on 50 held-out examples do?",
        panel="training",
        request=SAVED_STATES["overfitting"].request,
        view=SAVED_STATES["overfitting"].view,
        decide=by_heart,
        options=(
            Option("falls", "it falls too, a little later", "Training loss tells how well the examples are known. They can be known by rule or by heart."),
            Option("rises", "it falls at first, then rises", "First the network learns what the examples have in common, then what each has for itself."),
            Option("stays", "it stays where it began: the network only learns by heart", "Overfitting comes by degrees: the rule first, the strays later."),
        ),
    ),
    Question(
        slug="two-units-for-xor",
        prompt="Two hidden units are enough for XOR. Fifty networks 2→2→1 learn it, each from first weights of its own. How many percent of them succeed?",
        panel="training",
        request=SAVED_STATES["xor-stuck"].request,
        view=SAVED_STATES["xor-stuck"].view,
        compute=fifty_seeds,
        decide=who_solves,
        estimate=Estimate(low=0, high=100, step=1, start=80, decimals=0, tolerance=8),
    ),
)  # fmt: skip
