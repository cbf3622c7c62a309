"""The syllabus: its plan is for lessons that are not written yet."""

from course.syllabus import LESSONS, PLAN
from web.pages.routes import is_written


def test_what_is_planned_is_for_lessons_to_come():
    unwritten = {lesson.slug for lesson in LESSONS if not is_written(lesson)}
    assert set(PLAN) <= unwritten
    assert all(points and all(points) for points in PLAN.values())
