"""The picture is where the reader is: whatever is answered or followed, both are in the window."""

import pytest
from playwright.sync_api import expect

from course.syllabus import LESSONS
from tests.browser.agreement import settle
from tests.browser.answered import keep_answers
from tests.waiting import MILLISECONDS
from web.pages.routes import is_written

WIDE = [(1440, 900), (1366, 768), (1100, 800)]
NARROW = [(360, 740), (412, 915)]
MOVING = "loss"  # whose answers are played in motion; in the others they take no time
WRITTEN = [lesson for lesson in LESSONS if is_written(lesson)]

# Where the middle of a picture is once it has come in, and whether what was read is seen: in the window, and
# under no dock
SEEN = """async (read, [name, most]) => {
  const panel = document.querySelector(`[data-panel="${name}"]`);
  const end = performance.now() + most;
  while (getComputedStyle(panel).opacity !== '1' && performance.now() < end)
    await new Promise(requestAnimationFrame);
  const parts = [...panel.querySelectorAll('.panel-picture, .training-pictures > *')]
    .map((part) => part.getBoundingClientRect()).filter(({height}) => height);
  const [top, bottom] = [Math.min(...parts.map((p) => p.top)), Math.max(...parts.map((p) => p.bottom))];
  const middle = (top + bottom) / 2;
  const dock = panel.getBoundingClientRect();
  const place = read.getBoundingClientRect();
  const isBeside = place.right <= dock.left;
  const shown = getComputedStyle(panel).opacity === '1' && middle > 0 && middle < innerHeight;
  const from = isBeside ? 0 : Math.max(0, dock.bottom);
  return {picture: shown, text: place.bottom > from && place.top < innerHeight};
}"""
BOTH = {"picture": True, "text": True}
NAMES = (
    "all => all.map(({dataset: {panelNamed, question, savedState}}) => [panelNamed, question ?? savedState])"
)
# As soon as the dock folds, before the next frame
JUMP_BACK = """() => {
  const panel = document.querySelector('[data-panel]');
  new MutationObserver((_, watching) => {
    if (panel.dataset.dock !== 'folded') return;
    watching.disconnect();
    scrollTo(0, 0);
    window.hasJumped = true;
  }).observe(panel, {attributes: true});
}"""


def seen(page, panel, read):
    """Whether the middle of the panel's picture and what was read are in the window, once all has settled."""
    settle(page, panel)
    return read.evaluate(SEEN, [panel, MILLISECONDS])


def answer(question, turn):
    """Answers a question in the first or the second way it offers, by turns: each answer is another."""
    fields = question.locator("input, [data-handle]")
    if fields.first.get_attribute("type") == "radio":
        fields.nth(turn % 2).check()
    else:
        fields.first.press(("ArrowUp", "ArrowDown")[turn % 2])


def is_due(size, number):
    """Whether a question or link is tried at a size: all at the first, at one more wide and a narrow one."""
    others = WIDE[1:] if size in WIDE else NARROW
    return size == WIDE[0] or others[number % len(others)] == size


def due(page, selector, size):
    """Those that are tried at a size: each with its panel and with what the page knows it by."""
    all_of_them = page.locator(selector)
    told = all_of_them.evaluate_all(NAMES)
    places = zip(all_of_them.all(), told, strict=True)
    return [(each, *names) for number, (each, names) in enumerate(places) if is_due(size, number)]


