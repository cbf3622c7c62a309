"""Pages whose changes are timed: from what the mouse does to the frame that shows what comes of it."""

import random
import statistics

from bench._goals import verdict

WARM_UP = 3
FRAME = 1000 / 60  # milliseconds
# From the event's own time stamp to the task after the frame in which IS_DONE first holds.
WATCH = """() => {
  const changes = {attributes: true, characterData: true, childList: true, subtree: true};
  let began = 0;
  window.times = [];
  addEventListener('EVENT', (event) => { began = event.timeStamp; }, true);
  new MutationObserver(() => {
    const since = began;
    if (!since || !(IS_DONE)) return;
    began = 0;
    requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - since)));
  }).observe(document.body, changes);
}"""
BARE_DONE = "true"  # what first changes is the answer


def opened(browser, url, is_done, event="pointerdown"):
    """A page that is timed from each such event."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    page.wait_for_timeout(500)
    watch(page, is_done, event)
    return page


def watch(page, is_done, event="pointerdown"):
    """Times the page from now on."""
    page.evaluate(WATCH.replace("IS_DONE", is_done).replace("EVENT", event))


def timed(page, act):
    """How many milliseconds it takes until what the act changes is painted."""
    done = page.evaluate("() => window.times.length")
    act()
    page.wait_for_function("done => window.times.length > done", arg=done, polling=5)
    return page.evaluate("() => window.times.at(-1)")


def timed_press(page, press):
    """The same of a press; then it is let go."""
    duration = timed(page, press)
    page.mouse.up()
    return duration


def place_on(page, selector, across, down=0.5):
    """A point of the window: at such shares of a thing's width and height."""
    box = page.locator(selector).bounding_box()
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def press_at(page, selector, share):
    """Presses a slider at a share of its width, and holds it."""
    page.mouse.move(*place_on(page, selector, share))
    page.mouse.down()


def places():
    """Random shares of a slider's width, in turns left and right of its middle: each press moves it."""
    shares = random.Random(0)
    while True:
        yield shares.uniform(0.03, 0.47)
        yield shares.uniform(0.53, 0.97)


def press_bare(page, shares):
    """One press on the bare page's slider."""
    return timed_press(page, lambda: press_at(page, "input", next(shares)))


def ratio(name, bare, ours, goal):
    """One line: the medians and what they make."""
    theirs, mine = (statistics.median(column[WARM_UP:]) for column in (bare, ours))
    print(f"bare {theirs:.1f} ms, ours {mine:.1f} ms")
    verdict(name, f"{mine / theirs:.2f}", f"≤ {goal}", mine / theirs <= goal)
