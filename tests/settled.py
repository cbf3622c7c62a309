"""What the engine says to the questions: computed once, however many tests look at it."""

from functools import cache
from typing import Any

from course.panels import all_panels
from course.questions import Answer, all_questions, answer_of
from tests.kept import kept


@cache
def result_of(slug: str) -> Any:
    """What decides the question, in the state that it names."""
    question = all_questions()[slug]
    return kept(lambda: question.result_of(question.request), "result", slug)


def settled(slug: str, answered: Any = None) -> Answer:
    """The answer to the question, as `course.questions.settle` gives it; a drawing is held against it."""
    question = all_questions()[slug]
    return answer_of(question, question.decide(result_of(slug)), answered)


@cache
def shown(slug: str) -> Any:
    """What the panel shows of the state that settles the question."""
    question = all_questions()[slug]
    if question.compute is None:
        return result_of(slug)
    panel = all_panels()[question.panel]
    request = panel.request.model_validate(dict(question.request))
    return kept(lambda: panel.compute(request), "shown", slug)
