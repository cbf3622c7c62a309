"""Every page, light and dark, wide and on a phone; every panel on a projector."""

import pytest

from course.panels import all_panels
from course.syllabus import PANEL_SLUGS
from tests.browser.agreement import settle
from tests.browser.answered import keep_answers
from tests.browser.looking import (
    AXE,
    FRAMES,
    IN_THE_DARK,
    colliding,
    cut_off,
    small,
    violations,
    written_over,
)
from tests.browser.rings import without_a_ring
from web.pages.addresses import every_page, every_panel

WIDE, PHONE, PROJECTOR = (1440, 900), (360, 780), (1920, 1080)
LEAST = 43  # px: 4 % of the height of a projector's picture
LEGIBLE = 11
PICTURES = ".panel-picture, .pattern"
PROJECTED = ".projected :is(.panel-head, .panel-taught, .panel-picture, .panel-inside, .panel-answer)"
IS_DRAWN = """() => document.fonts.status === 'loaded'
  && [...document.querySelectorAll('[data-part=picture], .pattern-place')].every(e => e.childElementCount)
  && [...document.querySelectorAll('[data-part=picture]')].every(e => e.hasAttribute('data-drawn'))
  && [...document.querySelectorAll('#reference')].every(e => e.querySelector('.opblock'))"""


class Looker:
    """One browser page for many addresses; keeps what they say on their consoles."""

    def __init__(self, context, url):
        self.context, self.url, self.said = context, url, []
        self.page = context.new_page()
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def hear(self, message):
        """That a page is not there, which is what /nothing is for, the browser itself says."""
        if not message.location["url"].endswith("/nothing"):
            self.said.append(f"{message.type}: {message.text}")

    def open(self, path, size):
        self.said.clear()
        self.page.unroute_all()
        self.page.evaluate("() => document.fullscreenElement && document.exitFullscreen()")  # it has one size
        self.resize(size)
        self.page.goto(self.url + path)
        self.page.wait_for_function(IS_DRAWN)

    def resize(self, size):
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.evaluate(f"async () => {{ {FRAMES} }}")

    def faults(self, with_axe=True):
        """What axe, if it is asked, and our own eyes find."""
        found = violations(self.page, AXE) if with_axe else []
        if self.page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
            found.append("it scrolls sideways")
        found += small(self.page, PICTURES, LEGIBLE)
        found += cut_off(self.page, f"{PICTURES}, .panel-answer, .panel-head, .prose")
        return found + written_over(self.page, PICTURES)

    def faults_in_the_dark(self):
        """What axe finds among what colors may change: the rest is the same page, and lies where it lies."""
        self.dim("dark")
        found = violations(self.page, IN_THE_DARK)
        self.dim("light")
        return found

    def dim(self, scheme):
        self.page.emulate_media(color_scheme=scheme)


@pytest.fixture(scope="module")
def light(browser, server):
    context = browser.new_context(color_scheme="light", reduced_motion="reduce")
    yield Looker(context, server.url)
    context.close()


# Swagger UI is not ours; the patterns show what has the focus as if it had it all the time
WITHOUT_RINGS = ("/api/docs", "/patterns")


ELSEWHERE = set(every_panel().values())

# Half of axe's time goes into colors. All pages are looked at in both sizes and in both schemes; in which
# size a page is dark goes by turns, for pages have their colors from the same tokens
SCHEMES = [("light", "dark"), ("dark", "light")]
LOOKS = [(path, *SCHEMES[turn % 2]) for turn, path in enumerate(every_page().values())]


@pytest.mark.parametrize(("path", "on_a_phone", "wide"), LOOKS, ids=[path for path, *_ in LOOKS])
def test_a_page_has_no_fault_on_a_phone_or_wide_and_shows_the_focus(light, path, on_a_phone, wide):
    light.open(path, PHONE)
    found = {}
    for size, scheme in ((PHONE, on_a_phone), (WIDE, wide)):
        light.dim(scheme)
        light.resize(size)
        # Axe looks at panels in their lessons, and alone where they are projected; at what is not ours once
        is_looked_at = path not in ELSEWHERE and (size == WIDE or path != "/api/docs")
        found[size, scheme] = light.faults(with_axe=is_looked_at)
    light.dim("light")
    found["without a ring"] = [] if path in WITHOUT_RINGS else without_a_ring(light.page)
    assert found == {look: [] for look in found}
    assert light.said == []


