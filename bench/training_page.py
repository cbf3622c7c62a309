"""The training simulator in a browser, in turns with the bare page: Train to painted, time dragged, memory.

Train: from the press to the frame in which both curves of the whole default run are painted. Scrub: from
a press on the time slider, at a random place, to the frame that shows that place. The bare page: from a
press on its slider to the frame that shows the server's answer. All presses are the mouse's.
"""

from bench._browser import chromium
from bench._goals import conclude, verdict
from bench._pressed import (
    BARE_DONE,
    WARM_UP,
    opened,
    places,
    press_at,
    press_bare,
    ratio,
    timed_press,
)
from bench._servers import both_servers

ROUNDS = 30
PLACES = 100
LONG_RUN = "epochs=5000&dataset.samples=200"
# Both charts end at the last epoch, and their lines are drawn.
CURVES_DONE = """[...document.querySelectorAll('.curve-chart')].every((chart) =>
  chart.getAttribute('aria-valuemax') === '300' && chart.querySelector('path.train')?.getAttribute('d'))"""
TIME_DONE = """(() => { const time = document.querySelector('[data-time]');
  return document.querySelector('[data-epoch]').textContent === time.value
    && document.querySelector('.curve-chart').getAttribute('aria-valuenow') === time.value; })()"""
IS_STILL = """() => { const panel = document.querySelector('[data-panel=training]');
  return panel.isSettled && !panel.address.waiting && !panel.display.frames.latest.isBusy; }"""


def train(page):
    """One run, from before training."""
    page.get_by_role("button", name="Reset").first.click()
    page.wait_for_function(IS_STILL)
    button = page.get_by_role("button", name="Train", exact=True)
    return timed_press(page, button.click)


def scrub(page, shares):
    """One press on the time slider; the frames around it may or may not be here."""
    duration = timed_press(page, lambda: press_at(page, "[data-time]", next(shares)))
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


if __name__ == "__main__":
    main()
    conclude()
