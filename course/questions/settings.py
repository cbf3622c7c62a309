"""Lesson 12, on the settings one by one: in each search one of them varies."""

from __future__ import annotations

from course.questions.question import Before, Option, Outcome, Question
from panel_kit.contract.words import in_words
from panels.tuner.result import RerunMean, Trial, TunerResult
from panels.tuner.states import BATCHES, DROPOUT, LAYERS, LAYERS_NOISE, RATE

SLICES = {"shown": "slices"}
BEGUN = {"begun": True}
"""Before, the same search stands at its beginning; then it is set going."""


def by(result: TunerResult, name: str) -> list[Trial]:
    """The trials by the value of a setting, those without a loss left out."""
    told = [trial for trial in result.trials if trial.loss is not None]
    return sorted(told, key=lambda trial: getattr(trial.values, name))


def loss(trial: Trial) -> float:
    """Its held-out loss."""
    return float("inf") if trial.loss is None else trial.loss


def between(found: RerunMean | None) -> str:
    """“0.326 (95 % interval 0.282 to 0.370)”."""
    if found is None:
        return "no number"
    return f"{found.mean:.3f} (95 % interval {found.low:.3f} to {found.high:.3f})"


def from_other_seeds(result: TunerResult) -> str:
    """What the winner's settings come to when they are trained again."""
    again = result.winner.rerun_mean if result.winner else None
    return f"From ten other seeds, the lowest comes to {between(again)}."


def lowest_rate(result: TunerResult) -> Outcome:
    """Where the best third of the rates lies."""
    trials = by(result, "learning_rate")
    best = min(range(len(trials)), key=lambda place: loss(trials[place]))
    third = "smallest" if best < len(trials) / 3 else "largest" if best >= 2 * len(trials) / 3 else "between"
    first, last = trials[0], trials[-1]
    return Outcome(
        right=third,
        because=f"The lowest held-out loss, {loss(trials[best]):.3f}, is that of the rate {trials[best].values.learning_rate:g}. The smallest rate, {first.values.learning_rate:g}, ends at {loss(first):.3f}: 60 epochs are too few for it. The largest, {last.values.learning_rate:g}, ends at {loss(last):.3f}: its steps are too long.",
    )


def layers_for_spirals(result: TunerResult) -> Outcome:
    """Whether one hidden layer is enough."""
    one, *others = by(result, "layers")
    best = min(others, key=loss)
    right = "one" if loss(one) <= loss(best) else "more" if 2 * loss(best) < loss(one) else "same"
    rest = in_words([f"{loss(trial):.3f} with {trial.values.layers}" for trial in others])
    return Outcome(
        right=right,
        because=f"With one hidden layer the held-out loss is {loss(one):.3f}, which is hardly better than always answering the same ({result.constant:.3f}). It is {rest}. The second layer bends what the first has bent, and two arms that are wound around each other need that.",
    )


def layers_for_noise(result: TunerResult) -> Outcome:
    """Whether further layers help where there is noise."""
    one, *others = by(result, "layers")
    best, worst = min(map(loss, others)), max(map(loss, others))
    right = "rises" if best > loss(one) else "falls" if worst < loss(one) else "stays"
    rest = in_words([f"{loss(trial):.2f} with {trial.values.layers}" for trial in others])
    return Outcome(
        right=right,
        because=f"The loss is {loss(one):.2f} with one hidden layer, {rest}. There are 30 examples to learn from, and noise has put some on the wrong side. More layers learn those by heart, and get surer of it. {from_other_seeds(result)}",
    )


def small_batches(result: TunerResult) -> Outcome:
    """Whether batches of few or of many examples have the lower loss."""
    trials = by(result, "batch_size")
    small, large = trials[0], trials[-1]
    ratio = loss(small) / loss(large)
    right = "small" if ratio < 0.8 else "large" if ratio > 1.25 else "same"
    return Outcome(
        right=right,
        because=f"Batches of {small.values.batch_size} end at {loss(small):.3f}, batches of {large.values.batch_size} at {loss(large):.3f}. In 20 epochs over 50 examples the small batches take 500 steps, the large ones 40. Each small step is noisier, and there are twelve times as many. With a larger rate, or more epochs, the difference goes.",
    )


def most_dropout(result: TunerResult) -> Outcome:
    """Where the lowest loss over the chances of dropout lies."""
    trials = by(result, "dropout")
    best = min(trials, key=loss)
    p = best.values.dropout
    return Outcome(
        right="none" if p < 0.1 else "most" if p > 0.6 else "some",
        because=f"The lowest held-out loss is {loss(best):.3f}, with p = {p:g}. {from_other_seeds(result)} With p = {trials[3].values.dropout:g} it is {loss(trials[3]):.3f}. With p = {trials[-1].values.dropout:g} it is {loss(trials[-1]):.3f}: of sixteen units about four are left at a time, too few to learn much. Dropout is a cure for overfitting. These moons hardly overlap, so there is little noise to learn by heart, and the cure only costs. In lesson 11 there is more noise, and there it helps.",
    )


