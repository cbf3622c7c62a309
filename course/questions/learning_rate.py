"""Lesson 7: the learning rate."""

from __future__ import annotations

from course.questions.question import Before, Option, Outcome, Question
from panel_kit.contract.words import in_words, signed
from panels.lr_finder.proof import proof_at
from panels.lr_finder.request import LrFinderRequest
from panels.lr_finder.result import LrFinderResult
from panels.lr_finder.words import RULE_NAMES, rate_text

CIRCLES = {"dataset": {"name": "circles", "samples": 40, "noise": 0.08}}
SGD = {"optimizer": "sgd", "batch_size": None, "epochs": 300}


def lowest_point(result: LrFinderResult) -> Outcome:
    """Whether the rate of the lowest loss trains better than a tenth of it."""
    tenth = result.suggestions.minimum_tenth or 0.0
    _, lower, upper = proof_at(LrFinderRequest.model_validate(CIRCLES), tenth)
    ends = [float(run.loss[-1]) for run in (lower, upper)]
    right = "same" if abs(ends[0] - ends[1]) < 0.05 else "tenth" if ends[0] < ends[1] else "lowest"
    return Outcome(
        right=right,
        because=f"In the middle of five seeds {rate_text(10 * tenth)} ends at a loss of {signed(ends[1], 3)}, a tenth of it, {rate_text(tenth)}, at {signed(ends[0], 3)}. The lowest point lies where the loss is about to climb, and it got there by all the smaller rates before. A run that has that rate from the start is thrown about.",
    )


def ten_suggestions(result: LrFinderResult) -> Outcome:
    """How far apart ten seeds are."""
    rates = [rate for rate in result.spread.valley.tolist() if rate == rate]
    factor = result.spread.factor.valley or 1.0
    return Outcome(
        right="same" if factor < 2.0 else "few" if factor < 10.0 else "tens",
        because=f"From {rate_text(min(rates))} to {rate_text(max(rates))}, {signed(factor, 1)} times as much: each test sees other first weights and other batches, and the place where its loss begins to fall moves with them.",
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
