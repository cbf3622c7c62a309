"""Lesson 9: training."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.questions.drawing import Axis, DrawnTrap, EngineCurve
from course.questions.drawn_curve import DrawnCurve
from course.questions.question import Estimate, Option, Outcome, Question, Trap
from panel_kit.contract.words import signed
from panel_kit.runs.result import TrainingResult
from panel_kit.runs.seeds import SeedsResult
from panels.training.panel import RUN
from panels.training.saved_states import NOISY_XOR, SAVED_STATES, sgd

LOW_LOSS = 0.1
SLOWER_RATE, LONG_RATE = 0.8, 3.2
NEARLY_ALL, HARDLY_ANY = 0.8, 0.2
EPOCHS_TO_DRAW = (0.0, 40.0, 80.0, 120.0, 160.0, 200.0)
FIFTY_ON_NOISY_XOR = {"dataset": NOISY_XOR, "epochs": 500}


def knows_nothing(result: TrainingResult) -> Outcome:
    """The loss before the first step, and where four slips lead."""
    loss, classes = float(result.history.train_loss[0]), len(result.data.class_names)
    p, two = math.exp(-loss), math.log(2)
    return Outcome(
        value=loss,
        because=f"{classes} scores that are equal make a softmax of {signed(p, 4)} for each class, and −ln {signed(p, 4)} = {signed(loss, 4)}, the logarithm of the number of classes.",
        traps=[
            Trap(two, "That is the loss for two classes. With more classes each gets a smaller probability."),
            Trap(1.5 * two, "Half as many classes again do not make the loss half as large again: it is the logarithm of their number."),
            Trap(p, "That is the probability which each class gets. The loss is minus its logarithm."),
            Trap(-math.log2(p), "That is the loss in bits, with the logarithm to base 2. Cross-entropy takes the natural one, ln."),
        ],
    )  # fmt: skip


def way_down(result: TrainingResult) -> Outcome:
    """The loss of the first 200 epochs, and three ways that it does not take."""
    loss = [float(each) for each in result.history.train_loss[:201]]
    start, end = loss[0], loss[-1]
    half, tenth = (first_below(loss, start / part) for part in (2, 10))
    places = np.array(EPOCHS_TO_DRAW)
    drawings = (
        start + (end - start) * places / places[-1],
        end + (start - end) * np.exp(-places / 25),
        np.full(len(places), start),
    )
    said = (
        "A straight line would mean that every epoch improves the network by as much as any other. How much a step improves depends on the gradient, and the gradient changes all the way.",
        "You expect the largest gain first and less and less after that. Here the first epochs gain little: the units have to become different from one another before their lines are of use.",
        "You expect the loss to stay where it starts for long. A loss that hardly falls at first is not stuck: its slope is small, not 0, and grows.",
    )
    return Outcome(
        drawing=EngineCurve(list(range(len(loss))), loss),
        because=f"Half of the loss is gone only {half}, and nine tenths of it {tenth}: slow, then fast, then flat near {signed(end, 3)}. A curve that is flat in the beginning does not tell that training fails, and one that is flat at the end does not tell that it has.",
        drawn_traps=[
            DrawnTrap([float(height) for height in drawing], words)
            for drawing, words in zip(drawings, said, strict=True)
        ],
    )


def first_below(loss: list[float], bound: float) -> str:
    """In which epoch a loss is first as low as that, which a run ended by the time limit may never be."""
    found = [epoch for epoch, each in enumerate(loss) if each <= bound]
    return f"in epoch {found[0]}" if found else f"after the {len(loss) - 1} epochs that there was time for"


def from_zero(result: TrainingResult) -> Outcome:
    """What training makes of weights that all start at 0."""
    network, history = result.network, result.history
    largest = max(float(np.abs(W).max()) for W in network.weights)
    alike = all(not np.ptp(W, axis=0).any() for W in network.weights[:-1])
    return Outcome(
        right="nothing" if largest == 0.0 else "alike" if alike else "learns",
        because=f"After {int(history.epoch[-1])} epochs the largest weight is {signed(largest, 4)} and the loss {signed(history.train_loss[-1], 4)}. tanh(0) = 0, so the weights that leave a unit get no gradient; and through weights of 0 none is sent back to those that enter it. Only the output’s bias could learn, and with balanced classes its gradient is 0, too.",
    )


def epochs_to_low_loss(result: TrainingResult) -> int | None:
    """The first epoch that ends with a training loss below 0.1; None if none does."""
    below = np.flatnonzero(np.nan_to_num(result.history.train_loss, nan=np.inf) < LOW_LOSS)
    return int(below[0]) if below.size else None


@dataclass(frozen=True)
class TwoRates:
    """Fifty seeds with the slower of two learning rates, and with the one that was asked about."""

    slower: SeedsResult
    asked: SeedsResult

    @property
    def status(self) -> list[str]:
        """How each of all the runs ended."""
        return [*self.slower.status, *self.asked.status]


def four_times_again(both: TwoRates) -> Outcome:
    """How many of fifty succeed with a rate that is four times as large once more."""
    result = both.asked
    low, high = signed(100 * result.low, 0), signed(100 * result.high, 0)
    return Outcome(
        right="all" if result.share >= NEARLY_ALL else "some" if result.share > HARDLY_ANY else "none",
        because=f"With η = {SLOWER_RATE:g}, {both.slower.successes} of {len(result.seeds)} succeed, with η = {LONG_RATE:g} {result.successes}: a share of {low} to {high} %, for so few seeds leave it uncertain. A gradient is the slope where it was measured. After a long step the slope is another one: some runs end where tanh is nearly flat and hardly move any more, others are lucky. The panel shows one run that fails.",
    )


def by_heart(result: TrainingResult) -> Outcome:
    """What the held-out loss does while the training loss goes to nothing."""
    course = result.history.validation_loss
    best, last = int(np.argmin(course)), float(course[-1])
    falls, rises = course[best] < 0.9 * course[0], last > 1.1 * course[best]
    return Outcome(
        right="rises" if falls and rises else "falls" if falls else "stays",
        because=f"The training loss ends at {signed(result.history.train_loss[-1], 4)}. The held-out loss goes from {signed(course[0], 4)} down to {signed(course[best], 4)} in epoch {best} and ends at {signed(last, 4)}, with {signed(100 * result.history.validation_accuracy[-1], 0)} % of the decisions right: cross-entropy makes confident mistakes expensive.",
    )


def fifty_seeds(request: Mapping[str, Any]) -> SeedsResult:
    """The same run from fifty first weights."""
    many = RUN.seeds_operation
    result: SeedsResult = many.compute(many.request.model_validate({**request, "seeds": 50}))
    return result


def at_two_rates(request: Mapping[str, Any]) -> TwoRates:
    """The same, and before that with the slower rate."""
    slower = fifty_seeds({**FIFTY_ON_NOISY_XOR, "optimizer": sgd(SLOWER_RATE)})
    return TwoRates(slower, fifty_seeds(request))


def who_solves(result: SeedsResult) -> Outcome:
    """The share of seeds that solve it."""
    low, high = signed(100 * result.low, 0), signed(100 * result.high, 0)
    return Outcome(
        value=100 * result.share,
        because=f"{result.successes} of {len(result.seeds)} do. Data, network and settings are the same; only the first weights differ. With so few seeds the share is uncertain: {low} to {high} %. With another optimizer, learning rate or number of epochs it would be another one.",
        traps=[
            Trap(100.0, "That weights exist which solve it does not mean that training finds them."),
            Trap(0.0, "Two units are enough: each draws a line, and the output combines them. Some runs find such weights."),
        ],
    )  # fmt: skip


QUESTIONS = (
    Question(
        slug="three-classes",
        prompt="The network in the picture knows nothing yet: it gives each of two classes a probability of ½, and its cross-entropy is 0.6931. What is the cross-entropy of a network that gives each of three classes the same probability?",
        panel="training",
        request={"dataset": {"name": "blobs"}},
        mark="history.train_loss.0",
        decide=knows_nothing,
        estimate=Estimate(low=0, high=2, step=0.01, start=1.8, decimals=2, tolerance=0.02),
    ),
    Question(
        slug="draw-the-loss",
        prompt="The network in the picture, 2→3→3→1 with tanh, starts with a training loss of 0.6931, and 300 epochs bring it close to 0. Which way does the loss take in the first 200 of them?",
        panel="training",
        request={},
        view={"epoch": 200},
        mark="history.train_loss.200",
        decide=way_down,
        drawing=DrawnCurve(
            x=Axis("epoch", 0, 200, 40, 0),
            y=Axis("loss", 0, 1, 0.05, 2),
            places=EPOCHS_TO_DRAW,
            start=(0.9,) * len(EPOCHS_TO_DRAW),
            tolerance=0.06,
        ),
    ),
    Question(
        slug="all-weights-zero",
        prompt="Suppose that all weights and biases start at 0, and not just the weights of the output. The hidden units are tanh, the output is a sigmoid, the two classes have equally many examples, and every step uses all of them. What does training do?",
        panel="training",
        request=SAVED_STATES["zeros"].request,
        view=SAVED_STATES["zeros"].view,
        mark="history.train_loss.300",
        decide=from_zero,
        options=(
            Option("learns", "it learns as usual: equal weights give every unit the same chance", "Units with equal weights get equal gradients, step by step, and stay equal."),
            Option("nothing", "nothing: all weights stay 0, and the loss stays where it is", "First weights must be different. That is what drawing them at random is for."),
            Option("alike", "it learns a little, with all units of a layer staying equal", "They do stay equal. But a tanh unit that gets 0 gives 0, so not even one unit learns."),
        ),
    ),
    Question(
        slug="eight-times-the-rate",
        prompt="Fifty networks 2→3→3→1 with tanh learn noisy XOR by gradient descent for 500 epochs, each from first weights of its own. With η = 0.4, 49 of them get 95 % of the examples right; with η = 0.8, again 49, in about half as many epochs. And with η = 3.2?",
        panel="training",
        request=SAVED_STATES["rate-3.2"].request,
        view=SAVED_STATES["rate-3.2"].view,
        then="seeds",
        compute=at_two_rates,
        decide=four_times_again,
        options=(
            Option("some", "about half", "There is no sharp limit. With long steps it depends on the first weights whether a run succeeds."),
            Option("all", "again nearly all, in even fewer epochs", "Those that succeed are often quick. But a step that is too long can end where the loss is higher, and that stops many."),
            Option("none", "hardly any: such steps are too long", "For some first weights they are not. Whether a step is too long depends on where it starts."),
        ),
    ),
    Question(
        slug="learned-by-heart",
        prompt="A network with 337 parameters trains on 50 examples, for 300 epochs with Adam. Noise has put some of them on the wrong side of the true boundary. Its loss on them becomes nearly 0. What does its loss on 50 held-out examples do?",
        panel="training",
        request=SAVED_STATES["overfitting"].request,
        view=SAVED_STATES["overfitting"].view,
        mark="history.validation_loss.300",
        decide=by_heart,
        options=(
            Option("falls", "it falls too, a little later", "The training loss tells how well the network fits these examples. It can fit them by what holds for others, too, or by what holds for them alone."),
            Option("rises", "it falls at first, then rises", "At first the network learns what holds for both sets of examples, later what holds only for the 50 it learns from."),
            Option("stays", "it stays where it began: the network only learns its 50 examples by heart", "Overfitting comes by degrees. Much of what is learned at first holds for the held-out examples, too."),
        ),
    ),
    Question(
        slug="two-units-for-xor",
        prompt="Two hidden units are enough for XOR. Fifty networks 2→2→1 with tanh learn its four examples by gradient descent, all four in every step, with η = 0.5, for 500 epochs. Each starts from first weights of its own, drawn from the seeds 0 to 49; those of the output start at 0. What percentage of them gets all four right?",
        panel="training",
        request=SAVED_STATES["xor-stuck"].request,
        view=SAVED_STATES["xor-stuck"].view,
        then="seeds",
        compute=fifty_seeds,
        decide=who_solves,
        estimate=Estimate(low=0, high=100, step=1, start=80, decimals=0, tolerance=14),
    ),
)  # fmt: skip
