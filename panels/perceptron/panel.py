"""The perceptron: a neuron with a step that learns from each mistake, one example at a time.

Wrong? Then w ← w + η (y − ŷ) x and b ← b + η (y − ŷ). Where a line separates the classes it finds one. XOR
has no such line: the same weights come back at the same example, which proves that it will never end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nn_core import Network
from nn_core.perceptron import PerceptronRun, train_perceptron
from panel_kit.contract.operation import Operation, at_once
from panel_kit.contract.panel import Panel
from panel_kit.contract.schema import Vector, controls_of
from panel_kit.contract.table import Column, Table, table, words
from panel_kit.contract.words import subscript
from panel_kit.specs.csv_upload import CsvRequest
from panel_kit.specs.network_result import NetworkResult
from panels.perceptron.cost import cost, dearest
from panels.perceptron.programs import programs
from panels.perceptron.request import (
    FARTHEST,
    LARGEST,
    MAX_EPOCHS,
    MAX_EXAMPLES,
    MAX_STEPS,
    MAX_TEXT,
    PerceptronRequest,
    PerceptronView,
    Point,
)
from panels.perceptron.words import say


@dataclass(frozen=True)
class Update:
    """One example looked at; ``weights`` and ``bias`` are those afterwards, ``z`` = w·x + b that before."""

    epoch: int
    example: int
    z: float
    prediction: int
    target: int
    error: int
    weights: Vector
    bias: float


@dataclass(frozen=True)
class Cycle:
    """Proof that it never ends: from update ``first`` on, everything repeats every ``length`` updates."""

    first: int
    length: int


@dataclass(frozen=True)
class Solver:
    """A 2→2→1 network of step neurons that parts what no line can, and its answers to the examples."""

    network: NetworkResult
    predictions: Vector


@dataclass(frozen=True)
class PerceptronResult:
    """The whole run.

    ``converged``: its last epoch had no mistake. ``cycle``: proof that it never will; null with
    ``converged`` false means that it ran out of epochs first. ``wrong`` are the examples that the
    weights in the end decide wrong. ``low`` is the class that is not 1: 0 or −1. ``solver`` is there for XOR.
    ``input_names`` are what the columns of a table are called, with their units, and ``class_names`` what the
    class that is not 1 and the one that is are.
    """

    examples: list[Point]
    input_names: list[str]
    class_names: list[str]
    updates: list[Update]
    converged: bool
    cycle: Cycle | None
    epochs: int
    mistakes: int
    weights: Vector
    bias: float
    wrong: list[int]
    low: int
    solver: Solver | None
    sentence: str


def compute(request: PerceptronRequest) -> PerceptronResult:
    """Lets Rosenblatt's rule run."""
    examples = request.points
    X, y = np.array([each.x for each in examples]), np.array([each.y for each in examples], dtype=float)
    run = train_perceptron(
        X,
        y,
        learning_rate=request.learning_rate,
        max_epochs=request.max_epochs,
        weights=np.array(request.weights) + 0.0,  # −0 becomes 0: a state that comes back has the same bytes
        bias=request.bias,
        low=request.low,
        fires_at_zero=request.fires_at_zero,
    )
    z = X @ run.weights + run.bias
    answers = (z > 0) | ((z == 0) & request.fires_at_zero)
    return PerceptronResult(
        examples=examples,
        input_names=request.named.input_names,
        class_names=request.named.class_names,
        updates=updates_of(run, X, request),
        converged=run.converged,
        cycle=Cycle(run.cycle.first, run.cycle.length) if run.cycle else None,
        epochs=run.epochs,
        mistakes=run.mistakes,
        weights=run.weights,
        bias=run.bias,
        wrong=np.flatnonzero(answers != (y == 1)).tolist(),
        low=request.low,
        solver=solve_xor(X) if is_xor(request) else None,
        sentence=say(run, X, request.fires_at_zero),
    )


def updates_of(run: PerceptronRun, X: Vector, request: PerceptronRequest) -> list[Update]:
    """Every step with the sum that it decided by."""
    w, b, found = np.array(request.weights), request.bias, []
    for update in run.updates:
        z = float(w @ X[update.example] + b)
        w, b = update.weights, update.bias
        found.append(
            Update(
                update.epoch, update.example, z, update.prediction, update.target, update.error, w, float(b)
            )
        )
    return found


def is_xor(request: PerceptronRequest) -> bool:
    """Whether it goes through the truth table of XOR, as 0 and 1."""
    own = request.examples is not None or request.table is not None
    return not own and request.gate == "xor" and request.low == 0


def solve_xor(X: Vector) -> Solver:
    """Two neurons that say OR and NAND, and one that says AND to both."""
    weights = [[[1.0, 1.0], [-1.0, -1.0]], [[1.0, 1.0]]]
    network = Network.from_weights(weights, [[-0.5, 1.5], [-1.5]], ["step", "step"])
    return Solver(NetworkResult.of(network), network.forward(X).prediction[:, 0])


def all_numbers(request: PerceptronRequest, result: PerceptronResult) -> Table:
    """Every example looked at."""
    columns: list[str | Column] = [
        *(words(name) for name in ("epoch", "example", "prediction", "target", "error")),
        *("z", *(f"w{subscript(i + 1)} after" for i in range(len(result.weights))), "b after"),
    ]
    rows = [
        [
            *(each.epoch, each.example + 1, each.prediction, each.target, each.error),
            *(each.z, *each.weights, each.bias),
        ]
        for each in result.updates
    ]
    return table("Every example it looked at, in order", columns, rows)


def gate(name: str, **fields: Any) -> dict[str, Any]:
    """What a preset changes."""
    return {"gate": name, **fields}


PANEL = Panel(
    operation=Operation(
        path="perceptron",
        title="The perceptron learns",
        summary="Watch a line move, mistake by mistake, until it separates the classes. Or never does.",
        request=PerceptronRequest,
        result=PerceptronResult,
        run=at_once(compute),
        cost=cost,
        dearest=dearest,
        limits={
            "perceptron.examples": MAX_EXAMPLES,
            "perceptron.epochs": MAX_EPOCHS,
            "perceptron.looks": MAX_STEPS,
        },
        examples={
            "AND": {},
            "OR": gate("or"),
            "NAND": gate("nand"),
            "XOR": gate("xor"),
            "own points": {
                "examples": [
                    {"x": [-1.5, -0.5], "y": 0},
                    {"x": [-0.5, -1.5], "y": 0},
                    {"x": [-1.0, 0.6], "y": 0},
                    {"x": [0.4, 1.4], "y": 1},
                    {"x": [1.5, 0.2], "y": 1},
                    {"x": [0.8, -0.4], "y": 1},
                ]
            },
        },
    ),
    programs=programs,
    table=all_numbers,
    view=PerceptronView,
    constants=lambda: {
        "most_examples": MAX_EXAMPLES,
        "most_steps": MAX_STEPS,
        "farthest": FARTHEST,
        "largest": LARGEST,
        "longest": MAX_TEXT,
        "table": controls_of(CsvRequest),
    },
)
