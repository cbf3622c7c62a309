"""What of a run is open, selected or played: kept in the address, no concern of the engine."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import integral
from panel_kit.specs.limits import MAX_EPOCHS, TABLES

Index = Annotated[int, Field(ge=0, le=TABLES.size), integral]


class RunView(PanelView):
    """Where in the run the panel stands, and what of it is open.

    ``epoch`` is null before *Train* was pressed; ``batch`` is the batch of the coming epoch, when batches are
    gone through; ``unit`` is the unit whose map is looked at, null for the output's. ``large`` is what
    stands in place of the pictures; ``log`` is the scale of the loss over the epochs, ``seeds_log`` that
    of the losses that many seeds end with.
    """

    drawer: Literal[
        "maths", "numpy", "pytorch", "sklearn", "api", "data", "runs", "diagnosis", "export", "none"
    ] = "none"  # type: ignore[assignment]
    epoch: Annotated[int, Field(ge=0, le=MAX_EPOCHS), integral] | None = None
    batch: Annotated[int, Field(ge=0, le=TABLES.examples), integral] = 0
    unit: Annotated[list[Index], Field(min_length=2, max_length=2)] | None = None
    speed: Literal["slow", "normal", "fast"] = "normal"
    loop: bool = False
    log: bool = False
    large: Literal["none", "curves", "seeds", "seed-curves"] = "none"
    seeds_log: bool = True
