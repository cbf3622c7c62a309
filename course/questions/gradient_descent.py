"""Lesson 6: gradient descent and optimizers."""

from __future__ import annotations

from course.questions.ends_of_paths import ENDS_OF_PATHS
from course.questions.question import Before, Estimate, Option, Outcome, Question, Trap
from panel_kit.contract.words import amount, in_words, signed
from panels.descent.result import DescentResult

SGD = {"name": "sgd"}
ROLLING = {"name": "sgd", "momentum": 0.26987386361223836, "learning_rate": 0.23088615702040688}
FOUR = [SGD, {"name": "sgd", "momentum": 0.9}, {"name": "rmsprop"}, {"name": "adam"}]

IN_THE_RAVINE = {"surface": "ravine", "start": [-1.8, -0.4], "optimizers": FOUR}


def at_the_limit(result: DescentResult) -> Outcome:
    """What happens at exactly 2/λ."""
    (path,) = result.paths
    keys = {"bouncing": "bounces", "falling": "slow", "arrived": "fast", "left": "leaves"}
    y = path.points[:, 1]
    return Outcome(
        right=keys.get(path.verdict),
        because=f"Along the steep axis each step multiplies the distance by 1 − η λ = 1 − 0.2 · 10 = −1: from {signed(y[0], 1)} to {signed(y[1], 1)}, back to {signed(y[2], 1)}, and after {len(y) - 1} steps it stands at {signed(y[-1], 1)}. The loss stays at {signed(path.loss[-1], 2)}.",
    )


def with_momentum(result: DescentResult) -> Outcome:
    """How many steps momentum takes."""
    plain, rolling = result.paths
    return Outcome(
        value=rolling.steps_to_tolerance,
        because=f"Without momentum it takes {plain.steps_to_tolerance} steps, with it {rolling.steps_to_tolerance}. The best factor by which the distance shrinks in a step is (κ − 1) / (κ + 1) without momentum, and about (√κ − 1) / (√κ + 1) with it; κ is 10 here, and √κ only 3.16.",
        traps=[
            Trap(
                (plain.steps_to_tolerance or 0) / 10,
                "That would be ten times as fast. Momentum gains about the root of κ.",
            ),
            Trap(
                plain.steps_to_tolerance or 0,
                "As many as without. But along the valley all slopes point the same way, and momentum adds them up.",
            ),
        ],
    )


def first_step(result: DescentResult) -> Outcome:
    """How Adam's first step divides itself."""
    (path,) = result.paths
    x, y = (float(abs(each)) for each in path.changes[1])
    ratio = y / x
    right = "equal" if abs(ratio - 1.0) < 1e-3 else "slope" if ratio > 2.0 else "flat"
    slopes = path.gradients[0]
    return Outcome(
        right=right,
        because=f"The slopes are {signed(slopes[0], 1)} and {signed(slopes[1], 1)}; the first step goes {signed(path.changes[1][0])} and {signed(path.changes[1][1])}. Adam keeps a tenth of g as its mean m and a thousandth of g² as its squares v, and makes up for the start at 0: in step 1 m is divided by 0.1 and v by 0.001, which gives g and g². It divides g by the root of g²: what is left is its sign, times η.",
    )


def at_their_best(result: DescentResult) -> Outcome:
    """Who is lowest when each has its best rate."""
    order = sorted(result.paths, key=lambda path: float(path.loss[-1]) if path.stays else float("inf"))
    keys = {"SGD": "sgd", "Momentum": "momentum", "RMSProp": "rmsprop", "Adam": "adam"}
    told = in_words([f"{path.title} {amount(path.loss[-1])}" for path in order])
    return Outcome(
        right=keys[order[0].title],
        because=f"Each with its best of 31 rates ends at: {told}. At one rate of 0.1, SGD and momentum left the surface, whose limits are 0.04 and 0.076; that said more about the rate than about them.",
    )


