/** What scrolls can have the focus, so that keys reach all of it. */

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
