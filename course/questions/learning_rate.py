"""Lesson 7: the learning rate."""

from __future__ import annotations

from course.questions.drawing import Axis, DrawnTrap, EngineCurve
from course.questions.drawn_curve import DrawnCurve
from course.questions.question import Option, Outcome, Question
from panel_kit.contract.words import in_words, signed
from panels.learning_rate.result import LearningRateResult
from panels.learning_rate.words import rate_text

PLACES = (0.0, 100.0, 200.0, 300.0, 400.0, 500.0)
SIGMOID = {
    "network": {"hidden_activation": "sigmoid"},
    "rates": [0.01, 0.1, 3.0],
    "epochs": 2000,
    "seeds": 20,
}


def way_of_the_middle(result: LearningRateResult) -> Outcome:
    """The loss at the middle rate; the other two are what mistakes lead to."""
    slow, right, fast = result.runs
    said = (
        (slow, "That is the course at η = 0.01, fifty times smaller: the loss has hardly left its start."),
        (fast, "That is the course at η = 3: quick at first, and then stuck above the others."),
    )
    traps = [DrawnTrap([float(run.loss[int(place)]) for place in PLACES], words) for run, words in said]
    straight = [float(right.loss[0]) * (1.0 - place / PLACES[-1]) for place in PLACES]
    traps.append(
        DrawnTrap(
            straight,
            "A straight line would mean that every step gains as much as any other. What a step gains is η times the squared slope, and the slope changes on the way.",
        )
    )
    return Outcome(
        drawing=EngineCurve(list(range(len(right.loss))), [float(each) for each in right.loss]),
        because=f"With η = 0.01 the loss goes from {signed(slow.loss[0], 3)} to {signed(slow.final_loss, 3)} in 500 epochs, with 0.5 to {signed(right.final_loss, 3)}, with 3 to {signed(fast.final_loss, 3)}. At 0.5 it waits on a plateau first, and falls from there. A rate six times as large is not six times as fast: {fast.evidence}.",
        drawn_traps=traps,
    )


def who_works(result: LearningRateResult) -> Outcome:
    """At which rates most sigmoid networks solve it."""
    solved = {run.learning_rate: sum(end.solved for end in run.seeds) for run in result.runs}
    count = len(result.runs[0].seeds)
    working = [rate for rate, share in solved.items() if 2 * share > count]
    keys = {(0.1, 3.0): "same", (0.1,): "same", (3.0,): "larger", (0.01,): "smaller", (): "none"}
    told = in_words([f"at {rate_text(rate)} {share} do" for rate, share in solved.items()])
    return Outcome(
        right=keys.get(tuple(working)),
        because=f"Of {count} starts {told}. The slope of a sigmoid is ¼ at most, that of tanh is 1 at most; through three layers the gradients of the first weights are far smaller, and so a larger rate is needed. What is right for one network is far too small for another.",
    )


QUESTIONS = (
    Question(
        slug="draw-three-rates",
        prompt="All four examples in every step, gradient descent, cross-entropy. All three start at a loss of 0.693. Draw the loss over 500 epochs for the one in the middle, η = 0.5. Which way does it take?",
        panel="learning-rate",
        request={},
        view={"selected": 1},
        mark="runs.1.loss.500",
        decide=way_of_the_middle,
        keeps_back=True,
        drawing=DrawnCurve(
            x=Axis("epoch", 0, 500, 100, 0),
            y=Axis("loss", 0, 1, 0.05, 2),
            places=PLACES,
            start=(0.9,) * len(PLACES),
            tolerance=0.08,
        ),
    ),
    Question(
        slug="one-right-rate",
        prompt="With tanh in its hidden layers, 2→3→3→1 solves XOR from most starts at η = 0.1 (gradient descent, all four examples in every step, 2,000 epochs). Now the hidden units are sigmoids, and nothing else changes. At which of the rates 0.01, 0.1 and 3 do most of 20 starts, the seeds 0 to 19, solve it?",
        panel="learning-rate",
        request=SIGMOID,
        view={"selected": 2},
        mark="runs.2.solved_share",
        decide=who_works,
        options=(
            Option(
                "same",
                "at 0.1 again: the task is the same, and so is the right rate",
                "A rate is not right for a task. It is right for a network with its slopes, and these have changed.",
            ),
            Option(
                "smaller",
                "at 0.01: a sigmoid saturates, so it needs smaller steps",
                "Saturation makes gradients small. Smaller steps along smaller gradients get even less far.",
            ),
            Option(
                "larger",
                "at 3 only, which is three hundred times what the rule of thumb begins with",
                "There is no one right rate. With sigmoids the gradients are smaller and the loss is flatter, and a larger rate suits it.",
            ),
        ),
    ),
)
