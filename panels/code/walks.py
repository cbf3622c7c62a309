"""How often the loop of a program runs, the lines of one iteration, and what is known before them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from panel_kit.programs.aligned import walk_of_others as others
from panel_kit.programs.aligned.moment import Moment
from panel_kit.programs.aligned.recipes import recipes
from panel_kit.programs.aligned.walk import before, walk

MAX_ITERATIONS = 500


def iterations_of(program: str) -> int:
    """How many steps its loop takes in all."""
    if program == "simple_net":
        return 1
    if program == "perceptron":
        return len(others.perceptron_run().updates)
    return recipes()[program].passes


def lines_of(program: str, iteration: int) -> Iterator[Moment]:
    """The lines of one iteration, in the order they run."""
    if program == "simple_net":
        return others.walk_simple_net()
    if program == "perceptron":
        return others.walk_perceptron(iteration)
    return walk(recipes()[program], iteration)


def known_before(program: str, iteration: int) -> dict[str, Any]:
    """The data and the parameters as they stand when the iteration begins."""
    if program == "simple_net":
        x, network = others.simple_net_before()
        return {"x": x, **parameters(network)}
    if program == "perceptron":
        examples = {"X": others.CORNERS, "y": others.AND}
        return {**examples, **others.perceptron_before(iteration), "eta": 1.0}
    recipe = recipes()[program]
    network, _, _ = before(recipe, iteration)
    examples = {"X": recipe.data.inputs, "y": recipe.data.targets}
    return {**examples, **parameters(network), "eta": recipe.learning_rate}


def parameters(network: Any) -> dict[str, Any]:
    """W1, b1, and so on."""
    pairs = zip(network.weights, network.biases, strict=True)
    return {name: value for n, (W, b) in enumerate(pairs, 1) for name, value in ((f"W{n}", W), (f"b{n}", b))}
