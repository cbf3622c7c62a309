"""A digit of one's own: drawn by keys, mouse or finger, read at once, taken back, cleared."""

import pytest
from playwright.sync_api import expect

STROKES = "() => document.querySelector('[data-panel=digits]').drawing.strokes"
ANSWERED = """() => {
  const panel = document.querySelector('[data-panel=digits]');
  const headers = {'Content-Type': 'application/json'};
  const asked = {strokes: panel.drawing.strokes, network: panel.result.network};
  return fetch('/api/v1/digit', {method: 'POST', headers, body: JSON.stringify(asked)})
    .then((answer) => answer.json());
}"""


@pytest.fixture
def sheet(open_page):
    page = open_page("/panels/digits?epochs=0")
    return page, page.locator(".digit-sheet svg")


def words(page):
    return page.locator(".digit-words")


def test_keys_alone_draw_take_back_and_clear(sheet):
    page, place = sheet
    place.focus()
    for key in ["Space", *["ArrowDown"] * 8, "Space", "ArrowRight", "ArrowRight", "Enter", "ArrowUp"]:
        page.keyboard.press(key)
    down, across = page.evaluate(STROKES)
    assert [down[0], down[-1], len(down)] == [[0.5, 0.25], [0.5, 0.75], 9]
    assert across == [[0.625, 0.75], [0.625, 0.688]]
    page.keyboard.press("Backspace")
    assert page.evaluate(STROKES) == [down]
    expect(page.get_by_text("Your digit")).to_be_visible()
    page.keyboard.press("Delete")
    assert page.evaluate(STROKES) == []
    expect(page.get_by_text("draw over it")).to_be_visible()


def test_a_stroke_of_the_mouse_is_read_as_the_api_reads_it(sheet):
    page, place = sheet
    box = place.bounding_box()
    at = [
        (box["x"] + x * box["width"], box["y"] + y * box["height"])
        for x, y in [(0.3, 0.2), (0.7, 0.2), (0.4, 0.8)]
    ]
    page.mouse.move(*at[0])
    page.mouse.down()
    for point in at[1:]:
        page.mouse.move(*point, steps=6)
    page.mouse.up()
    answer = page.evaluate(ANSWERED)
    expect(words(page)).to_have_text(answer["sentence"])
    shown = page.locator(".digit-odds .digit-p").all_inner_texts()
    # The page asks by parameters of 32 bits
    assert [float(each) for each in shown] == pytest.approx(answer["probabilities"], abs=0.0011)
    expect(page.locator(".digit-stage")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate(STROKES) == []


def test_a_dot_gets_words_and_no_number(sheet):
    page, place = sheet
    place.click()
    expect(page.locator(".digit-odds .digit-p").first).to_have_text("–")
    assert len(words(page).inner_text()) > 20
    assert set(page.locator(".digit-odds .digit-p").all_inner_texts()) == {"–"}


def test_a_finger_draws_and_does_not_scroll(open_page):
    page = open_page("/panels/digits?epochs=0", 360, 740, has_touch=True)
    place = page.locator(".digit-sheet svg")
    place.scroll_into_view_if_needed()
    before, box = page.evaluate("scrollY"), place.bounding_box()
    fingers = page.context.new_cdp_session(page)
    x = box["x"] + box["width"] / 2
    heights = [box["y"] + share * box["height"] for share in (0.8, 0.6, 0.4, 0.2)]
    for kind, y in [("touchStart", heights[0]), *(("touchMove", y) for y in heights[1:]), ("touchEnd", None)]:
        points = [] if y is None else [{"x": x, "y": y}]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    (stroke,) = page.evaluate(STROKES)
    assert [point[1] for point in stroke] == pytest.approx([0.8, 0.6, 0.4, 0.2], abs=0.01)
    assert page.evaluate("scrollY") == before
    fingers.detach()


def test_without_its_files_mnist_stands_there_and_says_how(open_page):
    page = open_page("/panels/digits?epochs=0")
    expect(page.locator("[data-path=images] select")).to_be_disabled()
    expect(page.locator(".panel-settings, .panel-taught").get_by_text("run.py --mnist FOLDER")).to_have_count(
        1
    )
