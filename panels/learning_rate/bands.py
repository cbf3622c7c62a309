"""The bands that textbooks give for learning rates, and the rates that put them to the test.

They are rules of thumb. What a rate does depends on how sharply the loss curves (η < 2/λ), and so on network,
data and optimizer; the panel tries rates all along the axis on the very network at hand, and counts.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RateBand:
    """One band: what it is said to be, and from where to where."""

    name: str
    low: float
    high: float


BANDS = (
    RateBand("too small", 1e-5, 1e-4),
    RateBand("just right", 1e-3, 1e-2),
    RateBand("too large", 1.0, 10.0),
)

SWEPT = tuple(float(f"{10.0 ** (half / 2):.2g}") for half in range(-10, 5))
"""Two rates for each power of ten, from 0.00001 to 100."""


def is_in(rate: float, band: RateBand) -> bool:
    """Whether a rate lies in a band, its ends among it."""
    return band.low <= rate <= band.high
