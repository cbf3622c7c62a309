"""Nielsen's slow start: a badly wrong neuron learns slowly with squared errors, fast with cross-entropy.

One sigmoid neuron with one input is to answer 0 to x = 1. With squared errors each step is in proportion to
(a − y) σ′(z), and σ′ is tiny where the neuron is saturated; with cross-entropy the σ′ cancels and the step
is in proportion to the error alone. Reference: Nielsen (2015), chapter 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from nn_core import Network, train
from nn_core.families import as_family
from nn_core.losses import get_loss
from panel_kit.contract.operation import Cost, Operation, at_once, varied
from panel_kit.contract.panel import Panel, PanelView
from panel_kit.contract.schema import Request, Vector, integral, slider
from panel_kit.contract.table import Cell, Column, Table, rows_shown, table, words
from panel_kit.contract.words import short, signed
from panel_kit.programs.activations import SOURCES, definitions
from panel_kit.programs.literals import joined
from panel_kit.programs.losses import FUSED, torch_terms
from panel_kit.programs.optimizers import torch_optimizer
from panel_kit.programs.program import Part, Program, Programs, program

MAX_EPOCHS = 1000
SECONDS_OF_AN_EPOCH = 1e-4  # with both losses
Number = Annotated[float, Field(ge=-10, le=10)]
NEAR = 0.2


class SlowStartRequest(Request):
    """Where the neuron starts, and how it learns."""

    weight: Number = slider(
        "Start weight w", step=0.01, reach=(-3, 5), default=2.0, description="The weight it starts with."
    )
    bias: Number = slider(
        "Start bias b", step=0.01, reach=(-3, 5), default=2.0, description="The bias it starts with."
    )
    learning_rate: Annotated[float, Field(ge=0.001, le=10)] = slider(
        "Learning rate η", step=0.01, reach=(0.05, 2), default=0.15, description="How far each step goes."
    )
    epochs: Annotated[int, Field(ge=1, le=MAX_EPOCHS), integral] = slider(
        "Epochs", step=1, decimals=0, reach=(10, 1000), default=300, description="How many steps."
    )
    x: Number = Field(default=1.0, description="The input.")
    y: Annotated[float, Field(ge=0, le=1)] = Field(default=0.0, description="The target.")


def cost(request: SlowStartRequest) -> Cost:
    """What two runs of so many epochs cost."""
    return Cost(request.epochs * SECONDS_OF_AN_EPOCH)


class SlowStartView(PanelView):
    """Which epoch is shown; null for the last."""

    step: Annotated[int, Field(ge=0, le=MAX_EPOCHS), integral] | None = 0


@dataclass(frozen=True)
class Learning:
    """One loss's run: everything before each step and after the last.

    ``slope`` is ∂L/∂w; ``reached`` the first epoch with an output within 0.2 of the target.
    """

    loss_name: str
    output: Vector
    loss: Vector
    slope: Vector
    weight: Vector
    bias: Vector
    reached: int | None


@dataclass(frozen=True)
class SlowStartResult:
    """The same start, learned with both losses; ``opening`` is said of it, ``sentence`` of the end too."""

    start: float
    mse: Learning
    bce: Learning
    opening: str
    sentence: str


def compute(request: SlowStartRequest) -> SlowStartResult:
    """Learns twice from the same start."""
    squared = learn(request, "mse", half=True)
    entropy = learn(request, "bce")
    start = float(squared.output[0])
    opening = f"It starts with an answer of {signed(start)} where {short(request.y)} is right."
    return SlowStartResult(start, squared, entropy, opening, f"{opening} {say(request, squared, entropy)}")


def learn(request: SlowStartRequest, name: str, **options: bool) -> Learning:
    """Trains the neuron, then asks for output and slope at every place it has been."""
    loss, X, y = get_loss(name, **options), [[request.x]], [[request.y]]
    neuron = Network.from_weights([[[request.weight]]], [[request.bias]], ["sigmoid"])
    run = train(neuron, X, y, loss=loss, learning_rate=request.learning_rate, epochs=request.epochs)
    way = as_family([snapshot.network for snapshot in run.snapshots])
    forward = way.forward(X)
    backward = way.backward(forward, y, loss)
    output = forward.prediction.ravel()
    close = np.flatnonzero(np.abs(output - request.y) <= NEAR)
    return Learning(
        loss_name=name,
        output=output,
        loss=backward.loss,
        slope=backward.weights[0].ravel(),
        weight=way.weights[0].ravel(),
        bias=way.biases[0].ravel(),
        reached=int(close[0]) if close.size else None,
    )


def say(request: SlowStartRequest, squared: Learning, entropy: Learning) -> str:
    """How far each came, and when it was nearly there."""
    one = f"{ending(squared)} with squared errors ({arrival(squared)})"
    other = f"{ending(entropy)} with cross-entropy ({arrival(entropy)})"
    epochs = f"{request.epochs} epoch{'' if request.epochs == 1 else 's'}"
    return f"After {epochs} it is {one} and {other}."


def ending(learning: Learning) -> str:
    """The last answer, with the digits that tell it from its bound."""
    return signed(learning.output[-1], 3)


def arrival(learning: Learning) -> str:
    """When it was nearly right, if it was."""
    if learning.reached is None:
        return f"still more than {signed(NEAR, 1)} off"
    return f"first within {signed(NEAR, 1)} in epoch {learning.reached}"


def programs(request: SlowStartRequest) -> Programs:
    """Both runs in NumPy and in PyTorch."""
    return {"numpy": numpy_program(request), "pytorch": pytorch_program(request), "sklearn": None}


def start_of(request: SlowStartRequest) -> Part:
    """The neuron, its example, and how it learns."""
    return Part(
        "data",
        f"start_w, start_b = {request.weight!r}, {request.bias!r}\n"
        f"x, y = {request.x!r}, {request.y!r}\n"
        f"eta, epochs = {request.learning_rate!r}, {request.epochs}\n",
    )


def numpy_program(request: SlowStartRequest) -> Program:
    """The chain rule by hand."""
    learn = """\
