"""A network's loss as ground for the race: the network, its examples, its own run, and two directions."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from nn_core import train
from nn_core.surfaces.run_plane import RunPlane, run_plane
from panel_kit.contract.schema import Request, choice, integral, slider
from panel_kit.specs.limits import MAX_SEED, Limits
from panel_kit.specs.network import NetworkSpec, network_within
from panel_kit.specs.optimizer import OPTIMIZER_NAMES, OptimizerName
from panel_kit.specs.plane_data import PLANE_NAMES, PlaneDataset, PlaneName

MAX_EPOCHS = 500
LOSS = "bce"
DIRECTION_NAMES = {"main": "main directions of its run", "random": "random directions"}


@network_within(Limits(layers=4, units=8))
class DescentNetwork(NetworkSpec):
    """A network of two inputs and a sigmoid output, small enough for its plane to be descended at once."""


class DescentDataset(PlaneDataset):
    """The examples of the network, moons where nothing is said."""

    name: PlaneName = choice(
        "Data", names=PLANE_NAMES, default="moons", description="Which shape the classes have."
    )


class PlaneSpec(Request):
    """A plane through a network's parameters: what the network learned, how, and which two directions."""

    directions: Literal["main", "random"] = choice(
        "Directions",
        names=DIRECTION_NAMES,
        default="main",
        description="Where its own run went farthest, or drawn at random, as long as its weights.",
    )
    dataset: DescentDataset = Field(default=DescentDataset(), description="The examples.")
    optimizer: OptimizerName = choice(
        "Optimizer of its run", names=OPTIMIZER_NAMES, default="adam", description="What trained it."
    )
    learning_rate: Annotated[float, Field(ge=1e-4, le=10)] = slider(
        "Rate of its run",
        step=0.001,
        decimals=4,
        scale="log",
        default=0.05,
        description="The learning rate of its run, all examples in every step.",
    )
    epochs: Annotated[int, Field(ge=2, le=MAX_EPOCHS), integral] = slider(
        "Epochs of its run", step=1, decimals=0, default=60, description="How long it was trained."
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Direction seed", step=1, decimals=0, default=0, description="Fixes random directions."
    )


@lru_cache(maxsize=32)
def plane_of(network: str, spec: PlaneSpec) -> RunPlane:
    """The plane, computed once for requests that describe it alike; ``network`` is described as JSON."""
    data = spec.dataset.build()
    start = DescentNetwork.model_validate_json(network).build()
    run = train(
        start,
        data.inputs,
        data.targets,
        loss=LOSS,
        optimizer=spec.optimizer,
        learning_rate=spec.learning_rate,
        epochs=spec.epochs,
    )
    thetas = np.stack([snapshot.parameters for snapshot in run.snapshots])
    rng = np.random.default_rng(spec.seed)
    own = (thetas, run.history.train_loss)
    return run_plane(start, (data.inputs, data.targets), LOSS, own, spec.directions, rng)
