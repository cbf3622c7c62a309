"""The race downhill in the browser: arrows of a step, the relief turned by keys and pointer, the file."""

import re

from playwright.sync_api import expect

from tests.browser.agreement import settle
from tests.browser.looking import wait_for_rest

PLANE = "/panels/descent?surface=network&start=[3.28,1.74]&view.step=5"


def turned(page):
    """By how many degrees the words over the relief say that it is turned and tilted."""
    wait_for_rest(page)
    words = page.locator(".surface-relief").get_attribute("aria-label")
    return [int(each) for each in re.search(r"turned by (-?\d+)° and tilted by (\d+)°", words).groups()]


def test_a_networks_plane_has_its_own_run_arrows_and_a_relief_that_turns(open_page):
    page = open_page(PLANE)
    assert page.locator(".race-map .way.own-run").count() == 1
    assert "2 of 25 dimensions" in page.locator(".race-head").inner_text()
    # Gradient descent remembers nothing; Adam has a memory, and its arithmetic has the numbers of this step
    assert page.locator(".race-map .arrow.slope").count() == 1
    assert page.locator(".race-map .arrow.memory").count() == 0
    page.locator(".standings-name").nth(3).click()
    expect(page.locator(".race-map .arrow.memory")).to_have_count(1)
    shown = page.evaluate("document.querySelector('[data-panel]').result.paths[3].changes[5][0]")
    assert f"{shown:.4f}".replace("-", "−") in page.locator(".panel-inside .maths-line").last.inner_text()

    page.get_by_role("button", name="Relief").click()
    turn, tilt = turned(page)
    page.get_by_role("slider", name="Turn").press("ArrowRight")
    page.get_by_role("slider", name="Tilt").press("ArrowRight")
    assert turned(page) == [turn + 5, tilt + 5]
    box = page.locator(".surface-relief").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y, steps=4)
    page.mouse.up()
    assert turned(page)[0] > turn + 10
    assert "view.relief=true" in page.url
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Picture, SVG").click()
    assert waiting.value.suggested_filename == "nudge-descent-network.svg"
    assert b"<image" in waiting.value.path().read_bytes()


def test_a_key_on_a_slider_is_one_question_and_one_drawing(open_page, server):
    page = open_page("/panels/descent")
    assert page.locator(".race-map path.stop").count() == 4, "one mark for all steps of an optimizer"
    page.evaluate("""() => {
      const panel = document.querySelector('[data-panel]');
      const update = panel.update;
      window.drawings = 0;
      panel.ahead.now = () => 0;  // a server that is quick, however busy this computer is
      panel.update = function (changed) { window.drawings += 1; update.call(this, changed); };
    }""")
    with page.expect_request("**/api/v1/descent") as asked:
        page.locator("#descent-learning_rate").press("ArrowRight")
    assert asked.value.headers["accept"] == "application/json; arrays=float64"
    wait_for_rest(page)
    assert page.evaluate("window.drawings") == 1
    assert page.evaluate("document.querySelector('[data-panel]').answered.learning_rate") > 0.1
    # The answer to the next key was asked for while the page rested, and is drawn at once
    page.wait_for_function("() => document.querySelector('[data-panel]').ahead.known.size > 1")
    page.locator("#descent-learning_rate").press("ArrowRight")
    assert page.evaluate("window.drawings") == 2
    request, sentence = page.evaluate(
        "(({request, result}) => [request, result.sentence])(document.querySelector('[data-panel]'))"
    )
    assert request["learning_rate"] == 0.12
    said = page.request.post(f"{server.url}/api/v1/descent", data=request).json()
    assert sentence == said["sentence"]


def test_map_losses_formula_and_settings_on_a_small_laptop(open_page):
    page = open_page("/panels/descent?view.step=30", 1366, 768)
    room = page.locator(".panel-picture").bounding_box()
    box = page.locator(".race-map .layered").bounding_box()
    assert min(box["width"], box["height"]) > 300
    assert page.locator(".race-losses .plot").bounding_box()["height"] > 300

    # A sentence of three lines leaves the picture where it is
    page.get_by_role("button", name="a network").click()
    settle(page, "descent")
    assert page.locator(".panel-picture").bounding_box() == room
    page.get_by_role("button", name="your own").click()
    settle(page, "descent")
    assert page.get_by_label("f(x, y) =").is_visible()

    page.get_by_role("button", name="Math").click()
    page.locator("[data-drawer=maths]:not([data-shut])").wait_for()
    page.keyboard.press("Escape")
    page.locator("[data-drawer=maths][data-shut]").wait_for(state="attached")
    assert page.evaluate("document.activeElement.textContent") == "Math"


def test_each_that_runs_has_settings_of_its_own(open_page):
    page = open_page("/panels/descent")
    asked = "document.querySelector('[data-panel]').request.optimizers"
    page.get_by_role("group", name="Settings of").get_by_role("button", name="Momentum").click()
    share = page.get_by_role("slider", name="Momentum", exact=True)
    assert share.input_value() == "0.9"
    share.press("ArrowLeft")
    wait_for_rest(page)
    assert page.evaluate(f"{asked}[1].momentum") == 0.89
    runs = page.get_by_role("group", name="Who runs").get_by_role("button", name="Momentum")
    assert runs.get_attribute("aria-pressed") == "true", "it is one with momentum all the same"
    page.get_by_role("button", name="Its usual settings").click()
    wait_for_rest(page)
    assert page.evaluate(f"{asked}[1].momentum") == 0.9

    page.get_by_role("group", name="Settings of").get_by_role("button", name="Adam").click()
    assert page.get_by_role("slider", name="β₂").input_value() == "0.999"
    page.get_by_role("slider", name="β₁").press("ArrowLeft")
    wait_for_rest(page)
    assert page.evaluate(f"{asked}[3].betas") == [0.899, 0.999]
    assert not share.is_visible()


def test_on_a_nearly_square_projector_a_key_shows_the_losses_and_a_second_the_map(open_page):
    page = open_page("/panels/descent?view.step=30&view.project=true", 1024, 768)
    page.locator(".projected").wait_for()
    assert not page.locator(".race-losses").is_visible()
    page.keyboard.press("v")
    page.locator(".of-losses .plot").wait_for()
    page.keyboard.press("v")
    page.locator(".race-map .layered").wait_for()
