"""Lesson 10: predictions."""

from __future__ import annotations

from course.questions.tumor import QUESTIONS as OF_TUMORS

QUESTIONS = (*OF_TUMORS,)
