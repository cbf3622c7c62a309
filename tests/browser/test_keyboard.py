"""Each panel by the keyboard alone: in, through everything, and out again; on a projector, too."""

import pytest

from course.syllabus import PANEL_SLUGS
from tests.browser.agreement import settle
from tests.browser.answered import keep_answers
from tests.browser.looking import UNFOLD, wait_for_rest
from tests.browser.test_every_panel import FOCUSABLE

# What shows the focus in a way of its own
OWN = ".unit, .wire, .slider-range, .tile input, .curve-chart, .rate-handle, .built-column"
IN_PANEL = "() => document.activeElement.closest('[data-panel]') !== null"

# What finds a button again
WORD = "[each.dataset.action, each.dataset.value, each.ariaLabel, each.textContent.trim()].join('|')"
# The buttons of a panel that are there to be pressed; what saves a file changes nothing on the page
BUTTONS = """() => {
  const panel = document.querySelector('[data-panel]');
  const others = ['preset', 'reset', 'project', 'save-picture', 'save-trials'];
  const skipped = '.term, ' + others.map(each => `[data-action=${each}]`);
  return [...panel.querySelectorAll('button')]
    .filter(each => each.checkVisibility() && !each.matches(skipped))
    .map(each => WORD);
}""".replace("WORD", WORD)
FOCUS = """word => {
  const panel = document.querySelector('[data-panel]');
  const button = [...panel.querySelectorAll('button')].find(each => each.checkVisibility() && word === WORD);
  if (!button || button.disabled || button.ariaPressed === 'true') return false;
  button.focus();
  return true;
}""".replace("WORD", WORD)
# All that a press can change: what stands there, the address, what is in the fields
SEEN = """() => {
  const panel = document.querySelector('[data-panel]');
  const fields = [...panel.querySelectorAll('input, select')].map(each => each.value);
  return [panel.innerHTML, location.href, ...fields].join();
}"""
# What has the focus: whether it has an outline, or shows it in its own way
FOCUSED = """own => {
  const at = document.activeElement, style = getComputedStyle(at);
  const hasLine = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return {name: at.outerHTML.slice(0, 90), hasLine, own: at.matches(own) ? at.classList[0] : null};
}"""
AROUND = """() => {
  const at = document.activeElement;
  at.scrollIntoView({block: 'center'});
  const {x, y, width, height} = (at.closest('.tile') ?? at).getBoundingClientRect();
  return {x: x - 8, y: y - 8, width: Math.min(width, 400) + 16, height: Math.min(height, 300) + 16};
}"""


def focus_first(page, ours):
    page.evaluate(
        "selector => [...document.querySelectorAll(`[data-panel] ${selector}`)]"
        ".find(each => each.checkVisibility()).focus()",
        ours,
    )


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_tab_leads_through_a_panel_and_out_and_the_focus_is_always_seen(opened, slug):
    page = opened(slug)
    focus_first(page, FOCUSABLE)
    page.keyboard.press("Shift+Tab")
    assert not page.evaluate(IN_PANEL)
    count = page.locator(f"[data-panel] {FOCUSABLE}").count()
    unseen, reached, marked = [], 0, {}
    page.keyboard.press("Tab")
    while page.evaluate(IN_PANEL) and reached <= count:
        reached += 1
        focus = page.evaluate(FOCUSED, OWN)
        if focus["own"] and focus["own"] not in marked:
            marked[focus["own"]] = is_marked(page)
        if not focus["own"] and not focus["hasLine"]:
            unseen.append(focus["name"])
        page.keyboard.press("Tab")
    assert 10 < reached <= count
    assert unseen == []
    assert all(marked.values()), marked
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(IN_PANEL)


def is_marked(page):
    """Whether the screen around the focus is another one without it."""
    box = page.evaluate(AROUND)
    with_focus = settled_screenshot(page, box)
    page.evaluate("() => { globalThis.was = document.activeElement; was.blur(); }")
    without = settled_screenshot(page, box)
    page.evaluate("() => was.focus({preventScroll: true})")
    return with_focus != without


def settled_screenshot(page, box):
    """Two that are the same, so that nothing is on its way."""
    before = page.screenshot(clip=box)
    for _ in range(10):
        after = page.screenshot(clip=box)
        if after == before:
            break
        before = after
    return before


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_every_button_does_its_work_when_enter_is_pressed(opened, slug):
    page = opened(slug)
    keep_answers(page)
    left = page.evaluate(BUTTONS)
    assert len(left) > 5
    for _ in range(3):  # what was on or had gone meanwhile comes again
        left = [word for word in left if not works(page, slug, word)]
        page.evaluate("() => document.querySelector('[data-action=reset]').click()")
        settle(page, slug)
        page.evaluate(UNFOLD)
    assert left == always_off(page, left)


def works(page, slug, word):
    """Presses a button, if it is there, and whether anything came of it."""
    if not page.evaluate(FOCUS, word):
        return False
    before = page.evaluate(SEEN)
    page.keyboard.press("Enter")
    settle(page, slug)
    page.wait_for_function(f"before => ({SEEN})() !== before", arg=before)
    return True


def always_off(page, words):
    """Those of the buttons that cannot be pressed in the panel's first state."""
    return [word for word in words if not page.evaluate(FOCUS, word)]


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_a_projected_panel_keeps_the_focus_and_escape_leaves_from_anywhere(opened, server, slug):
    page = opened(slug)
    page.keyboard.press("p")
    page.locator(".projected").wait_for()
    assert page.evaluate("() => document.activeElement.dataset.action") == "project"
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(f"() => document.activeElement === document.body || ({IN_PANEL})()")
    settle(page, slug)
    wait_for_rest(page)  # or a number is seen that has no room in the end
    number = page.locator(".projected .slider-number:visible")
    if number.count():
        number.first.focus()
    page.keyboard.press("Escape")
    page.locator(".projected").wait_for(state="detached")
    assert page.locator("[inert]").count() == 0
    assert "projecting" not in page.evaluate("() => [...document.documentElement.classList]")


def test_a_lesson_behind_a_projected_panel_is_out_of_reach(opened, server):
    page = opened("neuron")
    page.goto(f"{server.url}/lessons/neuron")
    settle(page, "neuron")
    page.keyboard.press("p")
    page.locator(".projected").wait_for()
    script = """() => [...document.querySelectorAll('a, button, input, select')]
      .filter(each => each.checkVisibility() && !each.closest('.projected'))
      .filter(each => (each.focus(), document.activeElement === each)).length"""
    assert page.evaluate(script) == 0
    page.keyboard.press("Escape")
    assert page.evaluate(script) > 5
