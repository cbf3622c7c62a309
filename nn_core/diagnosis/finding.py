"""What a diagnosis says: a problem, the numbers that show it, and one change that should help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

LEAST_PLAIN, LARGEST_PLAIN = 1e-4, 1e6  # beyond these a number is written as a power of ten
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Fix:
    """One change to the run.

    Attributes
    ----------
    field : str
        What to change, as a request names it: ``"optimizer.learning_rate"``.
    value : Any
        Its new value.
    sentence : str
        The same in words.
    """

    field: str
    value: Any
    sentence: str


@dataclass(frozen=True)
class Finding:
    """One problem of a run.

    Attributes
    ----------
    problem : str
        One of ``PROBLEMS``.
    evidence : mapping of str to number
        The measured numbers it rests on; every one finite.
    sentence : str
        The same in words.
    fix : Fix
        The change to try first.
    """

    problem: str
    evidence: Mapping[str, float]
    sentence: str
    fix: Fix

    def __post_init__(self) -> None:
        object.__setattr__(self, "evidence", MappingProxyType(dict(self.evidence)))


def percent(share: float, decimals: int = 0) -> str:
    """A share in percent, as prose writes it: “98 %”."""
    return f"{100.0 * share:.{decimals}f} %"


def written(value: float, digits: int = 3) -> str:
    """A number with so many digits that say something, as a sentence has it.

    >>> written(57412.0), written(0.031), written(2.5132e7), written(-0.0000321, 2)
    ('57400', '0.031', '2.51·10⁷', '−3.2·10⁻⁵')
    """
    sign, size = "−" if value < 0 else "", abs(value)
    mantissa, _, exponent = f"{size:.{digits - 1}e}".partition("e")
    if not exponent:
        return f"{sign}∞"
    if LEAST_PLAIN <= size < LARGEST_PLAIN or not size:
        plain = f"{float(f'{size:.{digits}g}'):.12f}".rstrip("0").rstrip(".")
        return f"{sign}{plain}"
    return f"{sign}{mantissa.rstrip('0').rstrip('.')}·10{str(int(exponent)).translate(RAISED)}"


def left(loss_share: float) -> str:
    """How much of the loss there still is, and measured by what: by the loss of the best constant answer."""
    return f"{percent(loss_share)} of what the best constant answer costs is left"


PROBLEMS = (
    "unscaled_inputs",
    "unscaled_target",
    "divergence",
    "linear_units",
    "no_slope",
    "oscillation",
    "dead_units",
    "saturation",
    "plateau",
    "underfitting",
    "overfitting",
)
