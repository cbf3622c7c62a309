"""Answers that are drawn: a curve over some places, or a line across the plane; and how far off a drawing is.

A drawing comes as numbers, the engine's own is computed, and the two are compared by measure: how far apart the
curves lie, how much of the plane the lines part alike. Traps are drawings too, those that known misconceptions
lead to; a drawing that is nearer to one of them than to the engine's is told so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Annotated, Any

import numpy as np
from pydantic import Field, create_model, model_validator

from panel_kit.contract.schema import FieldError, Request
from panel_kit.contract.words import signed

Point = tuple[float, float]
PLACES = 601
SIDE = 61
ON_THE_LINE = 1e-9


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


@dataclass(frozen=True)
class DrawnCurve:
    """A curve to draw, by its heights at some places.

    Attributes
    ----------
    x, y : Axis
    places : tuple of float
        Where along x the heights are set; straight in between.
    start : tuple of float
        The heights before anything is drawn.
    tolerance : float
        The largest mean distance that still counts as right.
    """

    x: Axis
    y: Axis
    places: tuple[float, ...]
    start: tuple[float, ...]
    tolerance: float
    kind: str = field(default="curve", init=False)

    @property
    def meaning(self) -> str:
        """What is sent, in words."""
        at = ", ".join(f"{place:g}" for place in self.places)
        return f"heights: the {self.y.name} at {self.x.name} {at}."

    @property
    def shown(self) -> dict[str, Any]:
        """What a page needs to know to let it be drawn."""
        return {**axes_of(self), "kind": self.kind, "places": self.places, "start": self.start}

    def request(self, slug: str) -> type[Request]:
        """What is sent: one height for each place."""
        height = Annotated[float, Field(ge=self.y.low, le=self.y.high)]
        count = len(self.places)
        heights = Field(
            default=list(self.start),
            min_length=count,
            max_length=count,
            description=self.meaning,
        )
        model: type[Request] = create_model(
            model_name(slug), __base__=Request, __doc__="A drawn curve.", heights=(list[height], heights)
        )
        return model

    def judged(self, request: Any, engine: EngineCurve, traps: Sequence[DrawnTrap]) -> Drawn:
        """How far a drawing is from the engine's curve."""
        places = np.linspace(self.places[0], self.places[-1], PLACES)
        truth = np.interp(places, engine.x, engine.y)
        gap = np.interp(places, self.places, request.heights) - truth
        measure = float(np.abs(gap).mean())
        is_right = measure <= self.tolerance
        return Drawn(
            places=list(self.places),
            heights=list(request.heights),
            ends=[],
            engine_x=[float(x) for x in engine.x],
            engine_y=[float(y) for y in engine.y],
            measure=measure,
            is_right=is_right,
            comparison=self.in_words(gap, request.heights[-1], float(truth[-1])),
            misconception=None if is_right else self.nearest(request.heights, measure, traps),
        )

    def in_words(self, gap: Any, drawn_end: float, end: float) -> str:
        """The mean distance, how much lies above and below, and both ends."""
        above, below = (
            signed(100 * float(part.mean()), 0) for part in (gap > self.tolerance, gap < -self.tolerance)
        )
        decimals = self.y.decimals
        return (
            f"On average your curve is {signed(float(np.abs(gap).mean()), decimals)} away from the engine’s. "
            f"It is more than {signed(self.tolerance, decimals)} too high over {above} % of the way and as much too low over {below} %. "
            f"You end at {signed(drawn_end, decimals)}, the engine at {signed(end, decimals + 1)}."
        )

    def nearest(self, heights: Sequence[float], measure: float, traps: Sequence[DrawnTrap]) -> str | None:
        """What is said of the trap that a drawing comes nearer to than to the engine's."""
        places = np.linspace(self.places[0], self.places[-1], PLACES)
        drawn = np.interp(places, self.places, heights)
        far = [float(np.abs(drawn - np.interp(places, self.places, trap.drawing)).mean()) for trap in traps]
        return traps[int(np.argmin(far))].feedback if far and min(far) < measure else None


