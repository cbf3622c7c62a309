"""Lesson 10: predictions."""

from __future__ import annotations

from course.questions.digits import QUESTIONS as OF_DIGITS
from course.questions.tumor import QUESTIONS as OF_TUMORS

QUESTIONS = (*OF_DIGITS, *OF_TUMORS)
