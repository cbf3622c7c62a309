"""The slope of a typed function as a function itself: what a program can spell out.

The rules of calculus stand once, with the parts of a function. Here they are followed with symbols in place
of numbers, and what they add and multiply is written down. Only what is plain is left out: 0 · f, 1 · f,
f + 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from nn_core.surfaces.dual import Dual, Point
from nn_core.surfaces.formula import Function, Negative, Number, Part, Variable
from nn_core.surfaces.operations import Power, Product, Quotient, Sum

ZERO, ONE = Number(0.0), Number(1.0)


def slope(part: Part, name: str) -> Part:
    """∂f/∂x or ∂f/∂y.

    Parameters
    ----------
    part : Part
    name : str
        The variable, ``"x"`` or ``"y"``.
    """
    zero, one = Symbol(ZERO), Symbol(ONE)
    x, y = Symbol(Variable("x")), Symbol(Variable("y"))
    found = part.dual(Point(Dual(x, one, zero), Dual(y, zero, one), applied))
    symbol: Symbol = found.along_x if name == "x" else found.along_y
    return symbol.part


@dataclass(frozen=True)
class Symbol:
    """A part that calculates as a number does: what comes of it is a part again."""

    part: Part

    def __add__(self, other: Symbol | float) -> Symbol:
        return Symbol(plus(self.part, part_of(other)))

    def __sub__(self, other: Symbol | float) -> Symbol:
        return Symbol(minus(self.part, part_of(other)))

    def __rsub__(self, other: float) -> Symbol:
        return Symbol(minus(part_of(other), self.part))

    def __mul__(self, other: Symbol | float) -> Symbol:
        return Symbol(times(self.part, part_of(other)))

    def __rmul__(self, other: float) -> Symbol:
        return Symbol(times(part_of(other), self.part))

    def __truediv__(self, other: Symbol | float) -> Symbol:
        return Symbol(over(self.part, part_of(other)))

    def __rtruediv__(self, other: float) -> Symbol:
        return Symbol(over(part_of(other), self.part))

    def __pow__(self, exponent: float) -> Symbol:
        return Symbol(raised(self.part, exponent))

    def __neg__(self) -> Symbol:
        return Symbol(minus(ZERO, self.part))


def applied(name: str, f: Symbol) -> Symbol:
    """A function of a symbol."""
    return Symbol(Function(name, f.part))


def part_of(value: Symbol | float) -> Part:
    """A symbol's part; a number as a part."""
    return value.part if isinstance(value, Symbol) else Number(value)


def plus(f: Part, g: Part) -> Part:
    """f + g."""
    if f == ZERO:
        return g
    return f if g == ZERO else Sum(f, g, "+")


def minus(f: Part, g: Part) -> Part:
    """f − g."""
    if g == ZERO:
        return f
    return Negative(g) if f == ZERO else Sum(f, g, "-")


def times(f: Part, g: Part) -> Part:
    """f g."""
    if ZERO in (f, g):
        return ZERO
    if f == ONE:
        return g
    return f if g == ONE else Product(f, g)


def over(f: Part, g: Part) -> Part:
    """f / g."""
    return ZERO if f == ZERO else Quotient(f, g)


def raised(f: Part, n: float) -> Part:
    """fⁿ."""
    if n == 0.0:
        return ONE
    return f if n == 1.0 else Power(f, n)
