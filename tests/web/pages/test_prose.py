"""The prose is plain: one name each, terms before their use, and no word that points where nothing is."""

import re

import pytest

from course.glossary import GLOSSARY
from course.panels import all_panels
from course.questions import all_questions
from tests.web.pages.prose import WRITTEN, prose_of, said_of_questions

# Beside a panel nothing is below or above; numbers are, and what a pronoun stands for.
POINTS = re.compile(
    r"\b(?:(?:below|above)(?! (?:zero|0|−|\d|½|its?\b|half|that\b|z\b|\w+ = ))"
    r"|(?:under|beneath|beside|next to|to the (?:left|right) of) the (?:panel|plane|picture|text))\b.{0,20}",
    re.I,
)
# What is called otherwise here, or spelled otherwise
OTHER_NAMES = re.compile(
    r"\d%|\bfor ever\b|\btowards\b|\bmaths\b|\blearnt\b|\bblam\w+|\bdecision line|\bhair|\bvalidation loss"
    r"|\bnudge\b(?! ?\.)|\bhow many percent|\bcan part\b",
    re.I,
)
# Terms whose word is also an everyday one, or part of others
EVERYDAY = {
    "input",
    "target",
    "noise",
    "shape",
    "step",
    "off",
    "error",
    "unit",
    "update",
    "loss",
    "linear",
    "activation",
}
EVERYDAY |= {
    "margin",
    "layer",
    "hidden",
    "weight",
    "seed",
    "dead",
    "saddle",
    "valley",
    "cosine",
    "batch-size",
    "threshold",
    "ridge",
    "centered",
}


@pytest.fixture(scope="module")
def pages(app):
    client = app.test_client()
    return {lesson.slug: prose_of(client.get(f"/lessons/{lesson.slug}").text) for lesson in WRITTEN}


@pytest.fixture(scope="module")
def home(app):
    return prose_of(app.test_client().get("/").text)


def texts_of(pages, home):
    """Everything that is said, by where."""
    asked = {
        slug: " ".join([each.prompt, *(f"{o.text} {o.feedback}" for o in each.options)])
        for slug, each in all_questions().items()
    }
    entries = {key: entry.meaning for key, entry in GLOSSARY.items()}
    panels = {slug: f"{panel.title} {panel.summary}" for slug, panel in all_panels().items()}
    return {"home": home, **pages, **asked, **entries, **panels}


def test_no_word_points_to_where_a_panel_is_not(pages, home):
    found = {where: POINTS.findall(text) for where, text in texts_of(pages, home).items()}
    assert {where: words for where, words in found.items() if words} == {}


def test_one_name_each_and_one_spelling(pages, home):
    found = {where: OTHER_NAMES.findall(text) for where, text in texts_of(pages, home).items()}
    assert {where: words for where, words in found.items() if words} == {}


def test_a_term_is_explained_where_it_is_first_met(pages):
    """Its button stands at its first use in the course, or before."""
    known, early = set(), []
    for lesson in WRITTEN:
        text = pages[lesson.slug] + " ".join(said_of_questions(lesson))
        for key, entry in GLOSSARY.items():
            if key in known or key in EVERYDAY:
                continue
            used = re.search(rf"(?<![\w-])(?<!vanishing ){re.escape(entry.term)}(?![\w-])", text, re.I)
            button = text.find(f"⟦{key}⟧")
            if used and not 0 <= button <= used.start():
                early.append((lesson.slug, entry.term, text[used.start() - 40 : used.end() + 10]))
        known |= set(re.findall(r"⟦([^⟧]+)⟧", text))
    assert "\n".join(map(str, early)) == ""


def test_the_patterns_find_what_they_are_for():
    assert POINTS.search("The neuron below answers")
    assert POINTS.search("Open it under the panel")
    assert not POINTS.search("a loss below 0.1, above its start, below zero")
    assert OTHER_NAMES.search("98% of them")
    assert OTHER_NAMES.search("which weight is to blame")
    assert not OTHER_NAMES.search("98 % of them")