QUESTIONS = (
    Question(
        slug="exactly-at-the-limit",
        prompt="A bowl is ten times as steep along y as along x: its curvatures λ are 1 and 10. Gradient descent starts at (−1.8, 1.2) with a learning rate of exactly 2/λ for the steep axis, η = 0.2. What does the path do?",
        panel="descent",
        request={"optimizers": [SGD], "learning_rate": 0.2},
        view={"step": None},
        decide=at_the_limit,
        mark="paths.0.loss.60",
        options=(
            Option(
                "bounces",
                "it jumps from side to side forever and gets no lower",
                "Right at the limit the step is as long as twice the distance: it lands as high on the other side.",
            ),
            Option(
                "slow",
                "it comes down, slowly",
                "Under the limit it would. At the limit, each step along y ends exactly as far from the middle as it began.",
            ),
            Option(
                "leaves",
                "it leaves: each step is longer than the one before",
                "Over the limit it would. At the limit, the distance along y is multiplied by −1, which makes it neither larger nor smaller.",
            ),
            Option(
                "fast",
                "it comes down as fast as it can: the largest rate that is allowed is the fastest",
                "The fastest rate is smaller than the limit: 2/(λ₁ + λ₂), which shrinks both axes equally fast. Larger steps are not always faster.",
            ),
        ),
    ),
    Question(
        slug="how-much-momentum-gains",
        prompt="On the same bowl, from (1, 1), gradient descent at its best rate, 2/11, takes 69 steps until it is within a millionth of the way to the minimum. How many steps does it take with the best momentum, η = 0.2309 and μ = 0.2699?",
        panel="descent",
        request={
            "start": [1.0, 1.0],
            "optimizers": [{**SGD, "learning_rate": 2 / 11}, ROLLING],
            "steps": 100,
        },
        view={"selected": 1, "step": None},
        decide=with_momentum,
        mark="paths.1.steps_to_tolerance",
        estimate=Estimate(low=1, high=100, step=1, start=60, decimals=0, tolerance=5),
    ),
    Question(
        slug="first-step-of-adam",
        prompt="At (−1.8, 1.2) on this bowl the slope is −1.8 along x and 12 along y. Adam takes its first step, with η = 0.1. How far does it go along each axis?",
        panel="descent",
        request={"optimizers": [{"name": "adam"}], "steps": 10},
        view={"step": 1},
        decide=first_step,
        mark="paths.0.changes.1.1",
        options=(
            Option(
                "slope",
                "along y more than six times as far: the slope is that much steeper",
                "Gradient descent does that. Adam divides each slope by its own size.",
            ),
            Option(
                "equal",
                "equally far along both, 0.1",
                "Each coordinate goes η, up or down. So one rate suits coordinates of any scale, at first at least.",
            ),
            Option(
                "flat",
                "farther along x, to make up for the flat direction",
                "Adam takes away the difference of the slopes; it does not turn it around.",
            ),
        ),
    ),
    Question(
        slug="each-at-its-best",
        prompt="In the ravine, from (−1.8, −0.4), four optimizers take 60 steps at one rate, η = 0.1: SGD, SGD with momentum 0.9, RMSProp and Adam. RMSProp ends lowest. Now each gets the best of 31 rates. Who ends lowest?",
        panel="descent",
        request={**IN_THE_RAVINE, "rates": "best"},
        before=Before(IN_THE_RAVINE, {"step": None}),
        view={"selected": 3, "step": None},
        decide=at_their_best,
        mark="paths.3.loss.60",
        options=(
            Option(
                "rmsprop",
                "RMSProp again: the better optimizer is better at any rate",
                "A race at one rate compares the rate as much as the optimizers. With its own best rate RMSProp is third here.",
            ),
            Option(
                "adam",
                "Adam",
                "On this surface, from this start, after 60 steps. On other surfaces others end lowest.",
            ),
            Option(
                "sgd",
                "SGD, once its steps are short enough",
                "At its best it comes down, but the flat direction sets its pace: it is last of the four here.",
            ),
            Option(
                "momentum",
                "SGD with momentum",
                "Close: it ends second here. On other surfaces it is first; none of the four is best on all.",
            ),
        ),
    ),
    *ENDS_OF_PATHS,
)
