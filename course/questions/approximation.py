"""Lesson 8, its second half: what a network can represent, and what training finds of it."""

from __future__ import annotations

from math import pi

from course.questions.drawing import Axis, DrawnTrap, EngineCurve
from course.questions.drawn_curve import DrawnCurve
from course.questions.question import Before, Option, Outcome, Question
from panel_kit.contract.words import amount
from panels.approximation.result import ApproximationResult, StartErrors

PLACES = tuple(place / 4 for place in range(-4, 5))
BEST_LINE = -1.5 / pi
"""The slope of the straight line through 0 that is nearest to sin 2πx on [−1, 1]: −(1/π) ÷ (2/3)."""
SIXTEEN = {"how": "trained", "hidden": 16}
SIXTY = {"how": "trained", "hidden": 60, "epochs": 500, "seeds": 10}
FOLDED = {"how": "folded", "biases": "spread", "epochs": 500, "seeds": 10}


def from_zero(result: ApproximationResult) -> Outcome:
    """What training makes of kinks that all start in one place."""
    x = [float(at) for at in result.x]
    target = [float(result.target[place]) for place in range(0, len(x), (len(x) - 1) // (len(PLACES) - 1))]
    kinks = [kink for kink in result.kinks.tolist() if -1.0 <= kink <= 1.0]
    formula = amount(result.beside.error) if result.beside else "none"
    return Outcome(
        drawing=EngineCurve(x, [float(value) for value in result.fit]),
        because=f"With biases of 0 every unit bends at x = 0. After 2,000 epochs the bends inside of the picture lie between {amount(min(kinks, default=0.0))} and {amount(max(kinks, default=0.0))}: left and right of that the network is a straight line and can follow no hill. It is {amount(result.error)} off, the formula {formula}, with as many units.",
        drawn_traps=[
            DrawnTrap(
                target,
                "That is the sine itself. Sixteen units can come near to it; the formula proves that. That they can does not mean that training finds how: universal is not the same as learnable.",
            ),
            DrawnTrap(
                [0.0] * len(PLACES),
                "A flat line would mean that nothing is learned. The units near 0 do learn: there the network follows the curve.",
            ),
            DrawnTrap(
                [BEST_LINE * place for place in PLACES],
                "That is the best a network can do whose kinks stay exactly at 0: a straight line. Training does move them, but not far.",
            ),
        ],
    )


def sixty_units(result: ApproximationResult) -> Outcome:
    """Whether the mean error of sixty units is about that of sixteen."""
    zeros, spread = by_start(result)
    formula = result.beside.error if result.beside else 0.0
    right = "same" if zeros.mean > 0.25 else "half" if zeros.mean > 0.1 else "formula"
    return Outcome(
        right=right,
        because=f"The mean of ten seeds is {amount(zeros.mean)}, with its 95 % interval from {amount(zeros.low)} to {amount(zeros.high)}, and the formula has {amount(formula)}. Sixty kinks at x = 0 are no better than sixteen there: what lacks is not units but places. With the same weights and biases that spread the kinks over [−1, 1], the mean is {amount(spread.mean)}.",
    )


def by_start(result: ApproximationResult) -> tuple[StartErrors, StartErrors]:
    """The seeds with first biases of 0, and those with spread ones."""
    found = {start.biases: start for start in result.starts}
    return found["zeros"], found["spread"]


def pieces_of_folds(result: ApproximationResult) -> Outcome:
    """How many straight pieces the median of the trained deep networks makes."""
    spread = by_start(result)[1]
    pieces, middle = spread.pieces or [0], spread.middle_pieces or 0.0
    most = result.linear_pieces or 0
    counts = ", ".join(str(count) for count in sorted(pieces))
    return Outcome(
        right="all" if middle > 0.75 * most else "half" if middle > 0.3 * most else "few",
        because=f"The ten networks make {counts} straight pieces, the one by formula {most}. A bound says what the best weights can do. Training begins at random weights: layers of two ReLU often lose both units, and then nothing behind them depends on x any more.",
    )


QUESTIONS = (
    Question(
        slug="sixteen-from-zero",
        prompt="Sixteen ReLU units, 1→16→1, are trained to follow sin 2πx on [−1, 1]: random first weights (seed 0), first biases all 0, Adam at 0.01, 2,000 epochs over 161 points. Sixteen units by formula come within 0.04 of it. Draw what the trained network answers. Which way does it take?",
        panel="approximation",
        request=SIXTEEN,
        before=Before({"hidden": 16}),
        mark="error",
        decide=from_zero,
        drawing=DrawnCurve(
            x=Axis("x", -1, 1, 0.25, 2),
            y=Axis("answer", -1.5, 1.5, 0.1, 2),
            places=PLACES,
            start=(0.0,) * len(PLACES),
            tolerance=0.2,
        ),
    ),
    Question(
        slug="sixty-from-zero",
        prompt="From first biases of 0, sixteen ReLU units end about 0.38 off the sine. Now there are 60 of them, and 500 epochs; again all first biases are 0, Adam at 0.01, ten seeds, 0 to 9. By formula 60 units are only 0.003 off. What is the mean error of the ten trained networks?",
        panel="approximation",
        request=SIXTY,
        before=Before({"hidden": 60}),
        mark="starts.0.mean",
        decide=sixty_units,
        options=(
            Option(
                "formula",
                "near to that of the formula: more units can follow more closely, so training will",
                "That is universal taken for learnable. More units make closer weights exist. Where training gets to depends on where it starts.",
            ),
            Option(
                "half",
                "about half of what it was: each further unit helps a little",
                "Each further unit bends at x = 0 like all the others. It helps where they are, and they were enough there.",
            ),
            Option(
                "same",
                "about what it was, a little under 0.4",
                "The number of units was not what held it back.",
            ),
        ),
    ),
    Question(
        slug="pieces-of-folds",
        prompt="Five layers of two ReLU units can fold the interval into 32 straight pieces. Now networks of this very shape are trained on these folds: random first weights, the first layer’s kinks spread, Adam at 0.01, 500 epochs, ten seeds, 0 to 9. Into how many pieces does the middle one of the ten cut the interval?",
        panel="approximation",
        request=FOLDED,
        before=Before({"how": "folded"}),
        mark="starts.0.middle_pieces",
        decide=pieces_of_folds,
        options=(
            Option(
                "few",
                "a few: fewer than ten",
                "What a shape can represent and what training makes of it are two questions.",
            ),
            Option(
                "all",
                "32, or nearly: depth gives that many, and here they are needed",
                "The shape allows 32 pieces with the right weights. It does not put the weights there.",
            ),
            Option(
                "half",
                "about half of them, for training is never perfect",
                "That takes the bound for a goal that training comes part of the way to. It does not know the bound at all.",
            ),
        ),
    ),
)
