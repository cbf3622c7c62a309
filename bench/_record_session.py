"""Records what a browser asks while somebody drags sliders and looks: ``python -m bench._record_session``.

A real Chromium on a real server, its mouse moved as a hand moves it: sixty positions a second along a slider,
then a pause to look. Each request is kept with the moment it was sent, for ``bench/classroom.py`` to replay.
"""

import json
import time
from pathlib import Path

from bench._browser import chromium
from bench._servers import Server

SESSION = Path(__file__).parent / "data" / "slider_session.json"
# panel, slider, from where to where along it; then so many seconds to look
MOVES = (
    ("forward", 0, 0.5, 0.85, 2.5),
    ("forward", 1, 0.5, 0.2, 3.0),
    ("forward", 0, 0.85, 0.3, 2.0),
    ("backprop", 0, 0.6, 0.9, 3.0),
    ("backprop", 1, 0.4, 0.7, 2.5),
    ("softmax", 0, 0.6, 0.9, 2.5),
    ("softmax", 1, 0.5, 0.3, 3.0),
)
SECONDS_OF_A_DRAG = 1.5
POSITIONS = 90


def drag(page, number, start, end):
    """The mouse along a slider, a position every sixtieth of a second."""
    box = page.locator("input[type=range]:visible").nth(number).bounding_box()
    height = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + start * box["width"], height)
    page.mouse.down()
    began = time.monotonic()
    for step in range(1, POSITIONS + 1):
        page.mouse.move(box["x"] + (start + (end - start) * step / POSITIONS) * box["width"], height)
        time.sleep(max(0.0, began + step * SECONDS_OF_A_DRAG / POSITIONS - time.monotonic()))
    page.mouse.up()


def record(server, browser):
    """What was asked: each POST, and how many seconds after the start."""
    asked, pages = [], {}
    for panel in dict.fromkeys(move[0] for move in MOVES):
        page = pages[panel] = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{server.url}/panels/{panel}")
        page.wait_for_timeout(1000)
        page.on("request", lambda request: asked.append((time.monotonic(), request)))
    start = time.monotonic()
    for panel, number, low, high, look in MOVES:
        pages[panel].bring_to_front()
        drag(pages[panel], number, low, high)
        pages[panel].wait_for_timeout(1000 * look)
    length = time.monotonic() - start
    posts = [
        (round(moment - start, 3), request.url.removeprefix(server.url), request.post_data_json)
        for moment, request in asked
        if request.method == "POST"
    ]
    return compact(round(length, 1), posts)


def compact(seconds, posts):
    """The first body of each path in full, of the others what differs from it."""
    first = {}
    for _, path, body in posts:
        first.setdefault(path, body)
    changes = [
        [moment, path, {name: value for name, value in body.items() if value != first[path].get(name)}]
        for moment, path, body in posts
    ]
    return {"seconds": seconds, "first": first, "requests": changes}


def main():
    """Records it and says how much it is."""
    with Server() as server, chromium() as browser:
        session = record(server, browser)
    lines = ",\n".join(json.dumps(post, separators=(",", ":")) for post in session["requests"])
    SESSION.parent.mkdir(exist_ok=True)
    first = json.dumps(session["first"])
    SESSION.write_text(
        f'{{"seconds": {session["seconds"]},\n"first": {first},\n"requests": [\n{lines}\n]}}\n'
    )
    print(f"{SESSION.name}: {len(session['requests'])} requests in {session['seconds']} seconds")


if __name__ == "__main__":
    main()
