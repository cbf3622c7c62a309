"""What a typed function is put together with: sums, products, quotients and powers, and the rule of each."""

from __future__ import annotations

from dataclasses import dataclass

from nn_core.surfaces.dual import Dual, Point
from nn_core.surfaces.formula import Part


@dataclass(frozen=True)
class Two(Part):
    """A part made of two."""

    left: Part
    right: Part

    @property
    def is_constant(self) -> bool:
        """As both parts."""
        return self.left.is_constant and self.right.is_constant

    def both(self, point: Point) -> tuple[Dual, Dual]:
        """f and g with their slopes."""
        return self.left.dual(point), self.right.dual(point)


@dataclass(frozen=True)
class Sum(Two):
    """f + g or f − g."""

    sign: str = "+"
    binding = 1

    def dual(self, point: Point) -> Dual:
        """(f ± g)′ = f′ ± g′."""
        f, g = self.both(point)
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

    def dual(self, point: Point) -> Dual:
        """(f g)′ = f′ g + f g′."""
        f, g = self.both(point)
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

    def dual(self, point: Point) -> Dual:
        """(f / g)′ = (f′ − (f / g) g′) / g."""
        f, g = self.both(point)
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

    def dual(self, point: Point) -> Dual:
        """(fⁿ)′ = n fⁿ⁻¹ f′; f⁰ is 1 everywhere."""
        f, n = self.base.dual(point), self.exponent
        if n == 0.0:
            return Dual(point.zero + 1.0, point.zero, point.zero)
        return f.scaled(f.value**n, n * f.value ** (n - 1.0))

    def python(self, library: str) -> str:
        """With two stars."""
        return f"{self.base.inside(4, library)}**{self.exponent:g}"

    def latex(self) -> str:
        """Raised."""
        return f"{self.base.latex_inside(4)}^{{{self.exponent:g}}}"
