"""Lesson 6 goes on: where paths end, and why it need not be a minimum."""

from __future__ import annotations

from course.questions.question import Before, Option, Outcome, Question
from panel_kit.contract.words import digits_that_count, signed
from panels.descent import PANEL
from panels.descent.result import DescentResult, Racer

SGD = {"name": "sgd"}
ON_THE_RIDGE = {"surface": "saddle", "start": [-1.6, 0.0], "optimizers": [SGD], "steps": 300}
DECAYS = PANEL.saved_states["decays"].request
TWO_VALLEYS = PANEL.saved_states["two-valleys"].request


def place_of(path: Racer) -> str:
    """Where a path is after its last step, and whether it moves there."""
    x, y = path.points[-1]
    moves = {"still": ", where it stands still", "falling": " and still moving"}
    return f"({signed(x)}, {signed(y)}){moves.get(path.verdict, '')}"


def where_decay_acts(result: DescentResult) -> Outcome:
    """How far each coordinate of AdamW is pulled."""
    coupled, apart = (path.points[-1] for path in result.paths)
    x, y = (float(1.0 - each) for each in apart)
    is_same = all(abs(one - other) < 0.03 for one, other in zip(coupled, apart, strict=True))
    return Outcome(
        right="same" if is_same else "equal" if x < 1.5 * y else "flat",
        because=f"After {len(result.paths[0].loss) - 1} steps Adam with L2 is at {place_of(result.paths[0])}, AdamW at {place_of(result.paths[1])}. With L2 the goal is the minimum of f + λ (x² + y²) / 2, where the slopes of the two balance. AdamW is pulled by η λ times the coordinate and driven by η times its divided slope; a divided slope has about the same size along both axes, and so has the pull.",
    )


def on_a_saddle(result: DescentResult) -> Outcome:
    """Where a path ends that starts exactly on the ridge."""
    (path,) = result.paths
    x, y = path.points[-1]
    keys = {"saddle": "saddle", "arrived": "minimum"}
    return Outcome(
        right=keys.get(path.verdict, "moves"),
        because=f"It ends at ({signed(x)}, {signed(y)}) with a loss of {signed(path.loss[-1])}. The slope is 0 there, but the surface curves upward along x and downward along y: the minima, at (0, −1) and (0, 1), lie lower, at −0.25. It is a saddle. With a start of 0.001 beside the ridge it leaves, slowly.",
    )


def caught(result: DescentResult) -> Outcome:
    """How many of the runs that fail are in a local minimum."""
    words = [path.verdict for path in result.paths]
    count = words.count("arrived")
    told = "; ".join(
        f"with η = {digits_that_count(path.learning_rate)} the path {path.ending}" for path in result.paths
    )
    return Outcome(
        right={0: "none", 1: "one", len(words): "all"}.get(count, "some"),
        because=f"One by one: {told}. A run can fail in many ways: too slowly, from side to side, upward. Where it is caught in a minimum the slope has faded, and the surface curves upward both ways.",
    )


ENDS_OF_PATHS = (
    Question(
        slug="where-decay-acts",
        prompt="A bowl with its minimum at (1, 1), ten times as steep along y as along x. Adam and AdamW start at (−1, −1) and take 500 steps with η = 0.05 and a weight decay of 0.5. Adam has the decay in its slope and comes to stand still at (0.67, 0.95): it is pulled a third of the way to 0 along the flat axis, but only a twentieth along the steep one. Where is AdamW by then, whose decay is apart from the slope?",
        panel="descent",
        request=DECAYS,
        before=Before({**DECAYS, "optimizers": DECAYS["optimizers"][:1]}),
        view={"selected": 1, "step": None},
        decide=where_decay_acts,
        mark="paths.1.points.500.1",
        options=(
            Option(
                "same",
                "in the same place: a decay is a decay, wherever it stands",
                "For plain SGD it would be the same. Adam divides whatever is in the slope by the root of its squares, so there the place matters.",
            ),
            Option(
                "equal",
                "pulled about equally far along both axes",
                "The decay is not divided by anything, so steep and flat coordinates give way alike.",
            ),
            Option(
                "flat",
                "pulled along the flat axis even farther, and along the steep one not at all",
                "That would be more of what L2 does. Apart from the slope, the decay does not know how steep an axis is.",
            ),
        ),
    ),
    Question(
        slug="start-on-the-ridge",
        prompt="A saddle: the surface curves upward along x and downward along y, with a minimum on either side, at (0, −1) and (0, 1). Gradient descent starts exactly on the ridge, at (−1.6, 0), with η = 0.1 and without noise. Where is it after 300 steps?",
        panel="descent",
        request=ON_THE_RIDGE,
        before=Before(ON_THE_RIDGE, {"step": 0}),
        view={"step": None},
        decide=on_a_saddle,
        mark="paths.0.points.300.1",
        options=(
            Option(
                "minimum",
                "in one of the two minima",
                "It never leaves the ridge: the slope along y is exactly 0 there, and nothing pushes it to a side.",
            ),
            Option(
                "saddle",
                "at (0, 0), where the slope is 0 and no minimum is",
                "A slope of 0 means that nothing moves, not that this is the lowest place. Not every end is a minimum, not even a local one.",
            ),
            Option(
                "moves",
                "still moving along the ridge",
                "Along x it is a bowl: each step takes a tenth off the distance, and after 300 nothing is left of it.",
            ),
        ),
    ),
    Question(
        slug="caught-in-a-minimum",
        prompt="A surface with two valleys along x: the lowest place is at x = −1.47, a higher local minimum at 1.35. Gradient descent starts over the higher one, at (1.9, 1.2), four times: with η = 0.0005, 0.1, 0.2 and 0.25. After 200 steps none of the four is at the lowest place. How many of them are caught in the local minimum?",
        panel="descent",
        request=TWO_VALLEYS,
        view={"selected": 1, "step": None},
        decide=caught,
        mark="paths.1.slope_at_end",
        options=(
            Option(
                "all",
                "all four: a run that stays high is in a local minimum",
                "Every failure a local minimum: that is a widespread idea. Three of these paths stand where the slope is far from 0, and better rates would help them.",
            ),
            Option(
                "some",
                "two or three",
                "The slope tells: it has faded for one of them only.",
            ),
            Option(
                "one",
                "one",
                "It alone has come to rest; the other three are too slow, bounce, or have left.",
            ),
            Option(
                "none",
                "none: gradient descent always finds the lowest place in the end",
                "Gradient descent goes downhill from where it stands. Between the valleys it would have to climb.",
            ),
        ),
    ),
)
