"""The tuner in the page: searches stop and go on, brushes choose trials, a trial opens in training."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import wait_for_rest, written_over
from tests.waiting import MILLISECONDS

FEW = 6
SMALL = f"/panels/tuner?trials={FEW}&epochs=5&dataset.samples=20&view.begun=true"


def test_it_opens_at_its_beginning_and_searches_when_it_is_told_to(open_page):
    page = open_page("/panels/tuner?trials=4&epochs=2&dataset.samples=20")
    expect(page.locator("[data-part=search]")).to_contain_text("4 trials, about")
    expect(page.locator(".trial-mark")).to_have_count(0)
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[data-part=sentence]")).to_contain_text("The best of")
    expect(page.locator(".search-best .trial-mark")).to_have_count(4)
    expect(page).to_have_url(re.compile("view.begun=true"))
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("[data-part=sentence]")).to_contain_text("Nothing is tried yet")
    expect(page.locator(".trial-mark")).to_have_count(0)


def test_a_search_that_takes_long_says_so_and_waits(open_page):
    page = long_search(open_page)
    expect(page.locator("[data-action=search]")).to_have_text("Search")
    page.keyboard.press("p")
    page.keyboard.press(".")
    expect(page.locator("[data-action=stop]")).to_be_visible(timeout=MILLISECONDS)
    expect(page.locator(".search-best .trial-mark").nth(FEW)).to_be_attached(timeout=MILLISECONDS)
    page.keyboard.press(".")
    expect(page.locator("[data-action=search]")).to_have_text("Continue")


def test_a_search_goes_on_to_more_trials_at_once_however_long_they_take(open_page):
    page = open_page("/panels/tuner?trials=64&view.begun=true")
    page.get_by_role("button", name="Go on to 128 trials").click(timeout=MILLISECONDS)
    expect(page.locator("[data-action=stop]")).to_be_visible(timeout=MILLISECONDS)
    expect(page.locator("[data-action=search]")).to_have_count(0)


# Where the button is in each frame in which a search of so many trials goes on
BOXES = """() => {
  window.boxes = new Set();
  const look = () => {
    const stop = document.querySelector('[data-action=stop]');
    if (/ of 128/.test(stop?.parentElement.textContent))
      window.boxes.add(JSON.stringify(stop.getBoundingClientRect()));
    requestAnimationFrame(look);
  };
  look();
}"""


# The search begins, and is stopped in the same frame, before an answer can have come
STOP_AT_ONCE = """async panel => {
  document.querySelector('[data-action=search]').click();
  await document.querySelector('nudge-tuner').updateComplete;
  document.querySelector('[data-action=stop]').click();
}"""


def test_the_button_that_stops_a_search_stays_where_it_is(open_page):
    page = long_search(open_page, largest_batch=50)
    page.evaluate(BOXES)
    page.locator("[data-action=search]").click()
    expect(page.locator(".search-best .trial-mark").nth(105)).to_be_attached(timeout=MILLISECONDS)
    assert page.evaluate("() => window.boxes.size") == 1


def test_a_search_that_is_stopped_before_its_first_trial_can_still_be_begun(open_page):
    page = long_search(open_page)
    state = page.locator("[data-part=search]")
    page.evaluate(STOP_AT_ONCE)
    expect(state).to_contain_text("stopped before its first trial; shown: the search before it")
    state.get_by_role("button", name="Search").click()
    expect(state.get_by_role("button", name="Stop")).to_be_visible(timeout=MILLISECONDS)
    expect(state).to_contain_text("of 128 trials", timeout=MILLISECONDS)


def test_a_search_is_stopped_and_goes_on_where_it_was(open_page):
    page = long_search(open_page)
    marks, state = page.locator(".search-best .trial-mark"), page.locator("[data-part=search]")
    page.locator("[data-action=search]").click()
    expect(marks.nth(FEW)).to_be_attached(timeout=MILLISECONDS)
    page.locator("[data-action=stop]").click()
    going_on = page.locator("[data-action=search]")
    expect(going_on).to_have_text("Continue")
    expect(state).to_contain_text(re.compile(r"stopped after \d+ of 128 trials"))
    stopped_after = marks.count()
    going_on.click()
    expect(marks.nth(stopped_after)).to_be_attached(timeout=MILLISECONDS)
    page.locator("[data-action=stop]").click()
    expect(state).to_contain_text(re.compile(r"stopped after \d+ of 128 trials"))


LONG = """largest => {
  const panel = document.querySelector('nudge-tuner');
  const { dataset, space } = panel.request;
  panel.setRequest({
    ...panel.request,
    trials: 128,
    epochs: 60,
    dataset: { ...dataset, samples: 100 },
    space: { ...space, batch_size: { ...space.batch_size, high: largest } },
  }, "trials");
}"""


def long_search(open_page, largest_batch=5):
    """
    One that waits to be told to begin, and can be stopped in its middle on a quick computer too: with
    batches of five examples alone, each trial has many steps.
    """
    page = open_page(SMALL)
    expect(page.locator(".search-best .trial-mark")).to_have_count(FEW, timeout=MILLISECONDS)
    page.evaluate(LONG, largest_batch)
    expect(page.locator("[data-part=search]")).to_contain_text(
        "This search takes about", timeout=MILLISECONDS
    )
    return page


def test_a_brush_is_set_by_its_sliders_and_by_dragging_along_an_axis(open_page):
    page = open_page(SMALL)
    count = page.locator("[data-part=brush] p")
    expect(count).to_contain_text("6 of 6 trials")
    page.locator("#brush-from").focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    expect(count).not_to_contain_text("6 of 6 trials")
    expect(page).to_have_url(re.compile("brushes.loss="))
    page.get_by_role("button", name="Choose all").click()
    expect(count).to_contain_text("6 of 6 trials")
    box = page.locator(".search-ground").first.bounding_box()
    middle = box["x"] + box["width"] / 2
    page.mouse.move(middle, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(middle, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("brushes.learning_rate="))
    expect(page.locator("#brush-axis")).to_have_value("learning_rate")


def test_a_trial_opens_in_training_with_the_same_loss(open_page):
    page = open_page(SMALL)
    page.locator("#tuner-trial").focus()
    page.keyboard.press("Home")
    expect(page.locator("[data-part=opened]")).to_contain_text("Trial 1")
    loss = page.locator("[data-number^='trials.0.loss']").inner_text()
    page.get_by_role("link", name="Open in training").click()
    expect(page.locator("nudge-training")).to_contain_text(f"held out {loss}")


def test_a_table_of_ones_own_is_searched_and_opens_in_training(open_page):
    page = open_page(f"{SMALL}&view.drawer=points")
    sheet = page.locator(".data-sheet")
    rows = "".join(f"{k};{k * k % 11};{'ab'[k % 2]}\n" for k in range(16))
    expect(sheet.locator("caption")).to_contain_text("20 examples")
    sheet.locator("textarea").fill(f"size;weight;kind\n{rows}")
    sheet.get_by_role("button", name="Use this table").click()
    expect(sheet.get_by_role("button", name="In use")).to_be_visible(timeout=MILLISECONDS)
    expect(page.locator("[data-number^='held_out']")).to_have_text("4")
    expect(page.locator("[data-path='dataset.samples']")).to_be_hidden()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Open in training").click()
    expect(page.locator("nudge-training")).to_contain_text("Your table")
    assert "dataset.csv=" in page.url


def test_a_table_with_too_few_examples_is_not_taken(open_page):
    page = open_page(f"{SMALL}&view.drawer=points")
    sheet = page.locator(".data-sheet")
    sheet.locator("textarea").fill("x1,x2,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n")
    expect(sheet.locator(".table-message")).to_have_text(
        "This table has 4 examples; 8 or more are needed here."
    )
    expect(sheet.get_by_role("button", name="Use this table")).to_be_disabled()


def test_an_example_is_placed_by_a_click_and_by_the_list(open_page):
    page = open_page(f"{SMALL}&view.drawer=points")
    sheet = page.locator(".data-sheet")
    sheet.get_by_role("button", name="Start from 8").click()
    expect(sheet.locator("caption")).to_contain_text("8 examples")
    expect(sheet.locator(".mark")).to_have_count(8 + 2)
    sheet.locator(".own-ground").click(position={"x": 60, "y": 60})
    expect(sheet.locator("caption")).to_contain_text("9 examples")
    sheet.get_by_role("button", name="Add an example").click()
    expect(sheet.locator("caption")).to_contain_text("10 examples")
    expect(page).to_have_url(re.compile("dataset.points="))
    sheet.get_by_role("button", name="Back to drawn data").click()
    expect(sheet.locator("caption")).to_contain_text("100 examples")


@pytest.mark.parametrize("shown", ["lines", "slices", "test"])
@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1366, 768)])
def test_no_word_of_a_projected_picture_lies_over_another(open_page, shown, width, height):
    page = open_page(f"{SMALL}&view.project=true&view.shown={shown}", width, height)
    expect(page.locator(".search-chosen svg")).to_be_visible(timeout=MILLISECONDS)
    wait_for_rest(page)
    assert written_over(page, ".search-pictures") == []
