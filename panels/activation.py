"""Activation functions side by side: the value f(z), the slope f′(z), and what becomes of a unit out there.

A unit is called saturated where the function flattens out and, from its z outward, never again gets a
twentieth as steep as it is at its steepest. Where its slope is exactly zero from there on, nothing flows
back; the result calls that ``dead``. A unit in a network is dead only if that holds for every example.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.activations import ACTIVATIONS
from panel_kit.contract.operation import Operation, at_once, varied
from panel_kit.contract.panel import Panel
from panel_kit.contract.schema import FieldError, Request, Vector, choice, integral, slider
from panel_kit.contract.table import Cell, Column, Table, rows_shown, table, words
from panel_kit.contract.words import capital, in_words, signed
from panel_kit.programs.activations import SOURCES, definitions
from panel_kit.programs.literals import joined
from panel_kit.programs.program import Part, Program, Programs, program
from panel_kit.specs.activations import FUNCTION_NAMES, WORDS, FunctionName, ends, slope_at

FARTHEST = 20.0
MOST = 4
MAX_POINTS = 401
FLAT = 0.05
GRID = np.linspace(-FARTHEST, FARTHEST, 4001)  # where slopes are looked for
PreActivation = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]


class ActivationRequest(Request):
    """Up to four functions, and where to look at them."""

    names: Annotated[list[FunctionName], Field(min_length=1, max_length=MOST)] = choice(
        "Functions",
        names=FUNCTION_NAMES,
        default=["sigmoid"],
        description="The functions to compare, each once.",
    )
    z: PreActivation = slider(
        "Pre-activation z", step=0.01, reach=(-6, 6), default=0.5, description="Where the live point is."
    )
    low: PreActivation = slider(
        "From", step=0.5, decimals=1, default=-6.0, description="Where the curves start."
    )
    high: PreActivation = slider("To", step=0.5, decimals=1, default=6.0, description="Where the curves end.")
    points: Annotated[int, Field(ge=11, le=MAX_POINTS), integral] = Field(
        default=201, description="How many points a curve has."
    )

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        if len(set(self.names)) != len(self.names):
            raise FieldError(("names",), f"got {self.names}, allowed: each function once")
        if self.high - self.low < 1:
            message = f"got {self.high}, allowed: at least 1 above low, which is {self.low}"
            raise FieldError(("high",), message)
        return self


@dataclass(frozen=True)
class Curve:
    """f and f′ between low and high."""

    z: Vector
    a: Vector
    derivative: Vector


@dataclass(frozen=True)
class FunctionResult:
    """One function at z. ``range`` gives the ends of its values, null where it has none.

    ``dead``: the slope is exactly zero, here and from here outward.
    """

    name: str
    a: float
    derivative: float
    saturated: bool
    dead: bool
    range: list[float | None]
    largest_slope: float
    use: str
    curve: Curve


@dataclass(frozen=True)
class ActivationResult:
    """Each function asked for, in that order."""

    z: float
    functions: list[FunctionResult]
    sentence: str


def compute(request: ActivationRequest) -> ActivationResult:
    """Asks the engine for every value and slope."""
    functions = [evaluate(name, request) for name in request.names]
    return ActivationResult(z=request.z, functions=functions, sentence=say(request, functions))


def evaluate(name: str, request: ActivationRequest) -> FunctionResult:
    """One function at z, and its curve."""
    activation = ACTIVATIONS[name]
    z = np.linspace(request.low, request.high, request.points)
    here = np.array([request.z])
    dead, saturated = fate(name, request.z)
    return FunctionResult(
        name=name,
        a=float(activation(here)[0]),
        derivative=float(slope_at(name, here)[0]),
        saturated=saturated,
        dead=dead,
        range=ends(name),
        largest_slope=largest_slope(name),
        use=activation.use,
        curve=Curve(z, activation(z), slope_at(name, z)),
    )


def fate(name: str, z: float) -> tuple[bool, bool]:
    """Whether a function has no slope at all from z outward, or is saturated there (never both)."""
    outward = z + np.sign(z if z else -1.0) * np.linspace(0.0, 40.0, 401)
    slopes = np.abs(slope_at(name, outward))
    steepest, flattens = float(slopes.max()), bool(slopes[-1] < 1e-6)
    return steepest == 0.0, flattens and 0.0 < steepest < FLAT * largest_slope(name)


@cache
def largest_slope(name: str) -> float:
    """max |f′|, over a fine grid."""
    return float(np.abs(slope_at(name, GRID)).max())


def say(request: ActivationRequest, functions: list[FunctionResult]) -> str:
    """The values, the slopes, and who is in trouble."""
    values = [
        f"{WORDS[each.name].words} gives {signed(each.a, 4)} with slope {signed(each.derivative, 4)}"
        for each in functions
    ]
    start = f"At z = {signed(request.z)} {in_words(values)}."
    none = [WORDS[each.name].words for each in functions if each.dead]
    flat = [WORDS[each.name].words for each in functions if each.saturated]
    ends_ = []
    if none:
        what = f"{verb(none, 'has', 'have')} no slope here: nothing flows back."
        ends_.append(f"{begin(in_words(none))} {what}")
    if flat:
        what = f"{verb(flat, 'is', 'are')} saturated: almost nothing flows back."
        ends_.append(f"{begin(in_words(flat))} {what}")
    return " ".join([start, *ends_])


def begin(text: str) -> str:
    """As a sentence starts; names like tanh stay small."""
    return capital(text) if text.startswith("the ") else text


def verb(items: list[str], one: str, many: str) -> str:
    """“is” or “are”, “has” or “have”."""
    return one if len(items) == 1 else many


def programs(request: ActivationRequest) -> Programs:
    """Every function at z, in NumPy and in PyTorch."""
    return {"numpy": numpy_program(request), "pytorch": pytorch_program(request), "sklearn": None}


def numpy_program(request: ActivationRequest) -> Program:
    """Value and slope of each function."""
    printed = "".join(
        f'print(f"functions.{place}.a = {{float({name}(z))}}")\n'
        f'print(f"functions.{place}.derivative = {{float({name}_slope(z))}}")\n'
        for place, name in enumerate(request.names)
    )
    return program(
        "numpy",
        Part("data", f"z = np.float64({request.z!r})\n"),
        Part("functions", joined(*definitions(request.names, sloped=request.names, wide=False))),
        Part("prints", printed),
    )


def pytorch_program(request: ActivationRequest) -> Program:
    """The same; the slopes by automatic differentiation."""
    parts = [
        f"z = torch.tensor({request.z!r}, requires_grad=True)\n"
        f"a = {SOURCES[name].torch}\na.backward()\n"
        f'print(f"functions.{place}.a = {{a.item()}}")\n'
        f'print(f"functions.{place}.derivative = {{z.grad.item()}}")\n'
        for place, name in enumerate(request.names)
    ]
    return program("pytorch", Part("prints", joined(*parts)))


def all_numbers(request: ActivationRequest, result: ActivationResult) -> Table:
    """Each function at z, then along its curve."""
    columns: list[str | Column] = [words("function"), "z", "f(z)", "f′(z)", words("")]
    here: list[list[Cell]] = [
        [each.name, result.z, each.a, each.derivative, state_of(each)] for each in result.functions
    ]
    along = [
        [each.name, each.curve.z[i], each.curve.a[i], each.curve.derivative[i], None]
        for each in result.functions
        for i in rows_shown(request.points, 25)
    ]
    return table("Values and slopes: at z, then along the curve", columns, [*here, *along])


def state_of(function: FunctionResult) -> str:
    """What becomes of a unit at z."""
    return "no slope" if function.dead else "saturated" if function.saturated else "here"


def dearest(seed: int) -> dict[str, Any]:
    """As many functions as there may be, each with all its points."""
    return {"names": list(FUNCTION_NAMES)[-MOST:], "points": MAX_POINTS, "z": varied(seed)}


PANEL = Panel(
    operation=Operation(
        path="activation",
        title="Functions and their slopes",
        summary="Drag z along up to four activation functions and watch value and slope side by side.",
        request=ActivationRequest,
        result=ActivationResult,
        run=at_once(compute),
        dearest=dearest,
        limits={"activation.functions": MOST},
        examples={
            "sigmoid": {},
            "sigmoid and tanh": {"names": ["sigmoid", "tanh"]},
            "the ReLU family": {"names": ["relu", "leaky_relu", "elu", "gelu"], "z": -1.0},
            "step": {"names": ["step"]},
            "saturated": {"names": ["sigmoid", "tanh", "softplus", "relu"], "z": -5.0},
        },
    ),
    programs=programs,
    table=all_numbers,
    constants=lambda: {"names": FUNCTION_NAMES},
)
