"""Keyboard, screen readers, phones, projectors, no scripts."""

import pytest

from tests.browser.conftest import fixed
from tests.browser.looking import violations, wait_for_rest
from tests.waiting import SLOWNESS

LESSONS = ("/lessons/forward-pass", "/lessons/backpropagation")


@pytest.mark.parametrize("drawer", ["matrix", "numpy", "api", "data"])
def test_axe_finds_nothing_in_the_drawers(open_panel, drawer):
    panel = open_panel(f"/panels/forward?x=0.8,-0.45&view.drawer={drawer}")
    panel.settle()
    for fold in panel.page.locator("details.more").all():
        fold.evaluate("fold => { fold.open = true; }")
    assert violations(panel.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_projection(open_page, scheme):
    page = open_page("/panels/forward?x=0.8,-0.45&view.project=true", 1920, 1080, color_scheme=scheme)
    page.locator(".projected").wait_for()
    assert violations(page) == []


def test_the_reference_of_the_api_opens_offline(open_page):
    page = open_page("/api/docs", ready=False)
    page.get_by_text("/api/v1/forward", exact=True).wait_for()


def test_arrow_keys_walk_from_lamp_to_lamp_along_the_edges_and_tab_stops_once(open_panel):
    panel = open_panel("/panels/forward?x=0.8,-0.45")
    page = panel.page
    page.locator('[data-unit="3.0"]').focus()
    way = [
        *(("ArrowLeft", "edge", "3.0.1"), ("ArrowUp", "edge", "3.0.0"), ("ArrowLeft", "unit", "2.0")),
        *(("ArrowDown", "unit", "2.1"), ("ArrowLeft", "edge", "2.1.1"), ("ArrowLeft", "unit", "1.1")),
    ]
    for key, kind, place in way:
        page.keyboard.press(key)
        page.wait_for_function(
            "([kind, place]) => document.activeElement?.dataset?.[kind] === place", arg=[kind, place]
        )
        reached = page.locator(f'[data-{kind}="{place}"]')
        assert reached.get_attribute("aria-pressed") == "true"
        assert page.locator(".panel-picture svg [tabindex='0']").count() == 1
        if kind == "edge":
            assert page.locator("[data-part=inside] tr.lit").count() == 1
    assert page.locator(".panel-inside h3").inner_text() == "Inside h₂"


def test_an_edge_that_is_clicked_shows_its_weight_times_the_activation_and_is_in_the_address(open_panel):
    panel = open_panel("/panels/forward?x=0.8,-0.45")
    page = panel.page
    middle = page.locator('[data-edge="3.0.1"] .edge').evaluate(
        """path => {
          const spot = path.getPointAtLength(path.getTotalLength() * 0.3);
          const point = spot.matrixTransform(path.getScreenCTM());
          return [point.x, point.y];
        }"""
    )
    page.mouse.click(*middle)
    result = panel.check()
    weight, activation = result["network"]["weights"][2][0][1], result["layers"][1]["a"][1]
    assert page.locator(".panel-inside h3").inner_text() == "Weight h₅ → ŷ"
    said = page.locator(".inside-input").inner_text()
    shown = f"{fixed(weight, 2)} × {fixed(activation, 2)} = {fixed(weight * activation, 3)}"
    assert " ".join(said.split()) == shown
    name = page.locator('[data-edge="3.0.1"]').get_attribute("aria-label")
    assert name == f"weight h₅ → ŷ, {fixed(weight, 2)}"
    assert "view.unit=3,0,1" in page.url


def test_tab_reaches_every_control_in_the_order_of_the_page(open_panel):
    page = open_panel("/panels/forward?x=0.8,-0.45").page
    page.get_by_role("button", name="2→3→3→1").focus()
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => {
              const e = document.activeElement;
              return e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent;
            }"""
        )
        reached.append(" ".join(name.split())[:40])
        outline = page.evaluate("() => document.activeElement.matches(':focus-visible')")
        assert outline, reached[-1]
        if reached[-1] == "Data":
            break
    wanted = [
        "Reset",
        "Input x₁",
        "Run forward pass",
        "Step ▶",
        "output ŷ, 0.53",
        "Math",
        "Data",
    ]
    assert [name for name in reached if name in wanted] == wanted


@pytest.mark.parametrize("path", ["/lessons/forward-pass?forward.x=0.8,-0.45", "/lessons/backpropagation"])
def test_projection_shows_one_panel_in_large_words(open_page, path):
    page = open_page(path, 1920, 1080)
    page.keyboard.press("p")
    page.locator(".projected").wait_for()
    wait_for_rest(page)
    small = page.evaluate(
        """() => {
          const small = [];
          const panel = document.querySelector('.projected');
          const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            const box = element.getBoundingClientRect();
            if (!walker.currentNode.data.trim() || box.width < 3 || box.top > innerHeight) continue;
            const isAside = element.closest('script, template, option, math, .function-plot');
            if (!element.checkVisibility() || isAside) continue;
            const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1;
            const size = parseFloat(getComputedStyle(element).fontSize) * scale;
            const name = element.className.baseVal ?? element.className;
            if (size < 43) small.push([name, walker.currentNode.data.trim(), size]);
          }
          return small;
        }"""
    )
    assert small == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_clicker_steps_even_while_a_slider_has_the_focus(open_page):
    page = open_page("/panels/forward?x=0.8,-0.45&view.project=true", 1920, 1080)
    page.locator(".projected").wait_for()
    slider = page.get_by_label("Input x₁", exact=True)
    slider.focus()
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.wait_for_function("() => location.search.includes('view.step=1')")
    page.keyboard.press("PageUp")
    page.wait_for_function("() => location.search.includes('view.step=0')")
    assert slider.input_value() == "0.8"
    page.reload()
    page.locator(".projected").wait_for()
    assert "view.step=0" in page.url
    page.keyboard.press("Escape")
    page.locator(".projected").wait_for(state="detached")


WIDTHS = [320, 360, 768, 1100, 3840]
CROWDED = ("/panels/forward?network.layers=4,16,8,1&x=0,0,0,0", "/panels/backprop?network.layers=8,8,8,8,8")
SCROLLED = """width => innerWidth === width && new Promise((done) => requestAnimationFrame(
  () => setTimeout(() => done(document.documentElement.scrollWidth))))"""


@pytest.mark.parametrize("path", ["/", *LESSONS, *CROWDED])
def test_nothing_is_wider_than_the_screen(open_page, path):
    page = open_page(path, width=WIDTHS[0])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SCROLLED, width) <= width
        assert page.locator("svg.network").is_visible()


@pytest.mark.parametrize("path", LESSONS)
def test_text_of_twice_the_size_stays_on_the_page(open_page, path):
    page = open_page(path, width=1280)
    page.evaluate("() => { document.documentElement.style.fontSize = '225%'; }")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 1280
    assert page.locator("[data-answer]").first.is_visible()


def test_the_theme_is_kept_from_page_to_page(open_page):
    page = open_page("/panels/forward", color_scheme="light")
    switch = page.locator("[data-theme-switch]")
    assert (switch.inner_text(), switch.get_attribute("aria-label")) == (
        "Dark",
        "Dark: the page is light, switch to dark",
    )
    switch.click()
    assert switch.inner_text() == "Light"
    page.reload()
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"
    page.get_by_role("button", name="Light: the page is dark, switch to light").click()
    assert page.evaluate("() => document.documentElement.dataset.theme") == "light"


def test_without_scripts_the_prose_the_sentence_and_the_numbers_are_there(open_page):
    page = open_page("/lessons/forward-pass?forward.x=0.8,-0.45", ready=False, java_script_enabled=False)
    assert page.get_by_text("A unit does two things").is_visible()
    assert page.locator("#forward-sentence").is_visible()
    assert "0.53" in page.locator("#forward-sentence").inner_text()
    rows = page.locator("table.data tbody tr")
    assert rows.count() == 9
    assert rows.last.is_visible()
    assert not page.get_by_role("button", name="Reset").is_visible()
    assert not page.get_by_label("Input x₁", exact=True).is_visible()


def test_without_scripts_backpropagation_can_be_read_whole(open_page):
    page = open_page("/lessons/backpropagation", ready=False, java_script_enabled=False)
    assert page.get_by_text("A gradient is the product of the slopes along each path").is_visible()
    assert "a loss of 0.2196" in page.locator("#backprop-sentence").inner_text()
    rows = page.locator("[data-panel=backprop] table.data tbody tr")
    assert rows.count() == 7 + 25 + 1  # 3 + 3 + 1 units, 25 parameters, the loss
    assert rows.last.is_visible()
    assert not page.get_by_role("button", name="Reset").is_visible()


@pytest.mark.parametrize("path", LESSONS)
def test_nothing_shifts_at_load_or_while_a_slider_moves(open_panel, path):
    panel = open_panel(path)
    panel.page.evaluate(
        """() => {
          window.shift = 0;
          const add = list => list.getEntries().forEach(entry => { window.shift += entry.value; });
          new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true});
        }"""
    )
    slider = panel.page.get_by_label("Input x₁", exact=True)
    for key in ["ArrowRight"] * 20 + ["Home", "End"]:
        slider.press(key)
        panel.settle()
    panel.page.wait_for_timeout(100 * SLOWNESS)
    assert panel.page.evaluate("() => window.shift") < 0.02
