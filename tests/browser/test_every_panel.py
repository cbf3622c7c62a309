"""What holds for every panel: odd addresses, a lost server, the keyboard, the mouse, no scripts."""

import json
from urllib.parse import quote, unquote

import numpy as np
import pytest
from pydantic import ValidationError

from course.panels import all_panels
from course.syllabus import PANEL_SLUGS
from tests.browser.agreement import (
    address,
    differing_cells,
    disagreements,
    said,
    settle,
    settle_controls,
    shown,
)
from tests.panels.reading import held_by_a_page
from tests.panels.states import random_request

STATE = "() => { const {request, view} = document.querySelector('[data-panel]'); return {request, view}; }"
FOCUSABLE = (
    ":is(button, input, select, summary, a[href], [tabindex='0'])"
    # Arrow keys go from radio to radio
    ":not(:disabled, .visually-hidden, [inert], [type=radio]:not(:checked))"
)


def state(page):
    return page.evaluate(STATE)


# Odd addresses


def too_much(panel):
    """A field beyond its bound."""
    path, control = next((path, each) for path, each in panel.controls.items() if each.kind == "slider")
    return f"{path}={quote(json.dumps(beyond(panel, path, control.high * 2 + 1)))}"


def beyond(panel, path, value):
    """The value, in lists as deep as the field's default."""
    default = panel.defaults
    for name in path.split("."):
        default = default[name] if default else None
    while isinstance(default, list):
        value, default = [value], default[0]
    return value


def of_another(slug):
    """The address of a panel whose requests this one does not take."""
    panel = all_panels()[slug]
    rng = np.random.default_rng(5)
    for other in PANEL_SLUGS:
        request = random_request(other, rng)
        try:
            panel.request.model_validate(request)
        except ValidationError:
            return address("/panels/", other, request).partition("?")[2]
    raise AssertionError("every panel takes what every other takes")


ODD = {
    "an unknown field": lambda slug: "surprise=1",
    "no JSON": lambda slug: "view.drawer=%7B%22",
    "markup": lambda slug: "surprise=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    "out of range": lambda slug: too_much(all_panels()[slug]),
    "another panel's": of_another,
}


# Two of them depend on the panel: each panel is tried with both. The others mean the same for every panel:
# the panels have them by turns
OWN = ["out of range", "another panel's"]
ODDS = [
    (slug, odd)
    for turn, slug in enumerate(PANEL_SLUGS)
    for odd in [*OWN, [odd for odd in ODD if odd not in OWN][turn % 3]]
]


@pytest.mark.parametrize(("slug", "odd"), ODDS)
def test_an_odd_address_opens_the_defaults_and_says_so(opened, slug, odd):
    asked = ODD[odd](slug)
    page = opened(slug, f"?{asked}")
    panel = all_panels()[slug]
    assert state(page)["request"] == {**panel.defaults, **panel.start}
    assert "opens at its defaults" in page.locator("p.trouble").first.inner_text()
    assert page.locator("img").count() == 0
    # It stays until something is set, so that a reload says so too
    assert unquote(page.url.partition("?")[2]) == unquote(asked)


# A lost server

# A page asks again after a second or more; here it need not be waited for
SOONER = """() => {
  const { setTimeout } = window;
  window.setTimeout = (work, wait, ...rest) => setTimeout(work, wait / 20, ...rest);
}"""


def nudge_slider(page, at=0):
    """Moves a slider of the request by one key, whichever way it can go."""
    slider = page.locator("nudge-slider[data-path] input[type=range]:visible").nth(at)
    before = slider.input_value()
    slider.press("ArrowRight")
    if slider.input_value() == before:
        slider.press("ArrowLeft")


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_without_a_server_the_picture_stays_and_with_it_all_goes_on(opened, server, slug):
    page = opened(slug)
    before = shown(page, slug)
    page.evaluate(SOONER)
    page.route("**/api/v1/**", lambda route: route.abort())
    nudge_slider(page)
    page.get_by_text("The server does not answer").wait_for()
    during = page.evaluate("slug => document.querySelector('[data-part=sentence]').textContent.trim()", slug)
    assert during == before["sentence"]
    page.unroute("**/api/v1/**")
    page.get_by_text("The server does not answer").wait_for(state="detached")
    request = state(page)["request"]
    assert request != all_panels()[slug].defaults
    seen = shown(page, slug)
    assert disagreements(slug, request, seen, *said(page, server.url, slug, request)) == []
    assert all("Failed to load resource" in line for line in page.said)
    page.said.clear()


