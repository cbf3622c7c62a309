"""Whatever the five pages show that the course began from is where docs/five_pages.md says."""

import re
from functools import cache
from pathlib import Path

from course.glossary import GLOSSARY
from course.panels import all_panels
from course.questions import all_questions
from course.syllabus import LESSONS, PANEL_SLUGS
from web.pages.search import HEADING, words_in

ROOT = Path(__file__).resolve().parents[1]
ROW = re.compile(r"^\| (?!what the page has|--)(.+) \| (.+) \| `(.+)` \|$", re.MULTILINE)
PAGES = (ROOT / "docs" / "five_pages.md").read_text("utf-8").split("\n## ")[1:]
ROWS = [row for page in PAGES for row in ROW.findall(page)]
PART = re.compile(r"`([^`]+)`|\*([^*]+)\*|“((?:[^“”]|“[^”]*”)+)”")
LESSON_OF_PATH = {f"/lessons/{lesson.slug}": lesson for lesson in LESSONS}


@cache
def template(name):
    """A template's text, its words as a reader has them, and its headings."""
    text = (ROOT / "templates" / f"{name}.html").read_text("utf-8")
    words = " ".join(words_in(text).split())
    return text, words, {" ".join(words_in(each).split()) for each in HEADING.findall(text)}


def looked_up(path):
    """What stands at an address: the words and names that may be named behind it; none if nothing does."""
    place, _, key = path.partition("#")
    if place == "/":
        text, words, headings = template("home")
        return (words, headings) if not key or f'id="{key}"' in text else None
    if place in LESSON_OF_PATH:
        return template(f"lessons/{LESSON_OF_PATH[place].name}")[1:]
    if place == "/glossary":
        return (GLOSSARY[key].meaning, set()) if key in GLOSSARY else None
    panel = all_panels().get(place.removeprefix("/panels/"))
    if panel:
        return panel.summary, set(panel.operation.examples)
    return ("", set()) if place == "/search" else None


def missing(where):
    """What a cell names and is not there."""
    words, names = "", set()
    for code, name, quoted in PART.findall(where):
        if code.startswith("/"):
            found = looked_up(code)
            if found is None:
                yield code
            words, names = found or ("", set())
        elif code and code not in all_questions():
            yield code
        elif name and name not in names:
            yield name
        elif quoted and quoted not in words:
            yield quoted


def test_everything_is_where_it_is_said_to_be():
    assert [(what, list(missing(where))) for what, where, _ in ROWS if any(missing(where))] == []
    assert all(re.search(r"`[^`]+`", where) for _, where, _ in ROWS)


def test_what_is_not_there_is_missed():
    where = "`/lessons/loss` *A better start* “no such words”, `/panels/loss` *hot*, `/glossary#x`, `x`"
    assert list(missing(where)) == ["A better start", "no such words", "hot", "/glossary#x", "x"]


def test_every_test_that_is_named_is_there():
    named = {test for _, _, test in ROWS}
    files = {test: test.partition("::") for test in named}
    texts = {file: (ROOT / "tests" / file).read_text("utf-8") for file, _, _ in files.values()}
    gone = [test for test, (file, _, name) in files.items() if f"\ndef {name}(" not in texts[file]]
    assert gone == []


def test_every_row_is_read_and_every_panel_has_one():
    lines = [line for page in PAGES for line in page.splitlines() if line.startswith("|")]
    assert len(ROWS) == len(lines) - 2 * len(PAGES)
    assert len(PAGES) == 5
    text = " ".join(where for _, where, _ in ROWS)
    beyond_the_pages = {"slow-start", "double-descent", "tumor"}
    assert {slug for slug in PANEL_SLUGS if f"`/panels/{slug}`" not in text} == beyond_the_pages


def test_the_pixels_of_the_first_figure_are_counted_right():
    assert f"256 × 256 pixels is {256 * 256:,} numbers" in template("home")[1]
