"""The syllabus: its plan is for lessons that are not written yet."""

from course.panels import all_panels
from course.syllabus import LESSONS, PLAN
from web.pages.routes import is_written


def test_what_is_planned_is_for_lessons_to_come():
    unwritten = {lesson.slug for lesson in LESSONS if not is_written(lesson)}
    assert set(PLAN) <= unwritten
    assert all(points and all(points) for points in PLAN.values())


def test_no_link_of_a_lesson_opens_a_drawer_over_its_own_words():
    states = [
        (slug, name)
        for slug, panel in all_panels().items()
        for name, state in panel.saved_states.items()
        if "drawer" in state.view
    ]
    assert states == []
