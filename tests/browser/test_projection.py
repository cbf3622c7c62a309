"""Projected: the picture has the room, words are large, a demonstration takes few keys."""

import pytest

from course.syllabus import LESSONS, PANEL_SLUGS
from tests.browser.looking import cut_off, wait_for_rest, written_over

SIZES = [(1920, 1080), (1366, 768), (1024, 768), (3840, 2160)]
PICTURE, WORDS, PRESSES = 0.65, 0.04, 4
# The share of the height that the picture has, words that are too small, and controls beyond the edge
LOOK = """() => {
  const panel = document.querySelector('.projected');
  const box = (place) => panel.querySelector(place)?.getBoundingClientRect();
  const below = box('.time') ?? box('.panel-answer');
  const small = [...panel.querySelectorAll('*')].flatMap((each) => {
    const hasWords = [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const isElsewhere = each.closest(
      `[data-drawer], .visually-hidden, option, sup, sub, msub, .panel-settings, .factor-circle,
        .factor-mark`);
    if (!hasWords || isElsewhere || !each.checkVisibility({ opacityProperty: true })) return [];
    const { width, top, bottom } = each.getBoundingClientRect();
    if (!width || bottom < 0 || top > innerHeight) return [];
    const scale = each.ownerSVGElement ? each.getScreenCTM().a : 1;
    const share = parseFloat(getComputedStyle(each).fontSize) * scale / innerHeight;
    return share < %s ? [`${each.textContent.trim().slice(0, 30)}: ${share.toFixed(4)}`] : [];
  });
  const leave = box('[data-action=project]');
  return {
    picture: (below.top - box('.panel-taught').bottom) / innerHeight,
    small,
    isWhole: leave.right <= innerWidth + 0.5 && panel.scrollHeight <= innerHeight + 2,
  };
}"""


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_the_picture_has_two_thirds_and_words_are_large(open_page, slug):
    page = open_page(f"/panels/{slug}?view.project=true", 1920, 1080)
    page.locator(".projected").wait_for()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        wait_for_rest(page)
        # A hundredth of what words need is lost where a drawing is fitted to whole pixels
        seen = page.evaluate(LOOK % (0.97 * WORDS))
        assert seen["picture"] >= PICTURE, (width, height)
        assert seen["small"] == [], (width, height)
        assert seen["isWhole"], (width, height)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_what_comes_back_and_what_changes_lie_side_by_side_on_any_projector(open_page, size):
    page = open_page("/panels/backprop?view.project=true", *size, reduced_motion="reduce")
    for stage in ("Backward", "Update"):
        page.locator(".stages").get_by_role("button", name=stage).click()
        page.keyboard.press("ArrowRight")
        wait_for_rest(page)
        assert written_over(page, ".panel-picture") == [], stage
        assert cut_off(page, ".panel-picture") == [], stage


