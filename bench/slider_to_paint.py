"""From a key on a slider to the painted change, in turns with the bare page, in one Chromium."""

import statistics

from bench._browser import chromium
from bench._goals import conclude, verdict
from bench._servers import both_servers

PRESSES = 100
WARM_UP = 5
# From the key's own time stamp to the task after the frame that shows what the server's answer changed.
WATCH = """(selector) => {
  window.times = [];
  const changes = {attributes: true, characterData: true, childList: true, subtree: true};
  let pressed = 0;
  addEventListener('keydown', (event) => { pressed = event.timeStamp; }, true);
  new MutationObserver(() => {
    const began = pressed;
    if (!began) return;
    pressed = 0;
    requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - began)));
  }).observe(document.querySelector(selector), changes);
}"""
# What only the answer moves: the bare page's number, and the marker of the panel's gauge.
PAGES = (("bare", "/", "output"), ("nudge", "/panels/forward", ".gauge-marker"))


def press(page):
    """One key; how many milliseconds until the change was painted."""
    done = page.evaluate("() => window.times.length")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("done => window.times.length > done", arg=done, polling=5)
    return page.evaluate("() => window.times.at(-1)")


def watched(browser, url, selector):
    """A page whose changes are timed."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    page.wait_for_timeout(500)
    page.evaluate(WATCH, selector)
    return page


def main():
    """100 presses on each, alternating; the first five of each warm up."""
    times = {name: [] for name, _path, _selector in PAGES}
    with both_servers() as (nudge, bare), chromium() as browser:
        ports = {"nudge": nudge.port, "bare": bare.port}
        pages = {
            name: watched(browser, f"http://127.0.0.1:{ports[name]}{path}", selector)
            for name, path, selector in PAGES
        }
        for _ in range(WARM_UP + PRESSES):
            for name, page in pages.items():
                page.bring_to_front()
                page.locator("input[type=range]").first.focus()
                times[name].append(press(page))
    report(times["bare"][WARM_UP:], times["nudge"][WARM_UP:])


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
    conclude()
