"""The plans for a class hold for the panels as they are: their keys, their presets, their minutes."""

import re
from pathlib import Path

from course.panels import all_panels
from course.syllabus import LESSONS
from web.pages.routes import is_written

ROOT = Path(__file__).resolve().parents[1]
PLANS = (ROOT / "docs" / "teaching.md").read_text("utf-8").partition("## A plan for each lesson")[2]
SCRIPT = (ROOT / "static" / "js" / "lib" / "projection.js").read_text("utf-8")
SHOWN = set(re.findall(r'shown: "([^"]+)"', SCRIPT)) - {"Page Down", "Page Up", "1 to 9"}
KEYS = SHOWN | {"PageDown", "PageUp", "Tab", *"123456789"}
CODE = re.compile(r"`([^`]+)`(?: \*([^*]+)\*)?")
LESSON = re.compile(r"^### Lesson (\d+): ([^\n]+)\n(.+?)(?=^### |\Z)", re.M | re.S)


def steps(plan):
    """The panel that each press of a plan is for, the key, and what is named behind it."""
    at = None
    for code, name in CODE.findall(plan):
        if code.startswith("/panels/"):
            at = code.removeprefix("/panels/")
        elif not code.startswith("/"):
            yield at, code, name


def plays(slug):
    """Whether a panel has a button that plays."""
    template = (ROOT / "templates" / "panels" / f"{slug.replace('-', '_')}.html").read_text("utf-8")
    return (
        'data-part="player"' in template or "run_frame.html" in template or "data-plays" in scripts_of(slug)
    )


def scripts_of(slug):
    """All that a panel's own scripts say."""
    folder = ROOT / "static" / "js" / "panels" / slug.replace("-", "_")
    return "".join(file.read_text("utf-8") for file in folder.rglob("*.js"))


def has_large_curves(slug):
    """Whether a panel has curves to be seen large: one of its own, or those of every run."""
    return any(word in scripts_of(slug) for word in ("toggleLarge", "/run/panel.js"))


def test_every_lesson_has_a_plan_under_its_title():
    planned = {int(number): title for number, title, _ in LESSON.findall(PLANS)}
    titles = {lesson.number: lesson.title for lesson in LESSONS if is_written(lesson)}
    assert planned == titles


def test_both_parts_of_a_plan_take_45_minutes():
    for _, title, plan in LESSON.findall(PLANS):
        first, second = plan.partition("Second part:")[::2]
        for part in (first, second):
            assert sum(map(int, re.findall(r"^- (\d+) min", part, re.M))) == 45, title


def test_a_plan_names_the_panels_of_its_lesson():
    for number, _, plan in LESSON.findall(PLANS):
        panels = set(LESSONS[int(number) - 1].panels)
        named = set(re.findall(r"`/panels/([^`]+)`", plan))
        assert named <= panels
        assert named


def test_a_key_of_a_plan_is_one_and_opens_the_preset_behind_it():
    for _, title, plan in LESSON.findall(PLANS):
        for slug, key, name in steps(plan):
            assert key in KEYS, (title, key)
            if key.isdigit():
                presets = [preset.name for preset in all_panels()[slug].presets]
                assert presets[int(key) - 1 : int(key)] == [name], (title, slug, key)
            if key == ".":
                assert plays(slug), (title, slug)
            if key == "v":
                assert has_large_curves(slug), (title, slug)
