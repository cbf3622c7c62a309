"""Every color of words and of drawings on every ground, computed from the style sheets themselves.

Words need 4.5 : 1, on a projector 7 : 1; what a drawing says needs 3 : 1 (WCAG 2.2, 1.4.3, 1.4.6, 1.4.11).
"""

import re

import pytest

from tests.css_rules import THEMES, contrast, every_rule, in_theme, mixed, over, rgb, tokens

WORDS, PROJECTED, GRAPHICS = 4.5, 7.0, 3.0
GROUNDS = ("--paper", "--panel", "--inset", "--act-soft")
SHEETS = ("--paper", "--panel", "--inset")  # what pictures stand on
NEVER_PROJECTED = (
    "layout.css",
    "pages/",
    "questions/question.css",
    "controls/term.css",
)
WRITTEN = re.compile(r"text|tick|value|name|tag|graph-number|function$|label|axis-name|on-panel")
COLORS = re.compile(r"var\((--[\w-]+)\)|(#[0-9a-f]{6})")
MIXTURES = re.compile(r"color-mix\(in oklab, (\S+) (\d+)%, (\S+)\)")
DRAWN = ("fill", "stroke", "background", "border", "border-color", "border-bottom", "outline", "box-shadow")

# Colors that say nothing by themselves, each with what says it
QUIET = {
    ".trial-mark.faint": "a trial that no brush chooses; how many there are stands beside",
    ".trial-line.faint": "a trial that no brush chooses; how many there are stands beside",
    ".tumor-bar": "how many are in a bin; the count stands over it",
    ".weights-frame": "the edge of an image; its pixels are drawn",
    ".plot .grid": "guides for the eye; the ticks say the numbers",
    ".training-plane .grid": "guides for the eye",
    ".handle:hover .grip": "a hint under the pointer; the point itself is drawn",
    ".wire:hover .wire-target": "a hint under the pointer",
    '.wire[aria-pressed="true"] .wire-target': "the open wire is darker and carries marks",
    ".half.one": "a half of the plane; the line between them is drawn",
    ".half.zero": "a half of the plane",
    ".half.one.over": "a half of the plane",
    ".relief-past": "its line is drawn",
    ".relief-to-come": "its line is drawn",
    ".built-ground.lit": "the selected column; its units are lit and its number is bold",
    ".wide-band": "the interval of a line that is drawn; the lines of all seeds lie over it",
    ".approx-miss": "the area between two lines that are drawn",
    ".finder-unread": "what the rules leave out; the lines go on over it",
    ".glow": "brightness beside the number in the lamp",
    ".live": "an underline; the number is set in its own letters, too",
    ".edge.ahead": "what is not yet computed",
    ".tile input": "the tile around it is seen instead",
    ".matrix .lit": "the numbers on it are dark, and so is the unit they belong to",
    ".sum .lit": "the numbers on it are dark",
    ".mark": "the halo of a point; its color is in .mark.class-…",
    ".example": "the halo of a point",
    ".exit, .racer": "the halo of a point; its color is in .racer-…",
    ".curve-plot .point.hollow": "the inside of a ring; .point draws the ring",
    ".plot .way.behind": "what a hill hides; the map draws all of it, and so does a turn",
    ".curve-plot .curve.ahead": "what was seen and lies ahead; all up to the present is drawn in full",
    ".dot.bad .dot-shape": "the inside of a diamond; .dot-shape draws its line",
    ".flow-opened": "the opened layer; its name and numbers stand beside the picture",
    ".schedule-stale": "what was true before a setting changed, until the new comes",
    "nudge-fit.stale": "what was true before a setting changed, until the new comes",
    ".plot text.on-bar": "words, on a lit bar",
    ".rate-band rect": "the reach of a rule of thumb; its name stands on it",
    ".rate-handle.lit .rate-knob": "the inside of the chosen handle; its ring is twice as thick",
    ".seed-failed": "the inside of a diamond, whose line is drawn",
    ".lamp": "the line of a lamp, dark in the dark; the lamp itself is light there",
}
# What a rule fades that says only how much
FADED = {
    ".digit-sheet .digit-ink": ("--ink",),
    ".edge.positive": ("--positive",),
    ".edge.negative": ("--negative",),
    ".plot .curve.faint": ("--ink",),
    ".arrow.before, .arrow-head.before": ("--ink",),
    ".level": ("--ink-soft",),
    ".ghost": ("--ink",),
    ".curve-plot .curve.seed": ("--ink",),
}
LOOKS = [(theme, False) for theme in THEMES] + [(theme, True) for theme in THEMES]


