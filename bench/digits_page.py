"""Handwritten digits in a browser, in turns with the bare page: a run's first frame, its end, and a stroke.

Train: from the press to the frame that shows the first of its epochs; to the one from which all 40 of them
can be gone through; and, with no goal, to the one in which the held-out digits are judged beside softmax
regression, which is trained for it. Every run has a seed of its own, so that none is
kept anywhere. A point of a stroke: from the mouse's move, its button down, to the frame that shows what the
network makes of the longer stroke; on the bare page the same move is made on its slider.
"""

import itertools
import math
import random
import statistics

from bench._browser import chromium
from bench._goals import conclude
from bench._pressed import (
    BARE_DONE,
    FRAME,
    WARM_UP,
    opened,
    place_on,
    places,
    press_bare,
    ratio,
    timed,
    timed_press,
    watch,
)
from bench._servers import both_servers

ROUNDS = 20
POINTS = 60
STEP = 0.07  # of the circle, in radians
PANEL = "document.querySelector('[data-panel=digits]')"
FIRST_DONE = "Number(document.querySelector('[data-epoch]').textContent) >= 1"
WHOLE_DONE = "document.querySelector('.curve-chart').getAttribute('aria-valuemax') === '40'"
JUDGED_DONE = f"{WHOLE_DONE} && 'moved' in {PANEL}.display.snapshot.run.result"
POINT_DONE = f"{PANEL}.reading !== window.before"
IS_STILL = f"() => !{PANEL}.computing.isBusy && !{PANEL}.reader.isBusy && !{PANEL}.address.waiting"


def train(page, url, seed, is_done):
    """One run, from before training."""
    page.goto(f"{url}?seed={seed}")
    page.wait_for_timeout(500)
    watch(page, is_done)
    return timed_press(page, page.get_by_role("button", name="Train", exact=True).click)


def trained(browser, nudge, bare):
    """From the press to each of the three, in turns with a press on the bare page."""
    shares, seeds = places(), itertools.count(1)
    times = {name: [] for name in ("bare", "first", "whole", "judged")}
    bare_page = opened(browser, bare.url, BARE_DONE)
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for _ in range(WARM_UP + ROUNDS):
        bare_page.bring_to_front()
        times["bare"].append(press_bare(bare_page, shares))
        page.bring_to_front()
        for name, is_done in (("first", FIRST_DONE), ("whole", WHOLE_DONE), ("judged", JUDGED_DONE)):
            times[name].append(train(page, f"{nudge.url}/panels/digits", next(seeds), is_done))
    ratio("Train to its first frame p50, ours ÷ bare", times["bare"], times["first"], 5)
    ratio("Train to the whole run p50, ours ÷ bare", times["bare"], times["whole"], 20)
    judged, bare = (statistics.median(times[name][WARM_UP:]) for name in ("judged", "bare"))
    print(f"with its held-out digits judged: {judged:.1f} ms, {judged / bare:.1f} times the bare page")


def drawn(browser, nudge, bare):
    """From the mouse's move to ten probabilities, in turns with a move on the bare page's slider."""
    bare_page = opened(browser, bare.url, BARE_DONE, event="pointermove")
    page = opened(browser, f"{nudge.url}/panels/digits?view.epoch=40", "false")
    page.wait_for_function(IS_STILL)
    watch(page, POINT_DONE, event="pointermove")
    bare_points, points = along(bare_page), around(page)
    for each, places_there in ((bare_page, bare_points), (page, points)):
        each.bring_to_front()
        each.mouse.move(*next(places_there))
        each.mouse.down()
    page.wait_for_function(IS_STILL)
    times, chance = {"bare": [], "point": []}, random.Random(1)
    for _ in range(WARM_UP + POINTS):
        bare_page.bring_to_front()
        times["bare"].append(moved(bare_page, bare_points, chance))
        page.bring_to_front()
        times["point"].append(moved(page, points, chance))
    ratio("a point to its probabilities p50, ours ÷ bare", times["bare"], times["point"], 1.5)


def along(page):
    """Places on the bare page's slider."""
    for share in places():
        yield place_on(page, "input", share)


def around(page):
    """Places on a circle on the sheet."""
    for turn in itertools.count():
        angle = STEP * turn
        yield place_on(page, ".digit-sheet", 0.5 + 0.3 * math.cos(angle), 0.5 + 0.3 * math.sin(angle))


def moved(page, points, chance):
    """One move on, its button down; anywhere between two frames, as people move."""
    page.wait_for_timeout(FRAME + chance.uniform(0, FRAME))
    page.evaluate(f"() => {{ window.before = {PANEL}?.reading; }}")
    return timed(page, lambda: page.mouse.move(*next(points)))


def main():
    """A run, then a stroke."""
    with both_servers() as (nudge, bare), chromium() as browser:
        trained(browser, nudge, bare)
        drawn(browser, nudge, bare)


if __name__ == "__main__":
    main()
    conclude()
