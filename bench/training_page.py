"""The training simulator in a browser, in turns with the bare page: Train to painted, time dragged, memory.

Train: from the press to the frame in which both curves of the whole default run are painted. Scrub: from
a press on the time slider, at a random place, to the frame that shows that place. The bare page: from a
press on its slider to the frame that shows the server's answer. All presses are the mouse's.
"""

import random
import statistics

from bench._browser import chromium
from bench._goals import conclude, verdict
from bench._servers import both_servers

ROUNDS = 30
PLACES = 100
WARM_UP = 3
LONG_RUN = "epochs=5000&dataset.samples=200"
# From the press's own time stamp to the task after the frame in which IS_DONE first holds.
WATCH = """() => {
  const changes = {attributes: true, characterData: true, childList: true, subtree: true};
  let pressed = 0;
  window.times = [];
  addEventListener('pointerdown', (event) => { pressed = event.timeStamp; }, true);
  new MutationObserver(() => {
    const began = pressed;
    if (!began || !(IS_DONE)) return;
    pressed = 0;
    requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - began)));
  }).observe(document.body, changes);
}"""
BARE_DONE = "true"  # what first changes is the answer
# Both charts end at the last epoch, and their lines are drawn.
CURVES_DONE = """[...document.querySelectorAll('.curve-chart')].every((chart) =>
  chart.getAttribute('aria-valuemax') === '300' && chart.querySelector('path.train')?.getAttribute('d'))"""
TIME_DONE = """(() => { const time = document.querySelector('[data-time]');
  return document.querySelector('[data-epoch]').textContent === time.value
    && document.querySelector('.curve-chart').getAttribute('aria-valuenow') === time.value; })()"""
IS_STILL = """() => { const {stage, computing, address} = document.querySelector('[data-panel=training]');
  return !computing.isBusy && !address.waiting && !stage.frames.latest.isBusy
    && stage.isShowing(stage.epoch); }"""


def timed(page, press):
    """How many milliseconds a press takes until what it changes is painted; then it is let go."""
    done = page.evaluate("() => window.times.length")
    press()
    page.wait_for_function("done => window.times.length > done", arg=done, polling=5)
    page.mouse.up()
    return page.evaluate("() => window.times.at(-1)")


def opened(browser, url, is_done):
    """A page whose changes are timed."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    page.wait_for_timeout(500)
    page.evaluate(WATCH.replace("IS_DONE", is_done))
    return page


def places():
    """Random shares of a slider's width, in turns left and right of its middle: each press moves it."""
    shares = random.Random(0)
    while True:
        yield shares.uniform(0.03, 0.47)
        yield shares.uniform(0.53, 0.97)


def press_at(page, selector, share):
    """Presses a slider at a share of its width, and holds it."""
    box = page.locator(selector).bounding_box()
    page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()


def press_bare(page, shares):
    """One press on the bare page's slider."""
    return timed(page, lambda: press_at(page, "input", next(shares)))


def train(page):
    """One run, from before training."""
    page.get_by_role("button", name="Reset").first.click()
    page.wait_for_function(IS_STILL)
    button = page.get_by_role("button", name="Train", exact=True)
    return timed(page, button.click)


def scrub(page, shares):
    """One press on the time slider; the frames around it may or may not be here."""
    duration = timed(page, lambda: press_at(page, "[data-time]", next(shares)))
    page.wait_for_function(IS_STILL)
    return duration


def megabytes(page):
    """What the page's scripts hold after a collection: objects, what hangs on them, and buffers."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    usage = session.send("Runtime.getHeapUsage")
    return sum(usage[part] for part in ("usedSize", "embedderHeapUsedSize", "backingStorageSize")) / 1e6


def main():
    """Turns alternate; the first of each warm up."""
    shares, bare_shares = places(), places()
    times = {name: [] for name in ("bare", "train", "scrub")}
    with both_servers() as (nudge, bare), chromium() as browser:
        simulator = f"{nudge.url}/panels/training"
        bare_page = opened(browser, bare.url, BARE_DONE)
        page = opened(browser, simulator, CURVES_DONE)
        for _ in range(WARM_UP + ROUNDS):
            bare_page.bring_to_front()
            times["bare"].append(press_bare(bare_page, bare_shares))
            page.bring_to_front()
            times["train"].append(train(page))
        ratio("Train to painted p50, ours ÷ bare", times["bare"], times["train"], 5)

        page = opened(browser, f"{simulator}?view.epoch=0", TIME_DONE)
        page.wait_for_function(IS_STILL)
        times["bare"].clear()
        for _ in range(WARM_UP + PLACES):
            bare_page.bring_to_front()
            times["bare"].append(press_bare(bare_page, bare_shares))
            page.bring_to_front()
            times["scrub"].append(scrub(page, shares))
        ratio("scrub to painted p50, ours ÷ bare", times["bare"], times["scrub"], 1.5)

        page = opened(browser, f"{simulator}?{LONG_RUN}&view.epoch=0", TIME_DONE)
        page.wait_for_function(IS_STILL, timeout=120_000)
        for _ in range(PLACES):
            scrub(page, shares)
        used = megabytes(page)
        verdict("memory of 5,000 epochs, gone through, MB", f"{used:.1f}", "≤ 100", used <= 100)


def ratio(name, bare, ours, goal):
    """One line: the medians and what they make."""
    theirs, mine = (statistics.median(column[WARM_UP:]) for column in (bare, ours))
    print(f"bare {theirs:.1f} ms, ours {mine:.1f} ms")
    verdict(name, f"{mine / theirs:.2f}", f"≤ {goal}", mine / theirs <= goal)


if __name__ == "__main__":
    main()
    conclude()
