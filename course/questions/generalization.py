"""Lesson 11: generalization."""

from __future__ import annotations

from course.questions.double_descent import QUESTIONS as OF_DOUBLE_DESCENT
from course.questions.overfitting import QUESTIONS as OF_OVERFITTING
from course.questions.question import Question

QUESTIONS: tuple[Question, ...] = (*OF_OVERFITTING, *OF_DOUBLE_DESCENT)
