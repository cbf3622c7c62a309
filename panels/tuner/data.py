"""The examples of a search: to learn from, to choose by, and others that no choice has seen."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal, get_args

import numpy as np
from pydantic import Field

from nn_core.datasets import DATASETS, Dataset, load_digits, make_dataset
from nn_core.digits import of_paper_and_ink
from panel_kit.contract.schema import Request, choice, integral, slider
from panel_kit.specs.limits import MAX_SEED
from panel_kit.specs.plane_data import PLANE_NAMES

NEW = 2000
"""So many examples are drawn for the test; of the digits it is what is left."""
DIGITS = "digits"
MAX_SAMPLES = 400

TunedName = Literal["moons", "circles", "quadrants", "spirals", "linear", "blobs", "digits"]
TUNED_DATA = {name: PLANE_NAMES.get(name, "Digits") for name in get_args(TunedName)}


class TunedData(Request):
    """Examples of a kind, drawn by a seed. Half of them choose among the trials, half are learned."""

    name: TunedName = choice(
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
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Data seed", step=1, decimals=0, default=0, description="Fixes the examples drawn."
    )

    @property
    def is_digits(self) -> bool:
        """Whether they are handwritten digits, of which there are only so many."""
        return self.name == DIGITS

    @property
    def fields(self) -> dict[str, Any]:
        """The same examples as a training run asks for them."""
        return {**self.model_dump(include={"name", "samples", "noise", "seed"}), **options_of(self.name)}

    @property
    def new(self) -> Dataset:
        """Examples that neither training nor the choice has seen."""
        if self.is_digits:
            return dealt_digits(self.samples, self.seed)[2]
        return drawn_anew(self.name, self.noise, self.seed)


@lru_cache(maxsize=16)
def drawn_anew(name: str, noise: float, seed: int) -> Dataset:
    """Examples by a seed that no others are drawn by."""
    return make_dataset(name, samples=NEW, noise=noise, seed=seed + MAX_SEED + 1, **options_of(name))


def options_of(name: str) -> dict[str, int]:
    """What makes two classes of kinds that may have more."""
    return {"classes": 2} if name == "blobs" else {}


@lru_cache(maxsize=4)
def dealt_digits(samples: int, seed: int) -> tuple[Dataset, Dataset, Dataset]:
    """Digits from 0 for paper to 1 for ink: to learn from, to choose by, and all the others."""
    whole = of_paper_and_ink(load_digits())
    order = np.random.default_rng([1, seed]).permutation(whole.samples)
    half = samples // 2
    parts = order[:half], order[half:samples], order[samples:]
    learned, held_out, new = (whole.take(np.sort(rows)) for rows in parts)
    return learned, held_out, new


def title_of(data: TunedData) -> str:
    """“Moons, 100 examples”."""
    title = TUNED_DATA[data.name] if data.is_digits else DATASETS[data.name].title
    return f"{title}, {data.samples} examples"
