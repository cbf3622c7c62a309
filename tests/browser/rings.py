"""Wherever Tab stops, a ring shows it: the outline, the shadow or the stroke changes with the focus."""

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


def without_a_ring(page):
    """What Tab stops at and nothing shows; the focus is somewhere else afterwards."""
    page.keyboard.press("Tab")  # from now on the focus is the keyboard's
    return page.evaluate(UNMARKED)
