"""Derived inputs, as a request names them: x₁, x₂, x₁², x₂², x₁x₂, sin x₁, sin x₂."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from nn_core.datasets import DERIVED

Feature = Literal["x1", "x2", "x1_squared", "x2_squared", "x1_x2", "sin_x1", "sin_x2"]
Features = Annotated[list[Feature], Field(min_length=1, max_length=len(DERIVED))]
DESCRIPTION = (
    "Functions of two inputs that the network gets in their place, of the standardized ones where they are. "
    "Null: the inputs themselves."
)


TITLES = {name: derived.title for name, derived in DERIVED.items()}


def titles_of(features: list[Feature] | None) -> list[str]:
    """How formulas write them."""
    return [DERIVED[name].title for name in features or []]


def repeated(features: list[Feature] | None) -> str | None:
    """The first that comes twice."""
    names = features or []
    return next((name for place, name in enumerate(names) if name in names[:place]), None)
