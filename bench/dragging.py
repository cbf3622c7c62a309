"""Every slider of every panel dragged by the mouse: does the page ever stop for longer than 50 ms?

A task of the page's main thread that takes longer is one in which a finger runs away from the picture
(https://www.w3.org/TR/longtasks-1/). Each slider is dragged to its end and back, as fast as a hand does; the
list of panels is scrolled from its head to its foot, while the small pictures come.
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
LIST = "list"
WHEEL = 120  # px: what one notch of a wheel scrolls by
PLACES, MISSING = "[data-small]", "[data-small]:not([data-drawn])"
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


def scrolled(browser, url):
    """The long tasks of the list of panels, scrolled through notch by notch until every picture is there."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(f"({WATCH})()")
    page.goto(url)
    page.mouse.move(720, 450)
    for _ in range(page.evaluate("() => document.body.scrollHeight") // WHEEL + 1):
        page.mouse.wheel(0, WHEEL)
        page.wait_for_timeout(2 * MILLISECONDS_A_MOVE)
    page.wait_for_function("missing => !document.querySelector(missing)", arg=MISSING)
    pictures = page.locator(PLACES).count()
    tasks = page.evaluate("() => window.longTasks")
    page.close()
    return pictures, tasks


def report(what, tasks):
    """One line."""
    worst = max(tasks, default=0)
    is_reached = worst <= LONGEST
    verdict(f"{what}: longest task, ms", f"{worst:.0f}" if worst else "under 50", f"≤ {LONGEST}", is_reached)


def main(names):
    """A line a panel, and of each slider that held it up; one of the list of panels."""
    with Server() as server, chromium() as browser:
        for slug in [name for name in names if name != LIST] or ([] if names else all_panels()):
            page = opened(browser, f"{server.url}/panels/{slug}")
            found = dragged(page)
            page.close()
            for name, tasks in found.items():
                if tasks:
                    print(f"    {name!r}: {', '.join(f'{task:.0f}' for task in tasks)} ms")
            what = f"{slug}, {len(found)} sliders dragged"
            report(what, [task for tasks in found.values() for task in tasks])
        if not names or LIST in names:
            pictures, tasks = scrolled(browser, f"{server.url}/panels/")
            report(f"the list of panels, {pictures} pictures drawn", tasks)


if __name__ == "__main__":
    main(sys.argv[1:])
    conclude()
