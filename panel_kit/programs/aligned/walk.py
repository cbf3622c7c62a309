"""The NumPy loop line by line: which line runs, and what the engine says its variables are then."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core import BackwardTrace, Network
from nn_core.activations import FloatArray
from nn_core.layers.dense import DenseBackward, DenseTrace
from nn_core.layers.dropout import DropoutTrace
from panel_kit.programs.aligned.moment import Line, Moment, settings
from panel_kit.programs.aligned.numpy_column import numpy_column
from panel_kit.programs.aligned.recipe import Recipe
from panel_kit.programs.aligned.steps import IN_BATCH, Step, numbered_lines, placed, whole_program

Order = npt.NDArray[np.int64] | None
"""The rows of an epoch as they were shuffled; None where a step takes them all."""


def walk(recipe: Recipe, number: int) -> Iterator[Moment]:
    """All lines of one pass, from 1; with the first of an epoch its head, with the last what is printed."""
    lines = lines_of(recipe)
    epoch, place = epoch_of(recipe, number)
    network, order, rng = before(recipe, number)
    loop = lines.get("loop", [])
    if place == 0:
        yield from settings(loop[:1], "loop", epoch, {"epoch": epoch})
        yield from settings(loop[1:2], "loop", epoch, {"order": order})
    head, examples = batch(recipe, order, place)
    yield from settings(loop[2:], "loop", epoch, head)
    values = step(recipe, network, examples, rng)
    for name in IN_BATCH:
        yield from settings(lines[name], name, epoch, values)
    if place == recipe.batches - 1 and not recipe.is_one_pass:
        yield from settings(loop[2:3], "loop", epoch, {})  # no batch is left
        yield from ending(recipe, lines["print"], epoch)


@lru_cache(maxsize=16)
def lines_of(recipe: Recipe) -> dict[Step, list[Line]]:
    """The lines of each step in the NumPy program."""
    column = placed(numpy_column(recipe), recipe)
    return numbered_lines(column, whole_program("numpy", column).text)


def epoch_of(recipe: Recipe, number: int) -> tuple[int, int]:
    """The epoch of a pass, from 1, and its place in it, from 0."""
    epochs, place = divmod(number - 1, recipe.batches)
    return epochs + 1, place


def before(recipe: Recipe, number: int) -> tuple[Network, Order, np.random.Generator]:
    """The network before a pass, the order of its epoch, and chance as it stands then."""
    epoch, place = epoch_of(recipe, number)
    rng, order = np.random.default_rng(recipe.seed), None
    for begun in range(1, epoch + 1):
        # What earlier epochs drew: an order, or the masks of their only step
        order = rng.permutation(recipe.data.samples) if recipe.has_batches else None
        if recipe.dropout and begun < epoch:
            for units in recipe.sizes[1:-1]:
                rng.random((recipe.data.samples, units))
    network = recipe.network.with_parameters(recipe.run.snapshots[epoch - 1].parameters)
    for earlier in range(place):
        _, examples = batch(recipe, order, earlier)
        network = stepped(recipe, network, examples)
    return network, order, rng


def batch(recipe: Recipe, order: Order, place: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the lines before a step set, and the examples of the step."""
    data = recipe.data
    if order is None:
        return {}, {"x": data.inputs, "t": data.targets}
    size = recipe.batch_size or data.samples
    rows = order[place * size : (place + 1) * size]
    examples = {"x": data.inputs[rows], "t": data.targets[rows]}
    return {"start": place * size, "rows": rows, **examples}, examples


def stepped(recipe: Recipe, network: Network, examples: dict[str, Any]) -> Network:
    """The network after a step without dropout."""
    back = network.backward(network.forward(examples["x"]), examples["t"], "bce")
    return updated(recipe, network, back)


def updated(recipe: Recipe, network: Network, back: BackwardTrace) -> Network:
    """θ − η ∂L/∂θ."""
    return network.with_parameters(network.parameters - recipe.learning_rate * back.gradient)


def step(
    recipe: Recipe, network: Network, examples: dict[str, Any], rng: np.random.Generator
) -> dict[str, Any]:
    """Every number of the engine's step by the name that the program gives it."""
    trace = network.forward(examples["x"], training=recipe.dropout > 0, rng=rng)
    back = network.backward(trace, examples["t"], "bce")
    after = updated(recipe, network, back)
    seen = [leaf for layer in trace.layers for leaf in layer.leaves()]
    dense = [leaf for leaf in seen if isinstance(leaf, DenseTrace)]
    sent = [leaf for layer in back.layers for leaf in layer.leaves() if isinstance(leaf, DenseBackward)]
    values: dict[str, Any] = {"p": trace.prediction, "loss": float(back.loss)}
    for n in recipe.layers:
        values |= {f"z{n}": dense[n - 1].z, f"a{n}": dense[n - 1].a, f"d{n}": sent[n - 1].delta}
        values |= {f"dW{n}": back.weights[n - 1], f"db{n}": back.biases[n - 1]}
        values |= {f"W{n}": after.weights[n - 1], f"b{n}": after.biases[n - 1]}
    masked = [leaf for leaf in seen if isinstance(leaf, DropoutTrace)]
    return values | silenced(dense, masked)


def silenced(dense: list[DenseTrace], masked: list[DropoutTrace]) -> dict[str, FloatArray]:
    """Activations before and after dropout, where there is any."""
    values: dict[str, FloatArray] = {}
    for n, (leaf, dropped) in enumerate(zip(dense, masked, strict=False), 1):
        values |= {f"h{n}": leaf.a, f"mask{n}": dropped.mask, f"a{n}": dropped.a}
    return values


def ending(recipe: Recipe, lines: list[Line], epoch: int) -> Iterator[Moment]:
    """What is printed after an epoch, and whether that was the last."""
    watched = next((place for place, (_, text) in enumerate(lines) if "now = " in text), len(lines))
    yield from settings(lines[:1], "print", epoch, {})
    if epoch % recipe.print_every == 0:
        yield from settings(lines[1:watched], "print", epoch, {})
    if recipe.patience is not None:
        yield from stopping(recipe, lines[watched:], epoch)


def stopping(recipe: Recipe, lines: list[Line], epoch: int) -> Iterator[Moment]:
    """The held-out loss is held against the best so far."""
    losses = recipe.run.history.validation_loss[1 : epoch + 1]
    best_epoch = int(losses.argmin()) + 1
    waited = epoch - best_epoch
    values = {"now": float(losses[-1]), "best": float(losses.min()), "best_epoch": best_epoch}
    yield from settings(lines[:2], "print", epoch, values)
    # One of the two branches runs; “else:” itself does nothing
    yield from settings(lines[4:5] if waited else lines[2:3], "print", epoch, {**values, "waited": waited})
    yield from settings(lines[5:6], "print", epoch, {})
    if waited == recipe.patience:
        yield from settings(lines[6:], "print", epoch, {})
