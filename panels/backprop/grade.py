"""A calculation by hand, graded: right, or the step that went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from panel_kit.contract.operation import Operation, at_once
from panel_kit.contract.schema import FieldError, Request, integral
from panel_kit.contract.words import signed, unit_name
from panels.backprop import mistakes
from panels.backprop.cost import cost
from panels.backprop.cost import dearest as dearest_pass
from panels.backprop.mistakes import Mistake, place_of
from panels.backprop.presets import MAZUR
from panels.backprop.request import MAX_SIZES, MAX_UNITS, BackpropRequest
from panels.backprop.run import run
from panels.backprop.work import Work

Kind = Literal["z", "a", "loss", "dL_da", "da_dz", "delta", "gradient", "updated"]
TOLERANCE = 0.02
LARGEST_ANSWER = 1e9
SYMBOLS = {"dL_da": "∂L/∂a", "da_dz": "∂a/∂z", "delta": "δ"}
WAYS = {
    "z": "Every activation of the layer before times its weight, all added up, and the bias.",
    "a": "The activation function of z.",
    "loss": "A term for each output, then their mean or sum.",
    "dL_da": "At the output the slope of the loss; before it every δ of the next layer times its weight.",
    "da_dz": "The slope of the activation function at z.",
    "delta": "∂L/∂a times ∂a/∂z.",
    "gradient": "∂L/∂a times ∂a/∂z times ∂z/∂w; ∂z/∂w is the source’s activation, and 1 for a bias.",
    "updated": "The old value minus η times the gradient, for SGD; other optimizers scale the step.",
}


class Quantity(Request):
    """Which number: its kind and its place."""

    kind: Kind = Field(default="delta", description="Which number. loss needs no place.")
    layer: Annotated[int, Field(ge=1, le=MAX_SIZES - 1), integral] = Field(
        default=1, description="Of the unit, from 1, the first layer that computes."
    )
    unit: Annotated[int, Field(ge=0, le=MAX_UNITS - 1), integral] = Field(
        default=0, description="The unit in its layer, from 0."
    )
    input: Annotated[int, Field(ge=0, le=MAX_UNITS - 1), integral] | None = Field(
        default=None, description="For gradient and updated: where the weight comes from; null for the bias."
    )


class BackpropGradeRequest(BackpropRequest):
    """A pass, one of its numbers, and what somebody worked out for it."""

    quantity: Quantity = Field(default=Quantity(), description="Which number was worked out.")
    value: Annotated[float, Field(ge=-LARGEST_ANSWER, le=LARGEST_ANSWER)] = Field(
        default=0.0, description="What was worked out for it."
    )

    @model_validator(mode="after")
    def _place_is_there(self) -> Self:
        sizes, asked = self.network.layers, self.quantity
        if asked.layer > len(sizes) - 1:
            raise FieldError(("quantity", "layer"), f"got {asked.layer}, allowed: 1 to {len(sizes) - 1}")
        ends = {"unit": sizes[asked.layer], "input": sizes[asked.layer - 1]}
        for field, count in ends.items():
            came = getattr(asked, field)
            if came is not None and came >= count:
                message = f"got {came}, allowed: 0 to {count - 1} in this network"
                raise FieldError(("quantity", field), message)
        return self


@dataclass(frozen=True)
class BackpropGrade:
    """``correct`` within ``tolerance`` of ``expected``; else ``mistake`` names the slip, where it is known.

    The tolerance is 2 % of the number, for an updated parameter 2 % of its change. ``sentence`` says what
    to do and does not give the answer away.
    """

    quantity: str
    given: float
    correct: bool
    expected: float
    tolerance: float
    mistake: str | None
    sentence: str


def grade(request: BackpropGradeRequest) -> BackpropGrade:
    """Compares what was worked out with the truth, and with what every usual slip leads to."""
    work = Work(request, run(request))
    expected, scale = truth(work, request)
    tolerance = TOLERANCE * scale if scale else 1e-9
    correct = abs(request.value - expected) <= tolerance
    name = quantity_name(request)
    found = None if correct else find(request, work, expected, tolerance)
    if correct:
        sentence = f"Right: {name} is {signed(expected, 4 if abs(expected) >= 0.01 else 7)}."
    elif found:
        sentence = f"Not yet. {found.words}"
    else:
        sentence = f"Not yet, and none of the usual slips leads there. {WAYS[request.quantity.kind]}"
    key = found.key if found else None
    return BackpropGrade(name, request.value, correct, expected, tolerance, key, sentence)


def truth(work: Work, request: BackpropGradeRequest) -> tuple[float, float]:
    """The right number, and what 2 % are taken of."""
    kind, layer, unit, source = place(request)
    if kind == "loss":
        value = float(work.done.backward.loss)
    elif kind in ("gradient", "updated"):
        spot = place_of(work, layer, unit, source)
        theta, after = work.done.network.parameters, (work.done.updated or work.done.network).parameters
        if kind == "updated":
            return float(after[spot]), abs(float(after[spot] - theta[spot]))
        value = float(work.done.backward.gradient[spot])
    else:
        value = float(getattr(work, kind)[layer][unit])
    return value, abs(value)


def place(request: BackpropGradeRequest) -> tuple[str, int, int, int | None]:
    """Kind, layer, unit, source."""
    asked = request.quantity
    return asked.kind, asked.layer, asked.unit, asked.input


def find(request: BackpropGradeRequest, work: Work, expected: float, tolerance: float) -> Mistake | None:
    """The slip that leads closest to what was given; one more look with the sign turned."""
    given = request.value
    if rounds_to(expected, given):
        words = "As far as it goes this is right. It needs more digits to be told from its neighbors."
        return mistakes.mistake("too_few_digits", given, words)
    known = [each for each in slips(request, work) if abs(each.value - expected) > tolerance]
    found = nearest(known, given, tolerance)
    if found or request.quantity.kind == "updated":
        return found
    turned = nearest(known, -given, tolerance)
    if turned is None:
        return None
    return mistakes.mistake(turned.key, given, f"{turned.words} And the sign is turned around.")


def rounds_to(expected: float, given: float) -> bool:
    """Whether the number, rounded to the digits that were given, is what was given."""
    text = f"{given:.12f}".rstrip("0")
    return round(expected, len(text) - text.index(".") - 1) == given


def nearest(known: list[Mistake], given: float, tolerance: float) -> Mistake | None:
    """The slip whose number is closest, if it is within 2 % of it."""
    tolerances = [max(tolerance, TOLERANCE * each.scale) for each in known]
    close = [
        (abs(given - each.value) / near, index)
        for index, (each, near) in enumerate(zip(known, tolerances, strict=True))
        if abs(given - each.value) <= near
    ]
    return known[min(close)[1]] if close else None


def slips(request: BackpropGradeRequest, work: Work) -> Iterator[Mistake]:
    """Every slip of the kind of number asked for."""
    kind, layer, unit, source = place(request)
    if kind == "loss":
        return mistakes.of_loss(work)
    if kind in ("gradient", "updated"):
        of = mistakes.of_gradient if kind == "gradient" else mistakes.of_updated
        return of(work, layer, unit, source)
    found: Iterator[Mistake] = getattr(mistakes, f"of_{kind}")(work, layer, unit)
    return found


def quantity_name(request: BackpropGradeRequest) -> str:
    """What the number is called: “δ of h₁”, “the gradient of the weight x₁ → h₁”."""
    kind, layer, unit, source = place(request)
    if kind == "loss":
        return "the loss"
    sizes = request.network.layers
    name = unit_name(sizes, layer, unit)
    if kind not in ("gradient", "updated"):
        return f"{SYMBOLS.get(kind, kind)} of {name}"
    parameter = f"bias of {name}"
    if source is not None:
        parameter = f"weight {unit_name(sizes, layer - 1, source)} → {name}"
    return f"the gradient of the {parameter}" if kind == "gradient" else f"the updated {parameter}"


def dearest(seed: int) -> dict[str, Any]:
    """The largest network, after as many updates as there may be."""
    last = {"kind": "updated", "layer": MAX_SIZES - 1, "unit": 0, "input": 0}
    return {**dearest_pass(seed), "quantity": last, "value": 0.8}


GRADING = Operation(
    path="grade/backprop",
    title="Backpropagation, step by step, worked out by hand",
    summary="Says whether a number worked out by hand is right, or which step of it went wrong.",
    request=BackpropGradeRequest,
    result=BackpropGrade,
    run=at_once(grade),
    cost=cost,
    dearest=dearest,
    group="grades",
    examples={
        "Mazur’s w₅, the learning rate forgotten": {
            **MAZUR,
            "quantity": {"kind": "updated", "layer": 2, "unit": 0, "input": 0},
            "value": 0.3178,
        }
    },
)