@dataclass(frozen=True)
class DrawnLine:
    """A straight line to draw across the plane, by its two ends.

    Attributes
    ----------
    x, y : Axis
        With the same bounds: the plane is a square.
    start : two points
        The line before anything is drawn.
    tolerance : float
        The smallest share of the plane parted alike that still counts as right.
    """

    x: Axis
    y: Axis
    start: tuple[Point, Point]
    tolerance: float
    kind: str = field(default="line", init=False)

    @property
    def meaning(self) -> str:
        """What is sent, in words."""
        return f"ends: two points ({self.x.name}, {self.y.name}) of the line; it goes on beyond them."

    @property
    def shown(self) -> dict[str, Any]:
        """What a page needs to know to let it be drawn."""
        return {**axes_of(self), "kind": self.kind, "places": [], "start": self.start}

    def request(self, slug: str) -> type[Request]:
        """What is sent: two points that differ."""
        coordinate = Annotated[float, Field(ge=self.x.low, le=self.x.high)]
        end = Annotated[list[coordinate], Field(min_length=2, max_length=2)]
        ends = Field(
            default=[list(point) for point in self.start],
            min_length=2,
            max_length=2,
            description=self.meaning,
        )
        model: type[Request] = create_model(
            model_name(slug),
            __base__=Request,
            __doc__="A drawn line.",
            __validators__=TWO_POINTS,
            ends=(list[end], ends),
        )
        return model

    def judged(self, request: Any, engine: EngineLine, traps: Sequence[DrawnTrap]) -> Drawn:
        """How much of the plane a drawing parts as the engine's line does."""
        ends = [(float(x), float(y)) for x, y in request.ends]
        truth = self.sides(*engine.w, engine.b)
        measure = parted_alike(self.sides(*line_through(*ends)), truth)
        count = truth.size
        agreeing = round(measure * count)
        is_right = measure >= self.tolerance
        (x1, y1), (x2, y2) = self.inside(engine)
        return Drawn(
            places=[],
            heights=[],
            ends=[list(end) for end in ends],
            engine_x=[x1, x2],
            engine_y=[y1, y2],
            measure=measure,
            is_right=is_right,
            comparison=f"Of {count:,} points spread evenly over the plane your line leaves {agreeing:,} on the side where the engine’s has them, {signed(100 * measure, 0)} %, and {count - agreeing:,} on the other.",
            misconception=None if is_right else self.nearest(ends, measure, traps),
        )

    def sides(self, w1: float, w2: float, b: float) -> Any:
        """On which side each of the evenly spread points lies: 1, −1, or 0 where it is on the line."""
        spread = np.linspace(self.x.low, self.x.high, SIDE)
        x1, x2 = np.meshgrid(spread, spread)
        heights = w1 * x1 + w2 * x2 + b
        is_on_line = np.abs(heights) < ON_THE_LINE * np.hypot(w1, w2)
        return np.where(is_on_line, 0, np.sign(heights))

    def inside(self, engine: EngineLine) -> tuple[Point, Point]:
        """Where the engine's line enters the plane and leaves it."""
        (w1, w2), b, edges = engine.w, engine.b, (self.x.low, self.x.high)
        crossings = [(x, -(w1 * x + b) / w2) for x in edges if w2] + [
            (-(w2 * y + b) / w1, y) for y in edges if w1
        ]
        kept = sorted({(x, y) for x, y in crossings if edges[0] <= min(x, y) and max(x, y) <= edges[1]})
        return kept[0], kept[-1]

    def nearest(self, ends: Sequence[Point], measure: float, traps: Sequence[DrawnTrap]) -> str | None:
        """What is said of the trap that parts the plane more like a drawing than the engine does."""
        drawn = self.sides(*line_through(ends[0], ends[1]))
        alike = [parted_alike(drawn, self.sides(*line_through(*trap.drawing))) for trap in traps]
        return traps[int(np.argmax(alike))].feedback if alike and max(alike) > measure else None


Drawing = DrawnCurve | DrawnLine


def axes_of(drawing: Drawing) -> dict[str, Any]:
    """Both axes as plain values."""
    return {"x": asdict(drawing.x), "y": asdict(drawing.y)}


def model_name(slug: str) -> str:
    """``"LossCurveDrawing"`` of ``"loss-curve"``."""
    return "".join(word.title() for word in slug.split("-")) + "Drawing"


def not_one_point(request: Any) -> Any:
    """One point does not make a line."""
    if request.ends[0] == request.ends[1]:
        raise FieldError(("ends", 1), f"got {request.ends[1]}, allowed: another point than the first")
    return request


TWO_POINTS: dict[str, Any] = {"two_points": model_validator(mode="after")(not_one_point)}


def line_through(one: Point, other: Point) -> tuple[float, float, float]:
    """w₁, w₂ and b of the line through two points."""
    w1, w2 = other[1] - one[1], one[0] - other[0]
    return w1, w2, -(w1 * one[0] + w2 * one[1])


def parted_alike(one: Any, other: Any) -> float:
    """The share of the points on the same side; which side is which does not count, and the line is on both."""
    return max(float((one * other >= 0).mean()), float((one * other <= 0).mean()))
