"""Answers that are drawn: by keys and by pointer, on a phone, overlaid, measured, and kept."""

import pytest

from course.questions import all_questions, settle
from tests.browser.agreement import settle as wait_until_settled
from tests.browser.test_questions import asked, handle, run

LOSS, BOUNDARY = (all_questions()[slug] for slug in ("draw-the-loss", "draw-the-boundary"))
VALUE = "place => place.querySelector('nudge-drawing').value"
WAY = {"heights": [0.7, 0.55, 0.35, 0.05, 0, 0]}


def value(place):
    return place.evaluate(VALUE)


def press(page, key, times):
    for _ in range(times):
        page.keyboard.press(key)


def test_a_curve_is_drawn_by_keys_alone_and_laid_over_the_engines(open_page):
    page = open_page("/lessons/training", reduced_motion="reduce")
    place = asked(page, LOSS)
    assert place.get_by_role("button", name="Run it and see").is_disabled()
    handle(place, 0).focus()
    for start, height in zip(LOSS.drawing.start, WAY["heights"], strict=True):
        press(page, "ArrowDown", round((start - height) / LOSS.drawing.y.step))
        page.keyboard.press("ArrowRight")
    assert value(place) == WAY
    last = page.locator(":focus")
    assert last.get_attribute("aria-label") == "loss at epoch 200"
    assert last.get_attribute("aria-valuetext") == "0.00"
    judged = settle(LOSS, LOSS.answered_with.model_validate(WAY)).drawn
    said = run(place)
    assert said.startswith("Yes, that is close.")
    assert judged.comparison in said
    assert place.locator("path.curve.engine, path.curve.guess").count() == 2
    wait_until_settled(page, "training")
    assert page.locator("[data-panel=training] path.curve.guess").count() == 1
    handle(place, 5).focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    page.keyboard.press("PageUp")
    assert value(place)["heights"][0] == pytest.approx(0.9)
    assert place.locator(".question-verdict").count() == 0
    assert place.locator("path.curve.engine").count() == 0
    page.reload()
    page.wait_for_selector("[data-question=draw-the-loss] [data-handle]")
    assert value(asked(page, LOSS)) == WAY
    assert asked(page, LOSS).get_by_role("button", name="Run it and see").is_enabled()


def test_a_stroke_of_the_pointer_draws_a_curve(open_page):
    page = open_page("/lessons/training")
    place = asked(page, LOSS)
    place.locator(".drawing").scroll_into_view_if_needed()
    ground = place.locator(".drawing-ground").bounding_box()
    page.mouse.move(ground["x"] + 1, ground["y"] + 0.3 * ground["height"])
    page.mouse.down()
    page.mouse.move(ground["x"] + ground["width"] - 1, ground["y"] + ground["height"] - 1, steps=9)
    page.mouse.up()
    heights = value(place)["heights"]
    assert heights == sorted(heights, reverse=True)
    assert (heights[0], heights[-1]) == (pytest.approx(0.7, abs=0.05), pytest.approx(0, abs=0.02))


def test_a_line_is_moved_by_keys_and_laid_over_the_plane(open_page):
    page = open_page("/lessons/neuron", reduced_motion="reduce")
    place = asked(page, BOUNDARY)
    one, other = handle(place, 0), handle(place, 1)
    assert one.get_attribute("aria-label") == "point 1 of the line"
    one.press("ArrowRight")
    one.press("ArrowUp")
    assert one.get_attribute("aria-valuetext") == "x₁ −1.75, x₂ −2.25"
    said = run(place)
    assert said.startswith("Not so.")
    ends = BOUNDARY.answered_with.model_validate({"ends": [[-1.75, -2.25], [2.0, -2.5]]})
    judged = settle(BOUNDARY, ends).drawn
    assert judged.comparison in said
    assert judged.misconception in said
    wait_until_settled(page, "neuron")
    assert page.locator("[data-panel=neuron] .plane .drawn-line.guess").count() == 1
    one.focus()
    press(page, "ArrowLeft", 1)
    press(page, "ArrowUp", 17)  # (−2, 2)
    other.focus()
    press(page, "ArrowUp", 10)  # (2, 0)
    assert value(place) == {"ends": [[-2, 2], [2, 0]]}
    assert run(place).startswith("Yes, that is close.")


@pytest.mark.parametrize(("lesson", "question"), [("training", LOSS), ("neuron", BOUNDARY)])
def test_on_a_phone_the_dock_makes_room_and_a_finger_finds_every_point(open_page, lesson, question):
    page = open_page(f"/lessons/{lesson}", 360, 740, has_touch=True, reduced_motion="reduce")
    place, panel = asked(page, question), page.locator(f"[data-panel={question.panel}]")
    place.locator(".drawing-room").evaluate("room => room.scrollIntoView({block: 'end'})")
    page.wait_for_function(
        "slug => document.querySelector(`[data-panel=${slug}]`).dataset.dock === 'folded'", arg=question.panel
    )
    room, dock = place.locator(".drawing-room").bounding_box(), panel.bounding_box()
    assert dock["y"] + dock["height"] <= room["y"] + 1
    grips = [grip.bounding_box() for grip in place.locator(".drawing-handle .grip").all()]
    assert all(min(grip["width"], grip["height"]) >= 44 for grip in grips)
    point = grips[-1]
    before = value(place)
    page.touchscreen.tap(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2 - 8)
    assert value(place) != before
    run(place)
    assert panel.get_attribute("data-dock") == "docked"


def test_a_panel_whose_script_is_late_is_folded_for_the_drawing_once_it_has_come(server, browser):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    errors, held = [], []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/panels/learning_rate/panel.js", lambda script: held.append(script))
    page.goto(f"{server.url}/lessons/learning-rate", wait_until="commit")
    page.locator("nudge-drawing").first.scroll_into_view_if_needed()
    page.wait_for_function("() => customElements.get('nudge-question')")
    page.wait_for_timeout(200)
    assert held
    assert errors == []
    for script in held:
        script.continue_()
    page.locator("[data-panel=learning-rate][data-dock=folded]").wait_for()
    context.close()
    assert errors == []
