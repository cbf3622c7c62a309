/** What scrolls can have the focus, so that keys reach all of it; what is marked there comes into sight. */

/** Between what is scrolled to and the edge, in pixels. */
const GAP = 12;

/** @param {Element | null} region  it and what it holds decide by their sizes */
export function followOverflow(region) {
  if (!region) return;
  const sizes = new ResizeObserver(() => {
    // A pixel is rounding
    if (region.scrollHeight > region.clientHeight + 1) region.setAttribute("tabindex", "0");
    else region.removeAttribute("tabindex");
  });
  for (const each of [region, ...region.children]) sizes.observe(each);
}

/** Where regions were left that somebody may have scrolled since. @type {WeakMap<Element, number>} */
const left = new WeakMap();

/**
 * Scrolls a region, and nothing around it, until one of its parts is seen; again when what came meanwhile has
 * moved that, unless the reader has scrolled.
 * @param {Element | null} region @param {Element} part @param {boolean} isNew
 */
export function scrollWithin(region, part, isNew) {
  if (!region || !(isNew || region.scrollTop === left.get(region))) return;
  const [room, box] = [region.getBoundingClientRect(), part.getBoundingClientRect()];
  if (box.top < room.top) region.scrollTop -= room.top - box.top + GAP;
  else if (box.bottom > room.bottom) region.scrollTop += box.bottom - room.bottom + GAP;
  left.set(region, region.scrollTop);
}
