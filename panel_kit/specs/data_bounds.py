"""Bounds for data: a kind of DataSpec as large as a panel allows, for validation and sliders alike."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import copy
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import Field, PlainValidator, WithJsonSchema, create_model

from nn_core.datasets.tables.decision import shortened
from panel_kit.contract.schema import FieldError, Request, integral
from panel_kit.specs.limits import Limits
from panel_kit.specs.table_options import MAX_TARGETS

Spec = TypeVar("Spec", bound="Bounded")


class Bounded(Request):
    """A piece of a request that has the bounds of a panel."""

    limits: ClassVar[Limits]


class PlacedExample(Request):
    """One example placed by hand."""

    x: list[float] = Field(description="The inputs.")
    y: float | list[float] = Field(
        description="The number of its class, or the target of a regression; a list of several targets."
    )


def data_within(limits: Limits, **defaults: Any) -> Callable[[type[Spec]], type[Spec]]:
    """Gives a kind of DataSpec the bounds of a panel, and the panel's own defaults.

    ::

        @data_within(Limits(inputs=64, examples=1797), name="moons")
        class DigitsData(DataSpec):
            ...
    """

    def bounded(spec: type[Spec]) -> type[Spec]:
        bounds = bounds_of(limits, example_within(limits, spec.__name__))
        fields: dict[str, Any] = {}
        for name in (*bounds, *(name for name in defaults if name not in bounds)):
            field = copy(spec.model_fields[name])
            field.default = defaults.get(name, field.default)
            fields[name] = (bounds.get(name, field.annotation), field)
        made = create_model(
            spec.__name__, __base__=spec, __module__=spec.__module__, __doc__=spec.__doc__, **fields
        )
        made.limits = limits
        return made

    return bounded


def example_within(limits: Limits, owner: str) -> type[PlacedExample]:
    """An example with as many inputs, as large, as the limits say; named by the data it is one of."""
    value = Annotated[float, Field(ge=-limits.value, le=limits.value)]
    inputs = Annotated[list[value], Field(min_length=1, max_length=limits.inputs)]
    fields = PlacedExample.model_fields
    return create_model(
        "PlacedExample" if owner == "DataSpec" else f"{owner}Example",
        __base__=PlacedExample,
        __module__=__name__,
        __doc__=PlacedExample.__doc__,
        x=(inputs, copy(fields["x"])),
        y=(target_within(limits.value), copy(fields["y"])),
    )


def target_within(largest: float) -> Any:
    """The type of a target: a number as large as this at most, or a list of such numbers."""

    def checked(value: Any) -> Any:
        numbers = value if isinstance(value, list) else [value]
        if not 1 <= len(numbers) <= MAX_TARGETS:
            raise FieldError((), f"got {len(numbers)} targets, allowed: 1 to {MAX_TARGETS}")
        for place, each in enumerate(numbers):
            is_number = isinstance(each, int | float) and not isinstance(each, bool)
            if not (is_number and -largest <= each <= largest):
                came = shortened(json.dumps(each, ensure_ascii=False, default=str))[1:-1]
                path = (place,) if isinstance(value, list) else ()
                raise FieldError(path, f"got {came}, allowed: a number in [{-largest:g}, {largest:g}]")
        return [float(each) for each in numbers] if isinstance(value, list) else float(numbers[0])

    # One type of pydantic's, for it would name both kinds of a union in the pointer of an error
    number = {"type": "number", "minimum": -largest, "maximum": largest}
    several = {"type": "array", "items": number, "minItems": 1, "maxItems": MAX_TARGETS}
    return Annotated[Any, PlainValidator(checked), WithJsonSchema({"anyOf": [number, several]})]


def bounds_of(limits: Limits, example: type[PlacedExample]) -> dict[str, Any]:
    """The type of each field that has a bound, by its name."""
    most = limits.examples
    points = Annotated[list[example], Field(min_length=1, max_length=most)]  # type: ignore[valid-type]
    return {
        "samples": Annotated[int, Field(ge=4, le=most), integral] | None,
        "points": points | None,
        "csv": Annotated[str, Field(min_length=1, max_length=limits.characters)] | None,
    }
