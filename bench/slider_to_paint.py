"""From a key on a slider to the painted change, in turns with the bare page, in one Chromium."""

import statistics

from bench._browser import chromium
from bench._servers import both_servers, verdict

PRESSES = 100
WATCH = """(selector) => {
  window.times = [];
  let start = 0;
  const slider = document.querySelector('input[type=range]');
  slider.addEventListener('input', () => { start = performance.now(); }, true);
  new MutationObserver(() => {
    const began = start;
    if (!began) return;
    start = 0;
    requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - began)));
  }).observe(document.querySelector(selector), {characterData: true, childList: true, subtree: true});
}"""


def press(page):
    """One key; how many milliseconds until the change was painted."""
    done = page.evaluate("() => window.times.length")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("done => window.times.length > done", arg=done, polling=5)
    return page.evaluate("() => window.times.at(-1)")


def main():
    """100 presses on each, alternating."""
    with both_servers() as (nudge, bare), chromium() as browser:
        pages = []
        for url, selector in [
            (f"http://127.0.0.1:{bare.port}/", "output"),
            (f"http://127.0.0.1:{nudge.port}/panels/forward", "[data-unit='0.0'] .unit-value"),
        ]:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(url)
            page.wait_for_timeout(500)
            page.evaluate(WATCH, selector)
            pages.append(page)
        times = [[], []]
        for _ in range(PRESSES):
            for page, found in zip(pages, times, strict=True):
                page.bring_to_front()
                page.locator("input[type=range]").first.focus()
                found.append(press(page))
    report(*times)


def report(bare, ours):
    """The ratio at the median and at the 95th percentile."""
    for name, percent, goal in (("p50", 50, 1.2), ("p95", 95, 1.5)):
        theirs = statistics.quantiles(bare, n=100)[percent - 1]
        mine = statistics.quantiles(ours, n=100)[percent - 1]
        print(f"{name}: bare {theirs:.1f} ms, nudge {mine:.1f} ms")
        verdict(
            f"slider to paint {name}, ours ÷ bare", f"{mine / theirs:.2f}", f"≤ {goal}", mine / theirs <= goal
        )


if __name__ == "__main__":
    main()
