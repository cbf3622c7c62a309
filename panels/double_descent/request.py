"""What is asked: how many features, how many examples, what large weights cost, and how many seeds."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, model_validator
from typing_extensions import Self

from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, integral, slider
from panel_kit.runs.setup import seeds_from
from panel_kit.specs.limits import MAX_SEED

LEAST_FEATURES, MAX_FEATURES, MOST_PLACES = 10, 3200, 32
LEAST_EXAMPLES, MAX_EXAMPLES = 20, 300
MAX_SEEDS, MAX_RIDGE = 10, 1000.0
NEW_DIGITS, SHOWN_DIGITS = 500, 12
RIDGES = (0.0, *(digit * 10.0**power for power in range(-6, 1) for digit in (1, 3)), 10.0)
"""The prices that the page's slider has: all of them are computed together."""

SPREAD = (10, 14, 20, 28, 40, 57, 80, 113, 160, 226, 320, 500, 800, 1270, 2000, 3200)
NEAR = (0.6, 0.75, 0.85, 0.9, 0.95, 1.0, 1.05, 1.1, 1.2, 1.35)
APART = 1.04
"""Two numbers of features less apart than this factor would be one point of the picture."""


def features_around(examples: int) -> list[int]:
    """From 10 to 3,200 features, and closer together where there are about as many as examples."""
    near = [round(share * examples) for share in NEAR if share * examples >= LEAST_FEATURES]
    spread = [each for each in SPREAD if all(not 1 / APART < each / other < APART for other in near)]
    return sorted({*near, *spread})


class DoubleDescentRequest(Request):
    """A layer of random features, wider and wider, and the least squares behind it."""

    features: (
        Annotated[
            list[Annotated[int, Field(ge=1, le=MAX_FEATURES), integral]],
            Field(min_length=3, max_length=MOST_PLACES),
        ]
        | None
    ) = Field(
        default=None,
        description="The numbers of features to try, each larger than the one before. Null: 10 to 3,200, "
        "closer together where there are about as many as examples.",
    )
    examples: Annotated[int, Field(ge=LEAST_EXAMPLES, le=MAX_EXAMPLES), integral] = slider(
        "Examples", step=10, decimals=0, default=200, description="How many digits it learns from."
    )
    ridge: Annotated[float, Field(ge=0, le=MAX_RIDGE)] = Field(
        default=0.0, description="λ, the price of the squared weights. 0: of all solutions the smallest."
    )
    label_noise: Annotated[float, Field(ge=0, le=1)] = slider(
        "Wrong labels",
        step=0.05,
        reach=(0, 0.5),
        default=0.0,
        description="The share of examples whose label is replaced by one drawn at random.",
    )
    seeds: Annotated[int, Field(ge=1, le=MAX_SEEDS), integral] = slider(
        "Seeds drawn",
        step=1,
        decimals=0,
        default=5,
        description="How often digits and features are drawn anew.",
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Seed of the first", step=1, decimals=0, default=0, description="Fixes which digits and features."
    )
    digit: Annotated[int, Field(ge=1, le=SHOWN_DIGITS), integral] = slider(
        "New digit", step=1, decimals=0, default=1, description="Which of the new digits is shown."
    )

    @model_validator(mode="after")
    def _grows(self) -> Self:
        for place, (before, after) in enumerate(zip(self.widths, self.widths[1:], strict=False), 1):
            if after <= before:
                raise FieldError(("features", place), f"got {after}, allowed: more than {before}")
        return self

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """How many features there are at each place of the curve."""
        return tuple(self.features or features_around(self.examples))

    @property
    def all_seeds(self) -> list[int]:
        """The first one, and those after it."""
        return seeds_from(self.seed, self.seeds)

    @property
    def prices(self) -> tuple[float, ...]:
        """The λ that are computed together: those of the slider, or the one that is none of them."""
        return RIDGES if self.ridge in RIDGES else (self.ridge,)


class DoubleDescentView(PanelView):
    """Which place of the curve is opened, from 0; null for that with as many features as examples."""

    place: Annotated[int, Field(ge=0, le=MOST_PLACES - 1), integral] | None = None


def dearest(seed: int) -> dict[str, Any]:
    """As many features, examples and seeds as there may be."""
    widths = [MAX_FEATURES - place for place in reversed(range(MOST_PLACES))]
    most = {"features": widths, "examples": MAX_EXAMPLES, "seeds": MAX_SEEDS}
    return {**most, "seed": seed % (MAX_SEED + 1 - MAX_SEEDS)}
