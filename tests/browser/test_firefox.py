"""The core path in Firefox as Debian has it: pages open, a slider moves, a run is trained and gone back."""

import json
import os
import urllib.request

import pytest

from tests.browser import firefox as the_browser
from tests.browser.agreement import IS_SETTLED, SHOWN, disagreements
from tests.browser.test_looks import IS_DRAWN
from tests.browser.training_page import IS_STILL, SEEN, fixed
from tests.browser.training_page import disagreements as disagreements_in_time
from web.pages.addresses import every_page, every_panel

MISSING = "NOT TESTED IN FIREFOX: there is none here. Install it: apt-get install firefox-esr"
STATE = "name => document.querySelector(`[data-panel=${name}]`).%s"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    if the_browser.find() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    with the_browser.running(tmp_path_factory.mktemp("firefox")) as (window, complaints):
        yield window
    assert complaints == []


def ask(server, path, request):
    """What the API answers."""
    url, body = f"{server.url}/api/v1/{path}", json.dumps(request).encode()
    headers = {"Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(url, body, headers)) as answer:
        return json.load(answer)


# Every panel is in a lesson, with its script; alone, one stands for all
PANELS = [path for path in every_panel().values() if path != "/panels/predict"]
PAGES = [path for path in every_page().values() if path not in PANELS]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_and_fits(firefox, server, path):
    firefox.open(server.url + path)
    firefox.until(IS_DRAWN)
    assert firefox.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_from_home_to_a_slider_whose_number_is_the_apis(firefox, server):
    firefox.open(server.url + "/")
    firefox.until(IS_DRAWN)
    firefox.click("a[href='/lessons/forward-pass']")
    firefox.until("() => location.pathname === '/lessons/forward-pass' && document.readyState === 'complete'")
    firefox.until(IS_SETTLED, "forward")
    slider = "[data-path='x.0'] input[type=range]"
    firefox.drag(firefox.place(slider), firefox.place(slider, 0.6), firefox.place(slider, 0.8))
    firefox.press("ArrowRight")
    firefox.until(IS_SETTLED, "forward")
    request = firefox.evaluate(STATE % "request", "forward")
    assert 0.9 < request["x"][0] < 1.5
    seen = firefox.evaluate(SHOWN, "forward")
    assert len(seen["numbers"]) > 5
    assert disagreements("forward", request, seen, ask(server, "forward", request), None) == []
    firefox.until("value => location.search.includes(`forward.x=${value}`)", request["x"][0])


def test_a_run_is_trained_and_gone_through(firefox, server):
    firefox.open(f"{server.url}/panels/training?epochs=80")
    firefox.until(IS_STILL)
    firefox.click("[data-action=play]")
    firefox.until(f"() => ({SEEN})().epoch === 80 && ({IS_STILL})()")
    run = ask(server, "training", {"epochs": 80})
    assert disagreements_in_time(firefox.evaluate(SEEN), run) == []
    assert (
        len(firefox.evaluate("() => document.querySelector('.curve-chart path.curve').getAttribute('d')"))
        > 300
    )
    firefox.drag(firefox.place("[data-time]", 0.99), firefox.place("[data-time]", 0.4))
    firefox.until(IS_STILL)
    seen = firefox.evaluate(SEEN)
    assert 25 < seen["epoch"] < 40
    assert disagreements_in_time(seen, run) == []
    assert seen["answer"] == fixed(run["history"]["train_loss"][seen["epoch"]], 3)
    firefox.evaluate("() => document.querySelector('.curve-chart').focus()")
    firefox.press("ArrowLeft")
    firefox.until(IS_STILL)
    assert firefox.evaluate(SEEN)["epoch"] == seen["epoch"] - 1
    maps = """() => {
      const {canvas} = document.querySelector('nudge-canvas');
      const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    }"""
    assert firefox.evaluate(maps) > 100


def test_projection_and_the_dark_go_by_keys_and_a_reload_brings_them_again(firefox, server):
    firefox.open(f"{server.url}/panels/forward?x=0.8,-0.45")
    firefox.until(IS_SETTLED, "forward")
    ground = "() => getComputedStyle(document.querySelector('.panel')).backgroundColor"
    light = firefox.evaluate(ground)
    firefox.press("p")
    firefox.until("() => document.querySelector('.projected')")
    firefox.press("d")
    assert firefox.evaluate(ground) != light
    firefox.press("PageDown")
    firefox.until("() => location.search.includes('view.step=0')")
    firefox.send("WebDriver:Refresh")
    firefox.until("() => document.querySelector('.projected')")
    assert firefox.evaluate(ground) != light
    assert firefox.evaluate(STATE % "view", "forward")["step"] == 0
    firefox.press("Escape")
    firefox.until("() => !document.querySelector('.projected')")
    firefox.click("[data-theme-switch]")
    assert firefox.evaluate(ground) == light