# The mouse

DRAGS = [
    ("neuron", "", ".plot:not(.plane) .handle", "request.bias"),
    ("neuron", "?inputs=1,1&weights=1,1", ".plane .handle", "request.inputs"),
    ("perceptron", "", ".plane .handle", "request.examples"),
    ("activation", "?names=%5B%22tanh%22,%22relu%22%5D", ".handle", "request.z"),
    ("softmax", "", ".handle", "request.logits"),
    ("linear-collapse", "", ".handle", "request.inputs"),
    ("loss", "", ".handle", "request.predictions"),
    ("slow-start", "?view.step=100", ".handle", "view.step"),
    ("accuracy-vs-loss", "", ".handle", "request.value"),
]


@pytest.mark.parametrize(("slug", "query", "handle", "path"), DRAGS)
def test_a_point_in_the_picture_can_be_dragged(opened, server, slug, query, handle, path):
    page = opened(slug, query)
    group, field = path.split(".")
    before = state(page)
    grip = page.locator(f".panel-picture {handle}").first
    grip.scroll_into_view_if_needed()
    box = grip.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for share in (0.3, 0.6, 1.0):
        page.mouse.move(x - 40 * share, y + 15 * share)
    page.mouse.up()
    settle(page, slug)
    after = state(page)
    assert after[group][field] != before[group][field]
    seen = shown(page, slug)
    assert disagreements(slug, after["request"], seen, *said(page, server.url, slug, after["request"])) == []
    page.reload()
    settle(page, slug)
    assert state(page) == after


def test_a_click_into_the_perceptrons_plane_adds_an_example(opened):
    page = opened("perceptron")
    plane = page.locator(".panel-picture .plane")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    settle(page, "perceptron")
    assert len(state(page)["request"]["examples"]) == 5


# The keyboard


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_tab_reaches_everything_that_can_be_pressed_or_moved(opened, slug):
    page = opened(slug)
    wanted = page.evaluate(
        """selector => {
          const panel = document.querySelector('[data-panel]');
          globalThis.wanted = [...panel.querySelectorAll(selector)].filter(e => e.checkVisibility());
          return wanted.length;
        }""",
        FOCUSABLE,
    )
    assert wanted > 10
    page.evaluate("() => wanted[0].focus()")
    reached = set()
    for _ in range(wanted + 5):
        reached.add(page.evaluate("() => wanted.indexOf(document.activeElement)"))
        assert page.evaluate("() => document.activeElement.matches(':focus-visible, body')")
        page.keyboard.press("Tab")
    assert set(range(wanted)) <= reached


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_every_slider_and_choice_answers_to_arrow_keys(opened, slug):
    page = opened(slug)
    fields = ":is(.panel-taught, .panel-settings) :is(input[type=range], select):visible:not(:disabled)"
    count = page.locator(fields).count()
    assert count > 1
    for at in range(count):
        before = state(page)
        field = page.locator(fields).nth(at)
        is_choice = field.evaluate("field => field.localName === 'select'")
        for key in ("ArrowDown", "ArrowUp"):
            field.press(key)
            settle_controls(page, slug)
            if state(page) != before:
                break
        assert state(page) != before, field.get_attribute("id") or at
        page.evaluate("() => document.querySelector('[data-action=reset]').click()")
        # Until the answer is there, what belongs to the choice before is let go
        (settle if is_choice else settle_controls)(page, slug)
    settle(page, slug)


# No scripts


@pytest.fixture(scope="module")
def plain(browser):
    """A page of a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_without_scripts_the_sentence_and_the_numbers_are_there(plain, server, slug):
    request = random_request(slug, np.random.default_rng(3))
    plain.goto(server.url + address(f"/panels/{slug}", slug, request))
    result, table = said(plain, server.url, slug, held_by_a_page(slug, request), is_going=True)
    assert plain.locator(f"#{slug}-sentence").inner_text() == result["sentence"]
    rows = plain.locator("table.data tbody tr")
    seen = {
        "caption": plain.locator("table.data caption").inner_text(),
        "head": plain.locator("table.data thead th").all_inner_texts(),
        "rows": [row.locator("td").all_text_contents() for row in rows.all()[:12]],
    }
    assert rows.last.is_visible()
    assert differing_cells(seen, {**table, "rows": table["rows"][:12]}) == []
    assert not plain.locator("button:visible, input:visible, select:visible").count()
