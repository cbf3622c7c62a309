"""Answers that are drawn, and how far off a drawing is.

A drawing comes as numbers, the engine's own is computed, and the two are compared by measure: how far apart the
curves lie (``drawn_curve.py``), how much of the plane the lines part alike (``drawn_line.py``). Traps are
drawings too, those that known misconceptions lead to; a drawing that is nearer to one of them than to the
engine's is told so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

Point = tuple[float, float]


@dataclass(frozen=True)
class Axis:
    """One direction of a drawing.

    Attributes
    ----------
    name : str
    low, high : float
    step : float
        How far one press of an arrow key goes.
    decimals : int
    """

    name: str
    low: float
    high: float
    step: float
    decimals: int


@dataclass(frozen=True)
class EngineCurve:
    """The curve as the engine computed it: rising x, and a height at each."""

    x: Sequence[float]
    y: Sequence[float]


@dataclass(frozen=True)
class EngineLine:
    """All points with w₁ x₁ + w₂ x₂ + b = 0."""

    w: Point
    b: float


@dataclass(frozen=True)
class DrawnTrap:
    """The drawing that a misconception leads to: heights, or the two ends of a line."""

    drawing: Any
    feedback: str


@dataclass(frozen=True)
class Drawn:
    """A drawing held against the engine's.

    Attributes
    ----------
    places, heights : list of float
        What was drawn, and where; empty for a line.
    ends : list of [x, y]
        What was drawn; empty for a curve.
    engine_x, engine_y : list of float
        The engine's curve, or the two ends of its line inside the plane.
    measure : float
        The mean distance of the curves; or the share of the plane that both lines part alike.
    is_right : bool
    comparison : str
        The measure in words, and where the drawing lies.
    misconception : str or null
        What stands behind a drawing nearer to a known mistake than to the engine's.
    """

    places: list[float]
    heights: list[float]
    ends: list[list[float]]
    engine_x: list[float]
    engine_y: list[float]
    measure: float
    is_right: bool
    comparison: str
    misconception: str | None


def axes_of(x: Axis, y: Axis) -> dict[str, Any]:
    """Both axes as plain values."""
    return {"x": asdict(x), "y": asdict(y)}


def model_name(slug: str) -> str:
    """``"LossCurveDrawing"`` of ``"loss-curve"``."""
    return "".join(word.title() for word in slug.split("-")) + "Drawing"