@pytest.mark.parametrize("path", every_panel().values())
def test_a_panel_on_a_projector_is_read_from_the_last_row(light, path):
    light.open(f"{path}?view.project=true", PROJECTOR)
    page = light.page
    assert page.locator(".projected").count() == 1
    assert small(page, PROJECTED, LEAST) == []
    assert cut_off(page, PROJECTED) == []
    assert written_over(page, PROJECTED) == []
    answer = page.locator(".panel-answer").bounding_box()
    assert answer["y"] + answer["height"] <= PROJECTOR[1] + 1
    found = {"light": violations(page, AXE), "dark": light.faults_in_the_dark()}
    assert found == {"light": [], "dark": []}
    assert light.said == []


TALLEST = 4  # units one above the other: what a projector shows in large words


def tallest(preset):
    return max(preset.request.get("network", {}).get("layers", [1]))


def press(page, slug, preset):
    """Presses the button of a preset, wherever it is, and waits for its picture."""
    at = all_panels()[slug].presets.index(preset)
    page.evaluate(f"() => document.querySelector('[data-action=preset][data-value=\"{at}\"]').click()")
    settle(page, slug)


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_no_preset_has_a_fault_on_any_screen(light, slug):
    presets = [preset for preset in all_panels()[slug].presets if preset.request]  # others are the defaults
    light.open(f"/panels/{slug}", WIDE)
    page, found = light.page, {}
    keep_answers(page)
    for size in (WIDE, PHONE, PROJECTOR):
        light.resize(size)
        if size == PROJECTOR:
            page.keyboard.press("p")
            page.locator(".projected").wait_for()
            presets = [preset for preset in presets if tallest(preset) <= TALLEST]
        roots, least = (PROJECTED, LEAST) if size == PROJECTOR else (PICTURES, LEGIBLE)
        for preset in presets:
            press(page, slug, preset)
            light.resize(size)
            found[preset.name, size] = small(page, roots, least) + cut_off(page, roots)
            found[preset.name, size] += written_over(page, roots)
    assert found == {look: [] for look in found}
    assert light.said == []


# The eyes are tested too


@pytest.fixture(scope="module")
def sight(light):
    light.open("/panels/slow-start", WIDE)
    return light


def spoil(looker, script):
    """Does something to the first tick of the first graph."""
    first = "const [part, next] = document.querySelectorAll('.panel-picture .plot .tick');"
    looker.page.evaluate(f"() => {{ {first} {script} }}")


def test_small_words_are_seen(sight):
    spoil(sight, "part.style.fontSize = '6px';")
    assert len(small(sight.page, ".panel-picture", LEGIBLE)) == 1
    spoil(sight, "part.style.fontSize = '';")
    assert small(sight.page, ".panel-picture", LEGIBLE) == []


def test_words_over_each_other_are_seen(sight):
    spoil(sight, "part.setAttribute('dx', next.getAttribute('x') - part.getAttribute('x'));")
    assert len(written_over(sight.page, ".panel-picture")) == 1
    spoil(sight, "part.removeAttribute('dx');")


def test_words_that_are_cut_off_are_seen(sight):
    spoil(sight, "part.setAttribute('dx', '-400');")
    assert len(cut_off(sight.page, ".panel-picture")) == 1
    spoil(sight, "part.removeAttribute('dx');")


def test_a_stop_without_a_ring_is_seen(sight):
    assert without_a_ring(sight.page) == []
    spoil(sight, "document.querySelector('.chip').style.outline = 'none';")
    assert len(without_a_ring(sight.page)) == 1
    spoil(sight, "document.querySelector('.chip').style.outline = '';")


# On paper


@pytest.mark.parametrize("path", [path for path in every_page().values() if "/lessons/" in path])
def test_a_printed_lesson_has_its_pictures_in_full_width_on_white(browser, server, path):
    context = browser.new_context(viewport={"width": 720, "height": 1000}, color_scheme="light")
    context.add_init_script("localStorage.setItem('nudge-theme', 'dark')")
    page = context.new_page()
    page.goto(server.url + path)
    page.wait_for_function(IS_DRAWN)
    page.emulate_media(media="print")
    ground = page.evaluate("() => getComputedStyle(document.documentElement).colorScheme")
    rooms = page.evaluate(
        """() => [...document.querySelectorAll('.panel')].map(panel => [panel.clientWidth,
          panel.querySelector('.panel-picture').clientWidth])"""
    )
    controls = page.locator(".panel-taught:visible, .drawer-bar:visible, .site-head:visible").count()
    controls += page.locator("button:visible:not(.term), select:visible, summary:visible").count()
    controls += page.locator(".panel input:visible").count()
    formulas = page.locator("[data-drawer=maths] math:visible").count()
    found = cut_off(page, "main") + written_over(page, PICTURES) + colliding(page, "body")
    context.close()
    assert ground == "light"
    assert all(picture > 0.9 * panel for panel, picture in rooms)
    assert controls == 0
    assert formulas > 0  # the drawer that is open, without its bar
    assert found == []