def is_ours(rule):
    """All but the looks of the API's reference, which is Swagger UI's; axe looks at that."""
    return "reference" not in rule.selector


def last(selector):
    """The selector without the theme or the query around it."""
    return re.sub(r"^(@(media|container) \([^)]*\) )?(:root\S* )?", "", selector)


def is_words(rule):
    """Whether its fill colors letters."""
    return bool(WRITTEN.search(rule.selector.split(",")[-1].split()[-1]))


def own_properties():
    """What each property that a sheet sets for its own rules may be: name ↦ tokens and colors."""
    found = {}
    for rule in every_rule():
        for name, value in rule.declared.items():
            if name.startswith("--") and name not in tokens("light"):
                found.setdefault(name, []).extend(token or color for token, color in COLORS.findall(value))
    return found


OWN = own_properties()


def names(value):
    """The tokens and colors of a value."""
    found = [token or color for token, color in COLORS.findall(value)]
    return [each for name in found for each in OWN.get(name) or [name]]


def color(name, known):
    return known.get(name) or rgb(name)


def pairs_of_words():
    """(file, selector, color of the letters, ground) wherever a style sheet colors letters."""
    for rule in every_rule():
        letters = names(rule.declared.get("color", ""))
        if is_words(rule) and not letters:
            letters = names(rule.declared.get("fill", ""))
        if not letters or not is_ours(rule) or rule.selector.startswith("nudge-canvas"):
            continue
        own = names(rule.declared.get("background", ""))
        yield from ((rule, letters[0], ground) for ground in own or grounds_of(letters[0]))


def grounds_of(letters):
    """What letters of a color may stand on."""
    return {"--on-act": ("--act",), "--lamp-ink": ("--lamp-lit", "--lamp-unlit")}.get(letters, GROUNDS)


PAIRS = list(pairs_of_words())


@pytest.mark.parametrize(("theme", "is_projected"), LOOKS)
def test_words_can_be_read_on_every_ground(theme, is_projected):
    known, least = tokens(theme, is_projected), PROJECTED if is_projected else WORDS
    pairs = [each for each in PAIRS if not (is_projected and each[0].file.startswith(NEVER_PROJECTED))]
    poor = {
        f"{letters} on {ground}: {found:.2f} ({rule.selector})"
        for rule, letters, ground in pairs
        if (found := contrast(color(letters, known), color(ground, known))) < least
    }
    assert len(pairs) > 150
    assert poor == set()


@pytest.mark.parametrize(("theme", "is_projected"), LOOKS)
def test_numbers_can_be_read_in_every_lamp_however_bright(theme, is_projected):
    known, least = tokens(theme, is_projected), PROJECTED if is_projected else WORDS
    lamps = [mixed(known["--lamp-lit"], known["--lamp-unlit"], percent / 100) for percent in range(101)]
    assert min(contrast(known["--lamp-ink"], lamp) for lamp in lamps) >= least


def strongest(rule, theme, known):
    """The best contrast of anything that a rule draws, on the worst of the sheets; None: it draws nothing."""
    share = float(rule.declared.get("opacity", 1)) * float(rule.declared.get("stroke-opacity", 1))
    values = [in_theme(rule.declared.get(part, ""), theme) for part in DRAWN]
    on_sheets = [
        [
            contrast(over(each, known[sheet], share), known[sheet])
            for each in painted(values, known, known[sheet])
        ]
        for sheet in SHEETS
    ]
    return min((max(found) for found in on_sheets), default=None) if all(on_sheets) else None


