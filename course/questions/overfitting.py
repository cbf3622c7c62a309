"""Lesson 11, on overfitting and its cures."""

from __future__ import annotations

import numpy as np

from course.questions.drawing import Axis, DrawnTrap, EngineCurve
from course.questions.drawn_curve import DrawnCurve
from course.questions.question import Before, Option, Outcome, Question
from panel_kit.contract.words import signed
from panels.overfitting.result import CureRun, OverfittingResult

PLACES = (0, 25, 75, 150, 225, 300, 400)
PLAIN = [{"name": "none"}]
OTHER_DATA = {"dataset": {"seed": 3}, "cures": PLAIN}
STOPPED = {"dataset": {"seed": 3}, "cures": [*PLAIN, {"name": "early_stopping"}]}
THREE = {"cures": [*PLAIN, {"name": "l2"}, {"name": "l1", "amount": 0.1}]}
WORSE = 1.2
"""A held-out loss that ends more than a fifth above its lowest has risen."""


def text(value: float | None) -> str:
    """A loss with two decimals."""
    return "–" if value is None else signed(value, 2)


def lowest(run: CureRun) -> float:
    """The lowest held-out loss."""
    return float(run.validation_loss[run.best_epoch])


def way_of_the_held_out(result: OverfittingResult) -> Outcome:
    """The held-out loss of the plain run."""
    plain = result.runs[0]
    course = plain.validation_loss
    level = [float(course[place]) if place < plain.best_epoch else lowest(plain) for place in PLACES]
    falling = [float(plain.train_loss[place]) for place in PLACES]
    climbing = [float(course[0]) * (1.0 + place / PLACES[-1]) for place in PLACES]
    return Outcome(
        drawing=EngineCurve([float(epoch) for epoch in range(len(course))], [float(each) for each in course]),
        because=f"The held-out loss falls to {text(lowest(plain))} in epoch {plain.best_epoch} and then rises to {text(plain.final.validation_loss)}, while the training loss goes on to {text(plain.final.train_loss)}. At first the network learns where the two moons lie, which holds for all examples. Then it learns where its own 40 examples happen to lie.",
        drawn_traps=[
            DrawnTrap(falling, "That is the training loss. It says how well the network knows the examples it has seen, and it can fall by learning them one by one."),
            DrawnTrap(climbing, "It does not rise from the start. What is learned first, where the two moons lie, holds for all examples. Overfitting comes later, and by degrees."),
            DrawnTrap(level, "It does not stay at its lowest. The network keeps getting surer of its answers, the wrong ones too, and sure mistakes are expensive."),
        ],
    )  # fmt: skip


def rises(run: CureRun) -> bool:
    """Whether the held-out loss ends well above its lowest, while the training loss has not risen."""
    end = run.final.validation_loss
    own = float(np.min(run.train_loss))
    return end is not None and end > WORSE * lowest(run) and (run.final.train_loss or 0.0) < WORSE * own


def who_overfits(result: OverfittingResult) -> Outcome:
    """Which of three runs overfit."""
    rising = [run.cure for run in result.runs if rises(run)]
    keys = {("none",): "plain", ("none", "l2"): "both", ("l1",): "strong", (): "nobody"}
    told = "; ".join(
        f"{run.title}: training loss {text(run.final.train_loss)}, held-out loss {text(run.final.validation_loss)}"
        for run in result.runs
    )
    return Outcome(
        right=keys.get(tuple(rising)),
        because=f"At the end, {told}. What tells is a training loss that goes on falling while the held-out loss rises. Where both stay high, the network is held too tight to learn: that is underfitting. Between the two there is no sharp line. Look how far the losses part.",
    )


def how_many_more(result: OverfittingResult) -> Outcome:
    """How many more held-out examples are decided wrong at the end than at the best epoch."""
    plain = result.runs[0]
    best, end = plain.wrong
    more = end.count - best.count
    return Outcome(
        right="few" if more <= 3 else "many" if more <= 12 else "most",
        because=f"From epoch {best.epoch} to epoch {end.epoch} the held-out loss goes from {text(lowest(plain))} to {text(plain.final.validation_loss)}. Of {best.of} decisions {best.count} are wrong at first and {end.count} at the end. But the mean loss of the wrong ones goes from {text(best.mean_loss)} to {text(end.mean_loss)}: the same kind of mistakes, made with far more confidence. Accuracy only counts the side of ½, so it hardly notices.",
    )


