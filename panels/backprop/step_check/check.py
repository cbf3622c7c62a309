"""The first wrong number of a step, where it stands, and the slip that explains it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nn_core.activations import FloatArray
from nn_core.trace_check import FirstWrong, Step, first_wrong
from panel_kit.contract.operation import Operation, at_once
from panel_kit.contract.words import capital, signed, unit_name
from panels.backprop.cost import cost
from panels.backprop.cost import dearest as dearest_pass
from panels.backprop.presets import MAZUR
from panels.backprop.run import optimizer_of, run
from panels.backprop.step_check.request import TraceCheckRequest

SLIPS = {
    "sign": "The sign is turned around.",
    "transpose": "The matrix is transposed.",
    "missing bias": "The bias is missing.",
    "forgotten activation": "z was taken where a, the activation, belongs.",
    "½ too many": "There is a factor ½ too many.",
    "½ missing": "A factor ½ is missing.",
    "sum for mean": "A sum was taken where a mean is asked for.",
    "mean for sum": "A mean was taken where a sum is asked for.",
    "forgotten f′": "The slope of the activation function, f′(z), is missing.",
    "δ of cross-entropy": "This is a − y. It is δ for cross-entropy after sigmoid or softmax; "
    "here δ is ∂L/∂a · f′(z).",
    "δ of cross-entropy, turned around": "This is y − a. For cross-entropy after sigmoid or "
    "softmax δ is a − y; here it is ∂L/∂a · f′(z).",
    "updated weights used too early": "The next layer’s weights had been updated before δ was sent back.",
    "no learning rate": "The whole gradient was subtracted: η is missing.",
    "nothing": "It is what it was before the update.",
    "the bare gradient": "η times the bare gradient was subtracted: the optimizer makes another step of it.",
    "no correction": "The means m and v were not divided by 1 − βᵗ.",
    "ε in the wrong place": "ε stands in the wrong place: it is added to the root √v, not under it.",
    "nothing is kept": "The biases are kept as they are in this update.",
}
NAMES = {
    "z": "z of {unit}",
    "a": "a of {unit}",
    "delta": "δ of {unit}",
    "weights": "the gradient of the weight {source} → {unit}",
    "biases": "the gradient of the bias of {unit}",
    "updated.weights": "the updated weight {source} → {unit}",
    "updated.biases": "the updated bias of {unit}",
}
WHOLE = {
    "z": "z of layer {}",
    "a": "a of layer {}",
    "delta": "δ of layer {}",
    "weights": "∂L/∂W of layer {}",
    "biases": "∂L/∂b of layer {}",
    "updated.weights": "the updated W of layer {}",
    "updated.biases": "the updated b of layer {}",
}
FIELDS = {
    "weights": "gradients/weights",
    "biases": "gradients/biases",
    "updated.weights": "updated/weights",
    "updated.biases": "updated/biases",
}


@dataclass(frozen=True)
class WrongNumber:
    """The first number that is wrong, in the order in which a step is computed.

    ``pointer`` is its place as a JSON pointer into the request; of an array of the wrong shape that of the
    array, and then there are no numbers. ``slip`` names what was done, null where no known slip makes all of
    the array.
    """

    pointer: str
    name: str
    claimed: float | None
    correct: float | None
    slip: str | None


@dataclass(frozen=True)
class TraceCheck:
    """Whether a step is right; ``compared`` are the numbers that were told."""

    right: bool
    compared: int
    first_wrong: WrongNumber | None
    sentence: str


def check(request: TraceCheckRequest) -> TraceCheck:
    """Holds what was told against the engine's own step."""
    told = {name: fitted(request.network.layers, name, rows) for name, rows in request.told.items()}
    compared = sum(rows.size for rows in told.values())
    found = first_wrong(step_of(request), told)
    if found is None:
        return TraceCheck(True, compared, None, all_right(compared))
    wrong = wrong_number(request, found)
    return TraceCheck(False, compared, wrong, say(request, found, wrong))


def all_right(compared: int) -> str:
    """That nothing is wrong, and how closely that was looked at."""
    if not compared:
        return "No number is given yet."
    told = "The one number given is right" if compared == 1 else f"All {compared} numbers are right"
    return f"{told}, to four decimals."


