"""The examples of a search: to learn from, to choose by, and others that no choice has seen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, get_args

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.datasets import DATASETS, Dataset, load_digits, make_dataset, split
from nn_core.digits import of_paper_and_ink
from panel_kit.contract.schema import FieldError, choice, integral, slider
from panel_kit.runs.setup import Setup
from panel_kit.specs.data import KIND_OPTIONS, DataSpec
from panel_kit.specs.limits import MAX_SEED
from panel_kit.specs.plane_data import PLANE_NAMES

NEW = 2000
"""So many examples are drawn for the test; of digits, and of examples of one's own, it is what is left."""
DIGITS = "digits"
MAX_SAMPLES, FEWEST_OWN = 400, 8
LEARNED_SHARE = 0.5

TunedName = Literal["moons", "circles", "quadrants", "spirals", "linear", "blobs", "digits"]
TUNED_DATA = {name: PLANE_NAMES.get(name, "Digits") for name in get_args(TunedName)}


class TunedData(DataSpec):
    """Examples drawn by a seed, points, or a table. Half are learned from, others choose among the trials."""

    name: TunedName = choice(  # type: ignore[assignment]
        "Data", names=TUNED_DATA, default="moons", description="Which kind of examples are drawn."
    )
    samples: Annotated[int, Field(ge=20, le=MAX_SAMPLES), integral] = slider(
        "Examples",
        step=10,
        decimals=0,
        default=100,
        description="How many; one half to learn from, the other, held out, to choose the settings by.",
    )
    noise: Annotated[float, Field(ge=0, le=0.5)] = slider(
        "Noise",
        step=0.01,
        default=0.3,
        description="How far they are strewn: a standard deviation. Digits have none.",
    )

    @model_validator(mode="after")
    def _can_be_dealt(self) -> Self:
        if not self.is_drawn and self.count < FEWEST_OWN:
            message = f"got {self.count} examples, allowed: {FEWEST_OWN} or more, to learn, choose and test"
            raise FieldError(("csv",) if self.points is None else ("points",), message)
        for name in ("standardize", *KIND_OPTIONS) if self.is_digits else ():
            if name in self.model_fields_set - {"samples", "noise"} and getattr(self, name):
                raise FieldError((name,), f"got {getattr(self, name)}, allowed: none, for digits have it not")
        return self

    @property
    def is_digits(self) -> bool:
        """Whether they are handwritten digits, of which there are only so many."""
        return self.is_drawn and self.name == DIGITS

    @property
    def count(self) -> int:
        """How many there are to learn from and to choose by; of one's own, to test with, too."""
        return self.samples if self.is_drawn else self.dataset.samples

    @property
    def drawn_by(self) -> dict[str, Any]:
        """What makes examples of the kind; two classes, of kinds that may have more."""
        two = {"classes": 2} if self.name == "blobs" else {}
        given = {name: getattr(self, name) for name in KIND_OPTIONS}
        return {**two, **{name: value for name, value in given.items() if value is not None}}

    @property
    def fields(self) -> dict[str, Any]:
        """Drawn examples as a training run asks for them; those of one's own stand in the request."""
        return {"name": self.name, "seed": self.seed, **self.drawn_by} if self.is_drawn else {}

    def _drawn(self) -> Dataset:
        if self.is_digits:
            return paper_digits()
        return make_dataset(self.name, seed=self.seed, **self.drawn_by)


@dataclass(frozen=True, eq=False)
class Dealt:
    """The three parts: to learn from, to choose by, and what no choice has seen."""

    learned: Dataset
    held_out: Dataset
    new: Dataset


def dealt(data: TunedData, setup: Setup, seed: int) -> Dealt:
    """The parts of a training run that holds out the other half; of own examples, that is halved to test."""
    held_out = setup.validation or setup.training
    if data.is_drawn:
        options = tuple({**data.drawn_by, "samples": NEW}.items())
        return Dealt(setup.training, held_out, setup.given(drawn_anew(data.name, data.seed, options)))
    halves = split(held_out, 0.5, rng=np.random.default_rng([3, seed]))
    return Dealt(setup.training, halves.training, halves.validation or halves.training)


@lru_cache(maxsize=16)
def drawn_anew(name: str, seed: int, options: tuple[tuple[str, Any], ...]) -> Dataset:
    """Examples by a seed that no others are drawn by."""
    return make_dataset(name, seed=seed + MAX_SEED + 1, **dict(options))


@cache
def paper_digits() -> Dataset:
    """All digits, from 0 for paper to 1 for ink."""
    return of_paper_and_ink(load_digits())


@lru_cache(maxsize=4)
def dealt_digits(samples: int, seed: int) -> Dealt:
    """Digits to learn from, to choose by, and all the others."""
    whole = paper_digits()
    order = np.random.default_rng([1, seed]).permutation(whole.samples)
    half = samples // 2
    parts = order[:half], order[half:samples], order[samples:]
    return Dealt(*(whole.take(np.sort(rows)) for rows in parts))


def title_of(data: TunedData) -> str:
    """“Moons, 100 examples”."""
    if data.is_drawn:
        title = TUNED_DATA[data.name] if data.is_digits else DATASETS[data.name].title
    else:
        title = "Your points" if data.points is not None else "Your table"
    return f"{title}, {data.count} examples"