def whose_weights(result: OverfittingResult) -> Outcome:
    """Which weights early stopping leaves."""
    run = result.runs[1]
    left, end = run.final.epoch, run.stopped_at
    return Outcome(
        right="best" if left == run.best_epoch else "last" if left == end else "none",
        because=f"The run ends in epoch {end}, because 30 epochs in a row brought no lower held-out loss, and the weights are those of epoch {left}, with a held-out loss of {text(run.final.validation_loss)}. To go back, the best weights so far are kept aside during the run.",
    )


QUESTIONS = (
    Question(
        slug="draw-the-held-out-loss",
        prompt="40 noisy moons (data seed 2, noise 0.3) and a network 2→32→32→1 with ReLU: 1,185 parameters. Adam with η = 0.01 takes all 40 in every step. In 400 epochs the loss on them falls nearly to 0. On 40 others, which it never learns from, it is measured too. Which way does this held-out loss take?",
        panel="overfitting",
        request={},
        view={"selected": 0},
        mark="runs.0.validation_loss.400",
        decide=way_of_the_held_out,
        keeps_back=True,
        drawing=DrawnCurve(
            x=Axis("epoch", 0, 400, 100, 0),
            y=Axis("loss", 0, 2, 0.05, 2),
            places=PLACES,
            start=(1.0,) * len(PLACES),
            tolerance=0.13,
        ),
    ),
    Question(
        slug="few-decisions-change",
        prompt="Now other moons are drawn (data seed 3), again 40 to learn from and 40 held out. With the same network, 400 epochs of Adam and no cure, the held-out loss ends about five times as high as it was at its lowest. How many more of the 40 held-out examples are decided wrong at the end than at the lowest loss?",
        panel="overfitting",
        request=OTHER_DATA,
        before=Before({"dataset": {"seed": 3}, "cures": PLAIN, "epochs": 50}),
        mark="runs.0.wrong.1.count",
        decide=how_many_more,
        options=(
            Option("few", "three more at most", "A decision only changes when a probability crosses ½. The loss also counts how far beyond it lies."),
            Option("many", "four to twelve more: a higher loss means more mistakes", "The loss is not a count of mistakes. It can rise because the same mistakes are made with more confidence."),
            Option("most", "more than twelve: five times the loss is five times the mistakes", "Loss and accuracy are two measures. One sure mistake can cost as much as ten unsure ones."),
        ),
    ),
    Question(
        slug="which-of-these-overfit",
        prompt="Three runs of 400 epochs on the 40 moons of the first picture (data seed 2), from the same first weights: one plain, one with L2 and λ = 0.02, one with L1 and a very high price, λ = 0.1. Which of them overfit?",
        panel="overfitting",
        request=THREE,
        view={"selected": 0},
        before=Before({"cures": PLAIN}),
        mark="runs.1.validation_loss.400",
        decide=who_overfits,
        options=(
            Option("plain", "the plain one", "Its losses part: one falls nearly to 0, the other rises far above its lowest."),
            Option("both", "the plain one and the one with L2: any difference between the two losses is overfitting", "A small gap is there in almost every network. What harms is a held-out loss that gets worse while the training loss gets better."),
            Option("strong", "the one with L1 at λ = 0.1: its training loss is the highest of all", "A high training loss is the opposite, underfitting: the price is so high that the weights stay at 0."),
            Option("nobody", "none of them: they all saw the same 40 examples", "The examples are the same. What each network makes of them is not."),
        ),
    ),
    Question(
        slug="whose-weights-are-kept",
        prompt="Early stopping with a patience of 30: after 30 epochs in a row without a lower held-out loss, the run ends. The examples are those of data seed 3 again. Of which epoch are the weights that it leaves?",
        panel="overfitting",
        request=STOPPED,
        view={"selected": 1},
        before=Before({"dataset": {"seed": 3}, "cures": [*PLAIN, {"name": "early_stopping"}], "epochs": 30}),
        mark="runs.1.final.epoch",
        decide=whose_weights,
        options=(
            Option("last", "of the last one it trained", "Those are 30 epochs too old: all that time the held-out loss was above its lowest."),
            Option("best", "of the one with the lowest held-out loss, 30 epochs before the end", "That is why the best weights are put aside while the run goes on."),
            Option("none", "of none: it takes the mean of the last 30 epochs", "There are methods that average weights. Early stopping goes back to one epoch."),
        ),
    ),
)  # fmt: skip
