"""What the programs of the backpropagation panel share: which loss, how it is put together, how they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panel_kit.programs import losses

if TYPE_CHECKING:
    from panels.backprop.request import BackpropRequest

DIVERGED = "# The next update would make a parameter larger than a million.\n"


def loss_key(request: BackpropRequest) -> str:
    """Which of the formulas."""
    return "half" if request.half else request.loss


def reduction(request: BackpropRequest) -> str:
    """How the terms are put together; one term alone is its own mean."""
    return "sum" if request.loss in losses.ONE_TERM_AN_EXAMPLE else request.reduction
