"""The glossary's page, and the cards that pages show of it."""

import html
import re

import pytest

from course.glossary import GLOSSARY
from course.syllabus import LESSONS
from web.pages.routes import is_written

WRITTEN = [lesson.slug for lesson in LESSONS if is_written(lesson)]


def test_the_page_has_every_entry_once_by_its_key_in_the_order_of_the_terms(client):
    page = html.unescape(client.get("/glossary").text)
    terms = [GLOSSARY[key].term for key in re.findall(r'<div id="([^"]+)">', page)]
    assert terms == sorted((entry.term for entry in GLOSSARY.values()), key=str.lower)
    for entry in GLOSSARY.values():
        assert page.count(f"<dd>{entry.meaning}") == 1


def test_every_entry_leads_to_its_lesson(client):
    page = html.unescape(client.get("/glossary").text)
    for key, entry in GLOSSARY.items():
        part = page.split(f'<div id="{key}">', 1)[1].split("</div>", 1)[0]
        link = f'<a href="/lessons/{LESSONS[entry.lesson - 1].slug}">Lesson {entry.lesson}</a>'
        assert link in part
    for link in set(re.findall(r'href="(/lessons/[^"]+)"', page)):
        assert client.get(link).status_code == 200


@pytest.mark.parametrize("slug", WRITTEN)
def test_a_terms_button_opens_its_card_which_leads_to_the_entry(client, slug):
    page = html.unescape(client.get(f"/lessons/{slug}").text)
    opened = re.findall(r'popovertarget="term-([^"]+)"', page)
    assert opened
    for key in opened:
        assert page.count(f'id="term-{key}"') == 1
        card = page.split(f'id="term-{key}"', 1)[1].split("Glossary</a>", 1)[0]
        assert GLOSSARY[key].meaning in card
        assert f'href="/glossary#{key}"' in card
