"""The parts of a typed function of x and y: each knows its value and, by the rules of calculus, its slopes.

A part is computed together with its partial derivatives, from the inside out: a sum adds them, a product
takes f g′ + f′ g, a function inside a function multiplies. So the gradient is exact, without symbols and
without differences.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nn_core.activations import FloatArray


@dataclass(frozen=True, eq=False)
class Dual:
    """A value and its two slopes, all of one shape.

    Attributes
    ----------
    value, along_x, along_y : FloatArray
        f, ∂f/∂x and ∂f/∂y.
    """

    value: FloatArray
    along_x: FloatArray
    along_y: FloatArray

    def scaled(self, value: FloatArray, slope: FloatArray) -> Dual:
        """h(f): its value, and h′(f) times the slopes of f."""
        return Dual(value, slope * self.along_x, slope * self.along_y)


class Part(ABC):
    """A part of a function, with its text in Python and as LaTeX."""

    binding: int = 4
    """How tightly it holds together: 1 a sum, 2 a product, 3 a power, 4 a whole."""

    @property
    @abstractmethod
    def is_constant(self) -> bool:
        """Whether neither x nor y is in it."""

    @abstractmethod
    def at(self, x: FloatArray, y: FloatArray) -> Dual:
        """Value and slopes at points (x, y)."""

    @abstractmethod
    def python(self, library: str) -> str:
        """Itself as an expression for ``np`` or ``torch``."""

    @abstractmethod
    def latex(self) -> str:
        """Itself as a formula."""

    def inside(self, binding: int, library: str) -> str:
        """As Python in a place that holds this tightly."""
        text = self.python(library)
        return f"({text})" if self.binding < binding else text

    def latex_inside(self, binding: int) -> str:
        """As LaTeX in a place that holds this tightly."""
        return rf"\left({self.latex()}\right)" if self.binding < binding else self.latex()


@dataclass(frozen=True)
class Number(Part):
    """A number."""

    value: float
    name: str = ""

    @property
    def is_constant(self) -> bool:
        """A number is."""
        return True

    def at(self, x: FloatArray, y: FloatArray) -> Dual:
        """Itself; it has no slope."""
        zero = np.zeros(np.broadcast_shapes(x.shape, y.shape))
        return Dual(zero + self.value, zero, zero)

    def python(self, library: str) -> str:
        """In full."""
        return f"{library}.{self.name}" if self.name else repr(self.value)

    def latex(self) -> str:
        """Without a needless “.0”."""
        return rf"\{self.name}" if self.name else f"{self.value:g}"


@dataclass(frozen=True)
class Variable(Part):
    """x or y."""

    name: str

    @property
    def is_constant(self) -> bool:
        """A variable is not."""
        return False

    def at(self, x: FloatArray, y: FloatArray) -> Dual:
        """Itself, with slope 1 along its own axis."""
        zero = np.zeros(np.broadcast_shapes(x.shape, y.shape))
        one = zero + 1.0
        return Dual(x + zero, one, zero) if self.name == "x" else Dual(y + zero, zero, one)

    def python(self, library: str) -> str:
        """Its name."""
        return self.name

    def latex(self) -> str:
        """Its name."""
        return self.name


@dataclass(frozen=True)
class Negative(Part):
    """−f."""

    part: Part
    binding = 1

    @property
    def is_constant(self) -> bool:
        """As its part."""
        return self.part.is_constant

    def at(self, x: FloatArray, y: FloatArray) -> Dual:
        """(−f)′ = −f′."""
        f = self.part.at(x, y)
        return Dual(-f.value, -f.along_x, -f.along_y)

    def python(self, library: str) -> str:
        """With a minus in front."""
        return f"-{self.part.inside(2, library)}"

    def latex(self) -> str:
        """With a minus in front."""
        return f"-{self.part.latex_inside(2)}"


@dataclass(frozen=True)
class Two(Part):
    """A part made of two."""

    left: Part
    right: Part

    @property
    def is_constant(self) -> bool:
        """As both parts."""
        return self.left.is_constant and self.right.is_constant

    def both_at(self, x: FloatArray, y: FloatArray) -> tuple[Dual, Dual]:
        """f and g with their slopes."""
        return self.left.at(x, y), self.right.at(x, y)


@dataclass(frozen=True)
class Sum(Two):
    """f + g or f − g."""

    sign: str = "+"
    binding = 1

    def at(self, x: FloatArray, y: FloatArray) -> Dual:
        """(f ± g)′ = f′ ± g′."""
        f, g = self.both_at(x, y)
        if self.sign == "+":
            return Dual(f.value + g.value, f.along_x + g.along_x, f.along_y + g.along_y)
        return Dual(f.value - g.value, f.along_x - g.along_x, f.along_y - g.along_y)

    def python(self, library: str) -> str:
        """What is taken away holds together."""
        return f"{self.left.inside(1, library)} {self.sign} {self.right.inside(2, library)}"

    def latex(self) -> str:
        """What is taken away holds together."""
        return f"{self.left.latex_inside(1)} {self.sign} {self.right.latex_inside(2)}"


@dataclass(frozen=True)
class Product(Two):
    """f g."""

    binding = 2

    def at(self, x: FloatArray, y: FloatArray) -> Dual:
        """(f g)′ = f′ g + f g′."""
        f, g = self.both_at(x, y)
        return Dual(
            f.value * g.value,
            f.along_x * g.value + f.value * g.along_x,
            f.along_y * g.value + f.value * g.along_y,
        )

    def python(self, library: str) -> str:
        """With a star."""
        return f"{self.left.inside(2, library)} * {self.right.inside(3, library)}"

    def latex(self) -> str:
        """With a dot, for 2 · 3 is not 23."""
        return rf"{self.left.latex_inside(2)} \cdot {self.right.latex_inside(3)}"


@dataclass(frozen=True)
class Quotient(Two):
    """f / g."""

    binding = 2

    def at(self, x: FloatArray, y: FloatArray) -> Dual:
        """(f / g)′ = (f′ − (f / g) g′) / g."""
        f, g = self.both_at(x, y)
        value = f.value / g.value
        return Dual(
            value, (f.along_x - value * g.along_x) / g.value, (f.along_y - value * g.along_y) / g.value
        )

    def python(self, library: str) -> str:
        """With a slash."""
        return f"{self.left.inside(2, library)} / {self.right.inside(3, library)}"

    def latex(self) -> str:
        """As a fraction."""
        return rf"\frac{{{self.left.latex()}}}{{{self.right.latex()}}}"


@dataclass(frozen=True)
class Power(Part):
    """f to the power of a number."""

    base: Part
    exponent: float
    binding = 3

    @property
    def is_constant(self) -> bool:
        """As its base."""
        return self.base.is_constant

    def at(self, x: FloatArray, y: FloatArray) -> Dual:
        """(fⁿ)′ = n fⁿ⁻¹ f′; f⁰ is 1 everywhere."""
        f, n = self.base.at(x, y), self.exponent
        if n == 0.0:
            zero = np.zeros_like(f.value)
            return Dual(zero + 1.0, zero, zero)
        return f.scaled(f.value**n, n * f.value ** (n - 1.0))

    def python(self, library: str) -> str:
        """With two stars."""
        return f"{self.base.inside(4, library)}**{self.exponent:g}"

    def latex(self) -> str:
        """Raised."""
        return f"{self.base.latex_inside(4)}^{{{self.exponent:g}}}"


@dataclass(frozen=True)
class Function(Part):
    """A function of a part: sin f, exp f, …"""

    name: str
    part: Part

    @property
    def is_constant(self) -> bool:
        """As its part."""
        return self.part.is_constant

    def at(self, x: FloatArray, y: FloatArray) -> Dual:
        """h(f)′ = h′(f) f′."""
        f = self.part.at(x, y)
        value, slope = FUNCTIONS[self.name]
        return f.scaled(value(f.value), slope(f.value))

    def python(self, library: str) -> str:
        """The library's function of this name; of a mere number, which PyTorch takes none of, its value."""
        if self.is_constant:
            return repr(float(self.at(np.zeros(()), np.zeros(())).value))
        return f"{library}.{self.name}({self.part.python(library)})"

    def latex(self) -> str:
        """The name upright; a root and an absolute value have signs of their own."""
        inner = self.part.latex()
        if self.name == "sqrt":
            return rf"\sqrt{{{inner}}}"
        if self.name == "abs":
            return rf"\left|{inner}\right|"
        return rf"\{self.name}\left({inner}\right)"


Map = Callable[[FloatArray], FloatArray]

FUNCTIONS: dict[str, tuple[Map, Map]] = {
    "sin": (np.sin, np.cos),
    "cos": (np.cos, lambda f: -np.sin(f)),
    "exp": (np.exp, np.exp),
    "log": (np.log, lambda f: 1.0 / f),
    "sqrt": (np.sqrt, lambda f: 0.5 / np.sqrt(f)),
    "abs": (np.abs, np.sign),
    "tanh": (np.tanh, lambda f: 1.0 - np.tanh(f) ** 2),
    "sign": (np.sign, np.zeros_like),
}
"""Each with its slope; |f| has slope 0 at 0, where its sign jumps."""
