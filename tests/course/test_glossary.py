"""The glossary: every entry once, every term of the templates in it, in plain sentences."""

import ast
import re
from pathlib import Path

import pytest

from course import glossary
from course.glossary import GLOSSARY
from course.panels import all_panels
from course.syllabus import LESSONS
from nn_core.optimizers import OPTIMIZERS
from tests.every_case import check_every
from web.pages.math import mathml

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
GREEK = """alpha beta gamma delta epsilon varepsilon eta theta kappa lambda mu nu rho sigma tau"""
# Letters that count or stand for any number or function
INDICES = set("ceijklmnhfdtT")
# Entries that are a symbol in a formula, and terms of diagnoses and of other entries
ONLY_SYMBOLS = ("epsilon", "rate-decay", "dampening", "running-mean")
SAID_ELSEWHERE = (
    "saddle",
    "valley",
    "truth-table",
    "weight-matrix",
    "regression",
    "classification",
    "noise",
    "r-squared",
    "rmse",
)
# Words of labels that mean here what they mean anywhere
PLAIN = """a all and any as at to from of over in the on or nand one two than before after most up down
first each add added start end example examples functions put together mean sum terms output outputs hidden
made updates trained absolute value share class classes inner radius turns held out factor fall bottom cycle
restart restarted constant given exponential uniform normal zeros form categorical whole sides data run
are called columns in use separated decimal mark row network it fires predicted words missing comma number
point > ≥ commas several semicolons tabs names vertical bars true false spaces −1
best its stop rate rates turned by for an angle coordinate half width your own
training drawn around without connections normalization σ
direction directions random network's
circles moons spirals blobs tumors quadrants sine fast parabola cubic bump sawtooth units logits = 's
along cooldown ÷ last least progress lowest ends peak next times long phases counts leads spent climbing moves
line every amount cycled against left alone three compared
which that weights folding built folded chirp nielsen's curve formula new digit wrong labels
learn shifted copies known writers signs program full loop stopping early simplenet
task tasks 0–4 5–9 ten then odd even digits method search grid halving model-based tpe per
uci mnist ×"""
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


def test_an_entry_is_short_and_in_whole_sentences():
    def is_short(key, entry):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z]+)*", key)
        assert entry.meaning[0].isupper() or entry.meaning.startswith("−")
        assert entry.meaning.endswith(".")
        assert len(entry.meaning) <= 220
        assert not set("\\^_") & set(re.sub(r"\bn_(in|out)\b", "", entry.meaning + entry.term))
        assert entry.shape in ("", "scalar") or re.fullmatch(r"\(\w+,( \w+)?\)", entry.shape)

    check_every(((key, (key, entry)) for key, entry in GLOSSARY.items()), is_short)


def test_a_symbol_can_be_drawn():
    def is_drawn(symbol):
        drawn = mathml(symbol)
        assert drawn.startswith("<math")
        assert "\\" not in drawn

    check_every(((key, (entry.symbol,)) for key, entry in GLOSSARY.items() if entry.symbol), is_drawn)


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


def panel_words():
    """What controls and their options are called, on any panel."""
    for panel in all_panels().values():
        for control in panel.controls.values():
            yield control.label
            if control.kind != "features":  # those are formulas
                yield from (name for _, name in control.options)


def test_the_lesson_of_an_entry_uses_its_word():
    """In its prose; or a panel does, in a control, a formula or a diagnosis."""
    silent = []
    controls = " ".join(panel_words()).lower()
    for key, entry in GLOSSARY.items():
        page = TEMPLATES / "lessons" / f"{LESSONS[entry.lesson - 1].name}.html"
        text = page.read_text("utf-8").lower() + controls
        stem = entry.term.lower().removesuffix("e")
        is_shown = stem in text or key in ONLY_SYMBOLS or key in SAID_ELSEWHERE
        if f'term("{key}"' not in text and not is_shown:
            silent.append((key, entry.lesson))
    assert silent == []


def test_every_control_and_option_is_in_plain_words_or_in_the_glossary():
    known = {re.sub(r"[()]", " ", entry.term.lower()).strip() for entry in GLOSSARY.values()}
    longest_first, plain = sorted(known, key=len, reverse=True), {*PLAIN.split(), *letters()}

    def is_known(label):
        text = re.sub(r"\{[^}]*\}|[,()]", " ", label.lower().replace("’", "'"))
        for term in longest_first:
            text = re.sub(rf"(?<!\w){re.escape(term)}(e?s)?(?!\w)", " ", text)
        assert [word for word in text.split() if word not in plain and not word.isdigit()] == []

    check_every(((label, (label,)) for label in sorted(set(panel_words()))), is_known)


def letters():
    """The symbols of the glossary, as they stand in a label."""
    names = {"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "eta": "η", "mu": "μ", "hat{y}": "ŷ"}
    found = symbols(" ".join(entry.symbol for entry in GLOSSARY.values()))
    return {names.get(symbol.lstrip("\\"), symbol.lower()) for symbol in found} | {"ŷ", "he", "huber's"}


def symbols(latex):
    """Greek letters and single letters of formulas; words and the names of functions left out."""
    bare = re.sub(r"\\(text|mathrm|operatorname)\{[^}]*\}", " ", latex)
    bare = re.sub(r"\\(hat|bar)\s*\{?y\}?", " ", bare)
    greek = re.findall(rf"\\(?:{'|'.join(GREEK.split())})(?![a-z])", bare)
    return set(greek) | set(
        re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", re.sub(r"\\[a-zA-Z]+", " ", bare))
    )


FORMULAS = {name: optimizer.formula for name, optimizer in OPTIMIZERS.items()} | {
    path.name: " ".join(re.findall(r'"((?:[^"\\]|\\.)*)" \| math', path.read_text("utf-8"))).replace(
        "\\\\", "\\"
    )
    for path in TEMPLATES.rglob("*.html")
}


@pytest.mark.parametrize("name", [name for name, formula in FORMULAS.items() if formula])
def test_every_symbol_of_a_formula_is_in_the_glossary(name):
    known = symbols(" ".join(entry.symbol for entry in GLOSSARY.values()))
    assert symbols(FORMULAS[name]) - known - INDICES == set()


def test_no_symbol_of_an_optimizer_is_that_of_something_else():
    """The buffer of momentum was b once, the bias."""
    taken = {GLOSSARY[key].symbol for key in ("input", "weight", "bias", "pre-activation", "activation")}
    assert [name for name, each in OPTIMIZERS.items() if symbols(each.formula) & taken] == []
