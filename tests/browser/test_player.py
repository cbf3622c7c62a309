"""The pass plays forward and back, at three paces, and reveals nothing too early."""

import datetime

import pytest


def known(page):
    return page.locator("[data-unit]:not(.unknown)").count()


@pytest.mark.parametrize(("pace", "steps"), [("layer", 3), ("neuron", 7), ("term", 32)])
def test_stepping_reveals_every_unit_and_ends_with_the_answer(open_panel, pace, steps):
    panel = open_panel("/panels/forward?x=0.8,-0.45")
    page = panel.page
    page.get_by_role("button", name=pace, exact=True).click()
    seen = []
    for _ in range(steps):
        page.get_by_role("button", name="Step").click()
        panel.settle()
        seen.append(known(page))
    assert seen == sorted(seen)
    assert seen[-1] == 9
    page.get_by_role("button", name="Step").click()
    panel.check()
    page.get_by_role("button", name="Back").click()
    panel.settle()
    assert f"view.step={steps - 1}" in page.url


def test_before_its_turn_a_unit_hides_its_number(open_panel):
    panel = open_panel("/panels/forward?x=0.8,-0.45&view.step=0")
    assert known(panel.page) == 3
    assert panel.page.locator("[data-answer]").inner_text() == "–"
    assert panel.page.locator('[data-unit="3.0"]').get_attribute("aria-label") == "output ŷ, not computed yet"


def test_running_plays_to_the_end_and_pause_holds(open_panel):
    panel = open_panel("/panels/forward?x=0.8,-0.45&view.pace=layer", fresh=True)  # a clock stays
    page = panel.page
    # Between the two clicks no time passes, however long a click takes
    page.clock.install()
    page.reload()
    panel.settle()
    page.clock.pause_at(datetime.datetime.now() + datetime.timedelta(hours=1))
    page.get_by_role("button", name="Run forward pass").click()
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(900)
    held = page.url
    assert "view.step=0" in held
    page.clock.run_for(2000)
    assert page.url == held
    page.clock.resume()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Run forward pass").wait_for()
    panel.check()


def test_reduced_motion_steps_without_travel(open_panel):
    panel = open_panel("/panels/forward?x=0.8,-0.45&view.step=0", reduced_motion="reduce")
    assert panel.page.locator(".signal").count() == 2
    names = panel.page.locator(".signal").evaluate_all(
        "all => all.map(e => getComputedStyle(e).animationName)"
    )
    assert names == ["none", "none"]
