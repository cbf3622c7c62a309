"""The perceptron: a neuron with a step that learns from each mistake, one example at a time.

Wrong? Then w ← w + η (y − ŷ) x and b ← b + η (y − ŷ). Where a line parts the classes it finds one. XOR
has no such line: the same weights come back at the same example, which proves that it will never end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from nn_core.perceptron import PerceptronRun, train_perceptron
from panel_kit.contract.panel import Panel, PanelView, Preset
from panel_kit.contract.schema import FieldError, Request, Vector, choice, integral, slider
from panel_kit.contract.table import Column, Table, table, words
from panel_kit.contract.words import layer_phrase, numeral, signed
from panel_kit.specs.network import NetworkResult
from panels.perceptron.programs import programs

MAX_EXAMPLES = 24
MAX_EPOCHS = 100
MAX_LOOKS = 1200
FARTHEST = 2.5
ROUNDING = 1e-9
Coordinate = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]
Number = Annotated[float, Field(ge=-10, le=10)]
CORNERS = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
GATES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0], "xor": [0, 1, 1, 0]}


class Example(Request):
    """A point of the plane and its class."""

    x: Annotated[list[Coordinate], Field(min_length=2, max_length=2)] = Field(description="x₁ and x₂.")
    y: Annotated[int, Field(ge=0, le=1), integral] = Field(description="The class, 0 or 1.")


class PerceptronRequest(Request):
    """Examples, and how the perceptron goes through them."""

    gate: Literal["and", "or", "nand", "xor"] = choice(
        "Examples",
        names={"and": "AND", "or": "OR", "nand": "NAND", "xor": "XOR"},
        default="and",
        description="A truth table of two inputs; left aside when examples are given.",
    )
    examples: Annotated[list[Example], Field(min_length=1, max_length=MAX_EXAMPLES)] | None = Field(
        default=None, description="Points of your own, looked at in this order. Null: those of the gate."
    )
    learning_rate: Annotated[float, Field(ge=0.01, le=10)] = slider(
        "Learning rate η",
        step=0.01,
        reach=(0.05, 2),
        default=1.0,
        description="How far a mistake moves the weights.",
    )
    max_epochs: Annotated[int, Field(ge=1, le=MAX_EPOCHS), integral] = slider(
        "Epochs at most",
        step=1,
        decimals=0,
        default=50,
        description="How often it may go through all examples.",
    )
    weights: list[Number] = slider(
        "Start w{_}",
        step=0.01,
        reach=(-3, 3),
        default=[0.0, 0.0],
        min_length=2,
        max_length=2,
        description="The weights it starts from.",
    )
    bias: Number = slider(
        "Start b", step=0.01, reach=(-3, 3), default=0.0, description="The bias it starts from."
    )

    @model_validator(mode="after")
    def _work_is_bounded(self) -> Self:
        looks = len(self.examples or CORNERS) * self.max_epochs
        if looks > MAX_LOOKS:
            message = f"got {looks} examples to look at, allowed: at most {MAX_LOOKS} (examples × epochs)"
            raise FieldError(("max_epochs",), message)
        return self


class PerceptronView(PanelView):
    """Which update is shown, and which class a click on the plane places."""

    step: Annotated[int, Field(ge=0, le=MAX_LOOKS), integral] | None = None
    placing: Annotated[int, Field(ge=0, le=1), integral] = 1


@dataclass(frozen=True)
class Point:
    """A point of the plane and its class."""

    x: list[float]
    y: int


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
    weights in the end decide wrong. ``solver`` is there for XOR.
    """

    examples: list[Point]
    updates: list[Update]
    converged: bool
    cycle: Cycle | None
    epochs: int
    mistakes: int
    weights: Vector
    bias: float
    wrong: list[int]
    solver: Solver | None
    sentence: str


def examples_of(request: PerceptronRequest) -> list[Point]:
    """The examples given, or those of the gate."""
    if request.examples is not None:
        return [Point(each.x, each.y) for each in request.examples]
    return [Point(x, y) for x, y in zip(CORNERS, GATES[request.gate], strict=True)]


