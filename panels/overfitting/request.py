"""What is asked: few noisy examples, a large network, the cures, for how long, from how many seeds."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal, get_args

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.architecture import make_layers
from nn_core.datasets import DATASETS
from nn_core.trainer import EarlyStopping, TrainingSpec
from nn_core.trainer import cost as cost_of_run
from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.runs.setup import seeds_from
from panel_kit.specs.limits import MAX_SEED, Limits
from panel_kit.specs.network import NetworkSpec, network_within
from panel_kit.specs.network_agreement import check_for_the_plane
from panel_kit.specs.plane_data import MAX_SAMPLES, PlaneDataset
from panels.overfitting.cures import MOST_CURES, OPENING, PLAIN, Cure
from panels.overfitting.examples import HELD_OUT, Examples, drawn_examples

MAX_EPOCHS, MAX_SEEDS = 1000, 20
MARGIN = 0.08
"""Of the width and the height of the examples, so much is left around them."""

LIMITS = Limits(layers=5, units=64, inputs=2, outputs=1, work=15_000_000_000, seconds=10.0)

NoisyName = Literal["moons", "circles", "quadrants", "spirals"]
NOISY_NAMES = {name: DATASETS[name].title for name in get_args(NoisyName)}


class NoisyData(PlaneDataset):
    """Few examples, strewn so far that there is noise to be learned by heart."""

    name: NoisyName = choice(
        "Data", names=NOISY_NAMES, default="moons", description="Which shape the classes have."
    )
    samples: Annotated[int, Field(ge=10, le=MAX_SAMPLES), integral] = slider(
        "Examples", step=10, decimals=0, reach=(10, 100), default=40, description="How many to learn from."
    )
    noise: Annotated[float, Field(ge=0, le=0.5)] = slider(
        "Noise", step=0.01, default=0.3, description="How far examples are strewn: a standard deviation."
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Data seed", step=1, decimals=0, default=2, description="Fixes the examples drawn."
    )


@network_within(LIMITS, layers=[2, 32, 32, 1], hidden_activation="relu", initializer="kaiming_uniform")
class LargeNetwork(NetworkSpec):
    """A network with far more parameters than there are examples."""


class OverfittingRequest(Request):
    """The same few examples and the same first weights, trained plainly and with each cure."""

    dataset: NoisyData = Field(default=NoisyData(), description="The examples.")
    network: LargeNetwork = Field(default=LargeNetwork(), description="The network before training.")
    cures: Annotated[list[Cure], Field(max_length=MOST_CURES + 1)] = Field(
        default=list(OPENING),
        description="The cures beside the plain run, at most four, each once. The plain run comes first, "
        "whether it is named or not.",
    )
    learning_rate: Annotated[float, Field(ge=0.00001, le=1)] = slider(
        "Learning rate η",
        step=0.001,
        decimals=4,
        scale="log",
        reach=(0.001, 0.1),
        default=0.01,
        description="η of Adam, which trains all runs.",
    )
    epochs: Annotated[int, Field(ge=1, le=MAX_EPOCHS), integral] = slider(
        "Epochs",
        step=50,
        decimals=0,
        reach=(50, MAX_EPOCHS),
        default=400,
        description="How often to go through the examples, all at once each time.",
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = Field(
        default=0, description="Fixes the masks of dropout and how jitter moves the examples."
    )
    seeds: Annotated[int, Field(ge=1, le=MAX_SEEDS), integral] = slider(
        "Seeds for each run",
        step=1,
        decimals=0,
        default=1,
        description="How often all is drawn anew, examples, first weights, masks: the three seeds, the next "
        "ones, …",
    )

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        check_for_the_plane(self.network)
        self._check_cures()
        others = [cure for cure in self.cures if cure.name != PLAIN]
        self.__dict__["cures"] = [Cure(), *others]
        if self.network.weights is not None and self.seeds > 1:
            raise FieldError(("seeds",), f"got {self.seeds}, allowed: 1 with weights that are given")
        if self.work > LIMITS.work:
            most = int(self.epochs * LIMITS.work // self.work)
            message = f"got {self.epochs}, allowed: at most {most} with so many cures, seeds and examples"
            raise FieldError(("epochs",), message)
        return self

    def _check_cures(self) -> None:
        """Each once, and four at most beside the plain run."""
        names = [cure.name for cure in self.cures]
        for place, name in enumerate(names):
            if name in names[:place]:
                raise FieldError(("cures", place, "name"), f"got {name!r} again, allowed: each cure once")
        if len([name for name in names if name != PLAIN]) > MOST_CURES:
            message = f"got {len(names)} without {PLAIN!r}, allowed: at most {MOST_CURES}"
            raise FieldError(("cures",), message)

    @property
    def drawings(self) -> list[int]:
        """The places of the seeds: 0 for the shown runs, 1 for the next seeds, …"""
        return list(range(self.seeds))

    @property
    def more_data(self) -> Cure | None:
        """The cure that adds examples, if it is one of them."""
        return next((cure for cure in self.cures if cure.name == "more_data"), None)

    def examples(self, place: int, cure: Cure) -> Examples:
        """The examples of one seed, as many as the cure has."""
        data = self.dataset
        times = int(cure.strength) if cure.name == "more_data" else 1
        seed = seeds_from(data.seed, place + 1)[-1]
        return drawn_examples(data.name, data.samples, data.noise, seed, times)

    def drawn(self, place: int, cure: Cure) -> Network:
        """The network of one seed before training, with dropout where that is the cure."""
        spec = self.network
        if place:
            spec = spec.model_copy(update={"seed": seeds_from(spec.seed, place + 1)[-1]})
        p = cure.strength if cure.name == "dropout" else 0.0
        layers = make_layers(spec.layers, spec.layer_activations, dropout=p)
        return Network(layers, spec.build().parameters.copy())

    def spec(self, place: int, cure: Cure) -> TrainingSpec:
        """What the trainer is told of one run; of the shown ones it tells every epoch."""
        amount = cure.strength
        is_stopping = cure.name == "early_stopping"
        return TrainingSpec(
            loss="bce",
            optimizer="adam",
            learning_rate=self.learning_rate,
            epochs=self.epochs,
            l1=amount if cure.name == "l1" else 0.0,
            l2=amount if cure.name == "l2" else 0.0,
            jitter=amount if cure.name == "jitter" else 0.0,
            early_stopping=EarlyStopping(int(amount)) if is_stopping else None,
            seed=seeds_from(self.seed, place + 1)[-1],
            record_every=1 if place == 0 else max(1, self.epochs),
            time_limit=LIMITS.seconds,
        )

    @cached_property
    def work(self) -> int:
        """Of all runs together."""
        return sum(
            cost_of_run(
                self.drawn(0, cure),
                self.spec(place, cure),
                self.examples(0, cure).training.samples,
                HELD_OUT,
            ).work
            * count
            for cure in self.cures
            for place, count in ((0, 1), (1, self.seeds - 1))
            if count
        )

    @property
    def plane(self) -> tuple[FloatArray, FloatArray]:
        """Where to plot: the low and the high end of both axes, with all shown examples between them."""
        shown = self.examples(0, self.cures[0])
        inputs = np.concatenate([shown.training.inputs, shown.validation.inputs])
        low, high = inputs.min(axis=0), inputs.max(axis=0)
        margin = MARGIN * (high - low)
        return low - margin, high + margin


class OverfittingView(PanelView):
    """Which epoch is shown, null: the last; which run is opened, null: the only cure or the plain run."""

    step: Annotated[int, Field(ge=0, le=MAX_EPOCHS), integral] | None = None
    selected: Annotated[int, Field(ge=0, le=MOST_CURES), integral] | None = None


def dearest(seed: int) -> dict[str, Any]:
    """As many cures, seeds and examples as there may be, for as long as that is allowed."""
    names = ("dropout", "l2", "jitter", "more_data")
    return {
        "dataset": {"samples": 100, "seed": seed % (MAX_SEED + 1)},
        "cures": [{"name": name, "amount": 10 if name == "more_data" else 0.1} for name in names],
        "seeds": MAX_SEEDS,
        "epochs": 80,
    }
