"""What the panel is asked: a network, examples, and the one weight that is nudged."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from typing_extensions import Self

from panel_kit.contract.schema import FieldError, Request, integral, slider
from panel_kit.specs.network import MAX_UNITS, NetworkSpec
from panel_kit.specs.network_agreement import check_for_the_plane
from panel_kit.specs.plane_data import PlaneDataset

LARGEST = 10.0
MAX_PRETRAIN = 500
MAX_POINTS = 401
Index = Annotated[int, Field(ge=0, le=MAX_UNITS - 1), integral]
Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]


class AccuracyVsLossRequest(Request):
    """A network, examples, and the one weight that is nudged."""

    network: NetworkSpec = Field(
        default=NetworkSpec(),
        description="Two inputs, one sigmoid output. Weights left out are drawn and pretrained.",
    )
    dataset: PlaneDataset = Field(default=PlaneDataset(), description="The examples.")
    pretrain: Annotated[int, Field(ge=0, le=MAX_PRETRAIN), integral] = slider(
        "Epochs trained before",
        step=10,
        decimals=0,
        default=60,
        description="Epochs of Adam that drawn weights get first; given weights are left alone.",
    )
    layer: Index = slider(
        "Layer", step=1, decimals=0, reach=(0, 5), default=2, description="Of the weight, from 0."
    )
    unit: Index = slider(
        "To unit", step=1, decimals=0, default=0, description="Which the weight runs to, from 0."
    )
    input: Index = slider(
        "From", step=1, decimals=0, default=1, description="Which the weight comes from, from 0."
    )
    value: Number | None = slider(
        "The weight",
        step=0.01,
        reach=(-6, 6),
        default=None,
        description="What the weight is set to. Null: as it is.",
    )
    low: Number = slider("From", step=0.5, decimals=1, default=-6.0, description="Where the sweep starts.")
    high: Number = slider("To", step=0.5, decimals=1, default=6.0, description="Where the sweep ends.")
    points: Annotated[int, Field(ge=11, le=MAX_POINTS), integral] = Field(
        default=161, description="How many values the sweep has."
    )

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        check_for_the_plane(self.network)
        _check_place(self)
        if self.high - self.low < 0.5:
            message = f"got {self.high}, allowed: at least 0.5 above low, which is {self.low}"
            raise FieldError(("high",), message)
        return self


def _check_place(request: AccuracyVsLossRequest) -> None:
    sizes = request.network.layers
    bounds = {"layer": len(sizes) - 2}
    if request.layer <= bounds["layer"]:
        bounds |= {"unit": sizes[request.layer + 1] - 1, "input": sizes[request.layer] - 1}
    for field, last in bounds.items():
        if getattr(request, field) > last:
            raise FieldError((field,), f"got {getattr(request, field)}, allowed: 0 to {last} in this network")