class Presses:
    """Presses keys, and counts them."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def __call__(self, key):
        self.count += 1
        self.page.keyboard.press(key)


@pytest.fixture
def projected(open_page):
    """Opens a panel that is projected, and counts the keys from there."""

    def open_panel(slug):
        page = open_page(f"/panels/{slug}?view.project=true", 1920, 1080, reduced_motion="reduce")
        page.locator(".projected").wait_for()
        return page, Presses(page)

    return open_panel


def test_the_rate_is_too_high_in_two_presses_and_lower_in_one_more(projected):
    page, press = projected("training")
    press("8")
    press(".")
    page.wait_for_function("() => document.querySelector('.projected').result.diagnosis?.length")
    found = page.evaluate("() => document.querySelector('.projected').result.diagnosis")
    assert "oscillation" in [finding["problem"] for finding in found]
    rate = page.get_by_label("Learning rate η, as a number")
    assert rate.is_visible()
    assert rate.input_value() == "10.0000"
    assert page.locator("nudge-curves").first.is_visible()
    press("ArrowDown")
    page.wait_for_function("() => document.querySelector('.projected').request.optimizer.learning_rate < 10")
    assert press.count <= PRESSES


def test_xor_fails_and_two_lines_solve_it_in_one_press(projected):
    page, press = projected("perceptron")
    press("4")
    page.get_by_text("2 → 2 → 1 units: two lines").wait_for()
    assert "No straight line separates the classes." in page.locator("[data-part=sentence]").inner_text()
    assert page.locator(".plane").count() == 2
    assert press.count <= PRESSES


def test_one_step_of_backpropagation_by_hand_in_four_presses(projected):
    page, press = projected("backprop")
    press("4")
    page.locator("[data-part=sentence]", has_text="Forward: ŷ weighs").wait_for()
    seen = []
    for _ in range(3):
        press("PageDown")
        stage = page.locator(".stages [aria-pressed=true]").first
        seen.append(stage.inner_text())
    assert seen == ["Loss", "Backward", "Update"]
    # (0.70 − 0.90)² = 0.04, and (0.72 − 0.90)² = 0.0324 after the update
    assert page.locator("[data-answer]").inner_text() == "0.0400"
    assert page.locator(".loss-after").inner_text() == "0.0324"
    assert "−0.4000" in page.locator("[data-part=inside]").inner_text()
    assert press.count <= PRESSES


RUNS = """rates => {
  const {isSettled, request, result} = document.querySelector('.projected');
  const told = result.runs.map((run) => run.learning_rate);
  return isSettled && String(told) === String(rates) && result.runs.map((run) => run.verdict);
}"""
HIDDEN = "each => each.scrollHeight - each.clientHeight"


def test_too_small_right_too_large_in_three_presses_and_why_by_one_link(projected):
    page, press = projected("learning-rate")
    found = []
    for key, rates in (("1", [0.001, 0.01]), ("2", [0.1, 0.5]), ("3", [3, 30])):
        press(key)
        found.append(page.wait_for_function(RUNS, arg=rates).json_value())
        wait_for_rest(page)
        sentence = page.locator("[data-part=sentence]")
        assert all(verdict in sentence.inner_text() for verdict in found[-1])
        assert sentence.evaluate(HIDDEN) <= 1
        assert page.locator(".rate-losses .curve-plot").is_visible()
    small, right, large = found
    assert set(small) <= {"plateau", "learning"}
    assert right[-1] == "solved"
    assert "solved" not in large
    assert press.count <= PRESSES
    # The bowl of lesson 6 with this curvature and this rate
    curvature = page.evaluate("() => document.querySelector('.projected').result.start_sharpness")
    page.locator(".why-link").click(position={"x": 5, "y": 5})
    page.wait_for_url("**/lessons/gradient-descent?*")
    page.wait_for_function("() => document.querySelector('[data-panel=descent]')?.result?.rate_limit")
    asked = page.evaluate("() => document.querySelector('[data-panel=descent]').request")
    assert max(asked["curvatures"]) == pytest.approx(curvature, rel=0.01)
    assert asked["learning_rate"] == 3


ALONE = """([slug, isFull]) => (document.querySelector('.projected')?.dataset.panel ?? null) === slug
  && (document.fullscreenElement !== null) === isFull"""


def test_the_panel_beside_the_text_is_projected_and_a_clicker_goes_on_to_the_next(open_page):
    first, second = next(lesson.panels for lesson in LESSONS if lesson.slug == "backpropagation")
    page = open_page("/lessons/backpropagation", 1440, 900, reduced_motion="reduce")
    for slug in (second, first):
        text = page.locator(f".chapter:has([data-panel={slug}]) .prose")
        text.first.evaluate("each => each.scrollIntoView()")
        page.locator(f"[data-current] [data-panel={slug}]").wait_for()
        page.keyboard.press("p")
        page.wait_for_function(ALONE, arg=[slug, True])
        if slug == second:
            page.keyboard.press("Escape")
            page.wait_for_function(ALONE, arg=[None, False])
    page.evaluate("slug => document.querySelector(`[data-panel=${slug}]`).player.finish()", first)
    page.keyboard.press("PageDown")
    page.wait_for_function(ALONE, arg=[second, True])
    # The change of full screen, if there was one, has been told by now
    page.evaluate("() => new Promise((settled) => setTimeout(settled, 300))")
    assert page.evaluate(ALONE, [second, True])
    assert page.locator(".projected").count() == 1
