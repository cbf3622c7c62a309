"""Every page, light and dark, wide and on a phone; every panel on a projector."""

import pytest

from course.panels import all_panels
from course.syllabus import PANEL_SLUGS
from tests.browser.agreement import address
from tests.browser.looking import AXE, IN_THE_DARK, colliding, cut_off, small, violations, written_over
from tests.waiting import SLOWNESS
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
        self.page.evaluate("() => document.fullscreenElement && document.exitFullscreen()")  # it has one size
        self.resize(size)
        self.page.goto(self.url + path)
        self.page.wait_for_function(IS_DRAWN)

    def resize(self, size):
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        # Panels hear of their new width in the next frame, and draw in the one after.
        drawn = "wait => new Promise(done => requestAnimationFrame(() => setTimeout(done, wait)))"
        self.page.evaluate(drawn, 60 * SLOWNESS)

    @property
    def is_dark(self):
        return self.page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")

    def violations(self):
        """What axe finds; in the dark, among what colors may change: the rest is the same page."""
        return violations(self.page, IN_THE_DARK if self.is_dark else AXE)

    def faults(self):
        """What axe and our own eyes find; what lies where is the same in the dark."""
        found = self.violations()
        if self.is_dark:
            return found
        if self.page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
            found.append("it scrolls sideways")
        found += small(self.page, PICTURES, LEGIBLE)
        found += cut_off(self.page, f"{PICTURES}, .panel-answer, .panel-head, .prose")
        return found + written_over(self.page, PICTURES)


@pytest.fixture(scope="module", params=["light", "dark"])
def looker(browser, server, request):
    context = browser.new_context(color_scheme=request.param, reduced_motion="reduce")
    yield Looker(context, server.url)
    context.close()


@pytest.fixture(scope="module")
def light(browser, server):
    context = browser.new_context(color_scheme="light", reduced_motion="reduce")
    yield Looker(context, server.url)
    context.close()


@pytest.mark.parametrize("path", every_page().values())
def test_a_page_has_no_fault_wide_or_on_a_phone(looker, path):
    looker.open(path, WIDE)
    wide = looker.faults()
    looker.resize(PHONE)
    assert {"wide": wide, "phone": looker.faults(), "said": looker.said} == {
        "wide": [],
        "phone": [],
        "said": [],
    }


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
    found = {"light": light.violations()}
    page.emulate_media(color_scheme="dark")
    found["dark"] = light.violations()
    page.emulate_media(color_scheme="light")
    assert found == {"light": [], "dark": []}
    assert light.said == []


PRESETS = [
    (slug, preset.name)
    for slug in PANEL_SLUGS
    for preset in all_panels()[slug].presets
    if preset.request  # the others are the defaults
]
TALLEST = 4  # units one above the other: what a projector shows in large words


def tallest(preset):
    return max(preset.get("network", {}).get("layers", [1]))


@pytest.mark.parametrize(("slug", "name"), PRESETS)
def test_a_preset_has_no_fault_on_any_screen(light, slug, name):
    request = next(preset.request for preset in all_panels()[slug].presets if preset.name == name)
    light.open(address(f"/panels/{slug}", slug, request), WIDE)
    faults = {}
    for size in (WIDE, PHONE):
        light.resize(size)
        faults[size] = small(light.page, PICTURES, LEGIBLE) + cut_off(light.page, PICTURES)
        faults[size] += written_over(light.page, PICTURES)
    if tallest(request) <= TALLEST:
        light.resize(PROJECTOR)
        light.page.keyboard.press("p")
        light.page.locator(".projected").wait_for()
        light.resize(PROJECTOR)
        faults[PROJECTOR] = small(light.page, PROJECTED, LEAST) + cut_off(light.page, PROJECTED)
        faults[PROJECTOR] += written_over(light.page, PROJECTED)
    assert faults == {size: [] for size in faults}


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
