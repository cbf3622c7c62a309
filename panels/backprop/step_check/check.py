"""The first wrong number of a step, where it stands, and the slip that explains it."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any, Literal, cast

from nn_core.slips import Claim
from nn_core.trace_check import FirstWrong, Step, first_wrong
from panel_kit.contract.operation import Operation, at_once
from panels.backprop.cost import cost
from panels.backprop.cost import dearest as dearest_pass
from panels.backprop.presets import MAZUR
from panels.backprop.run import optimizer_of, run
from panels.backprop.step_check.request import TraceCheckRequest
from panels.backprop.step_check.words import all_right, named, say, shape_of

Quantity = Literal["z", "a", "loss", "delta", "weights", "biases", "updated.weights", "updated.biases"]
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
    array, and then there are no numbers. ``quantity`` and ``place`` say where it is in the network: layer
    (from 1), unit and of a weight its input; of a wrong shape the layer alone, of the loss nothing. ``slip``
    names what was done, null where no known slip leads there: to all of the array, or with ``only_here`` to
    this number alone. ``learning_rate`` is the one by which an updated array was moved, where that is
    another than asked for.
    """

    pointer: str
    name: str
    quantity: Quantity
    place: list[int]
    claimed: float | None
    correct: float | None
    slip: str | None
    only_here: bool
    learning_rate: float | None


@dataclass(frozen=True)
class TraceCheck:
    """Whether a step is right; ``compared`` are the numbers that were told."""

    right: bool
    compared: int
    first_wrong: WrongNumber | None
    sentence: str


def check(request: TraceCheckRequest) -> TraceCheck:
    """Holds what was told against the engine's own step."""
    sizes = request.network.layers
    told = {name: fitted(sizes, name, claim) for name, claim in request.told.items()}
    compared = sum(claim.values.size for claim in told.values())
    step = step_of(request)
    found = first_wrong(step, told)
    if found is None:
        is_coarse = first_wrong(step, {name: claim.values for name, claim in told.items()}) is not None
        return TraceCheck(True, compared, None, all_right(compared, is_coarse))
    wrong = wrong_number(request, found)
    return TraceCheck(False, compared, wrong, say(request, found, wrong.name, told[found.name].values.shape))


def step_of(request: TraceCheckRequest) -> Step:
    """The step that is shown, its optimizer as it is before the update."""
    done = run(request)
    optimizer = optimizer_of(request, done.network)
    optimizer.restore(done.state)
    return Step(done.network, [request.x], [request.y], done.loss, optimizer, request.freeze_biases)


def fitted(sizes: list[int], name: str, claim: Claim) -> Claim:
    """An array of one example as the engine has it: z, a and δ as a row of their own, the loss as a number.

    Axes of length one come and go in a print, as in ``[[0.1, 0.2]]`` for z: they are no mistake. A matrix may
    come as one row of as many numbers, row after row.
    """
    kind, _, layer = name.rpartition(".")
    shape = shape_of(sizes, kind, layer) if layer.isdigit() else []
    came = list(claim.values.shape)
    is_same = [size for size in came if size != 1] == [size for size in shape if size != 1]
    is_row = came == [prod(shape)]
    if len(came) != len(shape) and (is_same or is_row):
        came = shape
    if kind in ("z", "a", "delta") and len(came) == 1:
        came = [1, *came]
    return Claim(claim.values.reshape(came), claim.rounding.reshape(came))


def wrong_number(request: TraceCheckRequest, found: FirstWrong) -> WrongNumber:
    """Where it stands in the request, and what it is called."""
    why = found.why
    numbers = (found.claimed, found.correct, why.slip, why.only_here, why.rate)
    if found.name == "loss":
        return WrongNumber(pointer_to(request, "loss"), "the loss", "loss", [], *numbers)
    kind, _, layer = found.name.rpartition(".")
    place = found.place[1:] if kind in ("z", "a", "delta") else found.place
    pointer = pointer_to(request, FIELDS.get(kind, kind), layer, *map(str, place))
    name = named(request.network.layers, kind, int(layer), place)
    return WrongNumber(pointer, name, cast(Quantity, kind), [int(layer) + 1, *place], *numbers)


def pointer_to(request: TraceCheckRequest, *path: str) -> str:
    """To a number that was told; of a text, which has no fields, to all of it."""
    return "/text" if request.text is not None else "/".join(["/claimed", *path])


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
