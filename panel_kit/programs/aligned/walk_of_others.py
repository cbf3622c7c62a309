"""The two programs that train nothing by gradients, line by line: Rosenblatt's rule, and one forward pass."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.layers.dense import DenseTrace
from nn_core.perceptron import PerceptronRun, train_perceptron
from panel_kit.programs.aligned import simple_net
from panel_kit.programs.aligned.lesson import columns_of, programs_of
from panel_kit.programs.aligned.moment import Line, Moment, settings
from panel_kit.programs.aligned.steps import Step, numbered_lines

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND = np.array([0.0, 0.0, 0.0, 1.0])


@lru_cache(maxsize=2)
def lines_in(name: str) -> dict[Step, list[Line]]:
    """The lines of each step in the NumPy program."""
    column, program = columns_of(name)["numpy"], programs_of(name)["numpy"]
    assert column is not None
    assert program is not None
    return numbered_lines(column, program.text)


@lru_cache(maxsize=1)
def perceptron_run() -> PerceptronRun:
    """What the engine's perceptron makes of the truth table of AND."""
    return train_perceptron(CORNERS, AND)


def perceptron_before(number: int) -> dict[str, Any]:
    """The weights before a look at an example, from 1."""
    if number == 1:
        return {"w": np.zeros(2), "b": 0.0}
    update = perceptron_run().updates[number - 2]
    return {"w": update.weights, "b": update.bias}


def walk_perceptron(number: int) -> Iterator[Moment]:
    """A look at one example; with the first of an epoch its head, with the last its end."""
    lines, run = lines_in("perceptron"), perceptron_run()
    update = run.updates[number - 1]
    epoch, place = update.epoch, update.example
    began = number - 1 - place
    mistakes = sum(abs(each.error) for each in run.updates[began:number])
    values: dict[str, Any] = {"epoch": epoch, "x": CORNERS[place], "t": int(AND[place]), "mistakes": mistakes}
    values |= {"p": update.prediction, "error": update.error, "w": update.weights, "b": update.bias}
    if place == 0:
        yield from settings(lines["loop"][:2], "loop", epoch, {**values, "mistakes": 0})
    yield from settings(lines["loop"][2:], "loop", epoch, values)
    for step in ("forward", "loss", "update"):
        yield from settings(lines[step], step, epoch, values)
    if place == len(CORNERS) - 1:
        yield from settings(lines["loop"][2:], "loop", epoch, {})  # no example is left
        yield from settings(lines["print"][:1], "print", epoch, {})
        if number == len(run.updates):
            yield from settings(lines["print"][1:], "print", epoch, {})


@lru_cache(maxsize=1)
def simple_net_before() -> tuple[FloatArray, Network]:
    """The batch, and the network that is drawn after it."""
    rng = np.random.default_rng(simple_net.SEED)
    x = rng.normal(size=(simple_net.BATCH, simple_net.SIZES[0]))
    return x, Network.create(simple_net.SIZES, rng=rng, hidden_activation="relu")


def walk_simple_net() -> Iterator[Moment]:
    """The call, the lines of the function, and what is printed."""
    lines = lines_in("simple_net")
    x, network = simple_net_before()
    trace = network.forward(x)
    dense = [leaf for layer in trace.layers for leaf in layer.leaves() if isinstance(leaf, DenseTrace)]
    values: dict[str, Any] = {"x": x, "prediction": trace.prediction, "z3": dense[2].z}
    for n in (1, 2, 3):
        values |= {f"W{n}": network.weights[n - 1], f"b{n}": network.biases[n - 1], f"a{n}": dense[n - 1].a}
    head, *body = lines["forward"]
    call, *prints = lines["print"]
    yield Moment(head[0], head[1].strip(), "forward", 1, {"x": x})
    unpacked = {name: values[name] for n in (1, 2, 3) for name in (f"W{n}", f"b{n}")}
    yield Moment(body[0][0], body[0][1].strip(), "forward", 1, unpacked)
    yield from settings(body[1:], "forward", 1, values)
    yield from settings([call], "print", 1, values)
    yield from settings(prints, "print", 1, {})
