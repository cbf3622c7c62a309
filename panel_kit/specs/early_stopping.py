"""When a run stops before its last epoch, as a request describes it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from panel_kit.contract.schema import Request, integral, slider
from panel_kit.specs.limits import MAX_EPOCHS


class EarlyStoppingSpec(Request):
    """Stop when the loss has not got better for a while, and go back to where it was best."""

    patience: Annotated[int, Field(ge=1, le=MAX_EPOCHS), integral] = slider(
        "Patience", step=1, decimals=0, reach=(1, 100), default=10, description="So many epochs in a row."
    )
    min_delta: Annotated[float, Field(ge=0, le=10)] = Field(
        default=0.0, description="Better means lower than the best by more than this."
    )
