"""Lesson 12: the tuner."""

from __future__ import annotations

from course.questions.question import Before, Option, Outcome, Question
from course.questions.settings import BEGUN, SLICES, between
from course.questions.settings import QUESTIONS as OF_SETTINGS
from panel_kit.contract.words import grouped, in_words
from panels.tuner.result import TunerResult
from panels.tuner.space import PARAMETER_NAMES
from panels.tuner.states import GRID, HALVING, RANDOM


def best_of_many(result: TunerResult) -> Outcome:
    """Whether the winner's settings are as good again from other seeds."""
    winner = result.winner
    assert winner is not None
    again, new = winner.rerun_mean, winner.rerun_test_mean
    low, high = (again.low, again.high) if again else (float("inf"), float("inf"))
    right = "worse" if winner.validation < low else "better" if winner.validation > high else "same"
    return Outcome(
        right=right,
        because=f"It won with {winner.validation:.3f}. From ten other seeds, the same settings come to {between(again)} on the same held-out examples, and to {between(new)} on examples that no choice has seen. Every trial has some luck, good or bad: in its first weights, and in which examples were held out. The lowest of 64 losses is one that had good luck. Choosing keeps the luck, and a new seed does not.",
    )


def rates_of_a_grid(result: TunerResult) -> Outcome:
    """How many learning rates were tried."""
    count = len({trial.values.learning_rate for trial in result.trials})
    grid = " · ".join(str(each) for each in result.grid or [])
    return Outcome(
        right="two" if count == 2 else "ten" if count < 32 else "all",
        because=f"Its trials: {grid or len(result.trials)} = {grouped(len(result.trials))} trials, and {count} learning rates among them. A grid needs every value of one setting with every value of all others, so few values of each are left. At random, each of 64 trials has a rate of its own. If only one setting matters, random search has tried 64 values of it, and the grid two.",
    )


def epochs_of_halving(result: TunerResult) -> Outcome:
    """How many epochs halving has trained, against training all to the end."""
    share = result.epochs / (len(result.trials) * 90)
    counted = dict.fromkeys(sorted({trial.epochs for trial in result.trials}), 0)
    for trial in result.trials:
        counted[trial.epochs] += 1
    told = in_words([f"{count} for {epochs}" for epochs, count in counted.items()])
    return Outcome(
        right="quarter" if share < 0.3 else "third" if share < 0.5 else "all",
        because=f"It takes {grouped(result.epochs)} epochs in all, instead of {grouped(len(result.trials) * 90)}: {told}. The short beginnings of many trials are cheap, and the long runs are few. The price: a trial that learns slowly and ends well is given up early.",
    )


def what_mattered(result: TunerResult) -> Outcome:
    """Whether the most important setting can be told apart from all others."""
    first, *others = result.importance
    alike = [PARAMETER_NAMES[each.parameter] for each in others if each.like_first]
    name = PARAMETER_NAMES[first.parameter]
    right = "cannot" if alike else "rate" if first.parameter == "learning_rate" else "other"
    rest = (
        f"The intervals of {in_words(alike)} reach so far that another draw of trials could put them first."
        if alike
        else "No other setting comes near it."
    )
    return Outcome(
        right=right,
        because=f"Here the {name} comes first with a share of {first.share:.2f}, and the 95 % interval is {first.low:.2f} to {first.high:.2f}. {rest} A bar without its interval would have looked like an answer.",
    )


QUESTIONS: tuple[Question, ...] = (
    Question(
        slug="best-of-64-trials",
        prompt="64 trials at random (search seed 0) in six settings, 100 noisy moons, half of them held out, 60 epochs each. The trial with the lowest held-out loss wins. Then the same settings are trained again from ten other seeds and measured on the same held-out examples. How does their mean loss compare with the loss that won?",
        panel="tuner",
        request=RANDOM,
        view=BEGUN,
        before=Before(RANDOM),
        mark="winner.rerun_mean.mean",
        decide=best_of_many,
        options=(
            Option(
                "same",
                "about the same: the examples were held out, so the loss on them is honest",
                "It was honest for each single trial. Then 64 honest numbers were compared and the lowest was kept. That is a choice made by these very examples.",
            ),
            Option(
                "worse",
                "it is higher: the winner was also lucky",
                "The best of many is good and lucky, and only the good part comes again.",
            ),
            Option(
                "better",
                "it is lower: the best settings get better the more often they are trained",
                "Each of the ten starts anew. Nothing is carried over from run to run.",
            ),
        ),
    ),
    Question(
        slug="rates-of-a-grid",
        prompt="A grid of 64 trials over six settings: learning rate, hidden layers, neurons, batch size, activation and dropout, as many values of each as the 64 trials have room for. How many different learning rates are tried?",
        panel="tuner",
        request=GRID,
        view=SLICES | BEGUN,
        before=Before(GRID, SLICES),
        mark="grid.0",
        decide=rates_of_a_grid,
        options=(
            Option(
                "all",
                "64: each trial has another one",
                "That is what random search does. A grid repeats every rate with all combinations of the others.",
            ),
            Option(
                "ten",
                "about ten: 64 trials shared by six settings",
                "Sharing would be a sum. A grid is a product: k values along six settings are k · k · k · k · k · k trials.",
            ),
            Option("two", "two", "Two values along six settings are 64 trials already."),
        ),
    ),
    Question(
        slug="epochs-of-halving",
        prompt="Successive halving: 64 trials begin with 10 epochs each. The best third goes on to 30, and the best third of those to 90. To train all 64 to the end would take 5,760 epochs. How many does it take so?",
        panel="tuner",
        request=HALVING,
        view=BEGUN,
        before=Before(HALVING),
        mark="epochs",
        decide=epochs_of_halving,
        options=(
            Option(
                "all",
                "more than half as many: the long runs are what counts",
                "There are seven long runs left of 64.",
            ),
            Option(
                "third",
                "about a third, since a third is kept",
                "A third is kept twice, and the first look costs a ninth of a whole run.",
            ),
            Option("quarter", "about a quarter", "Three rungs, each about as dear as the others."),
        ),
    ),
    Question(
        slug="which-setting-mattered",
        prompt="32 trials at random in six settings (search seed 0, 100 noisy moons). The importance of each setting is worked out from them, with an interval from 400 draws of these trials. Can the most important setting be told apart from all others?",
        panel="tuner",
        request={},
        view=BEGUN,
        before=Before({}),
        mark="importance.0.share",
        decide=what_mattered,
        options=(
            Option(
                "rate",
                "yes, and it is the learning rate",
                "It often is. Whether these 32 trials say so is another matter: the best quarter are eight trials.",
            ),
            Option(
                "other",
                "yes, and it is another one",
                "Some setting always has the longest bar. The interval says whether that means anything.",
            ),
            Option(
                "cannot",
                "no: 32 trials are too few for that",
                "Eight good trials are not many to judge six settings by.",
            ),
        ),
    ),
    *OF_SETTINGS,
)
