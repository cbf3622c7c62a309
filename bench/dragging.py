"""Every slider of every panel dragged by the mouse: does the page ever stop for longer than 50 ms?

A task of the page's main thread that takes longer is one in which a finger runs away from the picture
(https://www.w3.org/TR/longtasks-1/). Each slider is dragged to its end and back, as fast as a hand does.
"""

import sys

from bench._browser import chromium
from bench._goals import conclude, verdict
from bench._servers import Server
from course.panels import all_panels

MOVES = 30
MILLISECONDS_A_MOVE = 8
LONGEST = 50
WATCH = """() => {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
  }).observe({type: 'longtask'});
}"""
IS_STILL = """() => [...document.querySelectorAll('[data-panel]')].every(
  (panel) => !panel.computing.isBusy && !panel.address?.waiting)"""
BUSY = """() => setTimeout(() => {
  const end = performance.now() + 80;
  while (performance.now() < end);
})"""
SLIDERS = "input[type=range]:visible"
FOLDS = "() => { for (const fold of document.querySelectorAll('main details')) fold.open = true; }"


def drag(page, slider):
    """To the right end, to the left end and back to the middle."""
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    top = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, top)
    page.mouse.down()
    for start, end in ((0.5, 1.0), (1.0, 0.0), (0.0, 0.5)):
        for move in range(1, MOVES + 1):
            share = start + (end - start) * move / MOVES
            page.mouse.move(box["x"] + share * box["width"], top)
            page.wait_for_timeout(MILLISECONDS_A_MOVE)
    page.mouse.up()


def opened(browser, url):
    """A page with every fold open, once its panel stands still and long tasks are watched for."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    page.evaluate(FOLDS)
    train = page.get_by_role("button", name="Train", exact=True)
    if train.count():
        train.click()  # then there is time to be dragged through
    page.wait_for_function(IS_STILL)
    page.wait_for_timeout(300)
    page.evaluate(WATCH)
    page.evaluate(BUSY)
    page.wait_for_function("() => window.longTasks.length > 0")  # it would be noticed
    return page


def dragged(page):
    """The long tasks of each slider, by its name."""
    found = {}
    for slider in page.locator(SLIDERS).all():
        if slider.is_disabled():
            continue
        page.evaluate("() => { window.longTasks.length = 0; }")
        drag(page, slider)
        page.wait_for_timeout(100)
        found[name_of(slider)] = page.evaluate("() => window.longTasks")
    return found


def name_of(slider):
    """What a screen reader calls it."""
    return slider.evaluate("each => each.ariaLabel || each.labels[0]?.innerText || each.id")


def main(slugs):
    """A line a panel, and of each slider that held it up."""
    with Server() as server, chromium() as browser:
        for slug in slugs or all_panels():
            page = opened(browser, f"{server.url}/panels/{slug}")
            found = dragged(page)
            page.close()
            for name, tasks in found.items():
                if tasks:
                    print(f"    {name!r}: {', '.join(f'{task:.0f}' for task in tasks)} ms")
            worst = max((task for tasks in found.values() for task in tasks), default=0)
            what = f"{slug}, {len(found)} sliders dragged: longest task, ms"
            verdict(what, f"{worst:.0f}" if worst else "under 50", f"≤ {LONGEST}", worst <= LONGEST)


if __name__ == "__main__":
    main(sys.argv[1:])
    conclude()
