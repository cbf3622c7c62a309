"""Nothing moves while a page comes in, however slowly, whichever fonts are there before its own."""

import pytest

from course.panels import all_panels
from course.syllabus import LESSONS
from tests.browser import fonts
from tests.waiting import SLOWNESS
from web.pages.routes import is_written

PATHS = [
    *("/", "/panels/", "/glossary"),
    *(f"/lessons/{lesson.slug}" for lesson in LESSONS if is_written(lesson)),
    *(f"/panels/{slug}" for slug in all_panels()),
]


def is_long(path):
    """Whether a page is one of those with most words."""
    return path == "/" or path.startswith("/lessons/")


# The browser's score is the share of the window that moved times the longest way. Words are taken to move
# up and down only, and so is a term: from the end of a line to the beginning of the next is far, and no eye
# follows it. A pixel is none: browsers round the heights of lines, of each font in its own way
WATCH = """() => {
  window.shifts = [];
  const isWords = (node) => node?.nodeType === Node.TEXT_NODE
    || (node?.isConnected && getComputedStyle(node).display.startsWith('inline'));
  const way = ({node, previousRect: was, currentRect: is}) =>
    Math.max(Math.abs(is.top - was.top), isWords(node) ? 0 : Math.abs(is.left - was.left));
  const longest = (sources) => Math.max(0, ...sources.map(way));
  const name = ({node}) => node?.className || node?.nodeName;
  const side = Math.max(innerWidth, innerHeight);
  const score = (value, pixels) => pixels <= 1 ? 0 : Math.min(value, pixels / side);
  const add = (list) => list.getEntries().forEach(({value, sources}) => window.shifts.push(
    [score(value, longest(sources)), ...sources.map(name)]));
  new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true});
}"""
LATE = 120  # milliseconds: the words are painted by then
# The sum of the scores; a tenth is what browsers' makers call good. No two fonts give each letter the same
# share of a line: however well a font is measured, a paragraph can come to a line more or less than in ours.
# At the top of a phone's page, whose lines are largest, that moves all below it by 32 pixels of 823
MOST = 0.04


PHONE, WIDE = (412, 823), (1350, 940)
# Home and lessons have most words: they are tried with all fonts, on phones and wide screens by turns. What
# stands alone on its page is tried on both with one font, and the next page with the next one
CASES = sorted(
    (font, size, path)
    for turn, path in enumerate(PATHS)
    for place, font in enumerate(fonts.COMPUTERS)
    for size in (PHONE, WIDE)
    if ((turn + place) % 2 == (size == PHONE) if is_long(path) else turn % len(fonts.COMPUTERS) == place)
)


@pytest.fixture(scope="module")
def computers(launch, tmp_path_factory):
    """Browsers by the font that is all they have, beside a monospaced one: started when asked for."""
    started = {}

    def computer(font):
        if font not in started:
            started[font] = launch(env=fonts.only(font, tmp_path_factory.mktemp("fonts")))
        return started[font]

    yield computer
    for browser in started.values():
        browser.close()


@pytest.fixture(scope="module")
def slow_page(request, computers):
    """A page of a browser and a size to which scripts and fonts come after the words."""
    font, (width, height) = request.param
    context = computers(font).new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.add_init_script(f"({WATCH})()")

    def wait(route):
        page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
        route.continue_()

    page.route("**/*.woff2", wait)
    page.route("**/js/panels/*.js", wait)
    page.route("**/js/main.js", wait)
    yield page
    page.unroute_all(behavior="ignoreErrors")  # a file that comes at the very end is waited for by nobody
    context.close()


@pytest.mark.parametrize(
    ("slow_page", "path"),
    [((font, size), path) for font, size, path in CASES],
    indirect=["slow_page"],
    ids=[f"{font}-{size[0]}-{path}" for font, size, path in CASES],
)
def test_nothing_moves_while_scripts_and_fonts_come_in(slow_page, server, path):
    slow_page.goto(server.url + path)
    if slow_page.locator("[data-panel]").count():
        slow_page.wait_for_selector("[data-part=picture][data-drawn]")
    slow_page.evaluate("() => document.fonts.ready.then(() => true)")
    slow_page.wait_for_timeout(LATE * SLOWNESS)
    shifts = slow_page.evaluate("() => window.shifts")
    assert sum(score for score, *_ in shifts) < MOST, shifts
