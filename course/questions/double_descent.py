"""Lesson 11, on more parameters than examples."""

from __future__ import annotations

from course.questions.question import Before, Option, Outcome, Question
from panel_kit.runs.words import percent
from panels.double_descent.request import features_around
from panels.double_descent.result import DoubleDescentResult

FEW = [10, 14, 20, 28, 40, 57, 80, 100, 120, 150]
"""Before the peak: the valley of the textbooks."""
HUNDRED = [10, 20, 40, 60, 80, 100, 130, 200, 400, 800, 1600, 3200]
MANY = features_around(200)


def at(result: DoubleDescentResult, place: int) -> str:
    """“4.3 % (2.2 to 6.3)”."""
    told = percent(float(result.test_error[place]))
    if result.interval is None:
        return told
    low, high = (percent(float(end)) for end in result.interval[place])
    return f"{told} (95 % interval {low} to {high})"


def more_parameters(result: DoubleDescentResult) -> Outcome:
    """Whether the widest layer makes more mistakes than the best before the peak."""
    right = {1: "more", 0: "same", -1: "fewer"}[result.fall.sign]
    return Outcome(
        right=right,
        because=f"The lowest error before the peak is {at(result, result.before)}, with {result.features[result.before]} features. It rises to {at(result, result.at)} where there are as many features as examples, and with 3,200 it is {at(result, result.beyond)}. Beyond the peak many sets of weights meet every target, and least squares takes the smallest of them. The more features there are, the smaller it is: ‖θ‖ falls from {result.parameter_norm[result.at]:.0f} at the peak to {result.parameter_norm[result.beyond]:.0f}.",
    )


def half_the_examples(result: DoubleDescentResult) -> Outcome:
    """Whether 100 examples are worse than 200, with 200 features."""
    place = HUNDRED.index(200)
    wrong = float(result.test_error[place])
    peak = HUNDRED.index(100)
    return Outcome(
        right="fewer" if wrong < 0.6 else "same" if wrong < 0.9 else "more",
        because=f"With 100 examples and 200 features {at(result, place)} of the new digits are wrong. The peak has moved with the examples: it is at 100 features now, {at(result, peak)}. Twice as many examples put 200 features right onto it. That is no reason to throw examples away: a ridge, or more features, takes the peak away, and then more examples help.",
    )


def a_little_ridge(result: DoubleDescentResult) -> Outcome:
    """What a small price does at the peak."""
    wrong = float(result.test_error[result.at])
    return Outcome(
        right="gone" if wrong < 0.15 else "half" if wrong < 0.6 else "stays",
        because=f"With λ = 0.01 the error at 200 features is {at(result, result.at)}, and ‖θ‖ is {result.parameter_norm[result.at]:.0f}. The solution at the peak meets the last little bit of every target with huge weights. As soon as large weights cost anything, that bit is given up, and almost nothing is lost by it.",
    )


QUESTIONS = (
    Question(
        slug="more-parameters-than-examples",
        prompt="From 200 digits, a layer of random features and least squares without a ridge, mean of five seeds, 0 to 4. With more and more features the error on 500 new digits falls, and from about 100 features on it rises again, as the picture shows. What if the layer is made far wider: 3,200 features, sixteen for each example? How many of the new digits are wrong then, compared with the lowest place of the picture?",
        panel="double-descent",
        request={},
        view={"place": len(MANY) - 1},
        before=Before({"features": FEW}, opens_lesson=True),
        mark=f"test_error.{len(MANY) - 1}",
        decide=more_parameters,
        options=(
            Option(
                "more",
                "more: with that many parameters it learns the 200 digits by heart",
                "It does learn all 200 by heart: the error on them is 0, and it already is with 150. Meeting every target is not the same as failing elsewhere. There are many ways to meet them all.",
            ),
            Option(
                "fewer",
                "fewer: the error falls a second time",
                "That is the part that the usual picture leaves out.",
            ),
            Option(
                "same",
                "about as many: beyond a certain size more features change nothing",
                "They change which weights are found. With more features to choose from, the smallest weights that meet every target get smaller.",
            ),
        ),
    ),
    Question(
        slug="half-the-examples",
        prompt="With 200 examples, 200 random features and no ridge, about three of four new digits are wrong, as the picture shows. Now there are only 100 examples, the same 200 features, no ridge, five seeds, 0 to 4. How many of 500 new digits are wrong?",
        panel="double-descent",
        request={"examples": 100, "features": HUNDRED},
        view={"place": HUNDRED.index(200)},
        before=Before({}),
        mark=f"test_error.{HUNDRED.index(200)}",
        decide=half_the_examples,
        options=(
            Option(
                "more",
                "more: half of the examples, so it knows half as much",
                "More examples usually help. Here they also decide where the peak lies, and that counts for more.",
            ),
            Option(
                "same",
                "about as many: 200 features is where the peak is",
                "The peak is not a property of the layer. It lies where there are as many features as examples.",
            ),
            Option(
                "fewer",
                "far fewer",
                "The peak moves with the number of examples. Without a ridge, more data can make it worse.",
            ),
        ),
    ),
    Question(
        slug="a-little-ridge",
        prompt="200 digits, five seeds, 0 to 4. With 200 random features about three of four new digits are wrong. Now large weights cost a little: a ridge of λ = 0.01. How many of 500 new digits are wrong with 200 features?",
        panel="double-descent",
        request={"ridge": 0.01},
        before=Before({}),
        mark=f"test_error.{MANY.index(200)}",
        decide=a_little_ridge,
        options=(
            Option(
                "gone",
                "fewer than at any place before the peak without a ridge",
                "The peak was one of the weights, and they are small now.",
            ),
            Option(
                "stays",
                "nearly as many: so small a price changes little",
                "It changes little where weights are small. At the peak they are huge, and their squares are what costs.",
            ),
            Option(
                "half",
                "about half as many: it helps, but there are too many features for 200 examples",
                "The number of features is not what is wrong. With small weights 200 features do as well as their neighbors.",
            ),
        ),
    ),
)
