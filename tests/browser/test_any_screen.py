"""Every page at 320 px (a desktop at 400 %), with letters of twice the size, in the reader's own colors."""

import pytest

from tests.browser.looking import UNFOLD, colliding, cut_off, faint, pixels, unmarked, written_over
from tests.browser.test_looks import PICTURES, Looker
from tests.css_rules import contrast
from web.pages.addresses import every_page, every_panel

NARROW, WIDE = (320, 640), (1280, 800)
USUAL, TWICE = 16, 32  # px: the size of letters that a reader has set the browser to
WORDS, GRAPHICS = 4.5, 3.0
OURS = ":is(.panel, .pattern, .question)"


class Reader(Looker):
    """A reader who sets the size of letters and the colors in the browser itself."""

    def __init__(self, context, url):
        super().__init__(context, url)
        self.browser = context.new_cdp_session(self.page)

    def letters(self, size):
        self.browser.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})

    def losses(self):
        """What is not there, or lies over something else."""
        page, found = self.page, []
        if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
            found.append("it scrolls sideways")
        found += cut_off(page, "main") + written_over(page, PICTURES) + colliding(page, "body")
        return found

    def covered(self):
        """Docked panels, but for the one that is drawn in, that leave the text less than a quarter."""
        return self.page.evaluate(
            "() => [...document.querySelectorAll('.lesson .panel[data-dock]:not([data-panel=digits])')]"
            ".filter((panel) => panel.offsetHeight > 0.75 * innerHeight).map((panel) => panel.localName)"
        )

    def colors(self, scheme, forced):
        self.page.emulate_media(color_scheme=scheme, forced_colors=forced)

    def unseen(self):
        """Words in pictures, and states of buttons, that cannot be told from what is around them."""
        return faint(self.page, PICTURES, WORDS) + unmarked(self.page, OURS)


@pytest.fixture(scope="module")
def reader(browser, server):
    context = browser.new_context(reduced_motion="reduce")
    yield Reader(context, server.url)
    context.close()


COLORS = [("light", "none"), ("dark", "none"), ("light", "active"), ("dark", "active")]
ALONE = set(every_panel().values())  # each is in a lesson, too, and has the same colors there


@pytest.mark.parametrize("path", every_page().values())
def test_nothing_is_lost_on_any_screen(reader, path):
    reader.letters(USUAL)
    reader.colors("light", "none")
    reader.open(path, NARROW)
    if path != "/api/docs":  # whose thousand folds are not ours
        reader.page.evaluate(UNFOLD)
        reader.resize(NARROW)
    found = {"320 px": reader.losses()}
    reader.letters(TWICE)
    reader.resize(WIDE)
    assert reader.page.evaluate("() => getComputedStyle(document.documentElement).fontSize") == "36px"
    found["200 % letters"] = reader.losses() + reader.covered()
    reader.letters(USUAL)
    for scheme, forced in COLORS if path not in ALONE else ():
        reader.colors(scheme, forced)
        reader.resize(WIDE)
        found[f"{scheme}, forced colors {forced}"] = reader.unseen()
    assert found == {look: [] for look in found}
    assert reader.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_readers_colors_a_slider_shows_its_way_and_its_focus(reader, scheme):
    reader.colors(scheme, "active")
    reader.open("/panels/neuron", WIDE)
    slider = reader.page.locator("input[type=range]").first
    slider.press("Home")
    box = slider.bounding_box()
    middle = {"x": box["x"] + box["width"] / 2, "y": box["y"], "width": 1, "height": box["height"]}
    ground, *way = pixels(reader.page, middle)
    assert max(contrast(share(each), share(ground)) for each in way) >= GRAPHICS
    assert slider.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"


def share(color):
    return [part / 255 for part in color]


def test_in_the_readers_colors_a_heatmap_keeps_its_two_sides(reader):
    reader.colors("light", "active")
    reader.open("/panels/training", WIDE)
    script = """() => {
      const {positive, negative} = document.querySelector('nudge-canvas').colors();
      return positive !== negative;
    }"""
    assert reader.page.evaluate(script)


# The eyes are tested too


@pytest.fixture(scope="module")
def sight(reader):
    reader.colors("light", "none")
    reader.open("/panels/softmax", WIDE)
    return reader.page


def test_words_near_to_the_color_under_them_are_seen(sight):
    spoil = """color => { document.querySelector('.whole-bar rect').style.fill = color; }"""
    sight.evaluate(spoil, "var(--ink-soft)")
    assert [words[0] for words in faint(sight, PICTURES, WORDS)] == ["p", "₁"]
    sight.evaluate(spoil, "")
    assert faint(sight, PICTURES, WORDS) == []


def test_a_button_that_hides_its_state_is_seen(sight):
    spoil = """style => { const button = document.querySelector('.chip');
      Object.assign(button.style, style); }"""
    plain = {"background": "white", "color": "black", "borderColor": "black"}
    sight.evaluate(spoil, plain)
    assert len(unmarked(sight, OURS)) == 1
    sight.evaluate(spoil, dict.fromkeys(plain, ""))
    assert unmarked(sight, OURS) == []


def test_lines_over_each_other_are_seen(sight):
    spoil = """top => { Object.assign(document.querySelector('.sentence').style,
      {position: 'relative', top}); }"""
    sight.evaluate(spoil, "-2rem")
    assert len(colliding(sight, "body")) > 0
    sight.evaluate(spoil, "")
    assert colliding(sight, "body") == []
