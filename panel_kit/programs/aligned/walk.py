"""The NumPy loop line by line: which line runs, and what the engine says its variables are then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.layers.dense import DenseBackward, DenseTrace
from nn_core.layers.dropout import DropoutTrace
from panel_kit.programs.aligned.numpy_column import numpy_column
from panel_kit.programs.aligned.recipe import Recipe
from panel_kit.programs.aligned.steps import IN_BATCH, Step, placed, whole_program

ASSIGNED = re.compile(r"\s*(\w+(?:, \w+)*) = ")


@dataclass(frozen=True)
class Moment:
    """One line of the program, run.

    Attributes
    ----------
    line : int
        Its number in the text, from 1.
    step : str
        Which step of the loop it belongs to.
    epoch : int
        From 1; 1 too where there is no loop.
    values : dict
        The variables that it sets, as they are after it.
    """

    line: int
    step: Step
    epoch: int
    values: dict[str, Any]


def walk(recipe: Recipe, most: int) -> list[Moment]:
    """The first ``most`` lines that the loop runs, from its head on."""
    found: list[Moment] = []
    for moment in moments(recipe):
        found.append(moment)
        if len(found) == most:
            break
    return found


def moments(recipe: Recipe) -> Iterator[Moment]:
    """Line after line, for as many epochs as the run has; what is printed is passed over."""
    lines = lines_of_steps(recipe)
    network, rng = recipe.network, np.random.default_rng(recipe.seed)
    for epoch in range(1, max(recipe.epochs, 1) + 1):
        yield from settings(lines["loop"][:1], "loop", epoch, {"epoch": epoch})
        order = rng.permutation(recipe.data.samples) if recipe.has_batches else None
        yield from settings(lines["loop"][1:2], "loop", epoch, {"order": order})
        for start in range(0, recipe.data.samples, recipe.batch_size or recipe.data.samples):
            head, values = batch(recipe, order, start)
            yield from settings(lines["loop"][2:], "loop", epoch, head)
            network, values = step(recipe, network, values, rng)
            for name in IN_BATCH:
                yield from settings(lines[name], name, epoch, values)
        yield from settings(lines["loop"][2:3], "loop", epoch, {})  # no batch is left


def lines_of_steps(recipe: Recipe) -> dict[Step, list[tuple[int, str]]]:
    """The lines of each step with their numbers in the program."""
    column = placed(numpy_column(recipe), recipe)
    text = whole_program("numpy", numpy_column(recipe), recipe).text
    loop = "".join(text for step, text in column.items() if step in ("loop", *IN_BATCH, "print"))
    number = text.count("\n") - loop.count("\n") + 1
    found: dict[Step, list[tuple[int, str]]] = {"loop": []}
    for name, lines in column.items():
        if name in ("loop", *IN_BATCH):
            found[name] = list(enumerate(lines.splitlines(), number))
            number += lines.count("\n")
    return found


def settings(
    lines: list[tuple[int, str]], name: Step, epoch: int, values: dict[str, Any]
) -> Iterator[Moment]:
    """A moment for each line, with those of the values that it sets."""
    for number, line in lines:
        match = ASSIGNED.match(line)
        names = match[1].split(", ") if match else [word for word in ("epoch", "start") if word in line]
        yield Moment(number, name, epoch, {each: values[each] for each in names if each in values})


def batch(recipe: Recipe, order: Any, start: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the lines before a step set, and the examples of the step."""
    data = recipe.data
    if order is None:
        return {}, {"x": data.inputs, "t": data.targets}
    rows = order[start : start + (recipe.batch_size or data.samples)]
    examples = {"x": data.inputs[rows], "t": data.targets[rows]}
    return {"start": start, "rows": rows, **examples}, examples


def step(
    recipe: Recipe, network: Network, examples: dict[str, Any], rng: np.random.Generator
) -> tuple[Network, dict[str, Any]]:
    """The engine's step, and every number of it by the name that the program gives it."""
    x, t = examples["x"], examples["t"]
    trace = network.forward(x, training=recipe.dropout > 0, rng=rng)
    back = network.backward(trace, t, "bce")
    after = network.with_parameters(network.parameters - recipe.learning_rate * back.gradient)
    seen = [leaf for layer in trace.layers for leaf in layer.leaves()]
    dense = [leaf for leaf in seen if isinstance(leaf, DenseTrace)]
    sent = [leaf for layer in back.layers for leaf in layer.leaves() if isinstance(leaf, DenseBackward)]
    values: dict[str, Any] = {"p": trace.prediction, "loss": float(back.loss)}
    for n in recipe.layers:
        values |= {f"z{n}": dense[n - 1].z, f"a{n}": dense[n - 1].a, f"d{n}": sent[n - 1].delta}
        values |= {f"dW{n}": back.weights[n - 1], f"db{n}": back.biases[n - 1]}
        values |= {f"W{n}": after.weights[n - 1], f"b{n}": after.biases[n - 1]}
    masked = [leaf for leaf in seen if isinstance(leaf, DropoutTrace)]
    return after, values | silenced(dense, masked)


def silenced(dense: list[DenseTrace], masked: list[DropoutTrace]) -> dict[str, FloatArray]:
    """Activations before and after dropout, where there is any."""
    values: dict[str, FloatArray] = {}
    for n, (leaf, dropped) in enumerate(zip(dense, masked, strict=False), 1):
        values |= {f"h{n}": leaf.a, f"mask{n}": dropped.mask, f"a{n}": dropped.a}
    return values
