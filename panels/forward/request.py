"""What the forward panel is asked: a network and an example; and what is open in it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, integral, slider
from panel_kit.specs.limits import LIMITS
from panel_kit.specs.network import NetworkSpec

MAX_INPUT = 1e6
Input = Annotated[float, Field(ge=-MAX_INPUT, le=MAX_INPUT)]
UnitIndex = Annotated[int, Field(ge=0, le=LIMITS.size), integral]


class ForwardRequest(Request):
    """A network and the one example it is shown."""

    network: NetworkSpec = Field(default=NetworkSpec(), description="The network.")
    x: list[Input] = slider(
        "Input x{_}",
        step=0.01,
        reach=(-2, 2),
        default=[0.0, 0.0],
        min_length=1,
        max_length=LIMITS.inputs,
        description="The example, one number per input. Left out: as many zeros as the network has inputs.",
    )

    @model_validator(mode="after")
    def _one_number_per_input(self) -> Self:
        expected = self.network.layers[0]
        if "x" not in self.model_fields_set:
            self.__dict__["x"] = [0.0] * expected
        if len(self.x) != expected:
            message = f"got {len(self.x)} numbers, allowed: {expected}, one for each input of the network"
            raise FieldError(("x",), message)
        return self


class ForwardView(PanelView):
    """What is open in the panel: which unit or edge, which drawer, how far the pass has been played.

    ``unit`` is layer (0 for the inputs) and unit; with a third number, the edge that comes from that unit of
    the layer before.
    """

    unit: Annotated[list[UnitIndex], Field(min_length=2, max_length=3)] = [3, 0]
    pace: Literal["layer", "neuron", "term"] = "neuron"
    step: Annotated[int, Field(ge=0, le=5000), integral] | None = None
