"""Lesson 7: the learning rate."""

from __future__ import annotations

from course.questions.drawing import Axis, DrawnTrap, EngineCurve
from course.questions.drawn_curve import DrawnCurve
from course.questions.question import Before, Option, Outcome, Question
from panel_kit.contract.words import in_words, signed
from panels.learning_rate.result import LearningRateResult, RateRun
from panels.learning_rate.words import rate_text
from panels.lr_finder.proof import proof_at
from panels.lr_finder.request import LrFinderRequest
from panels.lr_finder.result import LrFinderResult
from panels.lr_finder.words import RULE_NAMES
from panels.lr_finder.words import rate_text as found
from panels.schedule.result import ScheduleResult
from panels.schedule.words import interval_of

PLACES = (0.0, 100.0, 200.0, 300.0, 400.0, 500.0)
CIRCLES = {"dataset": {"name": "circles", "samples": 40, "noise": 0.08}}
SGD = {"optimizer": "sgd", "batch_size": None, "epochs": 300}
SIGMOID = {
    "network": {"hidden_activation": "sigmoid"},
    "rates": [0.01, 0.1, 3.0],
    "epochs": 2000,
    "seeds": 20,
}


def heights_of(run: RateRun) -> list[float]:
    """The loss at each place of the drawing; a run that the time limit ended stays where it was."""
    return [float(run.loss[min(int(place), len(run.loss) - 1)]) for place in PLACES]


def way_of_the_middle(result: LearningRateResult) -> Outcome:
    """The loss at the middle rate; the other two are what mistakes lead to."""
    slow, right, fast = result.runs
    said = (
        (slow, "That is the course at η = 0.01, fifty times smaller: the loss has hardly left its start."),
        (fast, "That is the course at η = 3: quick at first, and then stuck above the others."),
    )
    traps = [DrawnTrap(heights_of(run), words) for run, words in said]
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


def what_falling_buys(result: ScheduleResult) -> Outcome:
    """With how many seeds a cosine from the best constant rate ends lower than that rate."""
    lower, seeds = result.shares.lower.count, len(result.seeds)
    share = lower / seeds
    return Outcome(
        right="most" if share > 0.6 else "half" if share >= 0.4 else "few",
        because=f"With {lower} of {seeds} seeds. {interval_of(result.difference)}. The best constant rate is a compromise between getting far and coming to rest. A cosine that begins there has only smaller rates than that, so it gets less far. What a schedule buys is a start that would be too large to stay.",
    )


def lowest_point(result: LrFinderResult) -> Outcome:
    """Whether the rate of the lowest loss trains better than a tenth of it."""
    tenth = result.suggestions.minimum_tenth or 0.0
    _, lower, upper = proof_at(LrFinderRequest.model_validate(CIRCLES), tenth)
    ends = [float(run.loss[-1]) for run in (lower, upper)]
    right = "same" if abs(ends[0] - ends[1]) < 0.05 else "tenth" if ends[0] < ends[1] else "lowest"
    return Outcome(
        right=right,
        because=f"In the middle of five seeds {found(10 * tenth)} ends at a loss of {signed(ends[1], 3)}, a tenth of it, {found(tenth)}, at {signed(ends[0], 3)}. The lowest point lies where the loss is about to climb, and it got there by all the smaller rates before. A run that has that rate from the start is thrown about.",
    )


def ten_suggestions(result: LrFinderResult) -> Outcome:
    """How far apart ten seeds are."""
    rates = [rate for rate in result.spread.valley.tolist() if rate == rate]
    factor = result.spread.factor.valley or 1.0
    return Outcome(
        right="same" if factor < 2.0 else "few" if factor < 10.0 else "tens",
        because=f"From {found(min(rates))} to {found(max(rates))}, {signed(factor, 1)} times as much: each test sees other first weights and other batches, and the place where its loss begins to fall moves with them.",
    )