QUESTIONS: tuple[Question, ...] = (
    Question(
        slug="one-setting-at-a-time",
        prompt="Only the learning rate varies: 16 rates from 0.0001 to 1, evenly spread over the powers of ten. Two hidden layers of eight tanh units, batches of 10, 60 epochs of Adam, 100 noisy moons (search and data seed 0). Where along the axis is the held-out loss lowest?",
        panel="tuner",
        request=RATE,
        view=SLICES | BEGUN,
        before=Before(RATE, SLICES),
        mark="winner.validation",
        decide=lowest_rate,
        options=(
            Option(
                "smallest",
                "in the lowest third: the smaller the steps, the more careful",
                "Careful steps also need many more epochs. In 60 of them a small rate hardly gets anywhere.",
            ),
            Option("between", "in the middle third", "Too small is slow, too large is wild."),
            Option(
                "largest",
                "in the highest third: the longer the steps, the faster it learns",
                "Up to a point. Beyond it each step overshoots, and the loss stays high.",
            ),
        ),
    ),
    Question(
        slug="layers-for-spirals",
        prompt="Two spirals, 400 examples, half of them held out. One to four hidden layers of 16 ReLU units each, η = 0.01, batches of 10, 100 epochs of Adam (search and data seed 0). Is one hidden layer enough?",
        panel="tuner",
        request=LAYERS,
        view=SLICES | BEGUN,
        before=Before(LAYERS, SLICES),
        mark="winner.validation",
        decide=layers_for_spirals,
        options=(
            Option(
                "one",
                "yes: one layer is the best of the four, more only overfit",
                "Overfitting needs noise to learn by heart. These spirals have almost none.",
            ),
            Option(
                "same",
                "it makes no great difference: one layer can approximate anything",
                "With enough units and enough training. Sixteen units and 100 epochs are not enough here.",
            ),
            Option(
                "more",
                "no: with more, the loss is less than half",
                "A second layer bends what is bent already.",
            ),
        ),
    ),
    Question(
        slug="layers-for-noise",
        prompt="Now 60 noisy moons, half of them held out, the same networks of 16 ReLU units, η = 0.02, 300 epochs (search seed 3, data seed 0). How is the held-out loss with two, three or four hidden layers, compared with one?",
        panel="tuner",
        request=LAYERS_NOISE,
        view=SLICES | BEGUN,
        before=Before(LAYERS_NOISE, SLICES),
        mark="winner.validation",
        decide=layers_for_noise,
        options=(
            Option(
                "falls",
                "lower: more layers learn more complex patterns",
                "They do. Here the more complex pattern is the noise.",
            ),
            Option(
                "rises", "higher with each of them", "More capacity is more room to learn noise by heart."
            ),
            Option(
                "stays",
                "lower with some, higher with others",
                "With so much noise and so few examples, none of them helps.",
            ),
        ),
    ),
    Question(
        slug="small-batches",
        prompt="50 of 100 noisy moons to learn from, η = 0.003, only 20 epochs of Adam, two hidden layers of eight tanh units (search and data seed 0). The batch size goes from 2 to nearly 50. Which batches end with the lower held-out loss?",
        panel="tuner",
        request=BATCHES,
        view=SLICES | BEGUN,
        before=Before(BATCHES, SLICES),
        mark="winner.validation",
        decide=small_batches,
        options=(
            Option(
                "large",
                "the large ones: their gradient has less noise",
                "It has. But an epoch of large batches has few steps, and 20 epochs are over soon.",
            ),
            Option(
                "same",
                "about the same: every epoch goes through all examples anyway",
                "It does, and takes one step for each batch. Small batches make many steps of it.",
            ),
            Option(
                "small", "the small ones: they take more steps", "The number of steps is what counts here."
            ),
        ),
    ),
    Question(
        slug="how-much-dropout",
        prompt="Three hidden layers of 16 tanh units, 50 moons with less noise (0.2) to learn from, η = 0.02, 120 epochs of Adam (search and data seed 0). Eight values of dropout, from 0.05 to 0.75. Where is the held-out loss lowest?",
        panel="tuner",
        request=DROPOUT,
        view=SLICES | BEGUN,
        before=Before(DROPOUT, SLICES),
        mark="winner.validation",
        decide=most_dropout,
        options=(
            Option(
                "none",
                "below 0.1: a network that is disturbed learns less",
                "It also learns less of the noise. Here there is little noise, so the disturbance only costs.",
            ),
            Option(
                "some",
                "between 0.1 and 0.6, where books put it",
                "They speak of networks that overfit. This one has little noise to learn by heart.",
            ),
            Option(
                "most",
                "above 0.6: the more, the less overfitting",
                "And the less learning. With about four units left at a time, little can be learned.",
            ),
        ),
    ),
)
