"""The glossary: every entry once, every term of the templates in it, in plain sentences."""

import ast
import re
from pathlib import Path

import pytest

from course import glossary
from course.glossary import GLOSSARY
from course.syllabus import LESSONS
from web.pages.math import mathml

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
TERM = re.compile(r"""\bterm\(\s*["']([^"']+)["']""")


def terms_of(path):
    return TERM.findall(path.read_text("utf-8"))


USED = {path.relative_to(TEMPLATES).as_posix(): terms_of(path) for path in TEMPLATES.rglob("*.html")}


def test_templates_use_terms_and_every_one_has_an_entry():
    used = {key for keys in USED.values() for key in keys}
    assert len(used) > 20
    assert used - set(GLOSSARY) == set()


@pytest.mark.parametrize("page", [page for page, keys in USED.items() if keys])
def test_a_page_explains_a_term_once(page):
    # A second card would have the same id.
    assert sorted(set(USED[page])) == sorted(USED[page])


def test_no_key_is_written_twice():
    (literal,) = [
        node.value
        for node in ast.parse(Path(glossary.__file__).read_text("utf-8")).body
        if isinstance(node, ast.AnnAssign)
    ]
    keys = [key.value for key in literal.keys]
    assert len(keys) == len(set(keys)) == len(GLOSSARY)


def test_no_term_is_defined_twice():
    terms = [entry.term.lower() for entry in GLOSSARY.values()]
    assert len(set(terms)) == len(terms)
    assert len({entry.meaning for entry in GLOSSARY.values()}) == len(terms)


@pytest.mark.parametrize("key", GLOSSARY)
def test_an_entry_is_short_and_in_whole_sentences(key):
    entry = GLOSSARY[key]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z]+)*", key)
    assert entry.meaning[0].isupper() or entry.meaning.startswith("−")
    assert entry.meaning.endswith(".")
    assert len(entry.meaning) <= 220
    assert not set("\\^_") & set(re.sub(r"\bn_(in|out)\b", "", entry.meaning + entry.term))
    assert entry.shape in ("", "scalar") or re.fullmatch(r"\(\w+,( \w+)?\)", entry.shape)


@pytest.mark.parametrize("key", [key for key, entry in GLOSSARY.items() if entry.symbol])
def test_a_symbol_can_be_drawn(key):
    drawn = mathml(GLOSSARY[key].symbol)
    assert drawn.startswith("<math")
    assert "\\" not in drawn


@pytest.mark.parametrize(
    ("symbol", "key", "shape"),
    [
        ("x", "input", "(n_in,)"),
        ("X", "batch", "(batch, n_in)"),
        ("y", "target", "(n_out,)"),
        ("w", "weight", "(n_out, n_in)"),
        ("b", "bias", "(n_out,)"),
        ("z", "pre-activation", "(n_out,)"),
        ("a", "activation", "(n_out,)"),
        ("\\hat{y}", "prediction", "(n_out,)"),
        ("L", "loss", "scalar"),
        ("\\delta", "delta", "(n_out,)"),
        ("\\eta", "learning-rate", ""),
        ("\\theta", "parameter", "(n_parameters,)"),
    ],
)
def test_symbols_and_shapes_are_those_of_the_code(symbol, key, shape):
    assert (GLOSSARY[key].symbol, GLOSSARY[key].shape) == (symbol, shape)


def test_a_term_is_not_explained_before_the_lesson_that_it_is_said_to_begin_in():
    lessons = {f"lessons/{lesson.name}.html": lesson.number for lesson in LESSONS}
    early = [
        (page, key)
        for page, keys in USED.items()
        for key in keys
        if page in lessons and GLOSSARY[key].lesson > lessons[page]
    ]
    assert early == []


def test_the_lesson_of_an_entry_uses_its_word():
    silent = []
    for key, entry in GLOSSARY.items():
        page = TEMPLATES / "lessons" / f"{LESSONS[entry.lesson - 1].name}.html"
        text = page.read_text("utf-8")
        stem = entry.term.lower().removesuffix("e")
        if f'term("{key}"' not in text and stem not in text.lower():
            silent.append((key, entry.lesson))
    assert silent == []
