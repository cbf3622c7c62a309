"""Links in the prose open a run in the panel, and lead back to where somebody was reading."""

import pytest

from panels.training.panel import PANEL
from panels.training.saved_states import SAVED_STATES
from tests.browser.answered import keep_answers

LESSON = "/lessons/training"
LINKED = [name for name in SAVED_STATES if name != "zeros"]  # which its question opens
PANEL_THERE = "document.querySelector('[data-panel=training]')"
ARRIVED = f"""epoch => {{
  const {{display, view, request, computing, isUpdatePending}} = {PANEL_THERE} ?? {{}};
  if (!display) return false;
  const isAsked = JSON.stringify(display.run.request) === JSON.stringify(request);
  const isWhole = !computing.isBusy && display.run.result.history.epoch.length > 1;
  return view.epoch === epoch && isAsked && isWhole && display.isShowing(epoch) && !isUpdatePending;
}}"""
ASKED = f"() => {PANEL_THERE}.question({PANEL_THERE}.request)"
VIEW = f"() => {PANEL_THERE}.view"
EPOCHS = f"() => {PANEL_THERE}.display.snapshot.run.result.history.epoch.length"


@pytest.fixture
def lesson(open_page):
    return open_page(LESSON, reduced_motion="reduce")


def link(page, name):
    return page.locator(f"a[data-saved-state='{name}']").first


def follow(page, name, how="click"):
    """Follows a link, and waits until its run is on the screen."""
    link(page, name).click() if how == "click" else link(page, name).press("Enter")
    wait_for(page, name)


def wait_for(page, name):
    page.wait_for_function(ARRIVED, arg=SAVED_STATES[name].view["epoch"])
    model = PANEL.request
    assert model.model_validate(page.evaluate(ASKED)) == model.model_validate(
        dict(SAVED_STATES[name].request)
    )


def top_of(page, selector):
    return page.locator(selector).first.bounding_box()["y"]


def test_each_link_opens_its_run_at_its_epoch_one_after_the_other(lesson):
    keep_answers(lesson)
    for name in LINKED:
        follow(lesson, name)
        place = str(SAVED_STATES[name].view["epoch"])
        assert lesson.locator("[data-time]").input_value() == place
        assert name == "divergence" or lesson.locator("[data-epoch]").inner_text() == place
        assert abs(top_of(lesson, "[data-panel=training]")) < 60


def test_the_address_of_a_link_opens_the_same_without_the_click(open_page, lesson):
    href = link(lesson, "l2").get_attribute("href")
    follow(lesson, "l2")
    other = open_page(LESSON + href, reduced_motion="reduce")
    wait_for(other, "l2")
    sentences = [each.locator("[data-part=sentence]").inner_text() for each in (lesson, other)]
    assert sentences[0] == sentences[1]


def test_a_link_leaves_its_reader_where_they_read(lesson):
    follow(lesson, "dropout", how="key")
    assert link(lesson, "dropout").evaluate("link => link === document.activeElement")
    assert 0 < link(lesson, "dropout").bounding_box()["y"] < 900


def test_back_in_the_history_leads_to_the_text_and_to_the_run_before(lesson):
    follow(lesson, "l2")
    follow(lesson, "xor-solved")
    lesson.go_back()
    wait_for(lesson, "l2")
    assert 0 < link(lesson, "xor-solved").bounding_box()["y"] < 900


def test_a_link_can_be_opened_in_another_window(lesson):
    with lesson.context.expect_page() as opened:
        link(lesson, "relu").click(modifiers=["Control"])
    wait_for(opened.value, "relu")
    assert lesson.evaluate(VIEW)["epoch"] is None


def test_a_kept_run_stays_for_comparison(lesson):
    follow(lesson, "overfitting")
    lesson.locator("[data-action=compare]").click()
    follow(lesson, "more-data")
    assert "1.0419" not in lesson.locator("[data-part=answer]").inner_text()
    lesson.locator(".change").wait_for()


def test_a_preset_after_a_run_is_trained_too(lesson):
    follow(lesson, "whole")
    lesson.get_by_role("button", name="moons").click()
    lesson.get_by_role("heading", name="Moons, 2 → 8 → 8 → 1").wait_for()
    assert lesson.evaluate(EPOCHS) == 301
