"""From a key on a slider to the painted change, in turns with the bare page, in one Chromium.

A key is pressed as people press it: once, and again after a look, for all other pages have their turn before
a page has its next. Then it is held down, and comes again thirty times a second. What a page asks ahead while
it rests, it has time for in the first case and hardly any in the second: neither figure stands for the other.
Then it is dragged by the mouse, there and back, slowly at both ends and faster between, as a hand does
(minimum jerk). Of a first key, which nobody can foresee, it is told how long it takes, without a goal.
"""

import json
import random
import statistics
import time
from dataclasses import dataclass
from urllib.parse import quote

from bench._browser import chromium
from bench._goals import conclude, verdict
from bench._pressed import FRAME, place_on, timed
from bench._servers import both_servers
from course.panels import all_panels

PRESSES = 100
WARM_UP = 5
REPORT = 8  # milliseconds between two reports of the mouse's place
HOLDS, REPEATS, REPEAT = 3, 20, 1000 / 30  # times it is held, how often it comes then, and every so many ms
FIRST_KEYS = 20
DRAGS, SECONDS, ENDS = 3, 2.0, (0.15, 0.85)  # there and back, each way, between such shares of its width
FORGET = """() => {
  const ahead = document.querySelector('[data-panel]')?.ahead;
  ahead?.giveUp();
  ahead?.known.clear();
}"""
# From the time stamp of the key, or of the mouse's move that changed the value, to the task after the frame
# that shows what the server's answer changed; of those that come before that, the first.
WATCH = """(selector) => {
  window.times = [];
  const changes = {attributes: true, characterData: true, childList: true, subtree: true};
  let pressed = 0;
  let moved = 0;
  addEventListener('keydown', (event) => { pressed ||= event.timeStamp; }, true);
  addEventListener('pointermove', (event) => { moved = event.timeStamp; }, true);
  addEventListener('input', () => { pressed ||= moved; }, true);
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
    ``turn`` presses the slider goes the other way, so that it never stands at its end. A fine one has several
    values between two frames of a drag, so that none is foreseen: its median is one frame or two, as the bare
    page's is, and of itself says only which; its slowest have a goal. A short one has fewer values than a key
    that is held goes through: it is not held.
    """

    path: str
    slider: str
    changed: str
    goals: tuple[float, float] = (1.2, 1.5)
    time_bar: str = ""
    turn: int = WARM_UP + PRESSES
    is_fine: bool = False
    is_short: bool = False


