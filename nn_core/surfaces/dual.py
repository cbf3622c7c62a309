"""Values that carry their slopes along: a function computed with them is differentiated on the way.

A sum adds the slopes of its parts, a product takes f g′ + f′ g, a function inside a function multiplies. So
the gradient is exact, without differences. What is added and multiplied need not be numbers: with symbols
(``slopes.py``) the same lines write the slope out as a function.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from nn_core.activations import FloatArray

Quantity: TypeAlias = Any
"""An array of numbers, or a symbol: whatever adds, multiplies, divides and takes powers."""
Apply = Callable[[str, Quantity], Quantity]
"""How a function is applied, by its name."""


@dataclass(frozen=True, eq=False)
class Dual:
    """A value and its two slopes, all of one kind.

    Attributes
    ----------
    value, along_x, along_y : FloatArray or Symbol
        f, ∂f/∂x and ∂f/∂y.
    """

    value: Quantity
    along_x: Quantity
    along_y: Quantity

    def scaled(self, value: Quantity, slope: Quantity) -> Dual:
        """h(f): its value, and h′(f) times the slopes of f."""
        return Dual(value, slope * self.along_x, slope * self.along_y)


@dataclass(frozen=True, eq=False)
class Point:
    """Where a function is computed.

    Attributes
    ----------
    x, y : Dual
        The variables, each with slope 1 along its own axis.
    apply : callable
        How sin, exp and the others are applied to what x and y are made of.
    """

    x: Dual
    y: Dual
    apply: Apply

    @property
    def zero(self) -> Quantity:
        """0, of the kind and shape that x and y have: x has no slope along y."""
        return self.x.along_y

    @classmethod
    def of_numbers(cls, x: FloatArray, y: FloatArray) -> Point:
        """Points, as many as the two arrays hold together."""
        x, y = np.broadcast_arrays(x, y)
        zero, one = np.zeros(x.shape), np.ones(x.shape)
        return cls(Dual(x, one, zero), Dual(y, zero, one), applied)


def applied(name: str, f: FloatArray) -> FloatArray:
    """A function of numbers."""
    return VALUES[name](f)


VALUES: dict[str, Callable[[FloatArray], FloatArray]] = {
    "sin": np.sin,
    "cos": np.cos,
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "tanh": np.tanh,
    "sign": np.sign,
}
SLOPES: dict[str, Callable[[Apply, Quantity], Quantity]] = {
    "sin": lambda h, f: h("cos", f),
    "cos": lambda h, f: -h("sin", f),
    "exp": lambda h, f: h("exp", f),
    "log": lambda _, f: 1.0 / f,
    "sqrt": lambda h, f: 0.5 / h("sqrt", f),
    "abs": lambda h, f: h("sign", f),
    "tanh": lambda h, f: 1.0 - h("tanh", f) ** 2.0,
    "sign": lambda _, f: 0.0 * f,
}
"""h′ of each function h; |f| has slope 0 at 0, where its sign jumps."""
