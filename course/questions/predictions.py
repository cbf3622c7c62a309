"""Lesson 10: predictions."""

from __future__ import annotations

from course.questions.digits import QUESTIONS as OF_DIGITS
from course.questions.predict import QUESTIONS as OF_ROWS
from course.questions.transfer import QUESTIONS as OF_TRANSFER
from course.questions.tumor import QUESTIONS as OF_TUMORS

QUESTIONS = (*OF_ROWS, *OF_DIGITS, *OF_TUMORS, *OF_TRANSFER)
