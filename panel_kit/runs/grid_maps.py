"""Maps: what each unit of a network answers over a grid.

A grid is a picture, so its values come compactly: each map as whole numbers of 8 or 16 bits between its own
smallest and largest value, row by row, in base64. value = low + code · (high − low) / (2^bits − 1), and what
that rounds away is at most half a code.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import ForwardTrace, Network
from nn_core.activations import FloatArray
from nn_core.datasets import derive
from panel_kit.contract.schema import FieldError, Request, integral
from panel_kit.runs.margins import margins
from panel_kit.specs.data import MAX_COORDINATE
from panel_kit.specs.features import Features

MAX_RESOLUTION = 128
BITS_OF_A_MARGIN = 16  # it rises evenly, and is read off between two values
LARGEST_MAPPED = 1e300  # so that what lies between two values is still a float64
DERIVED_FROM = 2  # the inputs that derived ones are functions of

Coordinate = Annotated[float, Field(ge=-MAX_COORDINATE, le=MAX_COORDINATE)]
Ends = Annotated[list[Coordinate], Field(min_length=2, max_length=2)]


class GridSpec(Request):
    """A part of the plane, or a stretch of the line for a network of one input."""

    low: Coordinate = Field(default=-1.5, description="The low end of every axis.")
    high: Coordinate = Field(default=1.5, description="The high end.")
    axes: Annotated[list[Ends], Field(min_length=1, max_length=2)] | None = Field(
        default=None,
        description="The low and the high end of each axis, x₁ first, where they differ. Null: low and high "
        "for all.",
    )
    resolution: Annotated[int, Field(ge=2, le=MAX_RESOLUTION), integral] = Field(
        default=48, description="Places along each axis, both ends among them."
    )
    bits: Literal[8, 16] = Field(default=8, description="How finely each value is told.")
    units: bool = Field(default=False, description="Whether to map every hidden unit too.")
    margins: bool = Field(
        default=False,
        description="Whether to map how far each decision is from changing: the boundary is where it is 0.",
    )

    @model_validator(mode="after")
    def _ends_differ(self) -> Self:
        if self.high <= self.low:
            raise FieldError(("high",), f"got {self.high}, allowed: more than low, which is {self.low}")
        for place, (low, high) in enumerate(self.axes or []):
            if high <= low:
                message = f"got {high}, allowed: more than its low end, which is {low}"
                raise FieldError(("axes", place, 1), message)
        for name in {"low", "high"} & self.model_fields_set if self.axes else ():
            raise FieldError((name,), "got a number beside axes, allowed: one of the two")
        return self

    def ends(self, n_in: int) -> list[list[float]]:
        """The low and the high end of each of so many axes."""
        return self.axes or [[self.low, self.high]] * n_in


@dataclass(frozen=True)
class Map:
    """Values over a grid: base64 of whole numbers, low standing for 0 and high for the largest code.

    ``gaps`` counts those that cannot be told so: the ones beyond ±1e300, infinite ones among them, stand in
    it as ±1e300, and what is no number at all as 0.
    """

    low: float
    high: float
    codes: str
    gaps: int


@dataclass(frozen=True)
class GridResult:
    """A map of each output, and if asked for of each hidden unit, layer by layer; and of derived inputs.

    Codes stand row by row: along x₁ first, from low to high, then the next x₂ upward. Those of 16 bits have
    the low byte first. ``margins`` always has 16 bits: of each class, by how much it leads the others.
    ``axes`` are the low and the high end of each axis, ``low`` and ``high`` the lowest and the highest.
    """

    low: float
    high: float
    axes: list[list[float]]
    resolution: int
    bits: int
    outputs: list[Map]
    units: list[list[Map]] | None
    inputs: list[Map] | None
    margins: list[Map] | None


def places_of(ends: Sequence[Sequence[float]], resolution: int) -> FloatArray:
    """The places of a grid, row by row, (resolution^axes, axes): along x₁ first, then the next x₂ upward."""
    ticks = [np.linspace(low, high, resolution) for low, high in ends]
    return np.column_stack([axis.ravel() for axis in np.meshgrid(*ticks)])


def grid_of(network: Network, spec: GridSpec, features: Features | None) -> GridResult:
    """The maps of one network, over derived inputs where it has any."""
    ends = spec.ends(network.sizes[0] if features is None else DERIVED_FROM)
    places = places_of(ends, spec.resolution)
    inputs = places if features is None else derive(places, features)
    trace: ForwardTrace = network.forward(inputs)
    *hidden, output = [[map_of(column, spec.bits) for column in layer.a.T] for layer in trace.layers]
    units = hidden if spec.units else None
    given = None if features is None else [map_of(column, spec.bits) for column in inputs.T]
    told = margin_maps(network, trace) if spec.margins else None
    low, high = min(end[0] for end in ends), max(end[1] for end in ends)
    return GridResult(low, high, ends, spec.resolution, spec.bits, output, units, given, told)


def margin_maps(network: Network, trace: ForwardTrace) -> list[Map]:
    """How far the decisions are from changing."""
    last, activation = trace.layers[-1], network.activations[-1]
    return [map_of(each, BITS_OF_A_MARGIN) for each in margins(last.z, last.a, activation).T]


def map_of(values: FloatArray, bits: int) -> Map:
    """The values as whole numbers between their smallest and largest."""
    is_told = np.abs(values) <= LARGEST_MAPPED
    finite = np.clip(np.nan_to_num(values), -LARGEST_MAPPED, LARGEST_MAPPED)
    low, high = float(finite.min()), float(finite.max())
    most = 2**bits - 1
    step = (high - low) / most
    codes = np.rint((finite - low) / step) if step > 0.0 else np.zeros(len(finite))
    whole = np.clip(codes, 0, most).astype("<u1" if bits == 8 else "<u2")
    text = base64.b64encode(whole.tobytes()).decode("ascii")
    return Map(low, high, text, gaps=len(values) - int(is_told.sum()))
