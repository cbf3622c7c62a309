"""Wherever Tab stops, a ring shows it: the outline, the shadow or the stroke changes with the focus."""

import pytest

from web.pages.addresses import every_page

# Goes through all that Tab reaches, each seen without the focus and with it, and tells what looks the same
UNMARKED = """() => {
  const look = (element) => {
    const seen = [];
    const parts = element.ownerSVGElement ? [element, ...element.querySelectorAll('*')] : [element];
    for (const each of [...parts, element.parentElement, element.parentElement?.parentElement]) {
      if (!each) continue;
      for (const kind of [null, '::before', '::after']) {
        const style = getComputedStyle(each, kind);
        const outline = style.outlineStyle === 'none' ? '' : style.outlineColor + style.outlineWidth;
        seen.push([outline, style.boxShadow, style.stroke, style.strokeWidth]);
      }
    }
    return JSON.stringify(seen);
  };
  const stops = [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter((each) => each.tabIndex >= 0 && !each.disabled && !each.closest('[inert]'))
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length);
  return stops.filter((each) => {
    document.activeElement?.blur();
    const before = look(each);
    each.focus({ focusVisible: true, preventScroll: true });
    return document.activeElement === each && look(each) === before;
  }).map((each) => each.outerHTML.replace(/\\s+/g, ' ').slice(0, 110));
}"""


# Swagger UI is not ours; the patterns show what has the focus as if it had it all the time
NOT_TRIED = ("/api/docs", "/patterns")


@pytest.mark.parametrize("path", [path for path in every_page().values() if path not in NOT_TRIED])
def test_every_tab_stop_shows_its_ring(open_page, path):
    page = open_page(path, ready=False, reduced_motion="reduce")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")  # from now on the focus is the keyboard's
    assert page.evaluate(UNMARKED) == []
    if path == "/nothing":  # that it is not there, the browser itself says
        open_page.trouble.clear()