def learn(slope):
    w, b, outputs = start_w, start_b, []
    for epoch in range(epochs + 1):
        a = sigmoid(w * x + b)
        outputs.append(float(a))
        delta = slope(a)
        w, b = w - eta * delta * x, b - eta * delta
    return outputs
"""
    printed = """\
mse = learn(lambda a: (a - y) * a * (1 - a))  # ∂L/∂z of ½ (a − y)²
bce = learn(lambda a: a - y)  # of cross-entropy: σ′ has canceled
print(f"mse.output = {mse}")
print(f"bce.output = {bce}")
"""
    functions = joined(*definitions(["sigmoid"]), learn)
    return program("numpy", start_of(request), Part("functions", functions), Part("prints", printed))


def pytorch_program(request: SlowStartRequest) -> Program:
    """The same by automatic differentiation."""
    answer = SOURCES["sigmoid"].torch
    learn = f"""\
def learn(loss):
    neuron = nn.Linear(1, 1)
    nn.init.constant_(neuron.weight, start_w)
    nn.init.constant_(neuron.bias, start_b)
    optimizer = {torch_optimizer("sgd", "neuron.parameters()", "eta")}
    outputs = []
    for epoch in range(epochs + 1):
        z = neuron(torch.tensor([[x]]))
        outputs.append({answer}.item())
        optimizer.zero_grad()
        loss(z, torch.tensor([[y]])).backward()
        optimizer.step()
    return outputs
"""
    printed = f"""\
print(f"mse.output = {{learn(lambda z, y: {torch_terms("half", answer)}.mean())}}")
print(f"bce.output = {{learn({FUSED["sigmoid", "bce"].torch})}}")
"""
    return program("pytorch", start_of(request), Part("functions", learn), Part("prints", printed))


def all_numbers(request: SlowStartRequest, result: SlowStartResult) -> Table:
    """Both runs side by side, at most 61 epochs of them."""
    squared, entropy = result.mse, result.bce
    rows: list[list[Cell]] = [
        [epoch, squared.output[epoch], squared.slope[epoch], entropy.output[epoch], entropy.slope[epoch]]
        for epoch in rows_shown(request.epochs + 1, 61)
    ]
    columns: list[str | Column] = [
        words("epoch"),
        "answer (½ squared error)",
        "slope (½ squared error)",
        "answer (cross-entropy)",
        "slope (cross-entropy)",
    ]
    return table("The same start, learned with two losses", columns, rows)


def dearest(seed: int) -> dict[str, Any]:
    """As many epochs as there may be."""
    return {"epochs": MAX_EPOCHS, "weight": varied(seed)}


PANEL = Panel(
    operation=Operation(
        path="slow-start",
        title="A slow start",
        summary="The same badly wrong neuron learns with squared errors and with cross-entropy.",
        request=SlowStartRequest,
        result=SlowStartResult,
        run=at_once(compute),
        cost=cost,
        dearest=dearest,
        limits={"slow_start.epochs": MAX_EPOCHS},
        examples={
            "badly wrong": {},
            "mildly wrong": {"weight": 0.6, "bias": 0.9},
            "hopelessly wrong": {"weight": 4.0, "bias": 4.0},
        },
    ),
    programs=programs,
    table=all_numbers,
    view=SlowStartView,
)
