"""What is asked: the sizes of a network, and if wanted networks to be trained side by side."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.layer_counts import parameter_count
from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, integral, slider
from panel_kit.specs.limits import MAX_SEED
from panels.architecture.candidates import (
    MAX_EPOCHS,
    MAX_HIDDEN,
    MAX_NETWORKS,
    MAX_SAMPLES,
    MAX_SEEDS,
    MAX_SIZE,
    Comparison,
)

MAX_OUTPUTS = 100
MOST_LAYERS = MAX_HIDDEN + 2


class ArchitectureRequest(Request):
    """A network by its sizes."""

    layers: Annotated[
        list[Annotated[int, Field(ge=1, le=MAX_SIZE), integral]],
        Field(min_length=2, max_length=MOST_LAYERS),
    ] = slider(
        "Units in layer {0}",
        step=1,
        decimals=0,
        reach=(1, 64),
        default=[3, 4, 2],
        description="Inputs, hidden units layer by layer, outputs (at most 100).",
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Weight seed", step=1, decimals=0, default=0, description="Fixes the first weights that are drawn."
    )
    compare: Comparison | None = Field(
        default=None, description="Networks to train side by side. Null: none are trained."
    )

    @model_validator(mode="after")
    def _few_outputs(self) -> Self:
        if self.layers[-1] > MAX_OUTPUTS:
            message = f"got {self.layers[-1]}, allowed: at most {MAX_OUTPUTS}, the outputs of a network"
            raise FieldError(("layers", len(self.layers) - 1), message)
        return self

    @property
    def parameters(self) -> int:
        """Weights and biases of the network that is built."""
        return parameter_count(self.layers)


class ArchitectureView(PanelView):
    """What is shown and selected.

    ``shown`` is the picture, null for the one that the request is about; ``selected`` a layer, inputs first;
    ``candidate`` a network of the comparison, null for the best.
    """

    shown: Literal["network", "comparison", "scale"] | None = None
    selected: Annotated[int, Field(ge=0, le=MOST_LAYERS - 1), integral] = 1
    candidate: Annotated[int, Field(ge=0, le=MAX_NETWORKS - 1), integral] | None = None


def dearest(seed: int) -> dict[str, Any]:
    """As many networks, seeds, examples and epochs as are allowed together."""
    return {
        "layers": [MAX_SIZE] * (MOST_LAYERS - 1) + [MAX_OUTPUTS],
        "compare": {
            "dataset": {"name": "moons", "samples": MAX_SAMPLES, "seed": seed % (MAX_SEED + 1)},
            "networks": [{"hidden": [16, 16], "activation": "gelu", "dropout": 0.5}] * MAX_NETWORKS,
            "seeds": MAX_SEEDS,
            "epochs": min(MAX_EPOCHS, 90),
        },
    }