def does_it_win(result: LrFinderResult) -> Outcome:
    """Which of three rates wins from most seeds."""
    verdict = result.proof_verdict
    wins = verdict.wins if verdict else [0, 0, 0]
    ends = in_words([signed(run.loss[-1], 3) for run in result.proof])
    return Outcome(
        right=("below", "suggested", "above")[wins.index(max(wins))],
        because=f"The losses of the middle seed end at {ends}, from the smallest rate to the largest, and ten times the suggestion wins from {wins[2]} of 5 seeds. Without batches nothing disturbs the fall: it begins at the first step, so the {RULE_NAMES[result.suggested_by]} is long, and its middle lies early.",
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
    Question(
        slug="what-falling-buys",
        prompt="40 noisy points of a sine, two of them in each step, SGD, 40 epochs. Of 13 constant rates 0.0464 ends with the lowest loss, as the mean of seeds 0 to 9. Now a cosine begins at 0.0464 and falls to 0. With how many of the ten seeds does it end lower than the rate that stays?",
        panel="schedule",
        request={"learning_rate": 0.0464},
        before=Before({}),
        mark="shares.lower.count",
        decide=what_falling_buys,
        options=(
            Option("most", "with most: steps that become smaller come to rest", "They do. But they begin no larger than the rate that stays, and so they get less far in the same time."),
            Option("half", "with about half: both begin at the same rate, the rest is chance", "All ten pairs begin with the same weights and see the same batches. What differs is the rate."),
            Option("few", "with few", "From the best constant rate there is only down, to rates that are too small."),
        ),
    ),
    Question(
        slug="lowest-point",
        prompt="Two circles of 40 examples, Adam, batches of 20 (seed 0): in a range test the loss is lowest at a rate of about 0.6. The network is trained for 100 epochs, from seeds 0 to 4, once with that rate and once with a tenth of it. Which ends lower, in the middle of the seeds?",
        panel="lr-finder",
        request=CIRCLES,
        before=Before(CIRCLES, {"step": 0}),
        mark="suggestions.minimum_tenth",
        decide=lowest_point,
        options=(
            Option("lowest", "the rate of the lowest point: nowhere is the loss lower", "A point of the curve is not a run at that rate. The loss is low there by what the smaller rates before have done."),
            Option("tenth", "a tenth of it", "It stays clear of the place where the loss begins to climb."),
            Option("same", "both about equally low: after 100 epochs every rate has arrived", "A rate that is too large does not arrive at all, however long it runs."),
        ),
    ),
    Question(
        slug="ten-suggestions",
        prompt="XOR, Adam, batches of 20: the test is made ten times, with first weights and batches of seeds 0 to 9 and everything else the same. How far apart are the ten rates that the valley rule suggests?",
        panel="lr-finder",
        request={"seeds": 10},
        before=Before({}),
        mark="spread.factor.valley",
        decide=ten_suggestions,
        options=(
            Option("same", "close together, the largest less than twice the smallest: network, data and optimizer are the same", "First weights and batches are not the same, and one test takes 300 steps only."),
            Option("few", "a few times as large, less than ten", "That would tell the power of ten at least. One test does not even tell that."),
            Option("tens", "more than ten times as large", "One seed’s suggestion is mostly the luck of that seed."),
        ),
    ),
    Question(
        slug="does-it-win",
        prompt="XOR, SGD, all 200 examples in every step (seed 0). The network is trained for 300 epochs at a tenth of the suggested rate, at the suggested rate, and at ten times that, each from seeds 0 to 4. Which ends lowest from most of the seeds?",
        panel="lr-finder",
        request={**SGD, "prove": True},
        before=Before(SGD),
        mark="proof_verdict.wins.1",
        decide=does_it_win,
        options=(
            Option("above", "ten times it", "Without noise the valley begins at the first step, so its middle lies early, and the suggestion is small."),
            Option("suggested", "the suggested rate: that is what the test is for", "The test has seen 300 steps, each at another rate. What a rate does in 300 epochs it does not know."),
            Option("below", "a tenth of it: with care one comes lowest", "Small steps are safe and slow. The run ends long before it arrives."),
        ),
    ),
)  # fmt: skip
