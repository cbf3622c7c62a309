"""What it costs to write numbers out in programs, and to color these."""

from __future__ import annotations

from panel_kit.contract.operation import QUICK, Cost

CHARACTERS_OF_A_NUMBER = 45  # in NumPy and in PyTorch, with all its digits
CHARACTERS_A_SECOND = 1.2e6


def cost_of_numbers(count: int) -> Cost:
    """Of programs that spell so many numbers out: almost all of it is for telling their words apart."""
    return QUICK + Cost(count * CHARACTERS_OF_A_NUMBER / CHARACTERS_A_SECOND)
