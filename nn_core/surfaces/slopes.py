"""The slope of a typed function as a function itself, by the rules of calculus: what a program can spell out.

Only what is plain is left out: 0 · f, 1 · f, f + 0. The rest stays as the rules give it.
"""

from __future__ import annotations

from collections.abc import Callable

from nn_core.surfaces.formula import (
    Function,
    Negative,
    Number,
    Part,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)

ZERO, ONE, TWO = Number(0.0), Number(1.0), Number(2.0)


def slope(part: Part, name: str) -> Part:
    """∂f/∂x or ∂f/∂y.

    Parameters
    ----------
    part : Part
    name : str
        The variable, ``"x"`` or ``"y"``.
    """
    match part:
        case Variable():
            return ONE if part.name == name else ZERO
        case Negative():
            return minus(ZERO, slope(part.part, name))
        case Sum(left=f, sign=sign, right=g):
            return (plus if sign == "+" else minus)(slope(f, name), slope(g, name))
        case Product(left=f, right=g):
            # f′ g + f g′
            return plus(times(slope(f, name), g), times(f, slope(g, name)))
        case Quotient(left=f, right=g):
            # (f′ − (f / g) g′) / g
            return over(minus(slope(f, name), times(part, slope(g, name))), g)
        case Power(base=f, exponent=n):
            # n fⁿ⁻¹ f′
            return times(times(Number(n), raised(f, n - 1.0)), slope(f, name)) if n else ZERO
        case Function(part=f):
            return times(OUTER[part.name](f), slope(f, name))
    return ZERO


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


OUTER: dict[str, Callable[[Part], Part]] = {
    "sin": lambda f: Function("cos", f),
    "cos": lambda f: Negative(Function("sin", f)),
    "exp": lambda f: Function("exp", f),
    "log": lambda f: Quotient(ONE, f),
    "sqrt": lambda f: Quotient(Number(0.5), Function("sqrt", f)),
    "abs": lambda f: Function("sign", f),
    "tanh": lambda f: Sum(ONE, Power(Function("tanh", f), 2.0), "-"),
}
"""h′ of each function h."""