def painted(values, known, sheet):
    """The colors of some values as they are on a sheet; of a mixture, what it comes to."""
    found = []
    for value in values:
        for one, percent, other in MIXTURES.findall(value):
            ground = sheet if other == "transparent" else None
            share = int(percent) / 100
            one = color(names(one)[0], known)
            found.append(
                over(one, ground, share) if ground else mixed(one, color(names(other)[0], known), share)
            )
        rest = MIXTURES.sub("", value)
        found += [color(each, known) for each in names(rest) if each != "--shadow"]
    return found


def is_quiet(rule):
    """Whether a rule's color may be faint: grounds and hairlines of a page, and what is named above."""
    drawn = {each for part in DRAWN for each in names(rule.declared.get(part, ""))}
    is_ground = (
        drawn <= {*GROUNDS, "--hairline", "--shadow"} and not {"fill", "stroke"} & rule.declared.keys()
    )
    return (is_ground and "opacity" not in rule.declared) or last(rule.selector) in QUIET


@pytest.mark.parametrize("theme", THEMES)
def test_what_a_drawing_says_stands_out_from_its_ground(theme):
    known = tokens(theme)
    rules = [rule for rule in every_rule() if not is_words(rule) and not is_quiet(rule) and is_ours(rule)]
    found = {f"{rule.file} {rule.selector}": strongest(rule, theme, known) for rule in rules}
    found = {name: value for name, value in found.items() if value is not None}
    assert len(found) > 60
    assert {name: round(value, 2) for name, value in found.items() if value < GRAPHICS} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_faded_can_still_be_seen(theme):
    known = tokens(theme)
    fades = {
        rule.selector: float(rule.declared["opacity"])
        for rule in every_rule()
        if 0 < float(rule.declared.get("opacity", 1)) < 1 and not is_quiet(rule)
    }
    assert fades.keys() == FADED.keys()
    poor = {
        f"{selector}: {each}"
        for selector, share in fades.items()
        for each in FADED[selector]
        for sheet in SHEETS
        if contrast(over(known[each], known[sheet], share), known[sheet]) < GRAPHICS
    }
    assert poor == set()


@pytest.mark.parametrize("theme", THEMES)
def test_the_colors_of_classes_stand_out_from_their_halos(theme):
    known = tokens(theme)
    marks = [rule for rule in every_rule() if re.match(r"\.mark\.class-\d$", rule.selector)]
    assert len(marks) == 4
    for rule in marks:
        (fill,) = names(in_theme(rule.declared["fill"], theme))
        assert contrast(color(fill, known), known["--panel"]) >= GRAPHICS


def test_every_exception_is_needed():
    faint = {
        last(rule.selector)
        for rule in every_rule()
        for theme in THEMES
        if (strongest(rule, theme, tokens(theme)) or 0) < GRAPHICS
    }
    assert QUIET.keys() - faint == set()


# The arithmetic


def test_contrast_is_that_of_the_standard():
    assert contrast(rgb("#000000"), rgb("#ffffff")) == pytest.approx(21)
    assert contrast(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.005)  # the known near miss
    assert contrast(rgb("#949494"), rgb("#ffffff")) == pytest.approx(3.03, abs=0.005)


def test_a_mixture_in_oklab_has_its_ends_and_its_known_middle():
    one, other = rgb("#ffffff"), rgb("#000000")
    assert mixed(one, other, 1) == pytest.approx(one, abs=1e-6)
    assert mixed(one, other, 0) == pytest.approx(other, abs=1e-6)
    assert mixed(one, other, 0.5) == pytest.approx((0.3885,) * 3, abs=5e-4)  # oklab(0.5 0 0) is #636363


def test_a_color_that_is_too_faint_is_seen():
    known = tokens("light")
    (rule,) = [rule for rule in every_rule() if rule.selector == ".gauge-marker"]
    assert strongest(rule, "light", known) > GRAPHICS
    assert strongest(rule, "light", {**known, "--ink": rgb("#bbbbbb")}) < GRAPHICS
