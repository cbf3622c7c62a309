"""How many operations on arrays a typed function takes with its slopes: what it costs, before any number.

Each part of a function knows its rule of calculus for whatever adds and multiplies (``dual.py``). Here that
is something which only counts. Two kinds are apart from the plain ones, for they may take a hundred times as
long: sines and cosines, whose argument may be large, and powers, whose base may be negative.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from nn_core.surfaces.dual import Dual, Point
from nn_core.surfaces.formula import Part

SINES = ("sin", "cos")
PLAIN_POWERS = (-1.0, 0.0, 0.5, 1.0, 2.0)
"""Exponents that NumPy turns into a quotient, a root, a copy or a product."""


@dataclass(frozen=True)
class Work:
    """So many operations, each on as many numbers as there are points.

    Attributes
    ----------
    plain : int
        Sums, products, quotients, changes of sign, exp, and all others that take as long.
    sines : int
        sin and cos.
    powers : int
    """

    plain: int
    sines: int
    powers: int

    @property
    def operations(self) -> int:
        """All together."""
        return self.plain + self.sines + self.powers


class Tally:
    """Stands for an array of numbers where operations are counted and nothing is computed."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def plain(self, _other: Any = None) -> Tally:
        """A sum, a product, a quotient, a change of sign."""
        self.counts["plain"] += 1
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __neg__ = (
        plain
    )

    def __pow__(self, exponent: float) -> Tally:
        self.counts["plain" if exponent in PLAIN_POWERS else "powers"] += 1
        return self

    def apply(self, name: str, _argument: Any) -> Tally:
        """A function of a part."""
        self.counts["sines" if name in SINES else "plain"] += 1
        return self


def work_of(function: Part) -> Work:
    """What value and slopes of a function take together.

    Parameters
    ----------
    function : Part
        As ``parse`` reads it.
    """
    tally = Tally()
    variable = Dual(tally, tally, tally)
    function.dual(Point(variable, variable, tally.apply))
    return Work(tally.counts["plain"], tally.counts["sines"], tally.counts["powers"])
