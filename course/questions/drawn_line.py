"""A straight line to draw across the plane, and how much of the plane it parts as the engine's does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

import numpy as np
from pydantic import Field, create_model, model_validator

from course.questions.drawing import Axis, Drawn, DrawnTrap, EngineLine, Point, axes_of, model_name
from panel_kit.contract.schema import FieldError, Request
from panel_kit.contract.words import signed

SIDE = 61
ON_THE_LINE = 1e-9


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
        return {**axes_of(self.x, self.y), "kind": self.kind, "places": [], "start": self.start}

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
