"""From a key on a slider to the painted change, in turns with the bare page, in one Chromium.

A key is pressed as people press it: once, and again after a look, for all other pages have their turn before
a page has its next. Then it is held down, and comes again thirty times a second. What a page asks ahead while
it rests, it has time for in the first case and hardly any in the second: neither figure stands for the other.
Of a first key, which nobody can foresee, and so of a drag, it is told how long it takes, without a goal.
"""

import json
import random
import statistics
from dataclasses import dataclass
from urllib.parse import quote

from bench._browser import chromium
from bench._goals import conclude, verdict
from bench._pressed import FRAME, timed
from bench._servers import both_servers
from course.panels import all_panels

PRESSES = 100
WARM_UP = 5
HOLDS, REPEATS, REPEAT = 3, 20, 1000 / 30  # times it is held, how often it comes then, and every so many ms
FIRST_KEYS = 20
FORGET = """() => {
  const ahead = document.querySelector('[data-panel]')?.ahead;
  ahead?.giveUp();
  ahead?.known.clear();
}"""
# From the key's own time stamp to the task after the frame that shows what the server's answer changed; of
# keys that come before that, the first.
WATCH = """(selector) => {
  window.times = [];
  const changes = {attributes: true, characterData: true, childList: true, subtree: true};
  let pressed = 0;
  addEventListener('keydown', (event) => { pressed ||= event.timeStamp; }, true);
  new MutationObserver(() => {
    const began = pressed;
    if (!began) return;
    pressed = 0;
    requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - began)));
  }).observe(document.querySelector(selector), changes);
}"""
SEVEN = json.dumps([kind["spec"] for kind in all_panels()["descent"].constants()["kinds"]])
RACE = f"/panels/descent?steps=200&optimizers={quote(SEVEN)}"
RACE_BAR = "#descent-scrub"
FIRST = "input[type=range]"


@dataclass(frozen=True)
class Timed:
    """A page: the slider that is moved, what only the answer changes, and the goals beside the bare page.

    One with a time bar is timed with the whole of its time drawn, where there is most to paint. After
    ``turn`` presses the slider goes the other way, so that it never stands at its end.
    """

    path: str
    slider: str
    changed: str
    goals: tuple[float, float] = (1.2, 1.5)
    time_bar: str = ""
    turn: int = WARM_UP + PRESSES


PAGES = {
    "bare": Timed("/", FIRST, "output"),
    "forward": Timed("/panels/forward", FIRST, ".gauge-marker"),
    # Seven optimizers, 200 steps each, and a map: at another rate, and from another start
    "descent": Timed(RACE, "#descent-learning_rate", ".race-map", (2.0, 3.0), RACE_BAR),
    "descent, start": Timed(RACE, "#descent-start-0", ".race-map", (2.0, 3.0), RACE_BAR),
    # Ten layers of 16 units, forward and back, from one drawing of the weights to the next
    "gradient-flow": Timed("/panels/gradient-flow", "#gradient-flow-seed", ".flow-rows", (2.0, 3.0)),
    # A unit more or less by formula: the curve, and what each of 10 to 50 units adds to it
    "approximation": Timed("/panels/approximation", "#approximation-hidden", ".approx-row", turn=40),
    # A unit more or less in a layer: every wire from and to it
    "architecture": Timed("/panels/architecture", "#architecture-layers-1", ".built-network", turn=20),
    # Patients held out, and a thousand people, decided anew
    "tumor, threshold": Timed("/panels/tumor", "#tumor-threshold", "[data-part=sentence]", turn=20),
    "tumor, cost": Timed("/panels/tumor", "#tumor-cost_ratio", "[data-part=answer]", turn=20),
    "tumor, prevalence": Timed("/panels/tumor", "#tumor-prevalence", "[data-part=answer]", turn=10),
}


def press(page, key, chance):
    """One key; how many milliseconds until the change was painted.

    It is pressed anywhere between two frames, as people do: pressed at once, it would come at the same place
    again and again, and a page wait for the next frame long or not at all.
    """
    page.wait_for_timeout(chance.uniform(0, FRAME))
    return timed(page, lambda: page.keyboard.press(key))


def hold(page, keys):
    """Each key held down for a while; how many milliseconds until what it changed was painted."""
    before = page.evaluate("() => window.times.length")
    for key in keys:
        for _ in range(REPEATS):
            page.keyboard.down(key)
            page.wait_for_timeout(REPEAT)
        page.keyboard.up(key)
        page.wait_for_timeout(500)
    return page.evaluate("before => window.times.slice(before)", before)


def watched(browser, server, panel):
    """A page whose changes are timed."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"http://127.0.0.1:{server.port}{panel.path}")
    page.wait_for_timeout(500)
    if panel.time_bar:
        page.press(panel.time_bar, "End")
        page.wait_for_timeout(500)
    page.evaluate(WATCH, panel.changed)
    return page


def in_turns(pages):
    """Each page in front, its slider with the focus."""
    for name, page in pages.items():
        page.bring_to_front()
        page.locator(PAGES[name].slider).first.focus()
        yield name, page


def main():
    """100 presses on each, alternating; the first five warm up. Then first keys, and keys that are held."""
    times, first, held = ({name: [] for name in PAGES} for _ in range(3))
    chance = random.Random(1)
    with both_servers() as (nudge, bare), chromium() as browser:
        pages = {
            name: watched(browser, bare if name == "bare" else nudge, each) for name, each in PAGES.items()
        }
        for turn in range(WARM_UP + PRESSES):
            for name, page in in_turns(pages):
                key = "ArrowLeft" if turn // PAGES[name].turn % 2 else "ArrowRight"
                times[name].append(press(page, key, chance))
        for turn in range(FIRST_KEYS):
            for name, page in in_turns(pages):
                page.evaluate(FORGET)
                first[name].append(press(page, "ArrowLeft" if turn % 4 < 2 else "ArrowRight", chance))
        for _ in range(HOLDS):
            for name, page in in_turns(pages):
                held[name] += hold(page, ("ArrowLeft", "ArrowRight"))
    tell({name: each[WARM_UP:] for name, each in times.items()}, first, held)


def tell(times, first, held):
    """Each page beside the bare one, in all three ways."""
    for name in [name for name in PAGES if name != "bare"]:
        report(name, times["bare"], times[name], PAGES[name].goals)
        report(f"{name}, held", held["bare"], held[name], PAGES[name].goals)
        ratio = statistics.median(first[name]) / statistics.median(first["bare"])
        print(f"{name}, a first key, p50, ours ÷ bare: {ratio:.2f}")


def report(name, bare, ours, goals):
    """The ratio at the median and at the 95th percentile."""
    for share, percent, goal in zip(("p50", "p95"), (50, 95), goals, strict=True):
        theirs = statistics.quantiles(bare, n=100)[percent - 1]
        mine = statistics.quantiles(ours, n=100)[percent - 1]
        print(f"{name}, {share}: bare {theirs:.1f} ms, nudge {mine:.1f} ms")
        ratio = mine / theirs
        verdict(f"slider to paint, {name}, {share}, ours ÷ bare", f"{ratio:.2f}", f"≤ {goal}", ratio <= goal)


if __name__ == "__main__":
    main()
    conclude()
