"""A dataset as a request describes it: which kind, how many examples, how noisy, drawn by which seed."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from nn_core.datasets import DATASETS, Dataset, make_dataset
from panel_kit.contract.schema import Request, choice, integral, slider
from panel_kit.specs.limits import MAX_SEED

PlaneName = Literal["quadrants", "circles", "moons", "spirals", "linear", "blobs"]
PLANE_NAMES = {name: DATASETS[name].title for name in get_args(PlaneName)}
MAX_SAMPLES = 300


class PlaneDataset(Request):
    """Examples of two classes in the plane, drawn by a seed."""

    name: PlaneName = choice(
        "Data", names=PLANE_NAMES, default="circles", description="Which shape the classes have."
    )
    samples: Annotated[int, Field(ge=10, le=MAX_SAMPLES), integral] = slider(
        "Examples", step=10, decimals=0, default=40, description="How many examples."
    )
    noise: Annotated[float, Field(ge=0, le=0.5)] = slider(
        "Noise", step=0.01, default=0.1, description="How far examples are strewn: a standard deviation."
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Data seed", step=1, decimals=0, default=0, description="Fixes the examples drawn."
    )

    def build(self) -> Dataset:
        """The examples, of the engine's making."""
        options = {"classes": 2} if self.name == "blobs" else {}
        return make_dataset(self.name, samples=self.samples, noise=self.noise, seed=self.seed, **options)

    @property
    def plane(self) -> tuple[float, float]:
        """A square of the plane that holds the examples, with a margin: its low and high end on both axes."""
        kind, inputs = DATASETS[self.name], self.build().inputs
        # Where the noise is large, an example may lie beyond what its kind usually takes up
        low, high = float(inputs.min()), float(inputs.max())
        return min(min(kind.low) - 0.25, low), max(max(kind.high) + 0.25, high)