def step_of(request: TraceCheckRequest) -> Step:
    """The step that is shown, its optimizer as it is before the update."""
    done = run(request)
    optimizer = optimizer_of(request, done.network)
    optimizer.restore(done.state)
    return Step(done.network, [request.x], [request.y], done.loss, optimizer, request.freeze_biases)


def fitted(sizes: list[int], name: str, rows: FloatArray) -> FloatArray:
    """An array of one example as the engine has it: z, a and δ as a row of their own, the loss as a number.

    Axes of length one come and go in a print, as in ``[[0.1, 0.2]]`` for z: they are no mistake.
    """
    kind, _, layer = name.rpartition(".")
    shape = shape_of(sizes, kind, layer) if layer.isdigit() else []
    long = [size for size in rows.shape if size != 1]
    if rows.ndim != len(shape) and long == [size for size in shape if size != 1]:
        rows = rows.reshape(shape)
    return rows[np.newaxis] if kind in ("z", "a", "delta") and rows.ndim == 1 else rows


def wrong_number(request: TraceCheckRequest, found: FirstWrong) -> WrongNumber:
    """Where it stands in the request, and what it is called."""
    kind, _, layer = found.name.rpartition(".")
    place = found.place[1:] if kind in ("z", "a", "delta") else found.place
    path = "loss" if found.name == "loss" else f"{FIELDS.get(kind, kind)}/{layer}"
    pointer = "/text" if request.text is not None else "/".join(["/claimed", path, *map(str, place)])
    name = "the loss" if found.name == "loss" else named(request.network.layers, kind, int(layer), place)
    return WrongNumber(pointer, name, found.claimed, found.correct, found.slip)


def named(sizes: list[int], kind: str, layer: int, place: tuple[int, ...]) -> str:
    """“δ of h₁”, “the gradient of the weight x₁ → h₁”; of a whole array “δ of layer 1”."""
    if not place:
        return WHOLE[kind].format(layer + 1)
    source = unit_name(sizes, layer, place[-1])
    return NAMES[kind].format(unit=unit_name(sizes, layer + 1, place[0]), source=source)


def say(request: TraceCheckRequest, found: FirstWrong, wrong: WrongNumber) -> str:
    """What is wrong first, and why."""
    why = SLIPS[found.slip] if found.slip else "None of the usual slips leads there."
    if wrong.claimed is None or wrong.correct is None:
        told = f"{capital(wrong.name)} has another shape than {right_shape(request, found)}."
        return f"{told} {SLIPS[found.slip]}" if found.slip else told
    numbers = f"{signed(wrong.claimed, 6)} should be {signed(wrong.correct, 6)}"
    return f"The first wrong number is {wrong.name}: {numbers}. {why}"


def right_shape(request: TraceCheckRequest, found: FirstWrong) -> str:
    """“3 × 2”, “2 numbers”."""
    kind, _, layer = found.name.rpartition(".")
    shape = shape_of(request.network.layers, kind, layer) if layer.isdigit() else [1]
    if len(shape) > 1:
        return " × ".join(str(size) for size in shape)
    return "one number" if shape == [1] else f"{shape[0]} numbers"


def shape_of(sizes: list[int], kind: str, layer: str) -> list[int]:
    """The right shape of an array of a layer."""
    own, before = sizes[int(layer) + 1], sizes[int(layer)]
    return [own, before] if kind.endswith("weights") else [own]


def dearest(seed: int) -> dict[str, Any]:
    """The largest network, after as many updates as there may be."""
    return {**dearest_pass(seed), "claimed": {"loss": 0.5}}


FORGOTTEN_SLOPE = {
    **MAZUR,
    "text": "z2 = [1.105906, 1.224921]\ndelta2 = [0.741365, -0.217072]",
}
"""Mazur's pass, with ∂L/∂a told for δ."""

OPERATION = Operation(
    path="trace-check",
    title="A step from elsewhere, checked",
    summary="Names the first wrong number of a forward and backward step, and the slip that explains it.",
    request=TraceCheckRequest,
    result=TraceCheck,
    run=at_once(check),
    cost=cost,
    dearest=dearest,
    group="grades",
    examples={"Mazur’s pass, f′ forgotten": FORGOTTEN_SLOPE},
)
