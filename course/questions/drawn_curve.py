"""A curve to draw by its heights at some places, and how far it lies from the engine's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

import numpy as np
from pydantic import Field, create_model

from course.questions.drawing import Axis, Drawn, DrawnTrap, EngineCurve, axes_of, model_name
from panel_kit.contract.schema import Request
from panel_kit.contract.words import signed

PLACES = 601
LIKE = 0.5
"""A drawing is like a trap where its distance to it is less than this share of that to the engine's."""


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
        return {**axes_of(self.x, self.y), "kind": self.kind, "places": self.places, "start": self.start}

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
        """What is said of the trap that a drawing is like: not half as far from it as from the engine's."""
        places = np.linspace(self.places[0], self.places[-1], PLACES)
        drawn = np.interp(places, self.places, heights)
        far = [float(np.abs(drawn - np.interp(places, self.places, trap.drawing)).mean()) for trap in traps]
        return traps[int(np.argmin(far))].feedback if far and min(far) < LIKE * measure else None