PAGES = {
    "bare": Timed("/", FIRST, "output"),
    "forward": Timed("/panels/forward", FIRST, ".gauge-marker", is_fine=True),
    # Seven optimizers, 200 steps each, and a map: at another rate, and from another start
    "descent": Timed(RACE, "#descent-learning_rate", ".race-map", (2.0, 3.0), RACE_BAR),
    "descent, start": Timed(RACE, "#descent-start-0", ".race-map", (2.0, 3.0), RACE_BAR),
    # Ten layers of 16 units, forward and back, from one drawing of the weights to the next
    "gradient-flow": Timed("/panels/gradient-flow", "#gradient-flow-seed", ".flow-rows", (2.0, 3.0)),
    # A unit more or less by formula: the curve, and what each of 10 to 50 units adds to it
    "approximation": Timed("/panels/approximation", "#approximation-hidden", ".approx-row", turn=40),
    # A unit more or less in a layer: every wire from and to it
    "architecture": Timed("/panels/architecture", "#architecture-layers-1", ".built-network", turn=20),
    # The whole of another curve, three fits, and a digit asked
    "double-descent, ridge": Timed(
        "/panels/double-descent",
        "[data-part=ridge] input",
        "[data-part=answer]",
        (2.0, 3.0),
        turn=3,
        is_short=True,
    ),
    # Patients held out, and a thousand people, decided anew
    "tumor, threshold": Timed("/panels/tumor", "#tumor-threshold", "[data-part=sentence]", turn=20),
    "tumor, cost": Timed("/panels/tumor", "#tumor-cost_ratio", "[data-part=answer]", turn=20),
    "tumor, prevalence": Timed(
        "/panels/tumor", "#tumor-prevalence", "[data-part=answer]", turn=10, is_fine=True
    ),
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


def drag(page, slider):
    """Drags it there and back; how many milliseconds until what each move changed was painted."""
    first, last = (place_on(page, slider, end) for end in ENDS)
    page.mouse.move(*first)
    page.mouse.down()
    page.wait_for_timeout(500)
    before = page.evaluate("() => window.times.length")
    for (start, y), (end, _) in ((first, last), (last, first)):
        began = time.perf_counter()
        while (share := (time.perf_counter() - began) / SECONDS) < 1:
            page.mouse.move(start + (end - start) * share**3 * (10 - 15 * share + 6 * share**2), y)
            page.wait_for_timeout(REPORT)
    page.wait_for_timeout(500)
    page.mouse.up()
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
    """100 presses on each, alternating; the first five warm up. Then first keys, held ones, and drags."""
    with both_servers() as (nudge, bare), chromium() as browser:
        pages = {
            name: watched(browser, bare if name == "bare" else nudge, each) for name, each in PAGES.items()
        }
        chance = random.Random(1)
        pressed = rounds(
            pages, WARM_UP + PRESSES, lambda name, page, turn: [foreseen(name, page, turn, chance)]
        )
        first = rounds(pages, FIRST_KEYS, lambda _, page, turn: [unforeseen(page, turn, chance)])
        long = {name: page for name, page in pages.items() if not PAGES[name].is_short}
        held = rounds(long, HOLDS, lambda _, page, __: hold(page, ("ArrowLeft", "ArrowRight")))
        dragged = rounds(pages, DRAGS, lambda name, page, _: drag(page, f"{PAGES[name].slider} >> nth=0"))
    tell({name: each[WARM_UP:] for name, each in pressed.items()}, first, held, dragged)


def rounds(pages, count, act):
    """What ``act(name, page, turn)`` times on each page, in turns."""
    times = {name: [] for name in pages}
    for turn in range(count):
        for name, page in in_turns(pages):
            times[name] += act(name, page, turn)
    return times


def foreseen(name, page, turn, chance):
    """A key like the last one."""
    return press(page, "ArrowLeft" if turn // PAGES[name].turn % 2 else "ArrowRight", chance)


def unforeseen(page, turn, chance):
    """A key of whose value nothing is known."""
    page.evaluate(FORGET)
    return press(page, "ArrowLeft" if turn % 4 < 2 else "ArrowRight", chance)


def tell(times, first, held, dragged):
    """Each page beside the bare one, in all four ways."""
    for name in [name for name in PAGES if name != "bare"]:
        report(name, times["bare"], times[name], PAGES[name].goals)
        if name in held:
            report(f"{name}, held", held["bare"], held[name], PAGES[name].goals)
        median, slowest = PAGES[name].goals
        drag_goals = (None if PAGES[name].is_fine else median, slowest)
        report(f"{name}, dragged", dragged["bare"], dragged[name], drag_goals)
        ratio = statistics.median(first[name]) / statistics.median(first["bare"])
        print(f"{name}, a first key, p50, ours ÷ bare: {ratio:.2f}")


def report(name, bare, ours, goals):
    """The ratio at the median and at the 95th percentile."""
    for share, percent, goal in zip(("p50", "p95"), (50, 95), goals, strict=True):
        theirs = statistics.quantiles(bare, n=100)[percent - 1]
        mine = statistics.quantiles(ours, n=100)[percent - 1]
        print(f"{name}, {share}: bare {theirs:.1f} ms, nudge {mine:.1f} ms")
        ratio = mine / theirs
        if goal is None:
            print(f"{name}, {share}, ours ÷ bare: {ratio:.2f}")
            continue
        verdict(f"slider to paint, {name}, {share}, ours ÷ bare", f"{ratio:.2f}", f"≤ {goal}", ratio <= goal)


if __name__ == "__main__":
    main()
    conclude()
