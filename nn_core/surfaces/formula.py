"""The parts of a typed function of x and y: numbers, variables, and functions of a part.

Each part knows its value with its slopes (``dual.py``), and its texts: as Python and as LaTeX. Those made of
two stand in ``operations.py``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from nn_core.activations import FloatArray
from nn_core.surfaces.dual import SLOPES, Dual, Point


class Part(ABC):
    """A part of a function, with its text in Python and as LaTeX."""

    binding: int = 4
    """How tightly it holds together: 1 a sum, 2 a product, 3 a power, 4 a whole."""

    @property
    @abstractmethod
    def is_constant(self) -> bool:
        """Whether neither x nor y is in it."""

    @abstractmethod
    def dual(self, point: Point) -> Dual:
        """Value and slopes, by the rules of calculus."""

    @abstractmethod
    def python(self, library: str) -> str:
        """Itself as an expression for ``np`` or ``torch``."""

    @abstractmethod
    def latex(self) -> str:
        """Itself as a formula."""

    def at(self, x: FloatArray, y: FloatArray) -> Dual:
        """Value and slopes at points (x, y)."""
        return self.dual(Point.of_numbers(x, y))

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

    def dual(self, point: Point) -> Dual:
        """Itself; it has no slope."""
        return Dual(point.zero + self.value, point.zero, point.zero)

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

    def dual(self, point: Point) -> Dual:
        """Itself, with slope 1 along its own axis."""
        return point.x if self.name == "x" else point.y

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

    def dual(self, point: Point) -> Dual:
        """(−f)′ = −f′."""
        f = self.part.dual(point)
        return Dual(-f.value, -f.along_x, -f.along_y)

    def python(self, library: str) -> str:
        """With a minus in front."""
        return f"-{self.part.inside(2, library)}"

    def latex(self) -> str:
        """With a minus in front."""
        return f"-{self.part.latex_inside(2)}"


@dataclass(frozen=True)
class Function(Part):
    """A function of a part: sin f, exp f, …"""

    name: str
    part: Part

    @property
    def is_constant(self) -> bool:
        """As its part."""
        return self.part.is_constant

    def dual(self, point: Point) -> Dual:
        """h(f)′ = h′(f) f′."""
        f, h = self.part.dual(point), point.apply
        return f.scaled(h(self.name, f.value), SLOPES[self.name](h, f.value))

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
