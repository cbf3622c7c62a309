"""The list of panels: beside each a small picture of how it opens, drawn by its own script."""

import pytest

from course.panels import all_panels
from course.syllabus import PANEL_SLUGS

PATH = "/panels/"
# What a picture says of itself and of its marks
LABELS = "(place) => [...place.querySelectorAll('[aria-label]')].map(each => each.getAttribute('aria-label'))"
# One that there is no room for is left out
SAME = f"""([slug, whole]) => ({LABELS})(document.querySelector(`[data-small=${{slug}}]`))
  .every(label => whole.includes(label))"""
# Nothing is still to come: the panel's own question, a run's first maps, what is read in a digit
RESTS = """() => { const panel = document.querySelector('[data-panel]');
  const hasMaps = !panel.display || panel.display.snapshot.frame;
  return panel.isSettled && hasMaps && !panel.reader?.isBusy; }"""
MARKS = "svg :is(circle, path, line, rect), canvas, .code-line"
# Its page brings the first seed, and asks for the others
OPENED = {"transfer": "?seeds=1"}
STOPS = """() => {
  const { activeElement: now } = document;
  return [now.localName, now.pathname ?? '', now.closest('[inert]') !== null];
}"""
MOST = 0.001  # of what moves; a place that grows by its picture comes to a hundred times as much
SHIFTS = """() => {
  window.shifted = 0;
  new PerformanceObserver(list => list.getEntries().forEach(({value}) => window.shifted += value))
    .observe({type: 'layout-shift', buffered: true});
}"""


def drawn(page, slug):
    """The small picture of a panel, once it is drawn."""
    page.locator(f'[data-small="{slug}"]').scroll_into_view_if_needed()
    place = page.locator(f'[data-small="{slug}"][data-drawn]')
    place.wait_for()
    return place


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_a_small_picture_is_the_one_that_its_panel_opens_with(open_page, slug):
    page = open_page(f"/panels/{slug}{OPENED.get(slug, '')}")
    page.wait_for_function(RESTS)
    whole = page.locator("[data-part=picture]").evaluate(LABELS)
    page.goto(f"{page.url.partition('/panels/')[0]}{PATH}")
    place = drawn(page, slug)
    page.wait_for_function(SAME, arg=[slug, whole])
    assert place.evaluate(LABELS)[0] == whole[0]
    assert place.locator(MARKS).count() >= 5


def test_all_pictures_come_without_moving_anything(open_page):
    page = open_page(PATH, ready=False)
    page.evaluate(SHIFTS)
    for slug in PANEL_SLUGS:
        drawn(page, slug)
    assert page.locator("[data-small][data-drawn]").count() == len(all_panels())
    # A digit that is read takes room from what stands beside it, within its picture
    assert page.evaluate("() => window.shifted") < MOST
    names = page.locator("[id]").evaluate_all("all => all.map(each => each.id)")
    assert len(names) == len(set(names))
    # No panel writes its state into the list's address
    assert page.evaluate("() => [location.search, location.hash, history.state]") == ["", "", None]


def test_no_picture_is_a_stop_of_the_keyboard_or_said_to_anyone(open_page):
    page = open_page(PATH, ready=False)
    drawn(page, PANEL_SLUGS[0])
    page.locator("main a").first.focus()
    stops = []
    for _ in range(6):
        stops.append(page.evaluate(STOPS))
        page.keyboard.press("Tab")
    links = page.locator("main a").evaluate_all("all => all.map(each => each.pathname)")
    assert stops == [["a", link, False] for link in links[:6]]
    devtools = page.context.new_cdp_session(page)
    tree = devtools.send("Accessibility.getFullAXTree")["nodes"]
    roles = {node["role"]["value"] for node in tree if not node["ignored"]}
    assert "link" in roles
    assert roles & {"img", "image", "graphics-document", "slider", "button", "application"} <= {"button"}


def test_a_picture_is_part_of_the_link_to_its_panel(open_page):
    page = open_page(PATH, ready=False)
    drawn(page, "forward")
    box = page.locator('[data-small="forward"]').bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/panels/forward")


def test_a_first_visit_with_its_pictures_is_light(browser, server):
    """At most 25 requests and 200 kB of scripts and style sheets, with all that is in the window drawn."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(server.url + PATH)
    seen = """() => [...document.querySelectorAll('[data-small]')]
      .filter(each => each.getBoundingClientRect().top < innerHeight)"""
    page.wait_for_function(f"() => ({seen})().every(each => each.hasAttribute('data-drawn'))")
    page.wait_for_load_state("networkidle")
    count = page.evaluate(f"() => ({seen})().length")
    sizes = page.evaluate("() => performance.getEntriesByType('resource').map(e => [e.name, e.transferSize])")
    page.context.close()
    assert count >= 2
    assert len(sizes) + 1 <= 25
    assert sum(size for name, size in sizes if name.endswith((".js", ".css"))) <= 200_000


def test_a_picture_that_the_server_did_not_bring_comes_when_it_is_scrolled_to_again(browser, server):
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    is_lost = [True]
    page.route("**/panels/neuron", lambda route: route.abort() if is_lost else route.fallback())
    page.goto(server.url + PATH)
    drawn(page, "perceptron")
    assert page.locator('[data-small="neuron"][data-drawn]').count() == 0
    is_lost.clear()
    drawn(page, "code")
    drawn(page, "neuron")
    page.context.close()


def test_without_scripts_and_on_paper_the_list_has_no_empty_places(browser, server, open_page):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(server.url + PATH)
    assert page.locator(".panel-list a").count() == len(all_panels())
    assert not any(place.is_visible() for place in page.locator("[data-small]").all())
    page.context.close()
    page = open_page(PATH, ready=False)
    page.emulate_media(media="print")
    assert not any(place.is_visible() for place in page.locator("[data-small]").all())
    page.emulate_media(media="screen")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_fits_a_phone(open_page, scheme):
    page = open_page(PATH, 360, 740, ready=False, color_scheme=scheme)
    drawn(page, PANEL_SLUGS[0])
    assert page.evaluate("() => document.documentElement.scrollWidth") == 360
    places = page.locator("[data-small]").evaluate_all("all => all.map(each => each.offsetWidth)")
    assert min(places) >= 200