@pytest.mark.parametrize("sizes", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("lesson", WRITTEN, ids=lambda lesson: lesson.slug)
def test_an_answer_and_a_link_show_in_the_picture_beside_them(open_page, lesson, sizes):
    page = open_page(f"/lessons/{lesson.slug}", *sizes[0], reduced_motion="reduce")
    keep_answers(page)
    away = []
    # What an answer keeps back is there when all are given
    for gone_away in (unseen_questions, unseen_links):
        for turn, size in enumerate(sizes):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            is_moving = lesson.slug == MOVING and size == WIDE[0]
            page.emulate_media(reduced_motion="no-preference" if is_moving else "reduce")
            page.evaluate("() => scrollTo(0, 0)")
            away += [(size, name) for name in gone_away(page, size, turn)]
    assert away == []


def unseen_questions(page, size, turn):
    """Those that, answered, are not in a window of this size together with the picture."""
    for question, panel, name in due(page, "nudge-question", size):
        answer(question, min(turn, 1))  # at no size as at the one before
        question.locator(".question-verdict").wait_for(state="detached")
        question.locator(".question-run").click()
        question.locator(".question-verdict").wait_for()
        if seen(page, panel, question) != BOTH:
            yield name


def unseen_links(page, size, _turn):
    """Those that, followed, are not in a window of this size together with the picture."""
    for link, panel, name in due(page, "a.saved-state", size):
        link.click()
        if seen(page, panel, link) != BOTH:
            yield name


@pytest.mark.parametrize("size", WIDE, ids=lambda size: f"{size[0]}x{size[1]}")
def test_settings_and_drawers_never_move_the_picture(open_page, size):
    page = open_page("/lessons/training", *size)
    plane = page.locator(".training-plane")
    settle(page, "training")
    before = plane.bounding_box()
    page.get_by_role("button", name="Settings", exact=True).click()
    page.get_by_role("heading", name="Settings").wait_for()
    assert plane.bounding_box() == before
    page.locator(".panel-settings").get_by_role("button", name="Close").click()
    for drawer in ("Math", "NumPy", "Runs"):
        page.get_by_role("button", name=drawer, exact=True).click()
        assert plane.bounding_box() == before


def test_a_dock_folds_and_fills_the_window(open_page):
    page = open_page("/lessons/forward-pass", 360, 740)
    panel = page.locator("nudge-forward")
    docked = panel.bounding_box()["height"]
    page.get_by_role("button", name="Fold").click()
    assert panel.bounding_box()["height"] < 0.2 * docked
    page.get_by_role("button", name="Unfold").click()
    assert panel.bounding_box()["height"] == pytest.approx(docked, abs=2)
    page.get_by_role("button", name="Enlarge").click()
    assert panel.bounding_box()["height"] >= 740
    assert panel.locator(".drawer-bar").is_visible()
    page.get_by_role("button", name="Back to the text").click()
    assert panel.bounding_box()["height"] == pytest.approx(docked, abs=2)


# Of several pictures the dock has no room for these
BELOW = {
    "tuner": ("tuner", ".search-best"),
    "predictions": ("transfer", ".lent-epochs"),
    "gradient-descent": ("descent", ".race-losses"),
    "learning-rate": ("learning-rate", ".rate-planes"),
}


@pytest.mark.parametrize("lesson", BELOW)
def test_a_panel_that_is_enlarged_on_a_phone_shows_all_of_its_pictures(open_page, lesson):
    slug, picture = BELOW[lesson]
    page = open_page(f"/lessons/{lesson}", 360, 740, reduced_motion="reduce")
    panel = page.locator(f"nudge-{slug}")
    panel.scroll_into_view_if_needed()
    settle(page, slug)
    panel.get_by_role("button", name="Enlarge").press("Enter")
    expect(panel).to_have_attribute("data-dock", "full")
    place = panel.locator(picture).bounding_box()
    body = panel.locator(".panel-picture").bounding_box()
    assert place["height"] >= 80
    assert place["y"] + place["height"] <= body["y"] + body["height"] + 0.5


# Milliseconds: what is scrolled to within half a second is the way to what an answer shows
AFTER_AN_ANSWER = 600


def test_a_question_has_the_window_for_itself_until_it_is_answered(open_page):
    page = open_page("/lessons/loss", 360, 740, reduced_motion="reduce")
    panel, questions = page.locator("nudge-loss"), page.locator("nudge-question")
    expect(panel).to_have_attribute("data-dock", "docked")  # a lesson opens with its picture
    form = questions.first.locator("form")
    scroll_to(page, form, 0.6)
    expect(panel).to_have_attribute("data-dock", "folded")
    settle(page, "loss")
    assert abs(form.bounding_box()["y"] - 0.6 * 740) < 2  # not a word has moved
    answer(questions.first, 0)
    questions.first.locator(".question-run").click()
    questions.first.locator(".question-verdict").wait_for()
    expect(panel).to_have_attribute("data-dock", "docked")
    page.wait_for_timeout(AFTER_AN_ANSWER)
    scroll_to(page, questions.nth(2).locator("form"), 0.5)
    expect(panel).to_have_attribute("data-dock", "folded")
    page.evaluate("() => scrollTo(0, 0)")  # it has gone by
    expect(panel).to_have_attribute("data-dock", "docked")


def test_whoever_jumps_away_while_the_dock_folds_is_not_brought_back(open_page):
    page = open_page("/lessons/loss", 360, 740, reduced_motion="reduce")
    panel, form = page.locator("nudge-loss"), page.locator("nudge-question form").nth(2)
    expect(panel).to_have_attribute("data-dock", "docked")
    page.evaluate(JUMP_BACK)
    scroll_to(page, form, 0.5)
    page.wait_for_function("() => window.hasJumped")
    expect(panel).to_have_attribute("data-dock", "docked")
    assert page.evaluate("() => scrollY") == 0


def scroll_to(page, place, share):
    """Scrolls until a place is at this share of the window's height."""
    place.evaluate(
        "(place, share) => scrollBy(0, place.getBoundingClientRect().top - share * innerHeight)", share
    )


@pytest.mark.parametrize(("width", "height"), NARROW)
def test_the_loss_is_drawn_in_the_dock_and_fills_it_on_demand(open_page, width, height):
    page = open_page("/lessons/training", width, height)
    panel = page.locator("#panel-training")
    curves = panel.locator(".curve-plot:visible")
    expect(curves).to_have_count(1)
    assert min(curves.bounding_box()[side] for side in ("width", "height")) >= 100
    panel.get_by_role("button", name="Large curves").click()
    expect(curves).to_have_count(2)
    body = panel.locator(".panel-body").bounding_box()
    for each in curves.all():
        place = each.bounding_box()
        assert place["width"] > 0.8 * width
        assert body["y"] <= place["y"]
        assert place["y"] + place["height"] <= body["y"] + body["height"] + 0.5
