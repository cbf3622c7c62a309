"""The race downhill in the browser: arrows of a step, the relief turned by keys and pointer, the file."""

import re

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
    wait_for_rest(page)
    assert page.locator(".race-map .arrow.memory").count() == 1
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


def test_a_key_on_a_slider_is_one_question_and_one_drawing(open_page):
    page = open_page("/panels/descent")
    assert page.locator(".race-map path.stop").count() == 4, "one mark for all steps of an optimizer"
    page.evaluate("""() => {
      const panel = document.querySelector('[data-panel]');
      const update = panel.update;
      window.drawings = 0;
      panel.update = function (changed) { window.drawings += 1; update.call(this, changed); };
    }""")
    with page.expect_request("**/api/v1/descent") as asked:
        page.locator("#descent-learning_rate").press("ArrowRight")
    assert asked.value.headers["accept"] == "application/json; arrays=float64"
    wait_for_rest(page)
    assert page.evaluate("window.drawings") == 1
    assert page.evaluate("document.querySelector('[data-panel]').answered.learning_rate") > 0.1
