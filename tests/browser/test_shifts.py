"""Nothing moves while a page comes in, however slowly: what is read stays where it is."""

import pytest

from course.panels import all_panels
from course.syllabus import LESSONS
from web.pages.routes import is_written

PATHS = [
    *("/", "/panels/", "/glossary"),
    *(f"/lessons/{lesson.slug}" for lesson in LESSONS if is_written(lesson)),
    *(f"/panels/{slug}" for slug in all_panels()),
]
WATCH = """() => {
  window.shifts = [];
  const add = (list) => list.getEntries().forEach((entry) => window.shifts.push(
    [entry.value, ...entry.sources.map(({node}) => node?.className || node?.nodeName)]));
  new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true});
}"""
LATE = 120  # milliseconds: the words are painted by then
MOST = 0.02  # the sum of the scores; a tenth is what browsers' makers call good


@pytest.fixture(scope="module", params=[(412, 823), (1350, 940)], ids=["phone", "wide"])
def slow_page(request, browser):
    """A page to which scripts and fonts come after the words."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(8000)
    page.add_init_script(f"({WATCH})()")

    def wait(route):
        page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
        route.continue_()

    page.route("**/*.woff2", wait)
    page.route("**/js/panels/*.js", wait)
    page.route("**/js/main.js", wait)
    yield page
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_nothing_moves_while_scripts_and_fonts_come_in(slow_page, server, path):
    slow_page.goto(server.url + path)
    if slow_page.locator("[data-panel]").count():
        slow_page.wait_for_selector("[data-part=picture][data-drawn]")
    slow_page.evaluate("() => document.fonts.ready.then(() => true)")
    slow_page.wait_for_timeout(LATE)
    shifts = slow_page.evaluate("() => window.shifts")
    assert sum(score for score, *_ in shifts) < MOST, shifts
