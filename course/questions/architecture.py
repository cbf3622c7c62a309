"""Lesson 8: architecture."""

from __future__ import annotations

from collections.abc import Sequence

from course.questions.approximation import QUESTIONS as OF_APPROXIMATION
from course.questions.question import Before, Option, Outcome, Question
from nn_core.layer_counts import parameter_count
from panel_kit.contract.words import grouped, in_words, percent
from panels.architecture.result import ArchitectureResult, ComparedNetwork

DIGITS = [784, 128, 10]
SHAPES = ("wide", "deep", "narrow")
SAME_SIZE = {"compare": {"networks": [{"hidden": hidden} for hidden in ([39], [8, 8, 6], [4] * 8)]}}
NO_HIDDEN = {
    "compare": {
        "dataset": {"name": "measurements", "noise": 0.0},
        "networks": [{"hidden": hidden} for hidden in ([], [16, 8])],
        "epochs": 150,
    }
}


def compared(result: ArchitectureResult) -> Sequence[ComparedNetwork]:
    """The networks that were trained."""
    return result.compared.runs if result.compared else ()


def is_above(one: ComparedNetwork, other: ComparedNetwork) -> bool:
    """Whether the interval of one mean lies above that of another."""
    return one.interval[0] > other.interval[1]


def told(runs: Sequence[ComparedNetwork]) -> str:
    """“66.3 % (63.6 to 69.0)”, of each."""
    return in_words(
        [f"{percent(run.mean)} % ({percent(run.interval[0])} to {percent(run.interval[1])})" for run in runs]
    )


def same_parameters_deeper(result: ArchitectureResult) -> Outcome:
    """Which of three networks of equal size has the highest mean, clear of the others."""
    runs = compared(result)
    best = max(runs, key=lambda run: run.mean)
    is_clear = all(is_above(best, run) for run in runs if run is not best)
    return Outcome(
        right=SHAPES[list(runs).index(best)] if is_clear else "same",
        because=f"The means of ten seeds, each with its 95 % interval, are {told(runs)}, in the order of the depth. Some depth lets units build on what units before them found. With eight layers of four, too little gets through: a layer whose four ReLUs are all off passes nothing on, and what reaches the first layers on the way back is small.",
    )


def parameters_of_digits(result: ArchitectureResult) -> Outcome:
    """How many parameters the network for digits has."""
    sizes = [result.layers[0].inputs, *(layer.outputs for layer in result.layers)]
    counts = {"both": parameter_count(sizes), "weights": result.weights, "units": sum(sizes)}
    right = next((key for key, count in counts.items() if count == result.parameters), None)
    first, last = result.layers[0].arithmetic, result.layers[-1].arithmetic
    return Outcome(
        right=right,
        because=f"{first} for the hidden layer, {last} for the outputs, together {grouped(result.parameters)}: {grouped(result.weights)} weights and {grouped(result.biases)} biases.",
    )


def hidden_layers_for_a_table(result: ArchitectureResult) -> Outcome:
    """Whether two hidden layers do better on a table than none."""
    without, two = compared(result)
    right = "two" if is_above(two, without) else "none" if is_above(without, two) else "same"
    return Outcome(
        right=right,
        because=f"The means of ten seeds, each with its 95 % interval, are {told((without, two))}. The network without a hidden layer draws one straight boundary through 30 measurements, and that is nearly all there is to find in this table. What the hidden layers add beyond it is learned from 200 examples by heart.",
    )


QUESTIONS = (
    Question(
        slug="same-parameters-deeper",
        prompt="Two spirals of 200 examples, ReLU, Adam with η = 0.01, 300 epochs, all examples in every step. Three networks between 2 inputs and 1 output have 157 parameters each: one hidden layer of 39 units; three of 8, 8 and 6; eight of 4. Each is trained from seeds 0 to 9 and asked about 400 other examples. Whose mean is the highest?",
        panel="architecture",
        request=SAME_SIZE,
        before=Before({}),
        mark="compared.runs.1.mean",
        decide=same_parameters_deeper,
        options=(
            Option("narrow", "that of eight layers: the deeper, the better", "Depth alone does not help. Every layer is also one more place where the signal can get lost."),
            Option("same", "none: with equally many parameters they can do equally much", "The number of parameters says what a network costs. What it can do with them depends on how they are put together."),
            Option("deep", "that of three layers", "Its units build on each other, and each layer is wide enough to let a signal through."),
            Option("wide", "that of one layer: 39 units side by side draw 39 lines", "They do, and they can only add up what these lines find. A spiral needs many more of them, or lines that bend other lines."),
        ),
    ),
    Question(
        slug="parameters-of-digits",
        prompt="A network for images of 28 × 28 pixels: 784 inputs, one hidden layer of 128 units, 10 outputs, all connected with the next. How many parameters are trained?",
        panel="architecture",
        request={"layers": DIGITS},
        before=Before({}),
        mark="parameters",
        decide=parameters_of_digits,
        options=(
            Option("both", "101,770", "Every pair of units of neighboring layers has a weight, and every unit after the inputs a bias."),
            Option("weights", "101,632", "That is 784 · 128 + 128 · 10, the weights alone. The biases are few, but they are trained too, and without them every boundary would pass through 0."),
            Option("units", "922", "That is 784 + 128 + 10: the units. What is trained are their connections and biases."),
        ),
    ),
    Question(
        slug="hidden-layers-for-a-table",
        prompt="A table of tumors, 30 measurements each; 200 of them to learn from (data seed 0), 369 held out. One network has no hidden layer, the other one has two, of 16 and 8 ReLU units, as the rule of thumb for tables says. Adam with η = 0.01, 150 epochs, all examples in every step, seeds 0 to 9. Which is right about more of those held out?",
        panel="architecture",
        request=NO_HIDDEN,
        before=Before({}),
        mark="compared.runs.0.mean",
        decide=hidden_layers_for_a_table,
        options=(
            Option("two", "the one with two: what it can do without them it can do with them too", "It can. But what it can do is not what it learns: it has twenty times as many parameters, and 200 examples to set them by."),
            Option("same", "neither: the two intervals overlap", "They are close, and ten seeds tell them apart all the same."),
            Option("none", "the one without", "A straight boundary is nearly all there is to find here, and it has less room to learn accidents by heart."),
        ),
    ),
    *OF_APPROXIMATION,
)  # fmt: skip