def compute(request: PerceptronRequest) -> PerceptronResult:
    """Lets Rosenblatt's rule run."""
    examples = examples_of(request)
    X, y = np.array([each.x for each in examples]), np.array([each.y for each in examples], dtype=float)
    run = train_perceptron(
        X,
        y,
        learning_rate=request.learning_rate,
        max_epochs=request.max_epochs,
        weights=np.array(request.weights) + 0.0,  # −0 becomes 0: a state that comes back has the same bytes
        bias=request.bias,
    )
    answers = X @ run.weights + run.bias >= 0
    return PerceptronResult(
        examples=examples,
        updates=updates_of(run, X, request),
        converged=run.converged,
        cycle=Cycle(run.cycle.first, run.cycle.length) if run.cycle else None,
        epochs=run.epochs,
        mistakes=run.mistakes,
        weights=run.weights,
        bias=run.bias,
        wrong=np.flatnonzero(answers != (y == 1)).tolist(),
        solver=solve_xor(X) if request.examples is None and request.gate == "xor" else None,
        sentence=say(run, X),
    )


def updates_of(run: PerceptronRun, X: Vector, request: PerceptronRequest) -> list[Update]:
    """Every look with the sum that it decided by."""
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


def solve_xor(X: Vector) -> Solver:
    """Two neurons that say OR and NAND, and one that says AND to both."""
    weights = [[[1.0, 1.0], [-1.0, -1.0]], [[1.0, 1.0]]]
    network = Network.from_weights(weights, [[-0.5, 1.5], [-1.5]], ["step", "step"])
    return Solver(NetworkResult.of(network), network.forward(X).prediction[:, 0])


def say(run: PerceptronRun, X: Vector) -> str:
    """How it ended, in words."""
    looks = f"{layer_phrase(run.mistakes, 'mistake')} in {layer_phrase(run.epochs, 'epoch')}"
    line = f"w = ({signed(run.weights[0])}, {signed(run.weights[1])}) and b = {signed(run.bias)}"
    if run.converged:
        edge = " (on the line counts as 1)" if meets_line(run, X) else ""
        return f"After {looks} it answers every example correctly{edge}, with {line}."
    if run.cycle:
        return (
            f"It will never end: after {looks} it holds weights that it had {numeral(run.cycle.length)} "
            f"examples before, at the same example, so it goes round and round. No straight line parts these."
        )
    return f"After {looks} the epochs are used up; it may or may not have got there later. It holds {line}."


def meets_line(run: PerceptronRun, X: Vector) -> bool:
    """Whether an example that counts as 1 lies on the line in the end, as far as numbers can tell."""
    z = X @ run.weights + run.bias
    return bool(run.weights.any() and ((z >= 0) & (z < ROUNDING)).any())


def all_numbers(request: PerceptronRequest, result: PerceptronResult) -> Table:
    """Every example looked at."""
    columns: list[str | Column] = [
        *(words(name) for name in ("epoch", "example", "prediction", "target", "error")),
        *("z", "w₁ after", "w₂ after", "b after"),
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
    slug="perceptron",
    title="The perceptron learns",
    summary="Watch a line move, mistake by mistake, until it parts the classes. Or never does.",
    request=PerceptronRequest,
    result=PerceptronResult,
    compute=compute,
    programs=programs,
    table=all_numbers,
    view=PerceptronView,
    constants=lambda: {"most_examples": MAX_EXAMPLES, "most_looks": MAX_LOOKS, "farthest": FARTHEST},
    presets=(
        Preset("AND", {}),
        Preset("OR", gate("or")),
        Preset("NAND", gate("nand")),
        Preset("XOR", gate("xor")),
        Preset(
            "own points",
            {
                "examples": [
                    {"x": [-1.5, -0.5], "y": 0},
                    {"x": [-0.5, -1.5], "y": 0},
                    {"x": [-1.0, 0.6], "y": 0},
                    {"x": [0.4, 1.4], "y": 1},
                    {"x": [1.5, 0.2], "y": 1},
                    {"x": [0.8, -0.4], "y": 1},
                ]
            },
        ),
    ),
)
