"""The search finds terms, panels and chapters by what people type, and says so when there is nothing."""

import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from course.glossary import GLOSSARY
from course.panels import all_panels
from course.syllabus import LESSONS
from web.pages.routes import TEMPLATES, is_written
from web.pages.search import MOST_CHARACTERS, all_places, search, singular, words_of

PLACES = all_places(TEMPLATES / "lessons")


def found(query):
    return [(place.kind, place.title) for place in search(query, PLACES)]


@pytest.mark.parametrize("key", GLOSSARY)
def test_every_term_is_found_by_its_name_first_of_all_terms(key):
    name = GLOSSARY[key].term
    names = [title for kind, title in found(name) if kind == "term"]
    assert name in names[:1]


@pytest.mark.parametrize("slug", all_panels())
def test_every_panel_is_found_by_its_title_and_by_the_name_in_its_address(slug):
    title = all_panels()[slug].title
    assert ("panel", title) in found(title)
    assert ("panel", title) in found(slug)


@pytest.mark.parametrize(
    "lesson", [lesson for lesson in LESSONS if is_written(lesson)], ids=lambda each: each.slug
)
def test_every_heading_of_a_lesson_is_found_and_leads_to_it(client, lesson):
    page = html.unescape(re.sub(r"\s+", " ", client.get(f"/lessons/{lesson.slug}").text))
    chapters = [place for place in PLACES if place.kind == "chapter" and place.lesson is lesson]
    assert len(chapters) > 3
    for place in chapters:
        assert ("chapter", place.title) in found(place.title)
        path, _, fragment = place.path.partition("#:~:text=")
        assert path == f"/lessons/{lesson.slug}"
        assert unquote(fragment) in page


SAME = [("η", "eta"), ("Gradients", "gradient"), ("RELU", "relu"), ("Schrödinger", "schrodinger")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_word_is_the_same_however_it_is_written(one, other):
    assert words_of(one) == words_of(other)


def test_a_greek_letter_finds_what_it_stands_for():
    assert ("term", GLOSSARY["learning-rate"].term) in found("η")[:3]
    assert found("η") == found("eta")


def test_every_word_must_be_there_and_may_be_a_beginning():
    assert ("term", "vanishing gradient") in found("vani grad")
    assert found("vanishing tomatoes") == []
    assert [singular(word) for word in ("losses", "loss", "gas", "weights")] == [
        "losse",
        "loss",
        "gas",
        "weight",
    ]


def test_what_is_in_a_title_comes_before_what_is_in_the_text():
    titles = [title for kind, title in found("momentum") if kind == "term"]
    assert titles[0] == "momentum"


@pytest.mark.parametrize("query", ["", " ", "?", "…", "__", "%", "<b>", "\x00"])
def test_what_has_no_words_finds_nothing_and_breaks_nothing(client, query):
    answer = client.get("/search", query_string={"q": query})
    assert answer.status_code == 200
    assert "<b>" not in answer.text.split("<main")[1]


def test_words_are_text_on_the_page(client):
    hostile = '"><script>alert(1)</script>{{ 7 * 7 }}'
    page = client.get("/search", query_string={"q": hostile}).text
    assert "<script>alert" not in page
    assert "49" not in re.findall(r'name="q"[^>]*', page)[0]
    assert html.unescape(re.findall(r'name="q" type="search" value="([^"]*)"', page)[0]) == hostile


def test_what_finds_nothing_is_met_by_terms_written_nearly_so(client):
    page = html.unescape(client.get("/search?q=gradeint").text)
    assert "No places for “gradeint”" in page
    assert '<a href="/search?q=gradient">gradient</a>' in page


def test_a_query_has_an_end(client):
    assert client.get("/search", query_string={"q": "x" * MOST_CHARACTERS}).status_code == 200
    refused = client.get("/search", query_string={"q": "x" * (MOST_CHARACTERS + 1)})
    assert refused.status_code == 400
    assert f"at most {MOST_CHARACTERS}" in refused.text


def test_every_place_leads_somewhere(client):
    page = html.unescape(client.get("/search?q=the").text)
    addresses = {address.split("#")[0] for address in re.findall(r'<li><a href="([^"]+)"', page)}
    assert len(addresses) > 10
    for address in addresses - {"/glossary"}:
        assert Path(address).name in {*all_panels(), *(lesson.slug for lesson in LESSONS)}
    keys = re.findall(r'href="/glossary#([^"]+)"', page)
    assert keys
    assert set(keys) <= set(GLOSSARY)
