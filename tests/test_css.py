"""Each class is styled in one file, and the file is where one would look for it."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from course.syllabus import PANEL_SLUGS
from tests.css_rules import CSS, every_rule, name_of
from web.edge.static_files import style_sheets

ROOT = Path(__file__).resolve().parent.parent
SHEETS = {name_of(path): path.read_text("utf-8") for path in style_sheets(CSS)}

# What something is for the moment or besides: these words never stand alone, whatever they are said of is
# styled in its own file. `unit` and `selected`, `bar` and `positive`.
STATES = set(
    re.findall(
        r"[\w-]+",
        """ahead arriving back bad bare before broad change class-0 class-1 class-2 class-3 close corner
        crowded dense done failed faint fed first fitted fourth good here held-out hollow hovered in-box input
        lit many mistake negative now of-words on-bar on-panel one open other over part placing plain positive
        projected right second seed seen selected sign stale tall target third timed unknown validation wide
        wrong zero as-focused-within projecting scripted pinned
        with-pinned-panel""",
    )
)
# What is drawn by others: Swagger UI and Pygments write these
NOT_OURS = re.compile(r"\.reference |\.dark-mode|\.tok-")


def selectors(rule):
    """The selectors of a rule, one by one, those it is nested in before its own."""
    found = [""]
    for level in rule.around:
        if not level.startswith("@"):
            found = [f"{outer} {own}".replace(" &", "") for outer in found for own in parts(level)]
    return [each.strip() for each in found]


def parts(text, sign=","):
    """A text taken apart at a sign, where it stands in no brackets."""
    found, depth = [""], 0
    for letter in text:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(letter, 0)
        if letter == sign and not depth:
            found.append("")
        else:
            found[-1] += letter
    return [each.strip() for each in found if each.strip()]


def elements(selector):
    """What a selector says of each element on the way, without conditions: the last is the one it styles."""
    plain = re.sub(r":(has|not)\((?:[^()]|\([^()]*\))*\)", "", selector)
    return [each for each in parts(plain, " ") if each not in ">+~"]


def styled(selector):
    """The classes that a selector styles, or the element of ours: of its last element that has any."""
    for element in reversed(elements(selector)):
        named = set(re.findall(r"\.([a-zA-Z][\w-]*)", element)) - STATES
        named |= set(re.findall(r"^nudge-[\w-]+", element))
        if named:
            return named
    return set()


def test_what_follows_has_is_named():
    """At every change a browser asks anew what `:has()` changes; without a name, that is the whole page.

    A few words that change cost such a page ten milliseconds: all was laid out again.
    """
    after = [
        (selector, (elements(each) or [""])[-1])
        for rule in every_rule()
        for selector in selectors(rule)
        for each in [re.split(r":has\((?:[^()]|\([^()]*\))*\)", selector)[-1]]
        if ":has(" in selector and re.match(r"\s", each)
    ]
    assert after
    assert [selector for selector, last in after if not re.search(r"[.#\[]", last)] == []


def homes():
    """Class ↦ the files that style it."""
    found = defaultdict(set)
    for rule in every_rule():
        for selector in selectors(rule):
            if not NOT_OURS.match(selector):
                for name in styled(selector):
                    found[name].add(rule.file)
    return found


def test_each_class_is_styled_in_one_file():
    assert {name: sorted(files) for name, files in homes().items() if len(files) > 1} == {}
    assert len(homes()) > 200


def test_each_class_is_in_use():
    written = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("static/js/**/*.js")]
    words = set(re.findall(r"[\w-]+", " ".join(path.read_text("utf-8") for path in written)))
    assert sorted(name for name in homes() if name not in words) == []


def test_a_state_is_said_of_something():
    alone = [
        selector
        for rule in every_rule()
        for selector in selectors(rule)
        if set(re.findall(r"\.([a-zA-Z][\w-]*)", selector)) and not styled(selector)
    ]
    # What these are said of is an element: the page, and whatever has the focus
    assert [each for each in alone if not re.search(r"wide|pinned|projecting|as-focused-within", each)] == []


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_short_and_says_what_it_is(name):
    lines = SHEETS[name].splitlines()
    assert len(lines) <= 250
    assert lines[0].startswith("/* ")


@pytest.mark.parametrize("name", SHEETS)
def test_all_rules_stand_in_a_layer(name):
    outside = re.findall(r"^[^\s/@}].*", SHEETS[name], re.M)
    assert outside == []
    assert set(re.findall(r"^@([\w-]+)", SHEETS[name], re.M)) <= {"layer", "font-face"}


def test_the_folders_are_those_of_the_scripts():
    folders = {name.split("/")[0] for name in SHEETS if "/" in name}
    assert folders - {"pages"} <= {path.name for path in (ROOT / "static/js").iterdir() if path.is_dir()}
    panels = {Path(name).stem.replace("_", "-") for name in SHEETS if name.startswith("panels/")}
    assert panels <= set(PANEL_SLUGS)


def test_the_sheet_that_ranks_the_layers_comes_first():
    assert next(iter(SHEETS)) == "layers.css"
    ranked = re.findall(r"\w+", SHEETS["layers.css"].rsplit("@layer", 1)[1])
    assert set(re.findall(r"^@layer (\w+) \{", "\n".join(SHEETS.values()), re.M)) == set(ranked)


# The reading itself


def test_a_selector_styles_the_last_thing_it_names():
    assert styled(".stages > .segments button") == {"segments"}
    assert styled(".unit.selected .ring") == {"ring"}
    assert styled(".sum .positive") == {"sum"}
    assert styled(".panel:has(.pictures) .plot:is(.bar-chart, .whole-bar) text") == {
        "plot",
        "bar-chart",
        "whole-bar",
    }
