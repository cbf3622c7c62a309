"""What a prediction question is: predict first, then let the engine run, then read why.

No answer is written down anywhere. A question names a panel and a request; when somebody has chosen,
the engine computes it, and ``decide`` reads the answer off the result. Each option says what choosing
it shows about the person's picture of a network, wrong ones by the name of the misconception.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from course.panels import all_panels
from course.questions.drawing import DrawnTrap, EngineCurve, EngineLine
from course.questions.drawn_curve import DrawnCurve
from course.questions.drawn_line import DrawnLine
from panel_kit.contract.schema import Request


class NothingAsked(Request):
    """An empty object: a question carries all it needs."""


@dataclass(frozen=True)
class Option:
    """One answer to choose, and what is said to whoever chose it.

    Attributes
    ----------
    key, text : str
    feedback : str
        For a wrong option, the misconception behind it; for the right one, why it is right.
    """

    key: str
    text: str
    feedback: str


@dataclass(frozen=True)
class Estimate:
    """A number to guess with a slider.

    Attributes
    ----------
    low, high, step, start : float
    decimals : int
    tolerance : float
        How far off still counts as right.
    """

    low: float
    high: float
    step: float
    start: float
    decimals: int
    tolerance: float


@dataclass(frozen=True)
class Trap:
    """A number that a known mistake leads to."""

    value: float
    feedback: str


@dataclass(frozen=True)
class Outcome:
    """What the engine said.

    Attributes
    ----------
    because : str
        Why, with the numbers just computed.
    right : str or None
        The key of the right option.
    value : float or None
        The number that was to be guessed.
    traps : list of Trap
        Numbers that mistakes lead to.
    drawing : EngineCurve, EngineLine or None
        What was to be drawn.
    drawn_traps : list of DrawnTrap
        Drawings that mistakes lead to.
    """

    because: str
    right: str | None = None
    value: float | None = None
    traps: list[Trap] = field(default_factory=list)
    drawing: EngineCurve | EngineLine | None = None
    drawn_traps: list[DrawnTrap] = field(default_factory=list)


@dataclass(frozen=True)
class Before:
    """The state of the panel from which the question's answer is played.

    Attributes
    ----------
    request, view : mapping
        What differs from the panel's defaults.
    opens_lesson : bool
        Whether the panel stands so in the lesson until something else is opened: where its default state
        would show the answer.
    """

    request: Mapping[str, Any] = field(default_factory=dict)
    view: Mapping[str, Any] = field(default_factory=dict)
    opens_lesson: bool = False


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes
    ----------
    slug : str
    prompt : str
    panel : str
        The slug of the panel that settles it.
    request : mapping
        What that panel is asked, and shows afterwards.
    mark : str
        The number that decides: its path in the panel's result, or ``"sentence"`` where the panel's sentence
        says it.
    decide : callable
        The panel's result ↦ Outcome.
    options : tuple of Option
        To choose from; empty when a number is to be guessed.
    estimate : Estimate or None
    drawing : DrawnCurve, DrawnLine or None
        What is to be drawn.
    view : mapping
        How the panel's view then differs from its defaults: the place in a run, for one.
    before : Before
        Where the play begins that shows the answer. Numbers that differ from it travel to those of
        ``request``; where none do, the panel plays: its steps, its run.
    then : str
        The button of the panel that is pressed at the end, ``"seeds"`` for one.
    keeps_back : bool
        Whether the panel's curves and words are hidden until the question is answered: where every state
        of it would show the answer.
    compute : callable, optional
        The request ↦ the result, where it is not the panel's own: the same run from many seeds, for one.
    """

    slug: str
    prompt: str
    panel: str
    request: Mapping[str, Any]
    decide: Callable[[Any], Outcome]
    mark: str = "sentence"
    options: tuple[Option, ...] = ()
    estimate: Estimate | None = None
    drawing: DrawnCurve | DrawnLine | None = None
    view: Mapping[str, Any] = field(default_factory=dict)
    compute: Callable[[Mapping[str, Any]], Any] | None = None
    before: Before = Before()
    then: str = ""
    keeps_back: bool = False

    @property
    def answered_with(self) -> type[Request]:
        """What an answer is sent as: nothing, for choices and guesses are compared in the page; or a drawing."""
        return self.drawing.request(self.slug) if self.drawing else NothingAsked

    def result_of(self, request: Mapping[str, Any]) -> Any:
        """What the engine says to a request."""
        if self.compute:
            return self.compute(request)
        panel = all_panels()[self.panel]
        return panel.compute(panel.request.model_validate(dict(request)))
