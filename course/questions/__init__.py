"""The prediction questions of every lesson; a lesson's module is called like the lesson."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from course.questions.question import Estimate, Option, Outcome, Question, Trap
from course.syllabus import LESSONS, Lesson
from panel_kit.contract.schema import Request

__all__ = [
    "Answer",
    "Estimate",
    "Option",
    "Outcome",
    "Question",
    "SettleRequest",
    "Trap",
    "all_questions",
    "questions_of",
    "settle",
]


class SettleRequest(Request):
    """An empty object: a question carries all it needs."""


@dataclass(frozen=True)
class Answer:
    """A question settled.

    Attributes
    ----------
    slug : str
    right : str or null
        The key of the right option.
    value, tolerance : float or null
        The number that was to be guessed, and how far off still counts.
    because : str
        Why, with the numbers just computed.
    feedback : dict
        What each option shows about whoever chose it, by key.
    traps : list
        Numbers that known mistakes lead to.
    panel : str
    request, view : dict
        Where the same can be seen and moved; what differs from the panel's defaults.
    """

    slug: str
    right: str | None
    value: float | None
    tolerance: float | None
    because: str
    feedback: dict[str, str]
    traps: list[Trap]
    panel: str
    request: dict[str, Any]
    view: dict[str, Any]


@lru_cache(maxsize=1)
def all_questions() -> dict[str, Question]:
    """Every question by slug, in the order of the course."""
    return {question.slug: question for lesson in LESSONS for question in questions_of(lesson)}


def questions_of(lesson: Lesson) -> tuple[Question, ...]:
    """The questions of a lesson; none while there is no module of its name."""
    if not (Path(__file__).parent / f"{lesson.name}.py").exists():
        return ()
    return tuple(importlib.import_module(f"course.questions.{lesson.name}").QUESTIONS)


def settle(question: Question) -> Answer:
    """The answer, computed now by the panel that the question names."""
    outcome = question.decide(question.result_of(question.request))
    return Answer(
        slug=question.slug,
        right=outcome.right,
        value=outcome.value,
        tolerance=question.estimate.tolerance if question.estimate else None,
        because=outcome.because,
        feedback={option.key: option.feedback for option in question.options},
        traps=outcome.traps,
        panel=question.panel,
        request=dict(question.request),
        view=dict(question.view),
    )
