"""Bounds for data: a kind of DataSpec as large as a panel allows, for validation and sliders alike."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import Field, create_model

from panel_kit.contract.schema import Request, integral
from panel_kit.specs.limits import Limits

Spec = TypeVar("Spec", bound="Bounded")


class Bounded(Request):
    """A piece of a request that has the bounds of a panel."""

    limits: ClassVar[Limits]


class PlacedExample(Request):
    """One example placed by hand."""

    x: list[float] = Field(description="The inputs.")
    y: float = Field(description="The number of its class, or the target of a regression.")


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
        y=(value, copy(fields["y"])),
    )


def bounds_of(limits: Limits, example: type[PlacedExample]) -> dict[str, Any]:
    """The type of each field that has a bound, by its name."""
    most = limits.examples
    points = Annotated[list[example], Field(min_length=1, max_length=most)]  # type: ignore[valid-type]
    return {
        "samples": Annotated[int, Field(ge=4, le=most), integral] | None,
        "points": points | None,
        "csv": Annotated[str, Field(min_length=1, max_length=limits.characters)] | None,
    }
