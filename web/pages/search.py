"""A search over the course: terms of the glossary, panels, and the chapters of the lessons."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from course.glossary import GLOSSARY
from course.panels import all_panels
from course.questions import all_questions
from course.syllabus import LESSONS, Lesson, lesson_of

MOST_CHARACTERS = 100
"""Of what is searched for."""
HEADING = re.compile(r"<h[23][^>]*>(.*?)</h[23]>", re.DOTALL)
NAMED = re.compile(r"""\{\{\s*(term|question)\(["']([\w-]+)["']""")
SYNTAX = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>", re.DOTALL)
WORD = re.compile(r"[^\W_]+")
SHORTEST_PLURAL = 4
IN_TITLE, IN_TEXT, WHOLE = 8, 1, 2

Kind = Literal["term", "panel", "chapter"]


@dataclass(frozen=True)
class Place:
    """Something that can be found.

    Attributes
    ----------
    kind : str
    title : str
    path : str
        Where it is.
    text : str
        What is said of it in the list.
    lesson : Lesson
        Where it belongs.
    title_words, words : frozenset of str
        What finds it, as ``words_of`` gives them.
    """

    kind: Kind
    title: str
    path: str
    text: str
    lesson: Lesson
    title_words: frozenset[str]
    words: frozenset[str]


def search(query: str, places: tuple[Place, ...]) -> list[Place]:
    """The places in which each word of the query begins a word, best first."""
    wanted = set(words_of(query))
    if not wanted:
        return []
    scores = [([score(word, place) for word in wanted], place) for place in places]
    found = [(sum(each), place) for each, place in scores if all(each)]
    return [place for _, place in sorted(found, key=lambda each: (-each[0], len(each[1].title_words)))]


def score(word: str, place: Place) -> int:
    """How well a word finds a place; 0 where it does not."""
    for words, weight in ((place.title_words, IN_TITLE), (place.words, IN_TEXT)):
        if word in words:
            return WHOLE * weight
        if any(each.startswith(word) for each in words):
            return weight
    return 0


def words_of(text: str) -> list[str]:
    """Words in lower case, without accents and plural endings; a Greek letter is the word that it is called.

    What someone types need not be how the pages write it: “Gradients”, “gradient”, “η” and “eta” all find.
    """
    letters = unicodedata.normalize("NFKD", text.replace("_", " "))
    named = "".join(map(spelled, letters))
    return [singular(word) for word in WORD.findall(named.casefold())]


def spelled(letter: str) -> str:
    """“ eta ” for η; an accent is left out; any other letter is itself."""
    name = unicodedata.name(letter, "")
    if name.startswith("GREEK") and "LETTER" in name:
        return f" {name.split('LETTER ')[1].split()[0]} "
    return "" if unicodedata.combining(letter) else letter


def singular(word: str) -> str:
    """Without the s of a plural; short words and those that end in ss stay."""
    is_plural = len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural else word


def close_terms(query: str) -> list[tuple[str, str]]:
    """Up to three terms that are written nearly so, with their keys: for a query that finds nothing."""
    terms = {entry.term.casefold(): key for key, entry in GLOSSARY.items()}
    near = difflib.get_close_matches(query.casefold(), terms, cutoff=0.6)
    return [(GLOSSARY[terms[term]].term, terms[term]) for term in near]


@lru_cache(maxsize=1)
def all_places(lessons: Path) -> tuple[Place, ...]:
    """Terms, panels and chapters, each in the order of the course; ``lessons`` is where their pages lie."""
    return (*terms(), *panels(), *chapters(lessons))


def place(
    kind: Kind, title: str, path: str, text: str, lesson: Lesson, more: str = "", symbol: str = ""
) -> Place:
    """A place, found by its title and symbol before its text and what more is said there."""
    named, said = (frozenset(words_of(words)) for words in (f"{title} {symbol}", f"{text} {more}"))
    return Place(kind, title, path, text, lesson, named, said)


def terms() -> Iterator[Place]:
    """The entries of the glossary."""
    for key, entry in GLOSSARY.items():
        lesson, path = LESSONS[entry.lesson - 1], f"/glossary#{key}"
        # The glossary writes η as \eta, and some terms with a formula that has other symbols
        symbol = entry.symbol if len(words_of(entry.symbol)) == 1 else ""
        yield place("term", entry.term, path, entry.meaning, lesson, f"{key} {entry.symbol}", symbol)


def panels() -> Iterator[Place]:
    """The panels, found by their presets too."""
    for slug, panel in all_panels().items():
        presets = " ".join(panel.operation.examples)
        yield place(
            "panel", panel.title, f"/panels/{slug}", panel.summary, lesson_of(slug), f"{slug} {presets}"
        )


def chapters(folder: Path) -> Iterator[Place]:
    """What stands under each heading of a lesson, with the terms and questions that it names."""
    for lesson in LESSONS:
        file = folder / f"{lesson.name}.html"
        if not file.exists():
            continue
        before, *parts = HEADING.split(file.read_text("utf-8"))
        path = f"/lessons/{lesson.slug}"
        yield place("chapter", lesson.title, path, lesson.question, lesson, words_in(before))
        for heading, text in zip(parts[::2], parts[1::2], strict=True):
            title = " ".join(words_in(heading).split())
            # Browsers go to the words themselves; one that cannot opens the lesson at its beginning
            yield place(
                "chapter", title, f"{path}#:~:text={quote(title, safe='')}", "", lesson, words_in(text)
            )


def words_in(template: str) -> str:
    """What a template says, without what is computed in it."""

    def named(match: re.Match[str]) -> str:
        kind, key = match.groups()
        words = GLOSSARY[key].term if kind == "term" else all_questions()[key].prompt
        return f" {words} {match[0]}"

    return SYNTAX.sub(" ", NAMED.sub(named, template)).replace("&nbsp;", " ")
