"""Fields for numbers: what people type is read as they mean it, or refused beside the field."""

import json

import pytest

from course.panels import all_panels
from tests.browser.agreement import settle

REQUEST = 'slug => document.querySelector(`[data-panel="${slug}"]`).request'
FIELDS = """() => [...document.querySelectorAll('[data-panel] .slider-number')]
  .filter(field => field.checkVisibility() && !field.disabled).length"""
ROUND = """field => {
  const box = field.closest('nudge-slider')?.getBoundingClientRect() ?? field.getBoundingClientRect();
  return [document.documentElement.scrollHeight, box.width, box.height];
}"""


@pytest.fixture
def rate(opened):
    """The field of the learning rate in the training simulator."""
    page = opened("training")
    return page.get_by_role("spinbutton", name="Learning rate η")


def request(page, slug):
    settle(page, slug)
    return page.evaluate(REQUEST, slug)


@pytest.mark.parametrize(
    ("text", "value"), [("0,5", 0.5), ("−0,25", -0.25), ("-1.5", -1.5), (" 2 ", 2), ("5e-3", 0.005)]
)
def test_a_decimal_comma_is_a_decimal_point_and_a_true_minus_a_minus(opened, text, value):
    page = opened("forward")
    field = page.get_by_label("Input x₁, as a number")
    field.fill(text)
    field.press("Enter")
    assert request(page, "forward")["x"][0] == value


@pytest.mark.parametrize("slug", all_panels())
def test_every_field_refuses_beside_itself_and_goes_back_on_leaving(opened, slug):
    page = opened(slug)
    before = json.dumps(request(page, slug))
    fields = page.locator("[data-panel] .slider-number:visible")
    assert fields.count() == page.evaluate(FIELDS) > 0
    for field in fields.all():
        was, place = field.input_value(), field.evaluate(ROUND)
        field.fill("1,2,3")
        field.press("Enter")
        note = page.locator(f"#{field.get_attribute('aria-describedby')}")
        assert field.get_attribute("aria-invalid") == "true"
        assert note.get_attribute("role") == "status"
        assert note.inner_text().startswith("“1,2,3” is not a number. Allowed: ")
        assert field.evaluate(ROUND) == place  # nothing moves when the words come
        field.evaluate("field => field.blur()")
        assert field.input_value() == was
        assert field.get_attribute("aria-invalid") is None
        assert note.inner_text().endswith(f"{was} stays.")
        field.fill(was)
        assert note.inner_text() == ""
    assert json.dumps(request(page, slug)) == before


def test_a_number_out_of_range_is_told_the_range(rate):
    rate.fill("1e9")
    rate.press("Enter")
    assert rate.page.locator(".field-note:not(:empty)").inner_text().startswith("“1e9” is out of range.")
    assert request(rate.page, "training")["optimizer"]["learning_rate"] != 1e9


def test_half_an_epoch_is_refused(opened):
    page = opened("training")
    field = page.get_by_role("spinbutton", name="Epochs, as a number", exact=True)
    field.fill("2,5")
    field.press("Enter")
    assert "not a whole number" in page.locator(".field-note:not(:empty)").inner_text()


@pytest.mark.parametrize(
    ("typed", "shown"), [("0.00001", "0.00001"), ("0,0000012", "1.2e−6"), ("0,3", "0.3000"), ("1e-7", "1e−7")]
)
def test_small_numbers_show_their_digits_in_a_field_that_keeps_its_width(rate, typed, shown):
    width = rate.bounding_box()["width"]
    rate.fill(typed)
    rate.press("Enter")
    assert request(rate.page, "training")["optimizer"]["learning_rate"] == float(typed.replace(",", "."))
    assert rate.input_value() == shown
    assert rate.bounding_box()["width"] == width
    assert rate.evaluate("field => field.scrollWidth <= field.clientWidth")


def test_arrows_and_page_keys_step_the_value(opened):
    page = opened("forward", "?x=0,0")
    field = page.get_by_label("Input x₁, as a number")
    field.focus()
    seen = []
    for key in ("ArrowUp", "PageUp", "ArrowDown", "PageDown", "ArrowDown"):
        field.press(key)
        seen.append(request(page, "forward")["x"][0])
    assert seen == [0.01, 0.11, 0.1, 0, -0.01]
    assert field.get_attribute("aria-valuenow") == "-0.01"


def test_a_value_beyond_the_reach_is_accepted_and_the_slider_grows(opened):
    page = opened("forward")
    field, slider = page.get_by_label("Input x₁, as a number"), page.get_by_label("Input x₁", exact=True)
    field.fill("5")
    field.press("Enter")
    assert request(page, "forward")["x"][0] == 5
    ends = """slider => [slider.max, slider.value,
      slider.closest('nudge-slider').querySelector('.slider-ends').lastElementChild.textContent]"""
    assert slider.evaluate(ends)[:2] == ["5", "5"]
    assert slider.evaluate(ends)[2] == "5"
    slider.press("ArrowLeft")
    assert request(page, "forward")["x"][0] == 4.99
    page.get_by_role("button", name="Reset").click()
    settle(page, "forward")
    assert slider.get_attribute("max") == "2"
    assert slider.evaluate(ends)[2] == "2"


def test_the_slider_of_a_rate_grows_on_its_own_scale(rate):
    rate.fill("0.0000005")
    rate.press("Enter")
    slider = rate.page.get_by_label("Learning rate η", exact=True)
    assert slider.evaluate("slider => 10 ** slider.value") == pytest.approx(5e-7)
    assert slider.get_attribute("aria-valuetext").endswith("5e−7")


def test_a_number_worked_out_by_hand_is_read_the_same_way(opened):
    page = opened("backprop")
    page.get_by_role("button", name="Mazur’s 2→2→2").click()
    page.locator('[data-parameter="2.0.0"]').dispatch_event("click")
    page.get_by_text("Work it out yourself").click()
    page.get_by_label("I work out the").select_option("updated")
    field = page.get_by_label("Your number")
    field.fill("none")
    field.press("Enter")
    assert field.get_attribute("aria-invalid") == "true"
    assert page.locator(".verdict").inner_text() == ""
    field.fill("0,3589")
    field.press("Enter")
    page.wait_for_function("() => document.querySelector('.verdict').dataset.verdict === 'right'")
